"""Searching over HTTP: who finds what, in which order, and where in it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from quotes.models import Statement
from quotes.search import ranking
from tests.factories import viewer
from tests.search.test_matching import statement_in

pytestmark = pytest.mark.django_db


def public(article: str, words: str | None = None, status: str = "accepted") -> Statement:
    statement = statement_in(article, words)
    Statement.objects.filter(pk=statement.pk).update(review_status=status)
    return statement


def get(client: APIClient | None = None, **query: str) -> Any:
    return (client or APIClient()).get("/api/v1/statements/", query)


def texts(client: APIClient | None = None, **query: str) -> list[str]:
    response = get(client, **query)
    assert response.status_code == 200, response.content
    return [row["text"] for row in response.json()["results"]]


def test_search_narrows_the_list_and_keeps_its_order() -> None:
    for words in ("Old quay", "A pier", "New quay"):
        public(words)
    assert texts(search="quay") == ["New quay", "Old quay"]
    assert texts() == ["New quay", "A pier", "Old quay"]
    assert texts(search="quay", quote_kind="indirect") == []


@pytest.mark.parametrize("status", ["pending", "rejected"])
@pytest.mark.parametrize("order", ["newest", "relevance"])
def test_the_public_finds_nothing_that_is_hidden(status: str, order: str) -> None:
    public("A hidden quay", status=status)
    shown = public("A shown pier")
    assert texts(search="quay", order=order) == []
    assert texts(search="hidden OR pier", order=order) == [shown.text]
    client = APIClient()
    client.force_login(viewer())
    assert texts(client, search="quay", order=order) == ["A hidden quay"]


@pytest.mark.parametrize("order", ["newest", "relevance"])
def test_pages_of_a_search_lose_and_repeat_nothing_there_and_back(order: str) -> None:
    for number in range(7):
        public(f"Quay {'quay ' * (number % 3)}number {number}")
        public(f"Pier number {number}")
    there: list[list[str]] = []
    address: str | None = f"/api/v1/statements/?search=quay&page_size=3&order={order}"
    while address is not None:
        page = APIClient().get(address).json()
        there.append([row["text"] for row in page["results"]])
        public(f"quay quay quay, better than all: {len(there)}")  # somebody imports meanwhile
        last, address = page, page["next"]
    assert [len(rows) for rows in there] == [3, 3, 1]
    assert len({text for rows in there for text in rows}) == 7
    back = APIClient().get(last["previous"]).json()
    assert [row["text"] for row in back["results"]] == there[1]
    assert [row["text"] for row in APIClient().get(back["next"]).json()["results"]] == there[2]
    first = APIClient().get(back["previous"]).json()
    assert [row["text"] for row in first["results"]] == there[0]
    assert (first["previous"] is None) == (order == "relevance")  # newest first there is more before it now


def test_the_best_come_first() -> None:
    public("We met. “Nobody listens,” said the man at the quay. So it was.", "“Nobody listens,”")  # around it
    public("The quay is sinking and so is the old pier")  # both, apart
    public("The old quay, the quay that sinks, is older than the pier")  # both, one of them twice
    public("A quay pier is what they need")  # as typed
    public("The old pier")
    ranked = texts(search="quay pier", order="relevance")
    assert ranked == [
        "A quay pier is what they need",
        "The old quay, the quay that sinks, is older than the pier",
        "The quay is sinking and so is the old pier",
    ]
    assert texts(search="quay", order="relevance")[-1] == "“Nobody listens,”"


def test_pages_by_relevance_lose_and_repeat_nothing_while_statements_are_added() -> None:
    wanted = [public(f"quay {'quay ' * (n % 3)}number {n}").text for n in range(7)]
    client, seen = APIClient(), []
    page = "/api/v1/statements/?search=quay&order=relevance&page_size=2"
    while page:
        body = client.get(page).json()
        seen += [row["text"] for row in body["results"]]
        public(f"quay quay quay, better than all: {len(seen)}")  # somebody imports meanwhile
        page = body["next"]
    assert sorted(seen) == sorted(wanted)


REFUSED: list[tuple[dict[str, str], str, str]] = [
    # the parameters, the one that is refused, some of the words
    ({"search": "quay " * 2_000}, "search", "at most 1,000"),
    ({"search": "-quay"}, "search", "at least one word that is to be found"),
    ({"search": "?!"}, "search", "no word"),
    ({"search": ""}, "search", "no word"),
    ({"search": " "}, "search", "no word"),
    ({"search": "", "order": "relevance"}, "search", "no word"),
    ({"order": "relevance"}, "order", "add “search=…”"),
    ({"order": "worst", "search": "quay"}, "order", "relevance"),
]


@pytest.mark.parametrize(("query", "name", "words"), REFUSED)
def test_what_makes_no_sense_is_refused_in_words(query: dict[str, str], name: str, words: str) -> None:
    response = get(**query)
    assert response.status_code == 400
    (fault,) = response.json()["errors"]
    assert fault["parameter"] == name
    assert words in fault["detail"]


@pytest.mark.parametrize("cursor", ["x", "bm9uZQ==", "MS4y", "é", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5LjEuMQ=="])
def test_a_cursor_that_is_none_is_refused(cursor: str) -> None:
    assert get(search="quay", order="relevance", cursor=cursor).status_code == 400


def marked(highlight: dict[str, Any]) -> list[str]:
    return [highlight["text"][mark["start"] : mark["end"]] for mark in highlight["marks"]]


def test_highlights_show_the_words_as_they_are_printed() -> None:
    public("👩‍👩‍👧 “The Quáy is <b>sinking</b>,” said the mayor of Lund.", "“The Quáy is <b>sinking</b>,”")
    (row,) = get(search='"quay is" sink* LUND').json()["results"]
    own, around = row["highlights"]
    assert (own["field"], own["text"], marked(own)) == ("text", row["text"], ["Quáy is", "sinking"])
    assert (around["field"], marked(around)) == ("context", ["Lund"])


def test_a_fragment_of_a_long_statement_is_short_and_has_what_was_found() -> None:
    public("word " * 500 + "the quay is here " + "word " * 500)
    (row,) = get(search="quay here").json()["results"]
    (fragment,) = row["highlights"]
    assert len(fragment["text"]) <= 240
    assert marked(fragment) == ["quay", "here"]
    assert fragment["text"] in row["text"]


def test_without_a_search_there_are_no_highlights() -> None:
    public("The quay")
    assert get().json()["results"][0]["highlights"] is None


@pytest.mark.parametrize("order", ["newest", "relevance"])
def test_a_longer_result_takes_no_more_queries(order: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # PostgreSQL counts keys on from test to test: all of them are looked through at once.
    monkeypatch.setattr(ranking, "FIRST_KEYS", 1 << 40)
    counts = []
    for number in (2, 6):
        for n in range(number):
            public(f"quay {number} {n}")
        with CaptureQueriesContext(connection) as queries:
            assert get(search="quay", order=order).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 4


def test_every_page_of_a_search_counts_the_rows_of_all_pages() -> None:
    for number in range(5):
        public(f"Quay number {number}")
    page = APIClient().get("/api/v1/statements/?search=quay&page_size=2&count=true").json()
    counts = [page["count"]]
    while page["next"] is not None:
        page = APIClient().get(page["next"]).json()
        counts.append(page["count"])
    back = APIClient().get(page["previous"]).json()
    assert [*counts, back["count"]] == [5, 5, 5, 5]
