"""Whether two wordings are one quotation, and what follows of many such facts.

A fact is of two wordings alone, and the clusters are computed from the facts alone: so what was
imported first makes no difference. Same wordings are joined. A part (a truncation, one half of a
split quotation) joins the cluster of the wording that holds it only where it is the only one: a
stock phrase that several statements share joins nobody, and makes no chain between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from quotes.matching.alignment import align
from quotes.matching.knowledge import words as known_words
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
    """How two wordings stand to each other; None where they are two quotations.

    A “not” or a number more or less makes two of them.
    """
    if one == other:
        return Relation.SAME
    swapped = (len(one), one) > (len(other), other)
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
