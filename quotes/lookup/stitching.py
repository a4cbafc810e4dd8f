"""A quotation that no statement holds alone → the statements that it was stitched from."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.lookup.wordings import Found, Wording, found_of
from quotes.matching.alignment import Alignment, ChangeKind, align_part
from quotes.matching.knowledge import words as known_words
from quotes.matching.normalise import Normal
from quotes.matching.verdicts import (
    FEWEST_OF_PART,
    LEAST_PART_WEIGHT,
    LEAST_STITCHED,
    STITCHED_ADVANTAGE,
    part_threshold,
)
from quotes.matching.weights import COMMON_WEIGHT, weight_of

MOST_PARTS = 8
MOST_TRIED = 5
"""Statements that are aligned with a stretch of what may be stitched."""
IN_A_ROW = 3
FEWEST_HELD = 5
"""Words in rows of three and more that a statement has of a stretch, or it is not tried for a part."""
LEAST_SEEN = 0.7
"""Share of a quotation that one or another has in rows, or no parts are tried: they must hold nine tenths of it."""


class Stitching:
    """The parts of one quotation among the wordings given so far; what was tried is not tried again among more."""

    def __init__(self, normal: Normal) -> None:
        self._normal = normal
        self._whole = weight_of(normal.words)
        common = known_words("common_words")
        self._telling = sum(1 << at for at, word in enumerate(normal.words) if word not in common)
        self._places: dict[tuple[str, ...], int] = {}
        for at, row in enumerate(_rows(normal.words)):
            self._places[row] = self._places.get(row, 0) | 1 << at
        self._likely: list[tuple[int, Wording]] = []
        """Wordings with the rows of the quotation's words that each has: bit n is the row that begins at word n."""
        self._seen = 0
        self._tried: dict[tuple[int, int, int], Found | None] = {}

    def parts(self, wordings: Sequence[Wording], best: Alignment | None) -> tuple[tuple[Found, ...], ...]:
        """Stretches of the quotation in its order, each with the statements that hold it as well as each other; none
        unless there are two, and they hold clearly more of it than the statement that fits the whole best.

        Greedy: the statement with the heaviest stretch first, then the heaviest in what is left.
        """
        words = self._normal.words
        first, last = best.quoted if best else (0, 0)
        left_over = weight_of(words[:first]) + weight_of(words[last:])
        if left_over < LEAST_PART_WEIGHT or len(words) < 2 * FEWEST_OF_PART:
            return ()
        self._take(wordings)
        if self._weight(self._seen) < LEAST_SEEN * self._whole:
            return ()
        may_miss = self._whole * (1 - max(LEAST_STITCHED, _to_beat(best)))
        chosen: list[tuple[Found, ...]] = []
        left = [(0, len(words))]
        while left and may_miss >= 0 and len(chosen) < MOST_PARTS:
            first, last = left.pop()
            part = self._best((first, last)) if last - first >= FEWEST_OF_PART else ()
            if not part:
                may_miss -= weight_of(words[first:last])
                continue
            chosen.append(part)
            begin, end = part[0].alignment.quoted
            may_miss -= weight_of(words[begin:end]) * (1 - part[0].alignment.score)
            left += [(first, begin), (end, last)]
        may_miss -= sum(weight_of(words[slice(*stretch)]) for stretch in left)
        if may_miss < 0 or len({part[0].words_hash for part in chosen}) < 2:
            return ()
        return tuple(sorted(chosen, key=lambda part: part[0].alignment.quoted))

    def likeliest(self) -> Sequence[str]:
        """The words of the statement that holds most in rows, where it may be a part; else none."""
        best, likeliest = LEAST_PART_WEIGHT, None
        for rows, wording in self._likely:
            held = _words_of(rows)
            if held.bit_count() >= FEWEST_OF_PART and self._weight(held) >= best:
                best, likeliest = self._weight(held), wording
        return likeliest.said if likeliest is not None else ()

    def _take(self, wordings: Sequence[Wording]) -> None:
        """Keep those that hold enough of the quotation's words in rows to have a part of it."""
        for wording in wordings:
            rows = 0
            for places in filter(None, map(self._places.get, _rows(wording.said))):
                rows |= places
            held = _words_of(rows)
            if held.bit_count() >= FEWEST_HELD:
                self._likely.append((rows, wording))
                self._seen |= held

    def _weight(self, words: int) -> float:
        """What these words of the quotation weigh, a bit each."""
        return COMMON_WEIGHT * words.bit_count() + (1 - COMMON_WEIGHT) * (words & self._telling).bit_count()

    def _best(self, stretch: tuple[int, int]) -> tuple[Found, ...]:
        """The wording that holds the heaviest part of a stretch of the quotation, with those that hold it as well."""
        first, last = stretch
        inside = (1 << max(0, last - IN_A_ROW + 1)) - (1 << first)
        likely = []
        for number, (rows, _) in enumerate(self._likely):
            held = _words_of(rows & inside)
            if held.bit_count() >= FEWEST_HELD:
                likely.append((-self._weight(held), number))
        best: list[Found] = []
        most = 0.0
        for _, number in sorted(likely)[:MOST_TRIED]:
            found = self._part(stretch, self._likely[number][1])
            if found is not None:
                value = weight_of(self._normal.words[slice(*found.alignment.quoted)]) * found.alignment.score
                if value > most:
                    best, most = [found], value
                elif value == most and found.alignment.quoted == best[0].alignment.quoted:
                    best.append(found)
        return tuple(best)

    def _part(self, stretch: tuple[int, int], wording: Wording) -> Found | None:
        """What a wording holds of a stretch, where that is enough for a part."""
        key = (*stretch, wording.words_hash)
        if key not in self._tried:
            self._tried[key] = self._aligned(stretch, wording)
        return self._tried[key]

    def _aligned(self, stretch: tuple[int, int], wording: Wording) -> Found | None:
        first, last = stretch
        words = self._normal.words[first:last]
        gaps = frozenset(gap - first for gap in self._normal.gaps if first <= gap <= last)
        part = align_part(words, tuple(wording.said), gaps, part_threshold(len(words)))
        begin, end = part.quoted
        least = part_threshold(end - begin)
        enough = end - begin >= FEWEST_OF_PART and weight_of(words[begin:end]) >= LEAST_PART_WEIGHT
        return found_of(wording, part.shifted(first), least) if enough and part.score >= least else None


def leaves_a_part(best: Alignment, normal: Normal) -> bool:
    """Whether so much stands before or behind all that a statement has of a quotation that it can be another's."""
    first = min(block.quoted for block in best.blocks)
    last = max(block.quoted + block.size for block in best.blocks)
    return weight_of(normal.words[:first]) + weight_of(normal.words[last:]) >= LEAST_PART_WEIGHT


def _to_beat(best: Alignment | None) -> float:
    """What the parts must hold where one statement fits the whole: more where it is only reordered."""
    if best is None:
        return 0.0
    reordered = any(change.kind is ChangeKind.REORDERED for change in best.changes)
    return best.score + (STITCHED_ADVANTAGE if reordered else 0.02)


def _rows(words: Sequence[str]) -> zip[tuple[str, ...]]:
    return zip(words, words[1:], words[2:], strict=False)


def _words_of(rows: int) -> int:
    """The words of these rows, a bit each."""
    return rows | rows << 1 | rows << 2
