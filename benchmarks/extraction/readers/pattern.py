"""What a page of code does: a quotation, and the nearest capitalised name beside a verb of saying."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from benchmarks.extraction.readers.measuring import Record, arguments, measure

QUOTATION = re.compile(r"(?:[“\"]|''|``)([^“”\"\n]{10,}?)(?:[”\"]|''|$)", re.MULTILINE)
SAID = r"(?:said|says|told|added|asked|wrote|explained|argued|noted|claimed|insisted|replied|tweeted|continued)"
NAME = r"(?:[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,3}|[Hh]e|[Ss]he|[Tt]hey)"
BESIDE = re.compile(rf"\b(?P<before>{NAME})(?:,[^,\n]{{0,60}},)? {SAID}\b|\b{SAID} (?P<behind>{NAME})")
REACH = 100


def read_all(articles: Iterable[Record]) -> Iterator[list[Record]]:
    """One statement for each quotation with a name beside it."""
    for article in articles:
        yield list(read(article["text"]))


def read(text: str) -> Iterator[Record]:
    """Of each quotation the name beside the nearest verb of saying, behind it or else before it."""
    for quotation in QUOTATION.finditer(text):
        start, end = quotation.span()
        before = list(BESIDE.finditer(text, max(0, start - REACH), start))
        found = BESIDE.search(text, end, end + REACH) or (before[-1] if before else None)
        if found is not None:
            source = found.span(found.lastgroup or 0)
            content = list(quotation.span(1))
            yield {"content": [content], "source": [list(source)], "speaker": text[slice(*source)]}


if __name__ == "__main__":
    measure(read_all, arguments(__doc__))
