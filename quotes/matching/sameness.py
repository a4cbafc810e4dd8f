"""Whether two wordings are one quotation, and what follows of many such facts.

A fact is of two wordings alone, and the clusters are computed from the facts alone: so what was
imported first makes no difference. Same wordings are joined. A part (a truncation, one half of a
split quotation) joins the cluster of the wording that holds it only where it is the only one: a
stock phrase that several statements share joins nobody, and makes no chain between them.

A “not” or a number more or less makes two quotations. Of a negation beside what two wordings have in common
the words alone do not tell whether it is one of it: in “We close it. Nobody can stop us” it is not. So the fact
tells where there is one, and the texts, all of them that are there, decide: they too know no order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from quotes.matching.alignment import Alignment, align
from quotes.matching.knowledge import words as known_words
from quotes.matching.negation import cut_after, cut_before, denies_back, may_oppose, may_reach
from quotes.matching.normalise import Normal
from quotes.matching.weights import weight_of

SAME_SHARE = 0.78
SHORT_SAME_SHARE = 0.9
PART_SCORE = 0.82
SHORT_PART_SCORE = 0.93
FEWEST_WORDS = 4
FEWEST_OF_PART = 5
LEAST_PART_WEIGHT = 3.5
SHORT = 9
OVERHANG = 3
LEAST_SCORE = PART_SCORE - 0.1
SAME_TELLING = 0.72
PART_TELLING = 0.75
"""Shares of the content words: statements that share a stock phrase share its little words too."""


class Relation(StrEnum):
    """What the first wording is to the second."""

    SAME = "same"
    PART = "part"
    WHOLE = "whole"


def relation(one: Sequence[str], other: Sequence[str]) -> Relation | None:
    """How two wordings stand to each other by their words; None where they are two quotations."""
    if one == other:
        return Relation.SAME
    swapped = _is_longer(one, other)
    shorter, longer = (other, one) if swapped else (one, other)
    if len(shorter) < FEWEST_WORDS:
        return None
    if not _may_fit(shorter, longer):
        return None
    alignment = align(shorter, longer)
    if alignment.score < LEAST_SCORE or alignment.meaning_changed:
        return None
    both = [word for b in alignment.blocks for word in shorter[b.quoted : b.quoted + b.size]]
    share = 2 * weight_of(both) / (weight_of(shorter) + weight_of(longer))
    short = len(shorter) < SHORT
    telling = 2 * _telling(both) >= SAME_TELLING * (_telling(shorter) + _telling(longer))
    # Who goes on at an end holds a part, however small the rest: it may be a stock phrase.
    whole = max(alignment.said[0], len(longer) - alignment.said[1]) < OVERHANG
    if whole and telling and share >= (SHORT_SAME_SHARE if short else SAME_SHARE):
        return Relation.SAME
    if _telling(both) < PART_TELLING * _telling(shorter):
        return None
    if (
        len(shorter) >= FEWEST_OF_PART
        and weight_of(shorter) >= LEAST_PART_WEIGHT
        and alignment.score >= (SHORT_PART_SCORE if short else PART_SCORE)
    ):
        return Relation.WHOLE if swapped else Relation.PART
    return None


class Printed(NamedTuple):
    """A wording with the texts that it is printed in, all of the same words."""

    words: Sequence[str]
    texts: tuple[tuple[str, Normal], ...]


def is_beside_negation(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a negation before or behind what two wordings have in common may be one of it, by their words."""
    if not may_oppose(one) and not may_oppose(other):
        return False
    alignment, swapped = _aligned(one, other)
    return any(
        may_reach(words, first) or denies_back(words, last, len(words))
        for words, (first, last) in zip((one, other), _common(alignment, swapped), strict=True)
    )


def is_opposed(one: Printed, other: Printed) -> bool:
    """Whether a negation that only one of two wordings has before or behind what they have in common turns it.

    One text that reads so is enough, where the same words are printed with and without a comma.
    """
    ours, theirs = _common(*_aligned(one.words, other.words))
    return _turned(one, ours) != _turned(other, theirs)


def _turned(printed: Printed, common: tuple[int, int]) -> tuple[bool, bool]:
    """Whether words are denied by what stands before them, and by what stands behind them."""
    first, last = common
    return (
        any(cut_after(text, normal, first) for text, normal in printed.texts),
        any(cut_before(text, normal, last) for text, normal in printed.texts),
    )


def _is_longer(one: Sequence[str], other: Sequence[str]) -> bool:
    return (len(one), one) > (len(other), other)


def _aligned(one: Sequence[str], other: Sequence[str]) -> tuple[Alignment, bool]:
    """The shorter aligned with the longer, and whether that is the other way round."""
    swapped = _is_longer(one, other)
    return (align(other, one) if swapped else align(one, other)), swapped


def _common(alignment: Alignment, swapped: bool) -> tuple[tuple[int, int], tuple[int, int]]:
    """The words of the one and of the other, from the first to the last common one."""
    return (alignment.said, alignment.quoted) if swapped else (alignment.quoted, alignment.said)


def _may_fit(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    """Whether enough words are common, in whatever order, that aligning them may tell anything."""
    there = set(longer)
    both = [word for word in shorter if word in there]
    common = weight_of(both)
    if 2 * common < LEAST_SCORE * (weight_of(shorter) + common):
        return False
    return _telling(both) >= min(SAME_TELLING, PART_TELLING) * min(_telling(shorter), _telling(longer))


def _telling(words: Sequence[str]) -> int:
    common = known_words("common_words")
    return sum(word not in common for word in words)


def clusters(
    sizes: Mapping[int, float],
    same: Iterable[tuple[int, int]],
    parts: Iterable[tuple[int, int]],
) -> list[frozenset[int]]:
    """The wordings that are one quotation each.

    sizes gives each wording its weight, same the pairs that are the same, parts (part, whole).
    The result depends on these facts only, not on their order.
    """
    leader = {key: key for key in sizes}

    def find(key: int) -> int:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    def join(one: int, other: int) -> None:
        a, b = find(one), find(other)
        if a != b:
            leader[max(a, b)] = min(a, b)

    for one, other in same:
        join(one, other)
    wholes: dict[int, set[int]] = {}
    for part, whole in parts:
        wholes.setdefault(part, set()).add(whole)
    # By cluster of same wordings, the longest first: where its wholes belong is known by then.
    groups: dict[int, list[int]] = {}
    for key in sizes:
        groups.setdefault(find(key), []).append(key)
    order = sorted(groups.values(), key=lambda keys: (-max(sizes[key] for key in keys), min(keys)))
    for keys in order:
        mine = {find(key) for key in keys}
        homes = {find(whole) for key in keys for whole in wholes.get(key, ())} - mine
        if len(homes) == 1:
            join(keys[0], homes.pop())
    result: dict[int, set[int]] = {}
    for key in sizes:
        result.setdefault(find(key), set()).add(key)
    return sorted((frozenset(keys) for keys in result.values()), key=min)
