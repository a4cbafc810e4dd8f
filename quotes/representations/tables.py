"""Rows as CSV: RFC 4180 to the letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from quotes.representations.record import COLUMNS, columns, when
from quotes.representations.rows import Row

MOMENTS = {"created", "modified", "published_at"}
WRITTEN_BY_US = {
    "id", "quote_kind", "modality", "speaker_id", "speaker_kind", "attribution_status", "mention_start", "mention_end",
    "cue_start", "cue_end", "content_spans", "confidence", "said_on", "review_status", "origin", "version",
    "source_id", "source_kind", "outlet_id",
}  # fmt: skip
"""Ids, numbers, days and words of enumerations, of which none ever needs quotation marks."""
SPECIAL = re.compile(r'[",\r\n]')


def csv_text(rows: Sequence[Row], *, header: bool) -> str:
    """Rows as CSV: comma, CRLF, quotation marks doubled, the header first where asked for.

    Cells hold what the database holds and nothing is put before a leading "=", "+", "-" or "@":
    a statement that is not the printed words is no statement. docs/api.md tells people who open
    the file in a spreadsheet to import its columns as text.
    """
    lines = [",".join(COLUMNS)] if header else []
    cells = [_cells(name, values) for name, values in columns(rows).items()]
    lines += map(",".join, zip(*cells, strict=True))
    return "".join([f"{line}\r\n" for line in lines])


def _cells(name: str, values: Sequence[Any]) -> list[str]:
    if name in MOMENTS:
        return [when(value) or "" for value in values]
    if name in WRITTEN_BY_US:
        return ["" if value is None else str(value) for value in values]
    texts = [value or "" for value in values]
    # Most columns have no cell that needs quotation marks, which one look at all of them tells.
    return [_quoted(text) for text in texts] if SPECIAL.search("".join(texts)) else texts


def _quoted(text: str) -> str:
    """In quotation marks where it needs them."""
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if SPECIAL.search(text) else text
