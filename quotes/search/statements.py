"""The statements that a query finds, by whichever full-text search the database has."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from quotes.models.statement import StatementQuerySet
from quotes.search import compilers
from quotes.search.query import Query

# The one place where the databases differ. All statements are constants; query and keys are parameters.
POSTGRESQL = "SELECT statement_id FROM quotes_searchdocument WHERE vector @@ %s::tsquery"
SQLITE = "SELECT rowid FROM quotes_search WHERE quotes_search MATCH %s"
SIDES = {"<": (" AND statement_id < %s", " AND rowid < %s"), ">": (" AND statement_id > %s", " AND rowid > %s")}
WITHIN = " AND rowid >= %s AND rowid < %s"
# Few documents are quicker read than sought: of what shall be true PostgreSQL asks no index.
FEW = """
    SELECT statement_id FROM quotes_searchdocument
    WHERE (vector @@ %s::tsquery) IS TRUE AND statement_id >= %s AND statement_id < %s
"""
# The type, since the index compares shelves with numbers of their own type only.
ON_SHELVES = POSTGRESQL + " AND statement_id >> 13 = ANY(%s::bigint[])"
IN_YEARS = " AND published_year = ANY(%s::smallint[])"
SHELF = 13
"""Bits: 8,192 keys stand on a shelf. PostgreSQL's index is made of it (migrations 0027 and 0032)."""
MOST_SHELVES, MOST_YEARS = 64, 3
"""Of more the index is not asked one by one."""


def matching(statements: StatementQuerySet, query: Query, beyond: tuple[str, int] | None = None) -> StatementQuerySet:
    """Those of the statements that the query finds, in the order they had.

    beyond: “<” or “>” and a key, where only statements on that side of it are wanted. No database
    concludes by itself that it need not read the documents of the others.
    """
    side, keys = (SIDES[beyond[0]], [beyond[1]]) if beyond is not None else (("", ""), [])
    if connection.vendor == "postgresql":
        return _found(statements, POSTGRESQL + side[0], compilers.postgresql(query), *keys)
    return _found(statements, SQLITE + side[1], compilers.fts5(query), *keys)


def matching_within(
    statements: StatementQuerySet, query: Query, keys: range, years: range | None = None
) -> StatementQuerySet:
    """The same of those statements whose keys are in the range.

    years: in which all of the statements were published (UTC), where that is known; what is given depends
    on the statements alone, but PostgreSQL's index has the years and need not find the others.
    """
    within = statements.filter(pk__gte=keys.start, pk__lt=keys.stop)
    if connection.vendor != "postgresql":
        return _found(within, SQLITE + WITHIN, compilers.fts5(query), keys.start, keys.stop)
    shelves = list(range(keys.start >> SHELF, (keys.stop - 1 >> SHELF) + 1))
    if len(keys) < 1 << SHELF:
        return _found(within, FEW, compilers.postgresql(query), keys.start, keys.stop)
    told = [list(years)] if years is not None and len(years) <= MOST_YEARS else []
    also = IN_YEARS if told else ""
    if len(shelves) <= MOST_SHELVES:
        return _found(within, ON_SHELVES + also, compilers.postgresql(query), shelves, *told)
    return _found(within, POSTGRESQL + also, compilers.postgresql(query), *told)


def _found(statements: StatementQuerySet, constant: str, *parameters: Any) -> StatementQuerySet:
    return statements.filter(pk__in=RawSQL(constant, parameters))  # noqa: S611 - one of the constants
