"""Word-level alignment of a quotation with a statement: what is the same, and what differs.

The score is the weighted share of words that the two have in common, of the quotation and of the
stretch of the statement that it covers (Dice):

    score = 2 m / (q + m + d)

q weighs the quotation's words, m those found in the statement in the same order (moved ones count
nine tenths), d those that the statement has in between and the quotation has not. A common word
weighs half. What stands in between weighs at most two words a place, and nothing where the
quotation marks a gap: leaving out is known from the words that are there.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import attrgetter

from quotes.matching.blocks import Block, common_blocks, put_in_order
from quotes.matching.negation import (
    denials,
    denials_before,
    denials_behind,
    may_turn,
    reaches,
    reaches_back,
    turns,
    undenying,
)
from quotes.matching.numerals import is_number
from quotes.matching.opposites import opposites, other_units
from quotes.matching.weights import weight_of

MOST_IN_BETWEEN = 2.0
MOVED = 0.9
LONGEST_EDGE = 3
"""Differing words at an end that may stand for the statement's words there; more were added."""


class ChangeKind(StrEnum):
    """What a quotation does to the words that were said."""

    ADDED = "added"
    DROPPED = "dropped"
    REPLACED = "replaced"
    REORDERED = "reordered"


class MeaningChange(StrEnum):
    """Why a change turns the meaning."""

    NEGATION = "negation"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: words [first, last) of the quotation and of the statement; either may be empty."""

    kind: ChangeKind
    quoted: tuple[int, int]
    said: tuple[int, int]
    meaning: MeaningChange | None


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a quotation stands to a statement.

    quoted and said are the ranges of words, [first, last), from the first to the last common one.
    cut_after_negation: the quotation left out a “not” before the stretch that reaches into it.
    loose is what the words at the quotation's ends weigh that are not common, as a share of all
    that the score compares; beside, the share of the statement before and behind what is common.
    """

    score: float
    quoted: tuple[int, int]
    said: tuple[int, int]
    blocks: tuple[Block, ...]
    changes: tuple[Change, ...]
    cut_after_negation: bool
    covers_statement: bool
    loose: float = 0.0
    beside: float = 0.0

    @property
    def stops(self) -> int:
        """The word of the statement behind the last that the quotation stands for."""
        return max(self.said[1], *(change.said[1] for change in self.changes), 0)

    @property
    def meaning_changed(self) -> bool:
        return any(change.meaning is not None for change in self.changes)

    def shifted(self, by: int) -> Alignment:
        """The same within a longer quotation, so many words further on."""
        return replace(
            self,
            quoted=(self.quoted[0] + by, self.quoted[1] + by),
            blocks=tuple(replace(block, quoted=block.quoted + by) for block in self.blocks),
            changes=tuple(
                replace(change, quoted=(change.quoted[0] + by, change.quoted[1] + by)) for change in self.changes
            ),
        )


def align(
    quoted: Sequence[str], said: Sequence[str], gaps: frozenset[int] = frozenset(), least: float = 0.0
) -> Alignment:
    """The alignment of a whole quotation with a statement; of score 0 where nothing is common.

    Of one that scores less than `least` the score alone is told: most candidates are no match.
    """
    blocks = common_blocks(quoted, said, gaps)
    blocks = _without_strays(put_in_order(blocks, quoted), quoted, said, gaps)
    return _described(blocks, (0, len(quoted)), quoted, said, gaps, least)


def align_part(
    quoted: Sequence[str], said: Sequence[str], gaps: frozenset[int] = frozenset(), least: float = 0.0
) -> Alignment:
    """The alignment of the one stretch of a quotation that fits a statement best: for stitched ones."""
    blocks = [block for block in put_in_order(common_blocks(quoted, said, gaps), quoted) if not block.moved]
    best: tuple[float, int, int] = (0.0, 0, 0)
    running, begin = 0.0, 0
    for number, block in enumerate(blocks):
        if number:
            before = blocks[number - 1]
            running -= weight_of(quoted[before.quoted + before.size : block.quoted])
            running -= min(weight_of(said[before.said + before.size : block.said]), MOST_IN_BETWEEN)
        if running <= 0:
            running, begin = 0.0, number
        running += weight_of(quoted[block.quoted : block.quoted + block.size])
        if running > best[0]:
            best = (running, begin, number + 1)
    chosen = blocks[best[1] : best[2]]
    if not chosen:
        return _unfit(0.0)
    return _described(chosen, (chosen[0].quoted, chosen[-1].quoted + chosen[-1].size), quoted, said, gaps, least)


