"""A database of very many statements, written past the ORM: at 1,000,000 in minutes, not hours."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import random
import sys
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.pool import Pool

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Model as Template

from benchmarks.loading import Table, finish, indexes_afterwards
from benchmarks.statements import Model, altered
from quotes.lookup.storage import FINGERPRINTS, Row
from quotes.matching.fingerprints import statement_hashes, words_hash
from quotes.matching.normalise import normalise
from quotes.models import Occurrence, Outlet, Quotation, Source, Speaker, Statement

BLOCK = 5_000
"""Statements that are made in one go, from a seed of their own."""
NEAR_MISSES = 50
"""One statement in so many has a twin behind it that differs in 15 % of its words: ranking is tested by those."""
IN_A_SOURCE = 10
OF_A_SPEAKER = 20
OUTLETS = 40
PROCESSES = 2
AHEAD = 40
"""Blocks."""
EPOCH = dt.datetime(2016, 1, 1, tzinfo=dt.UTC)
BETWEEN_SOURCES = dt.timedelta(minutes=5)
MODELS = (Outlet, Speaker, Source, Statement, Occurrence, Quotation)


@dataclass(frozen=True, slots=True)
class Made:
    """A statement with what look-up derives from it, by the product's own functions."""

    text: str
    words: str
    words_hash: int
    hashes: array[int]


def made_of(words: list[str]) -> Made:
    text = " ".join(words)
    normal = normalise(text)
    return Made(text, normal.joined(), words_hash(normal.words), array("q", statement_hashes(normal.words, True)))


def is_twin(statement_id: int) -> bool:
    """Whether the statement is a near miss of the one before it."""
    return statement_id % NEAR_MISSES == 0


class _Maker:
    """Makes blocks in processes of their own; the model comes to them by fork."""

    model: Model
    seed: int

    @classmethod
    def block(cls, number: int) -> list[Made]:
        random_ = random.Random(f"{cls.seed} {number}")
        found: list[Made] = []
        words: list[str] = []
        for at in range(1, BLOCK + 1):
            words = altered(words, 0.15, cls.model, random_) if is_twin(at) else cls.model.sentence(random_)
            found.append(made_of(words))
        return found


