"""A query → what each database's own full-text search reads. Words hold letters and digits only."""

from __future__ import annotations

from itertools import pairwise

from quotes.search.query import Clause, Phrase, Query


def postgresql(query: Query) -> str:
    """The text of a tsquery, to be cast and not parsed again: (('the_quay' <-> 'quay_is') & !('sink':*))"""
    return " | ".join(_postgresql_clause(clause) for clause in query.clauses)


def _postgresql_clause(clause: Clause) -> str:
    wanted = [_postgresql_phrase(phrase) for phrase in clause.wanted]
    unwanted = [f"!{_postgresql_phrase(phrase)}" for phrase in clause.unwanted]
    return f"({' & '.join(wanted + unwanted)})"


def _postgresql_phrase(phrase: Phrase) -> str:
    """One word, or a chain of the pairs that migration 0004 indexes: the_quay, quay_is."""
    keys = [f"{one}_{two}" for one, two in pairwise(phrase.words)] or phrase.words
    chain = " <-> ".join(f"'{key}'" for key in keys)
    return f"({chain}{':*' if phrase.is_prefix else ''})"


def fts5(query: Query) -> str:
    """The text of an FTS5 MATCH: (("the quay") NOT ("sink" *))"""
    return " OR ".join(_fts5_clause(clause) for clause in query.clauses)


def _fts5_clause(clause: Clause) -> str:
    wanted = " AND ".join(_fts5_phrase(phrase) for phrase in clause.wanted)
    unwanted = " OR ".join(_fts5_phrase(phrase) for phrase in clause.unwanted)
    return f"(({wanted}) NOT ({unwanted}))" if unwanted else f"({wanted})"


def _fts5_phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"{" *" if phrase.is_prefix else ""}'
