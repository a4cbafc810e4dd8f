"""The comparison in place: the quotation as it circulates, with what was said where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotes.lookup.answers import Segment, SegmentKind, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of the quotation, and of the statement where they differ. kind is "" for what is the same."""

    kind: str
    quoted: str
    said: str = ""
    meaning_change: str | None = None


def pieces(quote: str, segments: Sequence[Segment], within: Span | None = None) -> list[Piece]:
    """The quotation in pieces, in order, nothing of it lost and nothing twice.

    A contraction is two words at one place (“won’t”): the place is shown once, as what differs.
    within: the stretch of the quotation to show, code points, end exclusive.
    """
    at, end = within or (0, len(quote))
    found: list[Piece] = []
    ordered = _apart(segments)
    for segment in ordered:
        if segment.quoted_span is None:
            found.append(Piece(segment.segment_kind.value, "", segment.said, segment.meaning_change))
            continue
        start, stop = segment.quoted_span
        if start > at:
            found.append(Piece("", quote[at:start]))
        words = quote[max(start, at) : stop]
        at = max(at, stop)
        if segment.segment_kind is SegmentKind.SAME:
            found.append(Piece("", words))
        else:
            found.append(Piece(segment.segment_kind.value, words, segment.said, segment.meaning_change))
    if at < end:
        found.append(Piece("", quote[at:end]))
    return [piece for piece in found if piece.quoted or piece.said]


def _apart(segments: Sequence[Segment]) -> list[Segment]:
    """Segments whose places in the quotation do not overlap: what differs keeps a place that two share."""
    found: list[Segment] = []
    for segment in segments:
        if segment.quoted_span is not None and segment.segment_kind is not SegmentKind.SAME:
            for index in range(len(found) - 1, -1, -1):
                span = found[index].quoted_span
                if span is None:
                    continue
                if found[index].segment_kind is SegmentKind.SAME and span[1] > segment.quoted_span[0]:
                    found[index] = replace(found[index], quoted_span=(span[0], max(span[0], segment.quoted_span[0])))
                break
        found.append(segment)
    return found


def stretches(text: str, spans: Sequence[Span]) -> list[tuple[str, int | None]]:
    """A text cut at spans in order: (characters, number of the span or None). Spans that overlap are cut."""
    found: list[tuple[str, int | None]] = []
    at = 0
    for number, (start, end) in enumerate(spans):
        start, end = max(start, at), max(end, at)
        if start > at:
            found.append((text[at:start], None))
        if end > start:
            found.append((text[start:end], number))
        at = end
    if at < len(text):
        found.append((text[at:], None))
    return found
