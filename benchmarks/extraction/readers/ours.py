"""The engine of this project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from benchmarks.extraction.readers.measuring import Record, arguments, measure
from quotes.extraction import Article, ExtractedStatement, Span, extract
from quotes.extraction.language import load


def read_all(articles: Iterable[Record], language: str) -> Iterator[list[Record]]:
    """The engine's statements of each article."""
    for article in articles:
        found = extract(Article(article["text"], language, article.get("title", "")))
        yield [as_record(statement) for statement in found]


def as_record(statement: ExtractedStatement) -> Record:
    """What the scorer reads of a statement."""
    return {
        "content": [[span.start, span.end] for span in statement.content],
        "source": _pair(statement.mention),
        "speaker": statement.speaker.name if statement.speaker else None,
        "confidence": statement.confidence,
        "kind": statement.kind.value,
    }


def _pair(span: Span | None) -> list[list[int]] | None:
    return [[span.start, span.end]] if span is not None else None


if __name__ == "__main__":
    given = arguments(__doc__)
    load(given.language)
    measure(partial(read_all, language=given.language), given)
