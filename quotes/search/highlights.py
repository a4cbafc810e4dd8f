"""Where in a statement, and around it, a query was found: a fragment and the places in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.search.query import Phrase, Query
from quotes.search.words import words_and_matches

WIDTH = 240
"""Code points that a fragment has at most, unless one phrase is longer."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Plain characters as the source prints them, and which of them were found.

    marks are (start, end) in code points of text, end exclusive, in order, not overlapping.
    Nothing is escaped: whoever puts it into a page escapes the pieces.
    """

    field: str
    text: str
    marks: tuple[tuple[int, int], ...]


def highlights(query: Query, text: str, context: str) -> list[Fragment]:
    """One fragment of the statement's text where it was found there, and one of what is around it
    where a phrase was found only there.
    """
    wanted = query.wanted()
    own = _found(wanted, text)
    fragments = [_fragment("text", text, own)] if own else []
    missing = [phrase for phrase in wanted if phrase not in {p for p, _, _ in own}]
    around = _found(missing, context) if missing else []
    return [*fragments, _fragment("context", context, around)] if around else fragments


def _found(phrases: Sequence[Phrase], text: str) -> list[tuple[Phrase, int, int]]:
    """Each place of each phrase, in order of place."""
    words, matches = words_and_matches(text)
    places = (
        (phrase, matches[first].start(), matches[last].end())
        for phrase in phrases
        for first, last in _places(phrase, words)
    )
    return sorted(places, key=lambda found: found[1:])


def _places(phrase: Phrase, words: list[str]) -> Iterator[tuple[int, int]]:
    """The numbers of the first and the last word of each place."""
    *firm, last = phrase.words
    size = len(firm)
    for at, ending in enumerate(words[size:]):
        fits = ending.startswith(last) if phrase.is_prefix else ending == last
        if fits and words[at : at + size] == firm:
            yield at, at + size


def _fragment(field: str, text: str, found: list[tuple[Phrase, int, int]]) -> Fragment:
    """The stretch with the most different phrases, the first of several, cut between words."""
    best: tuple[int, int, int] = (0, 0, 0)
    for number, (_, start, end) in enumerate(found):
        limit = max(end, start + WIDTH)
        inside = {phrase for phrase, _, stop in found[number:] if stop <= limit}
        if len(inside) > best[0]:
            best = (
                len(inside),
                start,
                max(stop for _, begin, stop in found[number:] if begin < limit and stop <= limit),
            )
    _, start, end = best
    spare = max(0, WIDTH - (end - start)) // 2
    begin, stop = _cut_before(text, max(0, start - spare), start), _cut_behind(text, min(len(text), end + spare), end)
    marks: list[tuple[int, int]] = []
    for _, first, last in found:
        if first < begin or last > stop:
            continue
        if marks and first - begin <= marks[-1][1] - 1:
            marks[-1] = (marks[-1][0], max(marks[-1][1], last - begin))
        else:
            marks.append((first - begin, last - begin))
    return Fragment(field, text[begin:stop], tuple(marks))


def _cut_before(text: str, at: int, latest: int) -> int:
    """The beginning of the first whole word from there on."""
    if at == 0:
        return 0
    blank = text.find(" ", at, latest)
    return blank + 1 if blank >= 0 else latest


def _cut_behind(text: str, at: int, earliest: int) -> int:
    """The end of the last whole word up to there."""
    if at == len(text):
        return at
    blank = text.rfind(" ", earliest, at)
    return blank if blank >= 0 else earliest
