"""Moving the edges of content by word, and reading its kind off the quotation marks. Changes no row.

Offsets are code points of the article's text, ends exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import regex
from django.core.exceptions import ValidationError

from quotes.extraction.language import load
from quotes.extraction.quotation import find_quotations
from quotes.extraction.text import tokenise
from quotes.models import QuoteKind

Edge = Literal["start", "end"]
Spans = Sequence[tuple[int, int]]
# A step of an edge: a word, or one mark as a person sees it (an emoji of several code points is one).
STEP = regex.compile(r"[\p{L}\p{N}\p{M}_]+(?:['’\-][\p{L}\p{N}\p{M}_]+)*|(?!\s)\X")


def moved_edge(text: str, spans: Spans, edge: Edge, words: int) -> list[tuple[int, int]]:
    """The spans with the content's first or last edge moved by that many words, right being positive.

    A stretch that loses its last word is left out. Raises ValidationError where the content
    would lose every word or leave the article.
    """
    moved = list(spans)
    for _ in range(abs(words)):
        if edge == "end":
            moved = _end_moved(text, moved, forward=words > 0)
        else:
            moved = _start_moved(text, moved, forward=words > 0)
    return moved


def _end_moved(text: str, spans: list[tuple[int, int]], forward: bool) -> list[tuple[int, int]]:
    start, end = spans[-1]
    if forward:
        following = STEP.search(text, end)
        if following is None:
            raise ValidationError("The article ends here.")
        return [*spans[:-1], (start, following.end())]
    steps = list(STEP.finditer(text, start, end))
    if len(steps) > 1:
        return [*spans[:-1], (start, steps[-2].end())]
    return _without(spans, -1)


def _start_moved(text: str, spans: list[tuple[int, int]], forward: bool) -> list[tuple[int, int]]:
    start, end = spans[0]
    if forward:
        steps = list(STEP.finditer(text, start, end))
        return [(steps[1].start(), end), *spans[1:]] if len(steps) > 1 else _without(spans, 0)
    paragraph = text.rfind("\n", 0, start) + 1
    while paragraph and not text[paragraph:start].strip():
        paragraph = text.rfind("\n", 0, paragraph - 1) + 1
    steps = list(STEP.finditer(text, paragraph, start))
    if not steps:
        raise ValidationError("The article begins here.")
    return [(steps[-1].start(), end), *spans[1:]]


def _without(spans: list[tuple[int, int]], index: int) -> list[tuple[int, int]]:
    if len(spans) == 1:
        raise ValidationError("One word must remain. Reject the statement if nothing was said here.")
    remaining = list(spans)
    del remaining[index]
    return remaining


def kind_of(text: str, spans: Spans, language: str) -> QuoteKind:
    """Direct, mixed or indirect: by whether all, some or none of the words stand in quotation marks.

    Raises UnsupportedLanguage for a language that the engine does not read.
    """
    tokens = tokenise(text)
    quoted = [
        (tokens.starts[q.first], tokens.ends[q.last - 1])
        for q in find_quotations(tokens, load(language))
        if q.depth == 0
    ]
    words = [
        word.start() for start, end in spans for word in STEP.finditer(text, start, end) if word.group()[0].isalnum()
    ]
    inside = sum(1 for at in words if any(start <= at < end for start, end in quoted))
    if not inside:
        return QuoteKind.INDIRECT
    return QuoteKind.DIRECT if inside == len(words) else QuoteKind.MIXED
