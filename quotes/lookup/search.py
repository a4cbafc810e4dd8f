"""A quotation → the statements that it comes from, best first, or the parts that it was stitched from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quotes.lookup.retrieval import by_shingles, in_second_step
from quotes.lookup.stitching import Stitching, leaves_a_part
from quotes.lookup.wordings import Found, Wording, found_of, wordings_of
from quotes.matching.alignment import Alignment, align
from quotes.matching.normalise import Normal
from quotes.matching.verdicts import SIMILAR, threshold

MOST_ALIGNED = 12
MORE_ALIGNED = 6
MOST_SIMILAR = 5
NEARLY_AS_GOOD = 0.005
"""Wordings whose scores differ by no more than this are answered with together."""


@dataclass(frozen=True, slots=True)
class Search:
    """What was found: whole matches over the threshold, else parts of a stitched one, and what is similar.

    A part is all that holds it equally well.

    Of the matches only the best are sure to be there: wordings holds those that were not compared for that.
    """

    matches: tuple[Found, ...]
    parts: tuple[tuple[Found, ...], ...]
    similar: tuple[Found, ...]
    wordings: list[Wording] = field(default_factory=list)


def search(normal: Normal, *, everything: bool = False) -> Search:
    """Look a quotation up, among all statements or only among public ones."""
    if not normal.words:
        return Search((), (), ())
    first = by_shingles(normal.words, everything)
    wordings = wordings_of(normal, first.candidates)
    found = _best_of(normal, wordings, MOST_ALIGNED)
    stitching = Stitching(normal)
    best = _best(found)
    parts = stitching.parts(wordings, best)
    if not parts and (best is None or leaves_a_part(best, normal)):
        more = wordings_of(normal, in_second_step(normal.words, first, everything, stitching.likeliest()))
        if more:
            found = sorted([*found, *_best_of(normal, more, MORE_ALIGNED)], key=_rank)
            parts = stitching.parts(more, _best(found))
            wordings = [*wordings, *more]
    matches = tuple(item for item in found if item.matches)
    return Search(matches, parts, () if matches else tuple(found[:MOST_SIMILAR]), wordings)


def every_match(normal: Normal, result: Search) -> list[Found]:
    """The matches with those that fit less, which are not looked for where the best are enough."""
    known = {item.words_hash for item in result.matches}
    rest = [item for item in result.wordings if item.words_hash not in known and item.at_most >= SIMILAR]
    rest.sort(key=lambda item: -item.at_most)
    more = [_aligned(normal, item) for item in rest[:MOST_ALIGNED]]
    return sorted([*result.matches, *(item for item in more if item is not None and item.matches)], key=_rank)


def every_similar(normal: Normal, result: Search) -> list[Found]:
    """All that is similar at least among what was read, whether it matches or not, the best first."""
    known = {item.words_hash for item in (*result.matches, *result.similar)}
    rest = [item for item in result.wordings if item.words_hash not in known and item.at_most >= SIMILAR]
    more = (_aligned(normal, item) for item in rest)
    return sorted([*result.matches, *result.similar, *(item for item in more if item is not None)], key=_rank)


def _best(found: Sequence[Found]) -> Alignment | None:
    """The alignment of the best match."""
    return next((item.alignment for item in found if item.matches), None)


def _best_of(normal: Normal, wordings: Sequence[Wording], most: int) -> list[Found]:
    """So many wordings that can matter, aligned, the best first: those that are similar at least."""
    found: list[Found] = []
    enough = SIMILAR
    for wording in wordings[:most]:
        if wording.at_most < enough:
            break
        item = _aligned(normal, wording)
        if item is not None:
            found.append(item)
            if item.matches:
                enough = max(enough, item.alignment.score - NEARLY_AS_GOOD)
    return sorted(found, key=_rank)


def _aligned(normal: Normal, wording: Wording) -> Found | None:
    """A wording with its alignment, where it is similar at least."""
    alignment = align(normal.words, tuple(wording.said), normal.gaps, SIMILAR)
    if alignment.score < SIMILAR:
        return None
    return found_of(wording, alignment, threshold(alignment, normal.words))


def _rank(found: Found) -> tuple[float, int, int]:
    return (-found.alignment.score, len(found.words), found.words_hash)
