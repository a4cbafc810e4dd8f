"""Every format in which statements are given, over HTTP."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from quotes.models import Source, Statement, StatementSpan
from tests.factories import (
    SourceFactory,
    SpeakerFactory,
    StatementFactory,
    client_of,
    editor_with_rights,
    token_of,
)
from tests.search.test_matching import statement_in

pytestmark = pytest.mark.django_db
SPLIT = "🌊 “The quay,” said Ana Ruiz, “is sinking.” Nobody listened, she said."
FORMATS = {
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
    "jsonld": "application/ld+json",
    "annotation": 'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"',
    "citron": "application/vnd.citron+json",
    "quotebank": "application/vnd.quotebank+x-ndjson",
}


def split_statement(**more: Any) -> Statement:
    """Two spans behind a character outside the basic plane."""
    source = Source.objects.filter(text=SPLIT).first() or SourceFactory(
        text=SPLIT, url="https://courier.example/quay", title="Trouble at the harbour"
    )
    given = {"review_status": "accepted"} | more
    if "speaker" not in given:
        given["speaker"] = SpeakerFactory(name="Ana Ruiz", wikidata_id="Q1")
    given = {"text": "“The quay,” “is sinking.”"} | given
    statement: Statement = StatementFactory(
        source=source, cue_start=14, cue_end=18, mention_start=19, mention_end=27, **given
    )
    statement.spans.all().delete()
    for position, (start, end) in enumerate([(2, 13), (29, 42)]):
        StatementSpan.objects.create(statement=statement, position=position, start=start, end=end)
    return statement


def get(path: str, **headers: str) -> Any:
    response = APIClient().get(path, headers=headers or None)
    assert response.status_code == 200, response.content
    return response


def one(statement: Statement, fmt: str) -> Any:
    return json.loads(get(f"/api/v1/statements/{statement.public_id}/?format={fmt}").content)


@pytest.mark.parametrize("fmt", FORMATS)
def test_accept_and_format_choose_alike(fmt: str) -> None:
    statement = split_statement()
    for path in ("/api/v1/statements/", f"/api/v1/statements/{statement.public_id}/"):
        by_name = get(f"{path}?format={fmt}")
        by_header = get(path, accept=FORMATS[fmt])
        assert by_name["Content-Type"].split(";")[0] == FORMATS[fmt].split(";")[0]
        # An annotation page names its own address, in which the two differ.
        assert by_name.content.replace(f"?format={fmt}".encode(), b"") == by_header.content
        assert str(statement.public_id) in by_name.content.decode()


@pytest.mark.parametrize("fmt", FORMATS)
def test_nothing_found_has_its_media_type_too(fmt: str) -> None:
    assert get(f"/api/v1/statements/?format={fmt}")["Content-Type"].split(";")[0] == FORMATS[fmt].split(";")[0]


def test_without_a_wish_it_is_the_apis_json() -> None:
    split_statement()
    assert "results" in get("/api/v1/statements/").json()


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("status", ["pending", "rejected"])
def test_what_is_hidden_is_hidden_in_every_format(fmt: str, status: str) -> None:
    statement = split_statement(review_status=status)
    assert str(statement.public_id) not in get(f"/api/v1/statements/?format={fmt}").content.decode()
    response = APIClient().get(f"/api/v1/statements/{statement.public_id}/?format={fmt}")
    assert response.status_code == 404
    assert "json" in response["Content-Type"]
    json.loads(response.content)


def test_the_next_page_is_in_the_link_header() -> None:
    split_statement()
    StatementFactory(review_status="accepted")
    first = get("/api/v1/statements/?format=jsonl&page_size=1")
    address, rel = first["Link"].split("; ")
    assert rel == 'rel="next"'
    second = get(address.strip("<>"))
    ids = [json.loads(page.content)["id"] for page in (first, second)]
    assert len(set(ids)) == 2


@pytest.mark.parametrize("order", ["newest", "relevance"])
def test_a_search_has_every_format_and_its_order_on_every_page(order: str) -> None:
    best = statement_in("The quay is the quay")
    other = statement_in("A pier beside that quay")
    Statement.objects.update(review_status="accepted")
    statement_in("A hidden quay")
    wanted = [best, other] if order == "relevance" else [other, best]
    first = get(f"/api/v1/statements/?search=quay&order={order}&format=jsonl&page_size=1")
    second = get(first["Link"].split(";")[0].strip("<>"))
    assert [json.loads(page.content)["id"] for page in (first, second)] == [str(one.public_id) for one in wanted]
    assert 'rel="next"' not in second.get("Link", "")


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        ("published_after=2025-01-01&published_before=2025-12-31", [1]),
        ("published_after=2024-06-01&published_before=2025-12-31", [0, 1]),
        ("published_after=2025-01-01", [1, 2]),
        ("published_before=2025-06-30", [0]),
        ("published_after=2026-01-01&published_before=2025-01-01", []),
        ("published_after=1990-01-01&published_before=2026-12-31", [0, 1, 2]),
    ],
)
def test_the_best_of_some_years_are_of_those_years(dates: str, found: list[int]) -> None:
    days = (
        dt.datetime(2024, 12, 31, 23, tzinfo=dt.UTC),
        dt.datetime(2025, 7, 1, tzinfo=dt.UTC),
        dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        None,
    )
    statements = [statement_in(f"The quay {at}", published_at=day) for at, day in enumerate(days)]
    Statement.objects.update(review_status="accepted")
    results = get(f"/api/v1/statements/?search=the+quay&order=relevance&{dates}").json()["results"]
    assert {row["id"] for row in results} == {str(statements[at].public_id) for at in found}


def test_csv_keeps_marks_commas_and_lines() -> None:
    statement = split_statement(medium='a "live", show', text="=1+1\nnext")
    (row,) = csv.DictReader(io.StringIO(get("/api/v1/statements/?format=csv").content.decode(), newline=""))
    assert row["text"] == "=1+1\nnext"
    assert row["medium"] == 'a "live", show'
    assert row["content_spans"] == "2-13 29-42"
    assert row["id"] == str(statement.public_id)


def without_addresses(value: Any) -> Any:
    """A part of an answer without the addresses of objects, which records do not have."""
    if not isinstance(value, dict):
        return value
    return {name: without_addresses(inner) for name, inner in value.items() if name != "url"}


def test_the_record_says_what_the_api_says() -> None:
    statement = split_statement()
    path = f"/api/v1/statements/{statement.public_id}/"
    record, body = one(statement, "jsonl"), get(path).json()
    same = set(record) & set(body) - {"source"}
    assert len(same) > 15
    assert {name: record[name] for name in same} == {name: without_addresses(body[name]) for name in same}
    known = set(record["source"]) & set(body["source"])
    assert len(known) > 5
    shown = without_addresses(body["source"])
    assert {name: record["source"][name] for name in known} == {name: shown[name] for name in known}


def test_the_link_opens_each_part_of_a_split_statement() -> None:
    record = one(split_statement(), "jsonl")
    assert record["link"] == "https://courier.example/quay#:~:text=The%20quay&text=is%20sinking"


def test_citron_spans_cut_the_text() -> None:
    document = one(split_statement(), "citron")
    assert set(document) == {"id", "cue", "sources", "contents", "confidence"}
    for span in (document["cue"], *document["sources"], *document["contents"]):
        assert SPLIT[span["start"] : span["end"]] == span["text"]
    assert [span["text"] for span in document["contents"]] == ["“The quay,”", "“is sinking.”"]
    assert set(get("/api/v1/statements/?format=citron").json()) == {"quotes"}


def test_citron_leaves_out_what_was_not_said() -> None:
    quotation = split_statement()
    denied = {"quote_kind": "mixed", "act": "denied"}
    for more in ({"modality": "negated"}, {"modality": "hypothetical"}, denied):
        unsaid = split_statement(**more, speaker=quotation.speaker)
        assert one(unsaid, "citron") == {"quotes": []}
    quotes = get("/api/v1/statements/?format=citron").json()["quotes"]
    assert [quote["id"] for quote in quotes] == [str(quotation.public_id)]


def test_quotebank_holds_quotations_only() -> None:
    quotation = split_statement()
    denied = {"quote_kind": "mixed", "act": "denied"}
    for more in ({"quote_kind": "indirect"}, {"modality": "negated"}, {"modality": "hypothetical"}, denied):
        split_statement(**more, speaker=None)
    line = json.loads(get("/api/v1/statements/?format=quotebank").content)
    assert line["quoteID"] == str(quotation.public_id)
    assert line["qids"] == ["Q1"]
    assert line["probas"] == [["Ana Ruiz", "0.9000"], ["None", "0.1000"]]


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_page_of_one_source_reads_its_text_once(fmt: str, django_assert_max_num_queries: Any) -> None:
    for _ in range(5):
        split_statement(speaker=None)
    with django_assert_max_num_queries(4):  # which rows, the rows, their spans, the source
        get(f"/api/v1/statements/?format={fmt}")


def test_a_format_that_there_is_not_is_refused_with_those_there_are() -> None:
    response = APIClient().get("/api/v1/statements/?format=xml")
    assert response.status_code == 400
    assert "jsonld" in response.content.decode()


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("parameter", ["fields=text", "include=evidence", "count=true"])
def test_what_another_format_has_no_place_for_is_refused(fmt: str, parameter: str) -> None:
    response = APIClient().get(f"/api/v1/statements/?format={fmt}&{parameter}")
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["errors"][0]["parameter"] == parameter.partition("=")[0]


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_tag_of_another_format_is_of_its_bytes_as_the_docs_say(fmt: str) -> None:
    statement = split_statement()
    answer = get(f"/api/v1/statements/{statement.public_id}/?format={fmt}")
    assert str(statement.public_id) not in answer["ETag"]
    assert "Last-Modified" not in answer
    decided = {"If-Match": answer["ETag"]}
    client = client_of(token_of(editor_with_rights(), may_read_all=True, may_review=True))
    refused = client.post(f"/api/v1/statements/{statement.public_id}/accept", {}, format="json", headers=decided)
    assert refused.status_code == 412
