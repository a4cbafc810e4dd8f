"""Rows as CSV: RFC 4180 to the letter."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from quotes.representations.record import COLUMNS, flat, when
from quotes.representations.rows import Row

MOMENTS = [COLUMNS.index(name) for name in ("created", "modified", "published_at")]


def csv_text(rows: Iterable[Row], *, header: bool) -> str:
    """Rows as CSV: comma, CRLF, quotation marks doubled, the header first where asked for.

    Cells hold what the database holds and nothing is put before a leading "=", "+", "-" or "@":
    a statement that is not the printed words is no statement. docs/api.md tells people who open
    the file in a spreadsheet to import its columns as text.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if header:
        writer.writerow(COLUMNS)
    writer.writerows(map(_cells, rows))
    return out.getvalue()


def _cells(row: Row) -> list[Any]:
    cells = list(flat(row))
    for at in MOMENTS:
        cells[at] = when(cells[at])
    return cells
