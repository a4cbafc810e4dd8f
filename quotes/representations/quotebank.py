"""One line of a corpus in the manner of Quotebank: a quotation, its speaker, its probabilities."""

from __future__ import annotations

from typing import Any

from quotes.models import QuoteKind
from quotes.representations.rows import Row
from quotes.representations.unsaid import not_said


def quotebank(row: Row) -> dict[str, Any] | None:
    """A quotation with the field names of Quotebank's quotation-centric files.

    None for what that format has no word for: indirect reports, and what the source says was
    not or only might be said, or was denied. `speaker` is the text "None" where nobody is named, as there;
    `probas` holds the named speaker with our confidence and the rest as "None".
    """
    if row.quote_kind == QuoteKind.INDIRECT or not_said(row):
        return None
    speaker = row.speaker_name or "None"
    rest = f"{1 - row.confidence:.4f}"
    named = [[row.speaker_name, f"{row.confidence:.4f}"], ["None", rest]]
    return {
        "quoteID": str(row.id),
        "quotation": row.text,
        "speaker": speaker,
        "qids": [row.wikidata_id] if row.wikidata_id else [],
        "date": row.published_at.strftime("%Y-%m-%d %H:%M:%S") if row.published_at else None,
        "numOccurrences": 1,
        "probas": named if row.speaker_name else [["None", "1.0000"]],
        "urls": [row.url] if row.url else [],
    }
