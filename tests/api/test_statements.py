"""Lists, filters, pages and fields of the API, over real HTTP machinery."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from quotes.models import Statement
from quotes.speakers.merging import merge_speakers
from tests.factories import OutletFactory, SourceFactory, SpeakerFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db
MARCH = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
MAY = dt.datetime(2026, 5, 5, 12, tzinfo=dt.UTC)


def accepted(**more: Any) -> Statement:
    statement: Statement = StatementFactory(**{"review_status": "accepted", **more})
    return statement


def found(query: str) -> list[str]:
    response = APIClient().get(f"/api/v1/statements/?{query}")
    assert response.status_code == 200, response.content
    return [row["id"] for row in response.json()["results"]]


ALONE = {
    "cue_start": None, "cue_end": None, "cue_text": "", "mention_start": None, "mention_end": None, "mention_text": "",
}  # fmt: skip
FILTERS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    # the filter, a statement that passes it, one that does not
    ("quote_kind=direct", {"quote_kind": "direct"}, {"quote_kind": "mixed"}),
    ("quote_kind=direct&quote_kind=mixed", {"quote_kind": "mixed"}, {"quote_kind": "indirect"}),
    ("confidence_min=0.5", {"confidence": 0.5}, {"confidence": 0.49}),
    ("confidence_max=0.5", {"confidence": 0.5}, {"confidence": 0.51}),
    ("said_after=2026-03-03", {"said_on": dt.date(2026, 3, 3)}, {"said_on": dt.date(2026, 3, 2)}),
    ("said_before=2026-03-03", {"said_on": dt.date(2026, 3, 3)}, {"said_on": dt.date(2026, 3, 4)}),
    ("quote_kind=direct,mixed", {"quote_kind": "mixed"}, {"quote_kind": "indirect"}),
    ("exclude_quote_kind=mixed&exclude_quote_kind=indirect", {"quote_kind": "direct"}, {"quote_kind": "mixed"}),
    ("medium=letter", {"medium": "letter"}, {"medium": "post"}),
    ("exclude_medium=letter", {"medium": ""}, {"medium": "letter"}),
    ("medium=letter,note", {"medium": "note"}, {"medium": "post"}),
    ("medium=Letter&medium=Note", {"medium": "note"}, {"medium": "post"}),
    ("exclude_medium=letter, Post", {"medium": "note"}, {"medium": "post"}),
    ("act=denied", {"act": "denied"}, {"act": "said"}),
    ("act=said,denied", {"act": "denied"}, {"act": "asked"}),
    ("act=Denied", {"act": "denied"}, {"act": "said"}),
    ("exclude_act=SAID,asked", {"act": "denied"}, {"act": "asked"}),
    ("modality=negated", {"modality": "negated"}, {"modality": "asserted"}),
    ("origin=human", {"origin": "human"}, {"origin": "engine"}),
    ("length_min=22", {"text": "x" * 22}, {"text": "x" * 21}),
    ("length_max=2", {"text": "👩é"}, {"text": "xyz"}),
    ("has_context=true", {}, ALONE),
    ("has_context=false", ALONE, {}),
    ("has_speaker=false", {"speaker": None}, {}),
    ("attribution_status=nobody", {"speaker": None}, {}),
    ("review_status=corrected", {"review_status": "corrected"}, {}),
    ("text=SINKING", {"text": "“The quay is sinking,”"}, {"text": "“Nobody listens,”"}),
]


@pytest.mark.parametrize(("query", "passes", "fails"), FILTERS, ids=[query for query, _, _ in FILTERS])
def test_a_filter_keeps_what_passes(query: str, passes: dict[str, Any], fails: dict[str, Any]) -> None:
    inside, _ = accepted(**passes), accepted(**fails)
    assert found(query) == [str(inside.public_id)]


def test_statements_are_found_by_source_outlet_and_date_of_publication() -> None:
    early = accepted(source=SourceFactory(published_at=MARCH, outlet=OutletFactory(domain="a.example")))
    late = accepted(source=SourceFactory(published_at=MAY, outlet=OutletFactory(domain="b.example")))
    assert found("published_before=2026-03-03") == [str(early.public_id)]
    assert found("published_after=2026-03-04") == [str(late.public_id)]
    assert found("outlet=a.example") == [str(early.public_id)]
    assert found(f"source={late.source.public_id}") == [str(late.public_id)]


def test_the_id_of_a_merged_speaker_goes_on_working() -> None:
    old, new = SpeakerFactory(), SpeakerFactory()
    statement = accepted(speaker=old)
    merge_speakers(absorbed=old, into=new, merged_by=UserFactory())
    assert found(f"speaker={old.public_id}") == [str(statement.public_id)]
    body = APIClient().get(f"/api/v1/speakers/{old.public_id}/").json()
    assert (body["id"], body["aliases"]) == (str(new.public_id), [old.name])


@pytest.mark.parametrize(
    "query", ["quote_kind=shouted", "speaker=5", "confidence_min=2", "said_after=soon", "act=said,"]
)
def test_a_filter_that_makes_no_sense_is_refused_with_its_name(query: str) -> None:
    response = APIClient().get(f"/api/v1/statements/?{query}")
    assert response.status_code == 400
    assert [error["parameter"] for error in response.json()["errors"]] == [query.split("=")[0]]


def test_pages_lose_and_repeat_nothing_while_statements_are_added() -> None:
    wanted = {str(accepted().public_id) for _ in range(5)}
    client, seen = APIClient(), []
    page = "/api/v1/statements/?page_size=2"
    while page:
        body = client.get(page).json()
        seen += [row["id"] for row in body["results"]]
        accepted()  # somebody imports meanwhile
        page = body["next"]
    assert len(seen) == len(set(seen)) == 5
    assert set(seen) == wanted


def make_statements(number: int) -> None:
    for _ in range(number):
        accepted()


MOST_QUERIES = [
    ("statements/", 1),  # which rows the page has, those rows, and their spans
    ("statements/?include=evidence,parent", 1),
    ("statements/?include=link", 1),
    ("statements/?count=true", 2),
    ("speakers/", 1),
    ("speakers/?include=aliases,roles", 3),
    ("sources/?include=revises,flags", 1),
    ("outlets/", 1),
]


@pytest.mark.parametrize(("path", "most"), MOST_QUERIES)
def test_a_longer_list_takes_no_more_queries(path: str, most: int) -> None:
    counts = []
    for number in (2, 8):
        make_statements(number)
        with CaptureQueriesContext(connection) as queries:
            assert APIClient().get(f"/api/v1/{path}").status_code == 200
        counts.append(len(queries))
    assert counts == [most, most]


@pytest.mark.parametrize(
    ("url", "link"),
    [
        (
            "https://courier.example/quay",
            "https://courier.example/quay#:~:text=The%20quay%20is%20sinking,-Vale%20wrote",
        ),
        ("", None),
    ],
)
def test_a_statement_links_to_its_words_in_the_article(url: str, link: str | None) -> None:
    source = SourceFactory(title="The quay is sinking", text="“The quay is sinking,” Vale wrote in a letter.", url=url)
    statement = accepted(source=source)
    client, name = APIClient(), f"statements/{statement.public_id}/"
    assert client.get(f"/api/v1/{name}").json()["link"] == link
    assert client.get("/api/v1/statements/?include=link").json()["results"][0]["link"] == link
    assert "link" not in client.get("/api/v1/statements/").json()["results"][0]


def test_a_statement_shows_where_it_stands() -> None:
    statement = accepted()
    body = APIClient().get(f"/api/v1/statements/{statement.public_id}/").json()
    text = statement.source.text
    assert body["content_spans"] == [{"start": 0, "end": 22}]
    assert body["cue"] == {"start": 23, "end": 27, "text": "said"}
    assert text[body["source_mention"]["start"] : body["source_mention"]["end"]] == "Ana Ruiz"
    assert body["speaker"]["name"] == statement.speaker.name  # type: ignore[union-attr]  # made with one
    assert not {"status", "type", "kind"} & set(body)
    assert str(statement.pk) != body["id"]


def test_extract_runs_the_engine_and_stores_nothing() -> None:
    text = "👩‍👩‍👧 “The quay is sinking,” said Ana Ruiz."
    response = APIClient().post("/api/v1/extract", {"text": text}, format="json")
    (statement,) = response.json()["statements"]
    assert [text[a:b] for a, b in statement["content"]] == ["“The quay is sinking,”"]
    assert statement["speaker"] == "Ana Ruiz"
    assert Statement.objects.count() == 0


BAD_REQUESTS: list[tuple[dict[str, Any], str]] = [
    ({}, "text"),
    ({"text": ""}, "text"),
    ({"text": "x" * 100_001}, "text"),
    ({"text": "x", "language": "xx"}, "language"),
    ({"text": "x", "published_on": "soon"}, "published_on"),
]


@pytest.mark.parametrize(("body", "field"), BAD_REQUESTS)
def test_extract_says_what_is_wrong_with_a_request(body: dict[str, Any], field: str) -> None:
    cache.clear()
    response = APIClient().post("/api/v1/extract", body, format="json")
    assert response.status_code == 400
    assert [error["pointer"] for error in response.json()["errors"]] == [f"#/{field}"]


def test_the_schema_and_its_pages_are_served() -> None:
    get: Callable[[str], Any] = APIClient().get
    assert get("/api/v1/schema/").status_code == 200
    page = get("/api/v1/docs/").content.decode()
    assert "http://" not in page.replace("http://testserver", "")
    assert "https://" not in page