def fill(model: Model, number: int, seed: int) -> None:
    """So many distinct statements in sources of ten, each with fingerprints and a quotation of its own."""
    mark = f"Benchmark of {number} with seed {seed}"
    if Outlet.objects.filter(name=mark).exists():
        return
    if Statement.objects.exists():
        raise SystemExit("There are other statements in this database. Give an empty one.")
    begin = time.monotonic()
    _Maker.model, _Maker.seed = model, seed
    # The processes come before the transaction, so that none of them holds a connection.
    connection.close()
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool, _loading():
        blocks = _in_order(pool, -(-number // BLOCK))
        FINGERPRINTS.rebuild(_written(_distinct(blocks, number, seed), number, mark))
    print(f"filled in {time.monotonic() - begin:.0f} s", file=sys.stderr)


def _in_order(pool: Pool, blocks: int) -> Iterator[list[Made]]:
    """The blocks as they are made, so many ahead at most: making is quicker than writing, and memory has an end."""
    for first in range(0, blocks, AHEAD):
        yield from pool.imap(_Maker.block, range(first, min(first + AHEAD, blocks)))


def _distinct(blocks: Iterator[list[Made]], number: int, seed: int) -> Iterator[list[Made]]:
    """The blocks up to that number; a wording that there was before is replaced by one more sentence."""
    random_ = random.Random(f"{seed} instead")
    seen: set[int] = set()
    for block in blocks:
        taken = block[: number - len(seen)]
        for at, made in enumerate(taken):
            while made.words_hash in seen:
                made = made_of(_Maker.model.sentence(random_))
            seen.add(made.words_hash)
            taken[at] = made
        yield taken


def _written(blocks: Iterator[list[Made]], number: int, mark: str) -> Iterator[list[Row]]:
    """Write everything but the fingerprints, which are handed on."""
    people = number // OF_A_SPEAKER + 1
    outlets = _table(Outlet(), "public_id", "name", "domain")
    names = {1: mark}
    outlets.write([(n, _id(n), names.get(n, f"Outlet {n}"), f"outlet-{n}.example") for n in range(1, OUTLETS + 1)])
    speakers = _table(Speaker(kind="person"), "public_id", "name", "normalised_name")
    speakers.write([(n, _id(n), f"Person {n}", f"person {n}") for n in range(1, people + 1)])
    sources = _table(
        Source(retrieved_at=EPOCH), "public_id", "text", "text_sha256", "outlet_id", "published_at", "title", "url"
    )
    statements = _table(
        Statement(
            quote_kind="direct", attribution_status="resolved", confidence=0.9, review_status="accepted",
            cue_text="said", cue_start=1, cue_end=5,
        ),
        "public_id", "text", "source_id", "published_at", "speaker_id",
    )  # fmt: skip
    quotations = _table(Quotation(occurrence_count=1, outlet_count=1, independent_count=1), "public_id", "text")
    occurrences = _table(Occurrence(shown=True), "words", "words_hash", "quotation_id")
    random_ = random.Random(number)
    done = 0
    for block in blocks:
        rows = list(enumerate(block, done + 1))
        sources.write(
            [
                (n, _id(n), " ".join(made.text for _, made in rows[at : at + IN_A_SOURCE]), f"{n:064x}",
                 n % OUTLETS + 1, _published(n), f"Article {n}", f"https://articles.example/{n}")
                for at in range(0, len(rows), IN_A_SOURCE)
                for n in [_source_of(rows[at][0])]
            ]
        )  # fmt: skip
        statements.write(
            [
                (n, _id(n), made.text, _source_of(n), _published(_source_of(n)), random_.randint(1, people))
                for n, made in rows
            ]
        )
        quotations.write([(n, _id(n), made.text) for n, made in rows])
        occurrences.write([(n, made.words, made.words_hash, n) for n, made in rows])
        done += len(block)
        yield [(value, n) for n, made in rows for value in made.hashes]


def _published(source_id: int) -> str:
    return str(EPOCH + source_id * BETWEEN_SOURCES)[:19]


def _source_of(statement_id: int) -> int:
    return (statement_id - 1) // IN_A_SOURCE + 1


def _id(number: int) -> str:
    """A public id, as both databases read it."""
    return f"{number:032x}"


def _table(template: Template, *columns: str) -> Table:
    """A table to write rows of the key and these columns to; the rest is as in the template, saved or not."""
    fixed = {}
    for field in template._meta.concrete_fields:
        if not field.generated and not field.primary_key and field.column not in (*columns, "public_id"):
            value = EPOCH if field.name in ("created", "modified") else getattr(template, field.attname)
            fixed[field.column] = field.get_db_prep_save(value, connection)
    return Table(type(template), (template._meta.pk.column, *columns), **fixed)


@contextmanager
def _loading() -> Iterator[None]:
    """In one transaction, without triggers and secondary indexes, which are made again at the end.

    Foreign keys are not checked, and on SQLite nothing is journalled. On PostgreSQL this takes a superuser.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with transaction.atomic(), indexes_afterwards(MODELS):
                cursor.execute("SET LOCAL session_replication_role = replica")
                cursor.execute("SET LOCAL work_mem = '256MB'")
                yield
        else:
            for pragma in ("foreign_keys = OFF", "journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000"):
                cursor.execute(f"PRAGMA {pragma}")
            with transaction.atomic():
                again = _dropped(cursor)
                yield
                for sql in again:
                    cursor.execute(sql)
            cursor.execute("PRAGMA journal_mode = WAL")
    finish(MODELS)
    connection.close()


def _dropped(cursor: CursorWrapper) -> list[str]:
    """Drop the indexes and triggers of SQLite's tables; gives what makes them again."""
    names = ", ".join(f"'{model._meta.db_table}'" for model in MODELS)
    cursor.execute(
        "SELECT 'DROP ' || type || ' \"' || name || '\"', sql FROM sqlite_master "  # noqa: S608 - names of ours
        f"WHERE tbl_name IN ({names}) AND type IN ('index', 'trigger') AND sql IS NOT NULL"
    )
    found = cursor.fetchall()
    for drop, _ in found:
        cursor.execute(drop)
    return [sql for _, sql in found]
