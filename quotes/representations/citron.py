"""A quote as Citron writes it: cue, sources, contents, each a span with its text."""

from __future__ import annotations

from typing import Any

from quotes.representations.rows import Row
from quotes.representations.unsaid import not_said


def citron(row: Row) -> dict[str, Any] | None:
    """A statement as one of Citron's `quotes`. Spans count characters as Python does, end exclusive.

    None for what the source says was not or only might be said, or was denied: the format has no
    word for that, and its `sources` are those who said the `contents`.
    `cue` is null where nothing signals the statement (a turn of an interview); `sources` is
    the source mention as printed, empty where there is none.
    """
    if not_said(row):
        return None
    contents = [
        {"start": start, "end": end, "text": piece}
        for (start, end), piece in zip(row.spans, row.pieces(), strict=True)
    ]
    mention = {"start": row.mention_start, "end": row.mention_end, "text": row.mention_text}
    return {
        "id": str(row.id),
        "cue": {"start": row.cue_start, "end": row.cue_end, "text": row.cue_text} if row.cue_text else None,
        "sources": [mention] if row.mention_text else [],
        "contents": contents,
        "confidence": row.confidence,
    }
