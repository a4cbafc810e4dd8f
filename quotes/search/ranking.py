"""The best of what a query finds, by the same arithmetic on every database.

Only the newest MOST_RANKED that are found are ranked, so that common words cost no more than rare
ones. A score depends on the query and the statement alone: it stays while others are added.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from quotes.models import SearchDocument
from quotes.models.statement import StatementQuerySet
from quotes.search.query import Clause, Phrase, Query

MOST_RANKED = 200
IN_TEXT = 1_000
"""What a phrase counts for in the statement itself …"""
IN_CONTEXT = 250
"""… and around it. Said again it counts half as much more each time, so that length buys little."""
IN_ORDER = 1_000
"""What it counts for that the statement has the whole clause, word after word."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a statement stands in a ranking: higher is better, of equals the newer."""

    score: int
    statement_id: int
    public_id: uuid.UUID = field(compare=False)


def ranking(found: StatementQuerySet, query: Query, newest: int | None = None) -> list[Place]:
    """The statements that a query has found, the best first; of those up to the id `newest`, where it is given."""
    candidates = found if newest is None else found.filter(pk__lte=newest)
    documents = SearchDocument.objects.filter(pk__in=candidates.order_by("-pk").values("pk")[:MOST_RANKED])
    rows = documents.values_list("statement_id", "statement__public_id", "text_words", "context_words")
    return sorted((Place(score(query, *words), key, public_id) for key, public_id, *words in rows), reverse=True)


def score(query: Query, text_words: str, context_words: str) -> int:
    """How well a statement answers: its best clause counts."""
    text, context = f" {text_words} ", f" {context_words} "
    return max(_score(clause, text, context) for clause in query.clauses)


def _score(clause: Clause, text: str, context: str) -> int:
    total = 0
    for phrase in clause.wanted:
        own = _count(phrase, text)
        around = _count(phrase, context) - own  # the context has the statement's words, too
        total += _often(IN_TEXT, own) + _often(IN_CONTEXT, around)
    if len(clause.wanted) > 1:
        whole = Phrase(tuple(w for phrase in clause.wanted for w in phrase.words), clause.wanted[-1].is_prefix)
        total += IN_ORDER if _count(whole, text) else 0
    return total


def _count(phrase: Phrase, words: str) -> int:
    return words.count(f" {' '.join(phrase.words)}{'' if phrase.is_prefix else ' '}")


def _often(worth: int, times: int) -> int:
    """worth, then half of it more, a quarter, …"""
    return 0 if times <= 0 else 2 * worth - (worth >> min(times - 1, 20))