def _without_strays(
    blocks: list[Block], quoted: Sequence[str], said: Sequence[str], gaps: frozenset[int]
) -> list[Block]:
    """Drop a block at either end that costs more in between than it brings: a “the” far away."""
    whole = weight_of(quoted)
    while True:
        chain = [block for block in blocks if not block.moved]
        if len(chain) < 2:
            return blocks
        now = _score(blocks, whole, quoted, said, gaps)
        for end in (chain[0], chain[-1]):
            rest = [block for block in blocks if block is not end]
            if _score(rest, whole, quoted, said, gaps) >= now:
                blocks = rest
                break
        else:
            return blocks


def _in_between(a: Block, b: Block, said: Sequence[str], gaps: frozenset[int], moved: Sequence[int]) -> float:
    """What the words of the statement between two blocks weigh."""
    if a.said + a.size == b.said or any(a.quoted + a.size <= gap <= b.quoted for gap in gaps):
        return 0.0
    there = [said[i] for i in range(a.said + a.size, b.said) if i not in moved]
    return min(weight_of(there), MOST_IN_BETWEEN)


def _score(
    blocks: Sequence[Block], whole: float, quoted: Sequence[str], said: Sequence[str], gaps: frozenset[int]
) -> float:
    chain = [block for block in blocks if not block.moved]
    moved = {b.said + i for b in blocks if b.moved for i in range(b.size)}
    common = _common(blocks, quoted)
    between = sum(_in_between(a, b, said, gaps, tuple(moved)) for a, b in itertools.pairwise(chain))
    return 2 * common / (whole + common + between) if common else 0.0


def _common(blocks: Sequence[Block], quoted: Sequence[str]) -> float:
    """What the common words weigh."""
    return sum(weight_of(quoted[b.quoted : b.quoted + b.size]) * (MOVED if b.moved else 1.0) for b in blocks)


def _loose(blocks: Sequence[Block], within: tuple[int, int], quoted: Sequence[str]) -> float:
    """What the quotation's words before and behind all that is common weigh."""
    first, last = min(b.quoted for b in blocks), max(b.quoted + b.size for b in blocks)
    return weight_of(quoted[within[0] : first]) + weight_of(quoted[last : within[1]])


def _beside(blocks: Sequence[Block], said: Sequence[str]) -> float:
    """The share of the statement before and behind all that is common."""
    first, last = min(b.said for b in blocks), max(b.said + b.size for b in blocks)
    return 1 - weight_of(said[first:last]) / weight_of(said)


def _unfit(score: float) -> Alignment:
    return Alignment(score, (0, 0), (0, 0), (), (), False, False)


def _described(
    blocks: list[Block], within: tuple[int, int], quoted: Sequence[str], said: Sequence[str],
    gaps: frozenset[int], least: float,
) -> Alignment:  # fmt: skip
    """The blocks with their score and the changes between them."""
    chain = [block for block in blocks if not block.moved]
    whole = weight_of(quoted[within[0] : within[1]])
    score = _score(blocks, whole, quoted, said, gaps)
    if not chain or score < least:
        return _unfit(score if chain else 0.0)
    first, last = chain[0].said, chain[-1].said + chain[-1].size
    changes = _changes(blocks, chain, within, quoted, said, gaps)
    begins = min(first, *(c.said[0] for c in changes if c.said[0] < c.said[1]), len(said)) if changes else first
    stops = max(last, *(c.said[1] for c in changes)) if changes else last
    return Alignment(
        score=score,
        quoted=(chain[0].quoted, chain[-1].quoted + chain[-1].size),
        said=(first, last),
        blocks=tuple(blocks),
        changes=changes,
        cut_after_negation=reaches(said, begins),
        covers_statement=begins == 0 and stops == len(said) and not gaps,
        loose=_loose(blocks, within, quoted) * score / (2 * _common(blocks, quoted)),
        beside=_beside(blocks, said),
    )


