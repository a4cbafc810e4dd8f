"""The statements that a query finds, by whichever full-text search the database has."""

from __future__ import annotations

from django.db import connection
from django.db.models.expressions import RawSQL

from quotes.models.statement import StatementQuerySet
from quotes.search import compilers
from quotes.search.query import Query

# The one place where the databases differ. Both statements are constants; the query is a parameter.
POSTGRESQL = "SELECT statement_id FROM quotes_searchdocument WHERE vector @@ %s::tsquery"
SQLITE = "SELECT rowid FROM quotes_search WHERE quotes_search MATCH %s"


def matching(statements: StatementQuerySet, query: Query) -> StatementQuerySet:
    """Those of the statements that the query finds, in the order they had."""
    if connection.vendor == "postgresql":
        found = RawSQL(POSTGRESQL, (compilers.postgresql(query),))  # noqa: S611 - a constant with a parameter
    else:
        found = RawSQL(SQLITE, (compilers.fts5(query),))  # noqa: S611 - a constant with a parameter
    return statements.filter(pk__in=found)
