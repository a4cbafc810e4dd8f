"""Bytes become an article, or the reason in words why they cannot."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import Any

import pytest

from quotes.ingest.readers.article import ReadArticle, Rejected, clean_text
from quotes.ingest.readers.html import read_html
from quotes.ingest.readers.jsonl import LONGEST_LINE, read_jsonl, read_line
from quotes.ingest.readers.text import read_text

pytestmark = pytest.mark.engine

CLEANED = [
    # as it came in, as it is kept
    ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ("\ufeffone", "one"),
    ("one  \ntwo\t", "one\ntwo"),
    ("a\x00b", "ab"),
    ("cafe\u0301", "café"),
    ("  one  ", "one"),
    ("👩‍👩‍👧 “one”", "👩‍👩‍👧 “one”"),
]


@pytest.mark.parametrize(("raw", "kept"), CLEANED)
def test_a_text_is_cleaned_once_when_it_is_read(raw: str, kept: str) -> None:
    assert clean_text(raw) == kept
    assert clean_text(kept) == kept


ENCODED = [
    ("“Ä,” she said.", "utf-8"),
    ("“Ä,” she said.", "utf-16"),
    ("“Ä,” she said.", "utf-8-sig"),
    ("“Ä,” she said. " * 20, "cp1252"),
]


@pytest.mark.parametrize(("text", "encoding"), ENCODED)
def test_a_text_file_is_read_in_its_encoding(text: str, encoding: str) -> None:
    read = read_text(text.encode(encoding), "a.txt")
    assert isinstance(read, ReadArticle)
    assert read.text == text.strip()


def test_a_short_first_line_is_the_title() -> None:
    read = read_text(b"Quay is sinking\n\nThe quay is sinking, she said.", "a.txt")
    assert isinstance(read, ReadArticle)
    assert read.title == "Quay is sinking"


@pytest.mark.parametrize("data", [b"", b"  \n ", b"\xef\xbb\xbf"])
def test_an_empty_file_is_rejected_in_words(data: bytes) -> None:
    read = read_text(data, "a.txt")
    assert isinstance(read, Rejected)
    assert "empty" in read.reason


def test_a_file_of_bytes_that_are_no_text_is_rejected() -> None:
    assert isinstance(read_text(b"\x89PNG\x00\x01\x02" * 50, "a.txt"), Rejected)


PAGE = """<html lang="en"><head><title>Quay</title><meta charset="utf-8">
<meta property="og:site_name" content="The Lund Courier"><meta name="author" content="Mara Lind">
<meta property="article:published_time" content="2026-03-03T10:00:00Z">
<link rel="canonical" href="https://courier.example/quay"></head><body><nav>Home News</nav><article><h1>Quay</h1>
<p>The harbour master told the council on Tuesday that the old quay could not be saved any more.</p>
<blockquote>{quotation}</blockquote>
<p>The council meets on Friday to decide who is going to pay for a new one, its spokesman said.</p>
</article><footer>All rights</footer></body></html>"""


@pytest.mark.parametrize(
    "quotation",
    [
        "“We have known for ten years that it is sinking into the mud.”",
        "<p>“We have known for ten years that it is sinking into the mud.”</p>",
        "<p>“We have known for ten years that it is sinking into the mud.”</p><p>“And nobody would listen to us.”</p>",
        "<em>“We have known for ten years that it is sinking into the mud.”</em>",
    ],
)
def test_a_block_quotation_is_kept(quotation: str) -> None:
    read = read_html(PAGE.format(quotation=quotation).encode(), "a.html")
    assert isinstance(read, ReadArticle)
    paragraphs = read.text.split("\n\n")
    at = paragraphs.index("“We have known for ten years that it is sinking into the mud.”")
    assert "could not be saved" in paragraphs[at - 1]
    assert read.text.count("for ten years") == 1
    assert "All rights" not in read.text


def test_a_page_brings_its_metadata_and_its_bytes() -> None:
    data = PAGE.format(quotation="“No more of this, please,” he said.").encode()
    read = read_html(data, "a.html")
    assert isinstance(read, ReadArticle)
    assert (read.title, read.outlet, read.authors, read.language) == (
        "Quay",
        "The Lund Courier",
        ("Mara Lind",),
        "en",
    )
    assert read.canonical_url == "https://courier.example/quay"
    assert read.published_at is not None
    assert read.published_at.date() == dt.date(2026, 3, 3)
    assert (read.original, read.original_media_type) == (data, "text/html")
    assert read.extractor.startswith("trafilatura ")


def test_a_page_without_an_article_is_rejected() -> None:
    read = read_html(b"<html><body><nav>Home</nav></body></html>", "a.html")
    assert isinstance(read, Rejected)


BAD_LINES = [
    # the line, and a word of the reason
    (b"{", "not JSON"),
    (b"[1]", "no object"),
    (b"{}", "nothing to read"),
    (b'{"text": 5}', "must be a text"),
    (b'{"text": ""}', "empty"),
    (b'{"text": "\xff"}', "not UTF-8"),
    (b'{"text": "a", "authors": 3}', "list of names"),
    (b'{"text": "a", "published_at": "soon"}', "ISO 8601"),
    (b'{"text": "a", "kind": "rumour"}', "must be one of"),
    (b'{"text": "a", "url": "javascript:1"}', "http"),
    (b'{"text": "a", "archive_url": "file:///x"}', "archive_url"),
    (b'{"text": "\\ud800"}', "surrogate"),
    (b'{"html": "\\ud800"}', "“html” holds half of a character pair"),
    (b'{"text": "A", "title": "\\ud800"}', "“title” holds half of a character pair"),
    (b'{"text": "A", "authors": ["Ida Holm", "\\udfff"]}', "“authors” holds half of a character pair"),
    (b'{"text": "A", "outlet": "a\\u0000b"}', "“outlet” holds a NUL"),
    (b"[" * 100_000, "JSON"),
]


@pytest.mark.parametrize(("line", "word"), BAD_LINES)
def test_a_bad_line_is_told_by_position_and_the_lines_around_it_are_read(line: bytes, word: str) -> None:
    good = json.dumps({"id": "1", "text": "“One,” she said."}).encode()
    read = list(read_jsonl(io.BytesIO(b"\n".join([good, line, good])), "a.jsonl"))
    assert [type(r) for r in read] == [ReadArticle, Rejected, ReadArticle]
    bad = read[1]
    assert isinstance(bad, Rejected)
    assert bad.where == "a.jsonl, line 2"
    assert word in bad.reason


def test_a_line_that_is_far_too_long_is_passed_over() -> None:
    good = json.dumps({"text": "“One,” she said."}).encode() + b"\n"
    stream = io.BytesIO(good + b'{"text": "' + b"x" * (2 * LONGEST_LINE + 5) + b'"}\n' + good)
    read = list(read_jsonl(stream, "a.jsonl"))
    assert [type(r) for r in read] == [ReadArticle, Rejected, ReadArticle]


def test_all_metadata_of_a_line_is_kept() -> None:
    record = {
        "id": 7, "text": "One.", "url": "https://www.courier.example/1", "title": "T", "outlet": "Courier",
        "authors": ["A", "B"], "published_at": "2026-03-03T10:00:00+02:00", "language": "en-GB", "kind": "letter",
        "archive_url": "HTTPS://archive.example/1",
    }  # fmt: skip
    (read,) = read_jsonl(io.BytesIO(json.dumps(record).encode()), "a")
    assert isinstance(read, ReadArticle)
    assert (read.external_id, read.domain, read.authors, read.kind) == (
        "7",
        "courier.example",
        ("A", "B"),
        "letter",
    )
    assert read.published_at == dt.datetime(2026, 3, 3, 8, tzinfo=dt.UTC)
    assert read.language == "en"
    assert read.archive_url == "https://archive.example/1"


UNKNOWN: list[tuple[dict[str, Any], list[str]]] = [
    ({"publishd_at": "2026-03-31"}, ["There is no field “publishd_at” in an article; did you mean “published_at”?"]),
    ({"Url": "https://courier.example/1"}, ["There is no field “Url” in an article; did you mean “url”?"]),
    ({"zzz": 1}, ["There is no field “zzz” in an article; there are: id, text, html, url,", "authors"]),
    ({"titel": "T", "autors": []}, ["did you mean “title”?", "did you mean “authors”?"]),
    ({"\ud800\x00": 1, "“x”": None}, ["There is no field “\\ud800\\x00” in", "There is no field ““x””"]),
    ({"x" * 1000: 1}, ["There is no field “" + "x" * 60 + "”"]),
    ({f"zz{number}": 1 for number in range(9)}, ["“zz0”", "“zz4”", "and 4 more"]),
]


@pytest.mark.parametrize(("more", "words"), UNKNOWN)
def test_a_field_that_an_article_has_not_is_told_where_it_would_be_lost(
    more: dict[str, Any], words: list[str]
) -> None:
    read = read_line(json.dumps({"text": "“One,” she said.", **more}).encode(), "article 1", strict=True)
    assert isinstance(read, Rejected)
    assert [word for word in words if word not in read.reason] == []
    read.reason.encode()


def test_a_misspelt_text_is_told_as_such() -> None:
    read = read_line(b'{"txt": "One."}', "article 1", strict=True)
    assert isinstance(read, Rejected)
    assert "did you mean “text”?" in read.reason


def test_files_from_elsewhere_may_have_more_fields_and_which_are_not_read_is_told_once_a_file() -> None:
    lines = [
        {"text": "One.", "byline": "A", "url": "https://courier.example/1"},
        {"text": "Two.", "byline": "B", "n": 1},
    ]
    told: list[tuple[str, tuple[str, ...]]] = []
    stream = io.BytesIO("\n".join(map(json.dumps, lines)).encode())
    read = list(read_jsonl(stream, "a.jsonl", on_unread=lambda name, fields: told.append((name, fields))))
    assert [type(r) for r in read] == [ReadArticle, ReadArticle]
    assert told == [("a.jsonl", ("byline", "n"))]
    list(read_jsonl(io.BytesIO(b'{"text": "One."}'), "b.jsonl", on_unread=lambda *_: told.append(_)))
    assert len(told) == 1
