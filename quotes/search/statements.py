"""The statements that a query finds, by whichever full-text search the database has."""

from __future__ import annotations

from django.db import connection
from django.db.models.expressions import RawSQL

from quotes.models.statement import StatementQuerySet
from quotes.search import compilers
from quotes.search.query import Query

# The one place where the databases differ. All statements are constants; query and key are parameters.
POSTGRESQL = "SELECT statement_id FROM quotes_searchdocument WHERE vector @@ %s::tsquery"
SQLITE = "SELECT rowid FROM quotes_search WHERE quotes_search MATCH %s"
SIDES = {"<": (" AND statement_id < %s", " AND rowid < %s"), ">": (" AND statement_id > %s", " AND rowid > %s")}


def matching(statements: StatementQuerySet, query: Query, beyond: tuple[str, int] | None = None) -> StatementQuerySet:
    """Those of the statements that the query finds, in the order they had.

    beyond: “<” or “>” and a key, where only statements on that side of it are wanted. No database
    concludes by itself that it need not read the documents of the others.
    """
    side, keys = (SIDES[beyond[0]], [beyond[1]]) if beyond is not None else (("", ""), [])
    if connection.vendor == "postgresql":
        found = RawSQL(POSTGRESQL + side[0], [compilers.postgresql(query), *keys])  # noqa: S611 - constants
    else:
        found = RawSQL(SQLITE + side[1], [compilers.fts5(query), *keys])  # noqa: S611 - constants
    return statements.filter(pk__in=found)
