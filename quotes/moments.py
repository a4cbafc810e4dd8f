"""Moments as PostgreSQL writes them, read by Python's own parser: in a tenth of the time that Django's loader takes.

A statement has two and its source two, which an export of tens of thousands a second notices.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.abc import Buffer
from psycopg.types.datetime import TimestamptzLoader


class MomentLoader(TimestamptzLoader):
    """“2026-03-31 12:00:00.25+00”. What Python cannot read, the years after 9999, is the library's to refuse."""

    timezone = dt.UTC
    """Django asks a loader which zone it gives, and puts its own in the place of another's."""

    def load(self, data: Buffer) -> dt.datetime:
        try:
            return dt.datetime.fromisoformat(str(data, "ascii")).astimezone(dt.UTC)
        except ValueError:
            return super().load(data)


def use_quick_moments(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Have a new connection read moments so."""
    if connection.vendor == "postgresql":
        connection.connection.adapters.register_loader("timestamptz", MomentLoader)
