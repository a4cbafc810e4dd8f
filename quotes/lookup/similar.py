"""Statements that an answer does not rest on, each with what differs: nobody has to find the “not” themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields

from quotes.lookup.answers import OccurrenceShown, Segment, SegmentKind, SimilarShown
from quotes.lookup.comparison import compared, segments_of
from quotes.lookup.denial import is_cut_after_negation, is_cut_before_negation
from quotes.lookup.occurrences import occurrences_of
from quotes.lookup.wordings import Found
from quotes.matching.alignment import MeaningChange
from quotes.matching.negation import denials
from quotes.matching.normalise import Normal, normalise

HAS_NOT = "has a “not” that this lacks"
LACKS_NOT = "lacks a “not” that this has"
NOT_ELSEWHERE = "has its “not” at other words"
BEHIND_NOT = "has these words behind a “not”"
BEFORE_NOT = "has these words in front of a “not”"
OTHER_NUMBER = "has another number"


def similar_to(
    quote: str, normal: Normal, found: Sequence[Found], *, claimed: str, everything: bool
) -> tuple[SimilarShown, ...]:
    """The occurrences of these wordings, the earliest first, each compared with the quotation."""
    shown = occurrences_of(found, claimed=claimed, everything=everything)
    return tuple(_similar(quote, normal, occurrence, found) for occurrence in shown)


def nearest(similar: Sequence[SimilarShown]) -> SimilarShown | None:
    """The one whose own words fit best, the earliest of those that fit as well."""
    return max(similar, key=lambda one: one.score or 0, default=None)


def difference(segments: Iterable[Segment]) -> str:
    """What of the meaning differs, as a clause about the statement (“this” is the quotation); "" for nothing."""
    clauses = (_clause(segment) for segment in segments if segment.meaning_change is not None)
    return " and ".join(dict.fromkeys(clauses))


def opposite(one: SimilarShown) -> str:
    """As difference, or that it has the words beside a “not”."""
    return difference(one.segments) or (
        BEHIND_NOT if one.cut_after_negation else BEFORE_NOT if one.cut_before_negation else ""
    )


def _clause(segment: Segment) -> str:
    if segment.meaning_change == MeaningChange.NUMBER:
        return OTHER_NUMBER
    if segment.segment_kind is SegmentKind.REORDERED:
        return NOT_ELSEWHERE
    return LACKS_NOT if _denies(segment.quoted) and not _denies(segment.said) else HAS_NOT


def _denies(text: str) -> bool:
    words = normalise(text).words
    return denials(words, 0, len(words)) % 2 == 1


def _similar(quote: str, normal: Normal, occurrence: OccurrenceShown, found: Sequence[Found]) -> SimilarShown:
    given = {field.name: getattr(occurrence, field.name) for field in fields(OccurrenceShown)}
    for item in found:
        there = compared(item, [occurrence])
        if there is not None:
            return SimilarShown(
                **given,
                segments=segments_of(item.alignment, quote, normal, *there),
                meaning_changed=item.alignment.meaning_changed,
                cut_after_negation=is_cut_after_negation(item, [occurrence]),
                cut_before_negation=is_cut_before_negation(item, [occurrence]),
            )
    return SimilarShown(**given)
