"""Accept and Accept-Encoding are taken at their weights (RFC 9110, 12.4.2 and 12.5)."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import StatementFactory

pytestmark = pytest.mark.django_db
JSON, LD, CSV, LINES = "application/json", "application/ld+json", "text/csv", "application/x-ndjson"
ANNOTATION = 'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"'
ACCEPT: list[tuple[str, str | None]] = [
    # what the client sends, what it gets; None: 406
    (f"{LD}, {JSON};q=0.5", LD),
    (f"{CSV}, {JSON};q=0.1", CSV),
    (f"{JSON};q=0.1, {CSV};q=0.2, {LD};q=0.15", CSV),
    (f"{JSON};q=0, {CSV}", CSV),
    (f"{CSV};q=0.001, {JSON};q=0", CSV),
    # the range that tells most decides, wherever it stands
    (f"{JSON};q=0, */*", CSV),
    (f"*/*, {JSON};q=0, {CSV};q=0", LINES),
    (f"{LINES}, */*;q=0.1", LINES),
    (f"text/*, {JSON};q=0.9", CSV),
    (f"text/*, {CSV};q=0.2, {JSON};q=0.3", JSON),
    ("application/*;q=0.5, */*", CSV),
    ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", JSON),
    # what weighs the same comes in the site's order
    (f"{CSV}, {JSON}", JSON),
    (f"{LINES};q=0.5, {CSV};q=0.5", CSV),
    ("*/*", JSON),
    ("", JSON),
    # a profile is part of the type
    (ANNOTATION, ANNOTATION),
    (LD, LD),
    (f"{ANNOTATION}, {LD};q=0.5", ANNOTATION),
    (f"{ANNOTATION};q=0.5, {LD}", LD),
    (f"{ANNOTATION};q=0, {LD};q=0.5, {JSON};q=0.1", LD),
    (f'{LD};profile="https://other.example/a,b"', LD),
    # how it is written
    (f"{CSV.upper()};Q=1.000 , {JSON};q=0.9", CSV),
    (f"{CSV};q=much, {JSON};q=0.9", CSV),
    (f"{CSV};charset=utf-8, {JSON};q=0.9", CSV),
    # nothing is wanted of what there is
    ("image/png", None),
    (f"{CSV};q=0", None),
    (f"{CSV};q=0.0, */*;q=0.000", None),
]


@pytest.mark.parametrize(("accept", "media_type"), ACCEPT)
def test_the_representation_that_weighs_most_is_given(accept: str, media_type: str | None) -> None:
    statement = StatementFactory(review_status="accepted")
    for path in ("", f"{statement.public_id}/"):
        answer = Client().get(f"/api/v1/statements/{path}", headers={"Accept": accept})
        given = answer["Content-Type"].removesuffix("; charset=utf-8")
        assert (answer.status_code, given) == ((200, media_type) if media_type else (406, "application/problem+json"))


@pytest.mark.parametrize("accept", ["application/json; indent=2; q=0.5, text/csv;q=0.1", "*/*; indent=2"])
def test_json_is_indented_as_accept_says(accept: str) -> None:
    assert b'{\n  "next": null' in Client().get("/api/v1/statements/", headers={"Accept": accept}).content


@pytest.mark.parametrize(
    ("accept", "packed"),
    [("gzip", True), ("br, gzip;q=0.001", True), ("deflate, gzip;q=1.0, *;q=0.5", True), ("", False),
     ("gzip;q=0", False), ("gzip; q=0.0, *", False), ("identity", False)],
)  # fmt: skip
@pytest.mark.parametrize("path", ["statements/", "exports"])
def test_an_answer_is_compressed_where_gzip_has_a_weight(path: str, accept: str, packed: bool) -> None:
    StatementFactory(review_status="accepted")
    answer = Client().get(f"/api/v1/{path}", headers={"Accept-Encoding": accept})
    assert (answer.get("Content-Encoding") == "gzip") is packed
    assert "Accept-Encoding" in answer["Vary"]


@pytest.mark.parametrize("accept", ["gzip", "identity", ""])
def test_every_answer_says_that_it_depends_on_accept_encoding(accept: str) -> None:
    for number in range(3):
        page = "/api/v1/statements/"  # the first is too short to be compressed
        whole = Client().get(page, headers={"Accept-Encoding": accept})
        same = Client().get(page, headers={"Accept-Encoding": accept, "If-None-Match": whole["ETag"]})
        wrong = Client().get(f"{page}?colour=red", headers={"Accept-Encoding": accept})
        assert [answer.status_code for answer in (whole, same, wrong)] == [200, 304, 400], number
        for answer in (whole, same, wrong):
            assert "Accept-Encoding" in answer["Vary"]
        StatementFactory(review_status="accepted")
