"""Full-text search over statements and what stands around them: one behaviour on every database."""

from quotes.search.query import BadQuery, Query, parse
from quotes.search.statements import matching

__all__ = ["BadQuery", "Query", "matching", "parse"]