def _changes(
    blocks: list[Block], chain: list[Block], within: tuple[int, int],
    quoted: Sequence[str], said: Sequence[str], gaps: frozenset[int],
) -> tuple[Change, ...]:  # fmt: skip
    moved_quoted = {b.quoted + i for b in blocks if b.moved for i in range(b.size)}
    moved_said = {b.said + i for b in blocks if b.moved for i in range(b.size)}
    found = _reordered(blocks, quoted, said)
    head = chain[0].quoted - within[0]
    tail = within[1] - chain[-1].quoted - chain[-1].size
    head, tail = (length if length <= LONGEST_EDGE else 0 for length in (head, tail))
    end = chain[-1].said + chain[-1].size
    edges = [
        # Words before the first common one stand for as many of the statement, where it has them.
        ((within[0], chain[0].quoted), (max(0, chain[0].said - head), chain[0].said)),
        *(((a.quoted + a.size, b.quoted), (a.said + a.size, b.said)) for a, b in itertools.pairwise(chain)),
        ((chain[-1].quoted + chain[-1].size, within[1]), (end, min(len(said), end + tail))),
    ]
    for number, (ours, theirs) in enumerate(edges):
        mine = _without(ours, moved_quoted)
        other = _without(theirs, moved_said)
        at_edge = number in (0, len(edges) - 1)
        if mine is None and (other is None or at_edge):
            continue
        gap = any(ours[0] <= gap <= ours[1] for gap in gaps)
        # What a marked gap left out is no change, but for a “not” of the words beside it.
        turned = other is not None and (gap or mine is None) and not at_edge and turns(said, *other)
        left = turned or (other is not None and not gap)
        denying = denials
        if at_edge and not left:
            denying = denials_behind if number else denials_before
        theirs_told = (True, []) if turned else _told(said, other if left else None)
        meaning = _meaning(_told(quoted, mine, denying), theirs_told)
        if mine is not None and other is not None and left and not turned:
            meaning = _faced(meaning, undenying(quoted, *mine), undenying(said, *other))
        if mine is None and left:
            found.append(Change(ChangeKind.DROPPED, (ours[0], ours[0]), other or theirs, meaning))
        elif mine is not None and left:
            found.append(Change(ChangeKind.REPLACED, mine, other or theirs, meaning))
        elif mine is not None:
            found.append(Change(ChangeKind.ADDED, mine, (theirs[0], theirs[0]), meaning))
    return tuple(sorted(found, key=lambda change: (change.quoted, change.said)))


def _reordered(blocks: list[Block], quoted: Sequence[str], said: Sequence[str]) -> list[Change]:
    """What was moved; its meaning is changed where a “not” stands at the seam: it is one of other words now."""
    moved = [block for block in blocks if block.moved]
    seams: set[Block] = set()
    orders = ((quoted, attrgetter("quoted")), (said, attrgetter("said"))) if moved and may_turn(quoted) else ()
    for words, place in orders:
        for a, b in itertools.pairwise(sorted(blocks, key=place)):
            if reaches(words, place(a) + a.size, place(a)) or reaches_back(words, place(b), place(b) + b.size):
                seams |= {a, b}
    return [
        Change(
            ChangeKind.REORDERED, (b.quoted, b.quoted + b.size), (b.said, b.said + b.size),
            MeaningChange.NEGATION if b in seams else None,
        )
        for b in moved
    ]  # fmt: skip


def _without(stretch: tuple[int, int], moved: set[int]) -> tuple[int, int] | None:
    """A stretch without moved words at its ends; None when nothing is left."""
    first, last = stretch
    while first < last and first in moved:
        first += 1
    while last > first and last - 1 in moved:
        last -= 1
    return (first, last) if first < last else None


def _told(
    words: Sequence[str], stretch: tuple[int, int] | None, denying: Callable[[Sequence[str], int, int], int] = denials
) -> tuple[bool, list[str]]:
    """Whether a stretch denies, and its numbers."""
    if stretch is None:
        return False, []
    return denying(words, *stretch) % 2 == 1, sorted(filter(is_number, words[slice(*stretch)]))


def _meaning(ours: tuple[bool, list[str]], theirs: tuple[bool, list[str]]) -> MeaningChange | None:
    """What the one has that the other has not: a “not”, or another number."""
    if ours[0] != theirs[0]:
        return MeaningChange.NEGATION
    return MeaningChange.NUMBER if ours[1] != theirs[1] else None


def _faced(meaning: MeaningChange | None, ours: Sequence[str], theirs: Sequence[str]) -> MeaningChange | None:
    """What a change of the meaning becomes with words that face each other: “unsafe” for “safe” turns it."""
    if opposites(ours, theirs) % 2:
        return None if meaning is MeaningChange.NEGATION else MeaningChange.NEGATION
    return meaning or (MeaningChange.NUMBER if other_units(ours, theirs) else None)
