"""Rows into an empty database as fast as it takes them: COPY and indexes built afterwards on PostgreSQL.

Values are given as both databases write them: ids as hexadecimal digits, times as
“2019-03-03 12:00:00” in UTC, JSON as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max, Model

BUILDING = "1GB"
"""Memory for building an index."""


class Table:
    """The rows of one model: `fixed` are columns that have the same value in each row."""

    def __init__(self, model: type[Model], columns: Sequence[str], **fixed: Any) -> None:
        self.name = model._meta.db_table
        self.fixed = tuple(fixed.values())
        self.columns = ", ".join(f'"{column}"' for column in (*columns, *fixed))
        self.width = len(columns) + len(fixed)
        key = model._meta.pk.attname
        self.last = model._default_manager.aggregate(last=Max(key))["last"] or 0

    def next(self) -> int:
        """The key of the next row."""
        self.last += 1
        return self.last

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {self.name} ({self.columns}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row((*row, *self.fixed))
            else:
                marks = ", ".join(["%s"] * self.width)
                insert = f"INSERT INTO {self.name} ({self.columns}) VALUES ({marks})"  # noqa: S608 - names of ours
                cursor.executemany(insert, [(*row, *self.fixed) for row in rows])


@contextmanager
def indexes_afterwards(models: Iterable[type[Model]]) -> Iterator[None]:
    """On PostgreSQL, without the tables' indexes that no constraint needs; they are built at the end.

    In the caller's transaction, so that an interruption leaves everything as it was.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
            FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
            WHERE t.relname = ANY(%s) AND NOT i.indisunique
            """,
            [[model._meta.db_table for model in models]],
        )
        indexes = cursor.fetchall()
        # No definition of an index tells how large its sample is (migration 0028).
        cursor.execute(
            """
            SELECT attrelid::regclass::text, attnum, attstattarget FROM pg_attribute
            WHERE attrelid = ANY(%s::regclass[]) AND attstattarget > 0
            """,
            [[name for name, _ in indexes]],
        )
        samples = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"SET LOCAL maintenance_work_mem = '{BUILDING}'")
        for _, definition in indexes:
            cursor.execute(definition)
        for name, column, size in samples:
            cursor.execute(f"ALTER INDEX {name} ALTER COLUMN {column} SET STATISTICS {size}")


def finish(models: Sequence[type[Model]]) -> None:
    """What a database does by and by: sequences go on behind the keys, rows are counted, pages known as visible."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
