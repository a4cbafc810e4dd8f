"""Gold beside the sample articles: written by quoting the text, read into offsets.

NAME.gold.json holds a list of statements: content (a list of stretches of the text), cue and
source (a stretch or null), speaker (the fullest name the article gives, or null), kind. For an
article of a JSONL file the list stands under the article's id.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.extraction import Article
from quotes.ingest.readers.article import ReadArticle
from quotes.ingest.readers.files import read_file

ARTICLES = Path(__file__).resolve().parents[2] / "fixtures" / "articles"


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """One statement by offsets; spans are (start, end), code points, end exclusive."""

    content: tuple[tuple[int, int], ...]
    source: tuple[int, int] | None
    speaker: str | None
    kind: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    name: str
    article: Article
    statements: tuple[GoldStatement, ...]


class GoldError(Exception):
    """Gold that does not quote its article: file, statement, and what is wrong."""


def read_gold() -> list[GoldArticle]:
    """Every sample article with its gold. Raises GoldError."""
    found: list[GoldArticle] = []
    for path in sorted(p for p in ARTICLES.iterdir() if p.suffix in {".txt", ".html", ".jsonl"}):
        gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
        for read in read_file(path):
            if not isinstance(read, ReadArticle):
                raise GoldError(f"{path.name}: {read.reason}")
            rows = gold[read.external_id] if path.suffix == ".jsonl" else gold
            name = f"{path.stem} {read.external_id}".strip()
            day = read.published_at.date() if read.published_at else None
            article = Article(read.text, read.language or "en", read.title, read.authors, day)
            found.append(GoldArticle(name, article, _statements(name, read.text, rows)))
    return found


def _statements(name: str, text: str, rows: list[dict[str, Any]]) -> tuple[GoldStatement, ...]:
    found: list[GoldStatement] = []
    reached = 0
    for number, row in enumerate(rows, start=1):
        where = f"{name}, statement {number}"
        spans: list[tuple[int, int]] = []
        # Statements stand in the order of the text, so a stretch is looked for from there on.
        at = reached if row.get("parent") is None else 0
        for piece in row["content"]:
            start = text.find(piece, at)
            if start < 0:
                raise GoldError(f"{where}: the text does not hold “{piece}” from character {at} on")
            spans.append((start, start + len(piece)))
            at = start + len(piece)
        if row.get("parent") is None:
            reached = spans[0][0]
        found.append(
            GoldStatement(
                tuple(spans),
                _nearest(where, text, row["source"], spans),
                row["speaker"],
                row["kind"],
                row.get("parent"),
            )
        )
    return tuple(found)


def _nearest(where: str, text: str, words: str | None, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The place of the source mention nearest to the content."""
    if words is None:
        return None
    places: list[int] = []
    at = text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    if not places:
        raise GoldError(f"{where}: the text does not hold the source “{words}”")
    edges = [edge for span in spans for edge in span]
    best = min(places, key=lambda place: min(abs(place - edge) for edge in edges))
    return best, best + len(words)
