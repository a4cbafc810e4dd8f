"""The best of what a query finds, by the same arithmetic on every database.

Only the newest MOST_RANKED that are found are ranked, so that common words cost no more than rare
ones. A score depends on the query and the statement alone: it stays while others are added.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from math import ceil

from quotes.models import SearchDocument
from quotes.models.statement import StatementQuerySet
from quotes.search.query import Clause, Phrase, Query
from quotes.search.statements import SHELF, matching_within

MOST_RANKED = 200
FIRST_KEYS, FIRST_OF_SEVERAL = 1 << 10, 1 << 15
"""So many of the newest statements are looked through first: enough for a common word, or for several together."""
ROOM = 1.5
"""Then so much more than is likely to be enough, since to look once more takes longer …"""
MOST_GROWTH = 32
"""… and at most so many times what was looked through before."""
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


def ranking(
    statements: StatementQuerySet, query: Query, newest: int | None = None, years: range | None = None
) -> list[Place]:
    """Those of the statements that a query finds, the best first; up to the id `newest`, where it is given.

    years: in which all of the statements were published, where that is known.
    """
    if newest is None:
        newest = SearchDocument.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    rows: list[tuple[int, uuid.UUID, str, str]] = []
    one_word = any(sum(len(phrase.words) for phrase in clause.wanted) == 1 for clause in query.clauses)
    keys = range(max(0, newest + 1 - (FIRST_KEYS if one_word else FIRST_OF_SEVERAL)), newest + 1)
    while len(keys) and len(rows) < MOST_RANKED:
        wanted = MOST_RANKED - len(rows)
        found = matching_within(statements, query, keys, years).order_by("-pk").values("pk")[:wanted]
        documents = SearchDocument.objects.filter(pk__in=found)
        more = documents.values_list("statement_id", "statement__public_id", "text_words", "context_words")
        rows += more
        before = max(0, keys.start - _following(len(keys), len(more), wanted))
        keys = range(before >> SHELF << SHELF, keys.start)  # whole shelves
    return sorted((Place(score(query, *words), key, public_id) for key, public_id, *words in rows), reverse=True)


def _following(number: int, found: int, wanted: int) -> int:
    """How many keys to look through next where some did not have enough: as many as likely have the rest."""
    likely = ROOM * (wanted - found) / found if found else MOST_GROWTH
    return ceil(number * min(likely, MOST_GROWTH))


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
