"""The tables of hashes, written and read past the ORM, which would take three quarters of an import."""

from __future__ import annotations

import datetime as dt
import json
import sys
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection

Row = tuple[int, int]


def select(sql: str, *params: object) -> list[tuple[Any, ...]]:
    """The rows of a query of a check, in the database's own types; parameters stand as %s.

    It is prepared and planned once a connection: planning takes PostgreSQL many times as long as answering.
    Rows come in binary: reading lists of ids out of text took a sixth of the slower checks.
    """
    connection.validate_no_broken_transaction()
    connection.ensure_connection()
    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            # Django's own cursors put the parameters into the text of the query, which cannot be prepared then.
            with psycopg.Cursor(_preparing(connection.connection)) as cursor:
                return cursor.execute(sql, params, prepare=True, binary=True).fetchall()
        found: list[tuple[Any, ...]] = connection.connection.execute(sql.replace("%s", "?"), params).fetchall()
        return found


def _preparing(raw: psycopg.Connection[Any]) -> psycopg.Connection[Any]:
    """The connection, which Django tells never to prepare anything, set to prepare what asks for it, and no more."""
    if raw.prepare_threshold is None:
        raw.prepare_threshold = sys.maxsize
        # What is prepared is ours alone, and good plans of it do not depend on the parameters.
        with psycopg.Cursor(raw) as cursor:
            cursor.execute("SET plan_cache_mode = force_generic_plan")
    return raw


def each(values: Iterable[int]) -> tuple[str, object]:
    """A query whose rows are these integers, and its one parameter."""
    if connection.vendor == "postgresql":
        return "SELECT unnest(%s::bigint[]) AS value", list(values)
    return "SELECT value FROM json_each(%s)", json.dumps(list(values))


def beside_least(column: str, by: str) -> str:
    """Of the rows of a group in a query that asks for MIN(by): the column as it is in that row."""
    # SQLite gives a column that stands for itself beside MIN as it is there.
    return f"(array_agg({column} ORDER BY {by}))[1]" if connection.vendor == "postgresql" else column


def as_id(value: uuid.UUID | str) -> uuid.UUID:
    """An id of a published row, which SQLite keeps as text."""
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)


def as_time(value: dt.datetime | str | None) -> dt.datetime | None:
    """A moment, which SQLite keeps in UTC without saying so, as text or as its driver reads it."""
    moment = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.replace(tzinfo=dt.UTC) if moment is not None and moment.tzinfo is None else moment


