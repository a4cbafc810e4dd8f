"""An alignment → pieces of both texts, to be shown side by side or one within the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from quotes.lookup.answers import OccurrenceShown, Segment, SegmentKind, Span
from quotes.lookup.wordings import Found
from quotes.matching.alignment import Alignment
from quotes.matching.blocks import Block
from quotes.matching.normalise import Normal, normalise


def compared(found: Found, shown: Sequence[OccurrenceShown]) -> tuple[str, Normal] | None:
    """What a quotation is compared with: the first occurrence of exactly the words that were found."""
    for occurrence in shown:
        if occurrence.score is not None:
            said = _normal(occurrence.text)
            if said.words == found.words:
                return occurrence.text, said
    return None


@lru_cache(maxsize=512)
def _normal(text: str) -> Normal:
    """One answer compares with the same texts several times."""
    return normalise(text)


def segments_of(alignment: Alignment, quote: str, quoted: Normal, text: str, said: Normal) -> tuple[Segment, ...]:
    """The comparison in the quotation's order; what the statement has beyond the quotation is not in it."""
    pieces = [
        *((block.quoted, block.said, SegmentKind.SAME, block.size, block.size, None) for block in _unmoved(alignment)),
        *(
            (
                change.quoted[0], change.said[0], SegmentKind(change.kind.value),
                change.quoted[1] - change.quoted[0], change.said[1] - change.said[0],
                change.meaning.value if change.meaning else None,
            )
            for change in alignment.changes
        ),
    ]  # fmt: skip
    found = []
    for at, there, kind, size, size_said, meaning in sorted(pieces, key=lambda piece: (piece[0], piece[1])):
        ours, theirs = quoted.span(at, at + size), said.span(there, there + size_said)
        found.append(Segment(kind, _cut(quote, ours), _cut(text, theirs), ours, theirs, meaning))
    return tuple(found)


def _unmoved(alignment: Alignment) -> Iterator[Block]:
    """Blocks in order, neighbours put together."""
    waiting: Block | None = None
    for block in alignment.blocks:
        if block.moved:
            continue
        if (
            waiting is not None
            and waiting.quoted + waiting.size == block.quoted
            and waiting.said + waiting.size == block.said
        ):
            waiting = Block(waiting.quoted, waiting.said, waiting.size + block.size)
            continue
        if waiting is not None:
            yield waiting
        waiting = block
    if waiting is not None:
        yield waiting


def _cut(text: str, span: Span | None) -> str:
    return text[span[0] : span[1]] if span is not None else ""
