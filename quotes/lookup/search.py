"""A quotation → the statements that it comes from, best first, or the parts that it was stitched from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.lookup.retrieval import Candidate, by_common_shingles, by_pairs, by_shingles
from quotes.matching.alignment import Alignment, ChangeKind, align, align_part
from quotes.matching.fingerprints import SHINGLE
from quotes.matching.normalise import Normal
from quotes.matching.verdicts import (
    FEWEST_OF_PART,
    LEAST_PART_WEIGHT,
    LEAST_STITCHED,
    SIMILAR,
    STITCHED_ADVANTAGE,
    part_threshold,
    threshold,
)
from quotes.matching.weights import weight_of

MOST_ALIGNED = 12
MOST_SIMILAR = 5
MOST_PARTS = 8
MOST_TRIED = 5
"""Statements that are aligned with a stretch of what may be stitched."""
NEARLY_AS_GOOD = 0.005
"""Wordings whose scores differ by no more than this are answered with together."""


@dataclass(frozen=True, slots=True)
class Found:
    """A wording that fits, with the statements of exactly these words among the candidates.

    least is the score that a match needs.
    """

    words: tuple[str, ...]
    words_hash: int
    quotation_id: int | None
    statement_ids: tuple[int, ...]
    alignment: Alignment
    least: float

    @property
    def matches(self) -> bool:
        return self.alignment.score >= self.least


@dataclass(frozen=True, slots=True)
class Search:
    """What was found: whole matches over the threshold, else parts of a stitched one, and what is similar."""

    matches: tuple[Found, ...]
    parts: tuple[Found, ...]
    similar: tuple[Found, ...]


def search(normal: Normal, *, everything: bool = False) -> Search:
    """Look a quotation up, among all statements or only among public ones."""
    if not normal.words:
        return Search((), (), ())
    first = by_shingles(normal.words, everything)
    wordings = _wordings(normal, first.candidates)
    found = _aligned(normal, wordings)
    parts = _parts(normal, wordings, found)
    if not parts and not any(item.matches for item in found):
        more = by_common_shingles(normal.words, first) + by_pairs(normal.words, everything)
        known = {wording.words_hash for wording in wordings}
        new = [wording for wording in _wordings(normal, more) if wording.words_hash not in known]
        if new:
            found = sorted([*found, *_aligned(normal, new)], key=_rank)
    matches = tuple(item for item in found if item.matches)
    return Search(matches, parts, () if matches else tuple(found[:MOST_SIMILAR]))


class _Shared:
    """What a statement can have in common with some words, at most."""

    def __init__(self, words: Sequence[str]) -> None:
        distinct = set(words)
        self._distinct = distinct
        self.whole = weight_of(words)
        # Words that stand there several times are taken to be common as often.
        self._repeated = self.whole - weight_of(tuple(distinct))

    def most(self, said: Sequence[str]) -> float:
        """The weight of what is common, in whatever order it stands there."""
        return self._repeated + weight_of(tuple(self._distinct.intersection(said)))


@dataclass(frozen=True, slots=True)
class _Wording:
    """The candidates of the same words. at_most: no alignment of it scores more."""

    words_hash: int
    candidates: list[Candidate]
    said: list[str]
    at_most: float


def _wordings(normal: Normal, candidates: Iterable[Candidate]) -> list[_Wording]:
    """The candidates by their words, the likeliest first."""
    same: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        same.setdefault(candidate.words_hash, []).append(candidate)
    shared = _Shared(normal.words)
    found = []
    for words_hash, mine in same.items():
        said = mine[0].joined.split(" ")
        most = shared.most(said)
        found.append(_Wording(words_hash, mine, said, 2 * most / (shared.whole + most)))
    return sorted(found, key=_likeliest)


def _likeliest(wording: _Wording) -> tuple[float, int, int]:
    return (-wording.at_most, len(wording.said), wording.words_hash)


def _aligned(normal: Normal, wordings: Sequence[_Wording]) -> list[Found]:
    """The wordings that can matter, aligned, the best first: those that are similar at least."""
    found: list[Found] = []
    enough = SIMILAR
    for wording in wordings[:MOST_ALIGNED]:
        if wording.at_most < enough:
            break
        alignment = align(normal.words, tuple(wording.said), normal.gaps, SIMILAR)
        if alignment.score < SIMILAR:
            continue
        found.append(_found(wording, alignment, threshold(alignment, normal.words)))
        if found[-1].matches:
            enough = max(enough, alignment.score - NEARLY_AS_GOOD)
    return sorted(found, key=_rank)


def _to_beat(best: Alignment | None) -> float:
    """What the parts must hold where one statement fits the whole: more where it is only reordered."""
    if best is None:
        return 0.0
    reordered = any(change.kind is ChangeKind.REORDERED for change in best.changes)
    return best.score + (STITCHED_ADVANTAGE if reordered else 0.02)


def _rank(found: Found) -> tuple[float, int, int]:
    return (-found.alignment.score, len(found.words), found.words_hash)


def _found(wording: _Wording, alignment: Alignment, least: float) -> Found:
    same = wording.candidates
    quotation = next((c.quotation_id for c in same if c.quotation_id is not None), None)
    ids = tuple(c.statement_id for c in same)
    return Found(tuple(wording.said), wording.words_hash, quotation, ids, alignment, least)


def _parts(normal: Normal, wordings: Sequence[_Wording], found: Sequence[Found]) -> tuple[Found, ...]:
    """Statements that each hold a stretch of the quotation, in its order; none unless there are two,
    and they hold clearly more of it than the statement that fits the whole best.

    Greedy: the statement with the heaviest stretch first, then the heaviest in what is left.
    """
    words = normal.words
    best = next((item.alignment for item in found if item.matches), None)
    covered = best.quoted if best else (0, 0)
    left_over = weight_of(words[: covered[0]]) + weight_of(words[covered[1] :])
    if left_over < LEAST_PART_WEIGHT or len(words) < 2 * FEWEST_OF_PART:
        return ()
    whole = weight_of(words)
    may_miss = whole * (1 - max(LEAST_STITCHED, _to_beat(best)))
    chosen: list[Found] = []
    left = [(0, len(words))]
    while left and may_miss >= 0 and len(chosen) < MOST_PARTS:
        first, last = left.pop()
        part = _best_part(normal, (first, last), wordings) if last - first >= FEWEST_OF_PART else None
        if part is None:
            may_miss -= weight_of(words[first:last])
            continue
        chosen.append(part)
        begin, end = part.alignment.quoted
        may_miss -= weight_of(words[begin:end]) * (1 - part.alignment.score)
        left += [(first, begin), (end, last)]
    may_miss -= sum(weight_of(words[slice(*stretch)]) for stretch in left)
    if may_miss < 0 or len({part.words_hash for part in chosen}) < 2:
        return ()
    return tuple(sorted(chosen, key=lambda part: part.alignment.quoted))


def _best_part(normal: Normal, stretch: tuple[int, int], wordings: Sequence[_Wording]) -> Found | None:
    """The wording that holds the heaviest part of a stretch of the quotation."""
    first, last = stretch
    words = normal.words[first:last]
    gaps = frozenset(gap - first for gap in normal.gaps if first <= gap <= last)
    inside = (1 << max(0, last - first - SHINGLE + 1)) - 1
    likely = sorted(
        (-_words_of(wording.candidates[0].held >> first & inside), number) for number, wording in enumerate(wordings)
    )
    best: tuple[float, Found] | None = None
    for held_words, number in likely[:MOST_TRIED]:
        if -held_words <= SHINGLE:
            break
        wording = wordings[number]
        part = align_part(words, tuple(wording.said), gaps, part_threshold(len(words)))
        begin, end = part.quoted
        held = weight_of(words[begin:end])
        least = part_threshold(end - begin)
        if end - begin < FEWEST_OF_PART or held < LEAST_PART_WEIGHT or part.score < least:
            continue
        value = held * part.score
        if best is None or value > best[0]:
            best = (value, _found(wording, part.shifted(first), least))
    return best[1] if best is not None else None


def _words_of(shingles: int) -> int:
    """How many words these shingles are of, each with a bit at its first word."""
    return (shingles | shingles << 1 | shingles << 2).bit_count()
