"""What every representation is made of: one statement with its speaker and source, flat."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import NamedTuple

from quotes.models import Statement

# Field of Row → where the database has it, from a statement.
PATHS: dict[str, str] = {
    "pk": "pk",
    "id": "public_id",
    "text": "text",
    "quote_kind": "quote_kind",
    "act": "act",
    "modality": "modality",
    "attribution_status": "attribution_status",
    "confidence": "confidence",
    "medium": "medium",
    "said_on": "said_on",
    "review_status": "review_status",
    "origin": "origin",
    "engine_version": "engine_version",
    "version": "version",
    "created": "created",
    "modified": "modified",
    "cue_start": "cue_start",
    "cue_end": "cue_end",
    "cue_text": "cue_text",
    "mention_start": "mention_start",
    "mention_end": "mention_end",
    "mention_text": "mention_text",
    "speaker_id": "speaker__public_id",
    "speaker_name": "speaker__name",
    "speaker_kind": "speaker__kind",
    "wikidata_id": "speaker__wikidata_id",
    "source_id": "source__public_id",
    "title": "source__title",
    "source_kind": "source__kind",
    "url": "source__url",
    "published_at": "source__published_at",
    "retrieved_at": "source__retrieved_at",
    "language": "source__language",
    "text_sha256": "source__text_sha256",
    "outlet_id": "source__outlet__public_id",
    "outlet_name": "source__outlet__name",
    "outlet_domain": "source__outlet__domain",
}


class Row(NamedTuple):
    """A statement for translation. Offsets are code points of the source's text, ends exclusive.

    A tuple and not a model, since an export makes tens of thousands of them a second. The
    fields are those of PATHS, then the spans and the source's text; without the text ("")
    what needs the surroundings is left out.
    """

    pk: int
    id: uuid.UUID
    text: str
    quote_kind: str
    act: str
    modality: str
    attribution_status: str
    confidence: float
    medium: str
    said_on: dt.date | None
    review_status: str
    origin: str
    engine_version: str
    version: int
    created: dt.datetime
    modified: dt.datetime
    cue_start: int | None
    cue_end: int | None
    cue_text: str
    mention_start: int | None
    mention_end: int | None
    mention_text: str
    speaker_id: uuid.UUID | None
    speaker_name: str | None
    speaker_kind: str | None
    wikidata_id: str | None
    source_id: uuid.UUID
    title: str
    source_kind: str
    url: str
    published_at: dt.datetime | None
    retrieved_at: dt.datetime
    language: str
    text_sha256: str
    outlet_id: uuid.UUID | None
    outlet_name: str | None
    outlet_domain: str | None
    spans: tuple[tuple[int, int], ...]
    source_text: str = ""

    def pieces(self) -> list[str]:
        """The words at each span. The statement's text is these, joined by one space."""
        pieces, begin = [], 0
        for start, end in self.spans:
            pieces.append(self.text[begin : begin + end - start])
            begin += end - start + 1
        return pieces


def row_of(statement: Statement) -> Row:
    """A statement of the ORM, its source (with its text), speaker, outlet and spans loaded, as a Row."""
    values: list[object] = []
    for path in PATHS.values():
        value: object = statement
        for name in path.split("__"):
            value = getattr(value, name) if value is not None else None
        values.append(value)
    return Row._make([*values, tuple(statement.span_pairs()), statement.source.text])
