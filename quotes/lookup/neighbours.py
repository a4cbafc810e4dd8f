"""Wordings → the wordings that may be the same words or a part of them, of many at once.

Neighbours share fingerprints. What both sides keep is compared, so that it makes no difference
which of two was imported first: who shares four words in a row shares a fingerprint.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import Q

from quotes.lookup.storage import FINGERPRINTS
from quotes.matching.fingerprints import pending, statement_hashes
from quotes.models import Occurrence, QuoteKind

QUOTED = (QuoteKind.DIRECT, QuoteKind.MIXED)
Words = tuple[str, ...]
MOST_POSTINGS = 200
FEW_POSTINGS = 10
"""A fingerprint that so few statements have is enough to name them; of the commoner ones it takes two."""
ENOUGH = 2
MOST_STATEMENTS = 200
MOST_NEIGHBOURS = 60


def quoted_words(hashes: Iterable[int]) -> dict[int, Words]:
    """Wording → its words, of those that an article prints as a quotation."""
    return _quoted(Q(words_hash__in=set(hashes)))


def _quoted(which: Q) -> dict[int, Words]:
    rows = Occurrence.objects.filter(which, statement__quote_kind__in=QUOTED).order_by()
    return {key: tuple(words.split(" ")) for key, words in rows.values_list("words_hash", "words").distinct()}


def neighbours(wordings: Mapping[int, Words]) -> dict[int, dict[int, Words]]:
    """Wording → the other quoted wordings that share most with it, with their words; in three queries."""
    mine = {key: {pending(value) for value in statement_hashes(words, False)} for key, words in wordings.items()}
    postings = FINGERPRINTS.postings_of_both(sorted(set().union(*mine.values())), MOST_POSTINGS)
    named = {key: _named([postings[value] for value in hashes if value in postings]) for key, hashes in mine.items()}
    ids = {owner for owners in named.values() for owner in owners}
    hash_of = dict(Occurrence.objects.filter(pk__in=ids).values_list("pk", "words_hash"))
    near: dict[int, list[int]] = {}
    for key, owners in named.items():
        others = dict.fromkeys(hash_of[owner] for owner in owners if owner in hash_of)
        others.pop(key, None)
        near[key] = list(others)[:MOST_NEIGHBOURS]
    words = quoted_words({other for others in near.values() for other in others})
    return {key: {other: words[other] for other in others if other in words} for key, others in near.items()}


def _named(lists: list[list[int]]) -> list[int]:
    """The statements that share enough fingerprints, those that share most first.

    A list that is too long to be read whole holds the lowest ids only and names nobody, unless
    most are as long: then these are words that very many print.
    """
    short = [ids for ids in lists if len(ids) < MOST_POSTINGS]
    if 2 * len(short) < len(lists):
        short = lists
    votes: Counter[int] = Counter()
    for ids in short:
        votes.update(ids)
        if len(ids) <= FEW_POSTINGS:
            votes.update(ids)
    enough = [owner for owner, number in votes.items() if number >= ENOUGH]
    return sorted(enough, key=lambda owner: (-votes[owner], owner))[:MOST_STATEMENTS]
