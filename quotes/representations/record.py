"""The record of exports and of the change feed, as JSON and as one flat row for tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from quotes.representations.rows import Row
from quotes.representations.textfragment import link_to

# Columns of CSV and Parquet, in order. Spans are written "0-22 40-61".
COLUMNS: tuple[str, ...] = (
    "id", "text", "quote_kind", "act", "modality", "speaker_id", "speaker_name", "speaker_kind", "wikidata_id",
    "attribution_status", "mention_text", "mention_start", "mention_end", "cue_text", "cue_start", "cue_end",
    "content_spans", "confidence", "medium", "said_on", "review_status", "origin", "engine_version", "version",
    "created", "modified", "source_id", "source_kind", "title", "article_url", "published_at", "language",
    "text_sha256", "outlet_id", "outlet_name", "outlet_domain", "link",
)  # fmt: skip
Part = Callable[[Row], Any]


def when(moment: dt.datetime | None) -> str | None:
    """A moment as RFC 3339 in UTC, ending in Z."""
    if moment is None:
        return None
    written = moment.isoformat()
    return written[:-6] + "Z" if written.endswith("+00:00") else moment.astimezone(dt.UTC).isoformat()[:-6] + "Z"


def speaker_of(row: Row) -> dict[str, Any] | None:
    """Who said it, in short; None where that is not known."""
    if row.speaker_id is None:
        return None
    return {
        "id": row.speaker_id,
        "name": row.speaker_name,
        "speaker_kind": row.speaker_kind,
        "wikidata_id": row.wikidata_id,
    }


def source_of(row: Row) -> dict[str, Any]:
    """Where it stands, in short."""
    return {
        "id": row.source_id,
        "source_kind": row.source_kind,
        "title": row.title,
        "outlet": _outlet(row),
        "article_url": row.url,
        "published_at": row.published_at,
        "language": row.language,
        "text_sha256": row.text_sha256,
    }


def record(row: Row, speaker: Part = speaker_of, source: Part = source_of) -> dict[str, Any]:
    """A statement as the API's lists give it, with the text's hash and the link to the article.

    Ids, dates and moments are left to whoever writes it as JSON, which for an export is much quicker.
    speaker and source may be given by who has written those of many rows already.
    """
    return {
        "id": row.id,
        "text": row.text,
        "quote_kind": row.quote_kind,
        "act": row.act,
        "modality": row.modality,
        "speaker": speaker(row),
        "attribution_status": row.attribution_status,
        "source_mention": _printed(row.mention_start, row.mention_end, row.mention_text),
        "cue": _printed(row.cue_start, row.cue_end, row.cue_text),
        "content_spans": [{"start": start, "end": end} for start, end in row.spans],
        "confidence": row.confidence,
        "medium": row.medium,
        "said_on": row.said_on,
        "review_status": row.review_status,
        "origin": row.origin,
        "engine_version": row.engine_version,
        "version": row.version,
        "created": row.created,
        "modified": row.modified,
        "source": source(row),
        "link": link_to(row),
    }


def _outlet(row: Row) -> dict[str, Any] | None:
    if row.outlet_id is None:
        return None
    return {"id": row.outlet_id, "name": row.outlet_name, "domain": row.outlet_domain}


def _printed(start: int | None, end: int | None, text: str) -> dict[str, Any] | None:
    return None if start is None else {"start": start, "end": end, "text": text}


def columns(rows: Sequence[Row]) -> dict[str, Sequence[Any]]:
    """The values of COLUMNS by column, which for many rows is quick; typed: dates and numbers are not text yet."""
    held: dict[str, Sequence[Any]] = dict.fromkeys(Row._fields, ())
    held.update(zip(Row._fields, zip(*rows, strict=True), strict=False))
    for name in ("speaker_id", "source_id", "outlet_id"):
        written = {value: str(value) if value else None for value in set(held[name])}
        held[name] = [written[value] for value in held[name]]
    held["id"] = [str(value) for value in held["id"]]
    held["content_spans"] = [" ".join([f"{start}-{end}" for start, end in spans]) for spans in held["spans"]]
    held["article_url"] = held["url"]
    held["link"] = [link_to(row) for row in rows]
    return {name: held[name] for name in COLUMNS}
