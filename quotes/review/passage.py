"""A statement in its paragraphs, cut into pieces that a page can mark."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from quotes.extraction.text import paragraph_spans
from quotes.models import Statement

AROUND = 1
"""Paragraphs shown before and behind those that the statement touches."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters and what they are: content, cue, mention, or nothing."""

    text: str
    mark: str


def passage(statement: Statement, source_text: str, around: int = AROUND) -> list[list[Piece]]:
    """The paragraphs that a statement stands in, each as a list of pieces in order."""
    marks = [("content", start, end) for start, end in statement.span_pairs()]
    if statement.cue_start is not None and statement.cue_end is not None:
        marks.append(("cue", statement.cue_start, statement.cue_end))
    if statement.mention_start is not None and statement.mention_end is not None:
        marks.append(("mention", statement.mention_start, statement.mention_end))
    paragraphs = paragraph_spans(source_text)
    touched = [
        number
        for number, (begin, end) in enumerate(paragraphs)
        if any(start < end and begin < stop for _, start, stop in marks)
    ]
    if not touched:
        return []
    shown = paragraphs[max(0, touched[0] - around) : touched[-1] + around + 1]
    return [_pieces(source_text, begin, end, marks) for begin, end in shown]


def _pieces(text: str, begin: int, end: int, marks: list[tuple[str, int, int]]) -> list[Piece]:
    cuts = {begin, end}
    for _, start, stop in marks:
        cuts |= {min(max(start, begin), end), min(max(stop, begin), end)}
    edges = sorted(cuts)
    pieces: list[Piece] = []
    for start, stop in pairwise(edges):
        # A cue or mention inside content shows as itself: the narrower mark wins.
        here = [(b - a, name) for name, a, b in marks if a <= start and stop <= b]
        pieces.append(Piece(text[start:stop], min(here)[1] if here else ""))
    return pieces
