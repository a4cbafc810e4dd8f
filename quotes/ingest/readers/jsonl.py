"""One article a line → articles, a bad line losing only itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from quotes.ingest.readers.article import (
    ReadArticle,
    Rejected,
    clean_text,
    language_code,
    parse_moment,
    why_unusable,
)
from quotes.ingest.readers.fields import MOST_KEPT, STRINGS, refusal, unread
from quotes.ingest.readers.html import read_html

LONGEST_LINE = 20_000_000
"""Bytes. A longer line is passed over without being held in memory."""
CLEANED = ("text", "html")
"""Fields that are rid of control characters."""
LONE = re.compile("[\ud800-\udfff]")
KINDS = ("article", "transcript", "press_release", "letter", "post")
OnUnread = Callable[[str, tuple[str, ...]], object]
"""Is told, once a file, which of its fields no article has: they are not read."""


def read_jsonl(lines: BinaryIO, name: str, on_unread: OnUnread | None = None) -> Iterator[ReadArticle | Rejected]:
    """Every article of a JSONL file, in order; empty lines are passed over."""
    passed_over: dict[str, None] = {}
    for number, line in _lines(lines):
        where = f"{name}, line {number}"
        if line is None:
            yield Rejected(where, f"The line is longer than {LONGEST_LINE:,} bytes. Split the file or the article.")
        elif line.strip():
            read = read_line(line, where)
            if isinstance(read, ReadArticle) and len(passed_over) < MOST_KEPT:
                passed_over.update(dict.fromkeys(read.unread))
            yield read
    if passed_over and on_unread is not None:
        on_unread(name, tuple(passed_over))


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Number and bytes of each line; None for one that is too long."""
    number = 0
    while piece := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(piece) > LONGEST_LINE and not piece.endswith(b"\n"):
            while piece and not piece.endswith(b"\n"):
                piece = stream.readline(LONGEST_LINE)
            yield number, None
        else:
            yield number, piece


def read_line(line: bytes, where: str, *, strict: bool = False) -> ReadArticle | Rejected:
    """The article of one line; strict: a field that an article has not is refused, not passed over."""
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return Rejected(where, f"The line is not UTF-8: byte {error.start} does not fit. Export it as UTF-8.")
    except ValueError as error:
        return Rejected(where, f"The line is not JSON: {error}.")
    except RecursionError:
        return Rejected(where, "The line is not an article: its JSON is nested too deeply.")
    if not isinstance(record, dict):
        return Rejected(where, "The line is JSON but no object: write {…} with “text” or “html”.")
    passed_over = unread(record)
    if strict and passed_over:
        return Rejected(where, refusal(passed_over))
    read = read_record(record, where)
    return replace(read, unread=passed_over) if passed_over and isinstance(read, ReadArticle) else read


def read_record(record: dict[str, Any], where: str) -> ReadArticle | Rejected:
    """The article in one object, however it came in."""
    for name in STRINGS:
        if record.get(name) is not None and not isinstance(record[name], str):
            if name == "id" and isinstance(record[name], int):
                continue
            return Rejected(where, f"“{name}” must be a text; it is {type(record[name]).__name__}.")
    authors = record.get("authors") or []
    if isinstance(authors, str):
        authors = [authors]
    if not isinstance(authors, list) or not all(isinstance(author, str) for author in authors):
        return Rejected(where, "“authors” must be a list of names.")
    if fault := _unwritable({**{name: str(record.get(name) or "") for name in STRINGS}, "authors": "".join(authors)}):
        return Rejected(where, fault)
    published_at = None
    if record.get("published_at"):
        published_at = parse_moment(record["published_at"])
        if published_at is None:
            return Rejected(where, f"“published_at” is no ISO 8601 date: {record['published_at'][:40]!r}.")
    kind = record.get("kind") or "article"
    if kind not in KINDS:
        return Rejected(where, f"“kind” must be one of {', '.join(KINDS)}; it is {kind[:40]!r}.")
    for name in ("url", "archive_url"):
        if record.get(name) and urlsplit(record[name]).scheme not in {"http", "https"}:
            return Rejected(where, f"“{name}” must begin with http:// or https://; it is {record[name][:60]!r}.")
    url = record.get("url") or ""
    base = _body(record, where, url)
    if isinstance(base, Rejected):
        return base
    return ReadArticle(
        where,
        base.text,
        title=(record.get("title") or base.title)[:500],
        outlet=(record.get("outlet") or base.outlet)[:200],
        domain=(urlsplit(url).hostname or base.domain).removeprefix("www."),
        authors=tuple(authors) or base.authors,
        url=url or base.url,
        canonical_url=base.canonical_url,
        archive_url=urlsplit(record.get("archive_url") or "").geturl(),  # its scheme in small letters
        published_at=published_at or base.published_at,
        language=language_code(record.get("language") or "") or base.language,
        kind=kind,
        original=base.original,
        original_media_type=base.original_media_type,
        extractor=base.extractor,
        external_id=str(record.get("id") or ""),
    )


def _unwritable(fields: dict[str, str]) -> str:
    """Which field holds what no database keeps, in words; nothing where none does."""
    for name, value in fields.items():
        if LONE.search(value):
            return f"“{name}” holds half of a character pair (a lone surrogate). Export it again as UTF-8."
        if "\x00" in value and name not in CLEANED:
            return f"“{name}” holds a NUL character. Leave it out."
    return ""


def _body(record: dict[str, Any], where: str, url: str) -> ReadArticle | Rejected:
    if record.get("text") is None and record.get("html"):
        return read_html(record["html"].encode("utf-8"), where, url)
    if record.get("text") is None:
        return Rejected(where, "The line has neither “text” nor “html”: there is nothing to read.")
    text = clean_text(record["text"])
    if reason := why_unusable(text):
        return Rejected(where, reason)
    return ReadArticle(where, text)