def as_day(value: dt.date | str | None) -> dt.date | None:
    """A day, which SQLite keeps as text."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class HashTable:
    """A table of (hash, owner), in the order of both; hashes are signed 64-bit integers."""

    name: str
    owner: str

    def write(self, *, added: Sequence[Row], removed: Sequence[Row] = ()) -> None:
        """Take rows out and put rows in; a row that is there already stays. Call it in a transaction."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                pairs = "unnest(%s::bigint[], %s::bigint[])"
                if removed:
                    cursor.execute(
                        f"DELETE FROM {self.name} t USING {pairs} AS d(hash, owner) "  # noqa: S608 - our own names
                        f"WHERE t.hash = d.hash AND t.{self.owner} = d.owner",
                        [[row[0] for row in removed], [row[1] for row in removed]],
                    )
                if added:
                    cursor.execute(
                        f"INSERT INTO {self.name} (hash, {self.owner}) SELECT * FROM {pairs} ON CONFLICT DO NOTHING",  # noqa: S608
                        [[row[0] for row in added], [row[1] for row in added]],
                    )
            else:
                if removed:
                    cursor.executemany(f"DELETE FROM {self.name} WHERE hash = %s AND {self.owner} = %s", removed)  # noqa: S608
                if added:
                    cursor.executemany(
                        f"INSERT OR IGNORE INTO {self.name} (hash, {self.owner}) VALUES (%s, %s)",  # noqa: S608
                        added,
                    )

    def rebuild(self, batches: Iterable[Sequence[Row]], on_batch: Callable[[int], None] = lambda rows: None) -> None:
        """Fill the table anew, sorted, which is quicker and packs it closer than adding row by row."""
        temporary = f"{self.name}_new"
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMPORARY TABLE {temporary} (hash bigint, {self.owner} bigint)")
            for rows in batches:
                if connection.vendor == "postgresql":
                    with cursor.copy(f"COPY {temporary} FROM STDIN") as copy:
                        copy.write("".join(f"{value}\t{owner}\n" for value, owner in rows))
                else:
                    cursor.executemany(f"INSERT INTO {temporary} VALUES (%s, %s)", rows)  # noqa: S608
                on_batch(len(rows))
            cursor.execute(f"DELETE FROM {self.name}")  # noqa: S608
            cursor.execute(
                f"INSERT INTO {self.name} (hash, {self.owner}) "  # noqa: S608
                f"SELECT DISTINCT hash, {self.owner} FROM {temporary} ORDER BY 1, 2"
            )
            cursor.execute(f"DROP TABLE {temporary}")

    def postings(self, hashes: Sequence[int], most: int, *, latest: bool = False) -> dict[int, list[int]]:
        """Hash → the first or the latest owners of it, at most so many; a list as long as that is one that was cut."""
        if not hashes:
            return {}
        order = f"ORDER BY {self.owner} DESC " if latest else ""
        mine = f"SELECT {self.owner} FROM {self.name} WHERE hash = h.value {order}LIMIT {int(most)}"  # noqa: S608 - our own names
        if connection.vendor == "postgresql":
            sql = f"SELECT h.value, ARRAY({mine}) FROM unnest(%s::bigint[]) AS h(value)"  # noqa: S608
            found = select(sql, list(hashes))
            return {value: owners for value, owners in found if owners}
        # A list comes as one text: its rows one by one would take longer than reading them.
        sql = f"SELECT h.value, (SELECT group_concat({self.owner}) FROM ({mine})) FROM json_each(%s) h"  # noqa: S608
        found = select(sql, json.dumps(list(hashes)))
        return {value: list(map(int, owners.split(","))) for value, owners in found if owners}

    def which(self, hashes: Sequence[int], owners: Sequence[int]) -> list[Row]:
        """Which of these hashes which of these owners have, however many others do."""
        if not hashes or not owners:
            return []
        wanted, listed = each(hashes)
        these, owning = each(owners)
        # Each looks each of them up at its place; put in the other's way, both would read lists from their beginning.
        if connection.vendor == "postgresql":
            among, together = f"CROSS JOIN ({these}) o", "= o.value"
        else:
            among, together = "", f"IN ({these})"
        sql = (
            f"SELECT f.hash, f.{self.owner} FROM ({wanted}) h {among} CROSS JOIN {self.name} f "  # noqa: S608 - our own names
            f"WHERE f.hash = h.value AND f.{self.owner} {together}"
        )
        return select(sql, listed, owning)

    def both(self, one: int, other: int, start: int, most: int) -> list[int]:
        """Owners of two hashes, among `most` owners of the first, from owner `start` on and then from the lowest."""
        mine = f"SELECT {self.owner} AS owner FROM {self.name} WHERE hash = %s AND {self.owner}"  # noqa: S608
        order = f"ORDER BY {self.owner} LIMIT {int(most)}"
        sql = (
            f"SELECT owner FROM (SELECT owner FROM (SELECT * FROM ({mine} >= %s {order}) behind "  # noqa: S608
            f"UNION ALL SELECT * FROM ({mine} < %s {order}) before) walked LIMIT {int(most)}) a "
            f"WHERE EXISTS (SELECT 1 FROM {self.name} b WHERE b.hash = %s AND b.{self.owner} = a.owner)"
        )
        return [owner for (owner,) in select(sql, one, start, one, start, other)]


FINGERPRINTS = HashTable("quotes_fingerprint", "statement_id")
SOURCE_FINGERPRINTS = HashTable("quotes_sourcefingerprint", "source_id")


def move_occurrences(moves: Sequence[Row]) -> None:
    """Give occurrences the quotation that each belongs to: (statement, quotation)."""
    if moves:
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE quotes_occurrence SET quotation_id = %s WHERE statement_id = %s",
                [(quotation, statement) for statement, quotation in moves],
            )
