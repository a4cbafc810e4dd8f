"""Whether a statement that holds a quotation's words denies them: then its speaker has not said them.

The commas and stops of its own text tell, where the text is at hand; else the words alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from quotes.lookup.answers import OccurrenceShown
from quotes.lookup.comparison import compared
from quotes.lookup.wordings import Found
from quotes.matching.alignment import Alignment
from quotes.matching.negation import cut_after, cut_before, denies_back, may_reach


class Opposition(StrEnum):
    """How a statement that holds the words says another thing with them."""

    BEHIND_NOT = "behind_not"
    BEFORE_NOT = "before_not"
    CHANGED = "changed"


def opposition(found: Found, shown: Sequence[OccurrenceShown]) -> Opposition | None:
    """How a statement opposes the words that it holds; None where it does not."""
    if found.alignment.meaning_changed:
        return Opposition.CHANGED
    if is_cut_after_negation(found, shown):
        return Opposition.BEHIND_NOT
    return Opposition.BEFORE_NOT if is_cut_before_negation(found, shown) else None


def upholding(found: Sequence[Found], shown: Sequence[OccurrenceShown]) -> list[Found]:
    """Of what fits equally well those that uphold the words; all where none does, so that there is an answer."""
    kept = {item.key for item in found if opposition(item, shown) is None}
    return [item for item in found if item.key in kept] or list(found)


def is_cut_after_negation(found: Found, shown: Sequence[OccurrenceShown]) -> bool:
    """Whether the quotation begins behind a “not” of its words."""
    begins = _begins(found.alignment)
    # The words alone tell that of nearly all, without the text.
    if not may_reach(found.words, begins):
        return False
    there = compared(found, shown)
    return cut_after(*there, begins) if there is not None else found.alignment.cut_after_negation


def is_cut_before_negation(found: Found, shown: Sequence[OccurrenceShown]) -> bool:
    """Whether the quotation ends before a “not” of its words."""
    stops = found.alignment.stops
    if not denies_back(found.words, stops, len(found.words)):
        return False
    there = compared(found, shown)
    return there is not None and cut_before(*there, stops)


def _begins(alignment: Alignment) -> int:
    """The first word of the statement that the quotation stands for."""
    changed = (change.said[0] for change in alignment.changes if change.said[0] < change.said[1])
    return min([alignment.said[0], *changed])
