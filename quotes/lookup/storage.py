"""The tables of hashes, written and read past the ORM, which would take three quarters of an import."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

Row = tuple[int, int]


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

    def postings(self, hashes: Sequence[int], most: int) -> dict[int, list[int]]:
        """Hash → the first owners of it, at most so many; a list as long as that is one that was cut."""
        found: dict[int, list[int]] = {}
        if not hashes:
            return found
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    f"SELECT h, t.{self.owner} FROM unnest(%s::bigint[]) AS h, LATERAL "  # noqa: S608
                    f"(SELECT {self.owner} FROM {self.name} WHERE hash = h LIMIT {int(most)}) t",
                    [list(hashes)],
                )
            else:
                # SQLite reads numbers in the text of a query faster than it binds as many.
                one = f"SELECT * FROM (SELECT hash, {self.owner} FROM {self.name} WHERE hash = %d LIMIT {int(most)})"  # noqa: S608
                cursor.execute(" UNION ALL ".join(one % value for value in hashes))
            for value, owner in cursor.fetchall():
                found.setdefault(value, []).append(owner)
        return found

    def both(self, one: int, other: int, start: int, most: int) -> list[int]:
        """Owners of two hashes, from owner `start` on, among the first `most` owners of the first."""
        sql = (
            f"SELECT a.{self.owner} FROM (SELECT {self.owner} FROM {self.name} WHERE hash = %s AND {self.owner} >= %s "  # noqa: S608
            f"ORDER BY {self.owner} LIMIT {int(most)}) a WHERE EXISTS (SELECT 1 FROM {self.name} b "
            f"WHERE b.hash = %s AND b.{self.owner} = a.{self.owner})"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [one, start, other])
            return [row[0] for row in cursor.fetchall()]

    def highest_owner(self, table: str) -> int:
        """The highest id among the rows that the owners are of."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT max({self.owner}) FROM {table}")  # noqa: S608
            row = cursor.fetchone()
        return row[0] or 0 if row else 0


FINGERPRINTS = HashTable("quotes_fingerprint", "statement_id")
SOURCE_FINGERPRINTS = HashTable("quotes_sourcefingerprint", "source_id")
