"""Wordings → the wordings that may be the same words or a part of them, of many at once.

Neighbours share fingerprints. What both sides keep is compared, so that it makes no difference
which of two was imported first: who shares four words in a row shares a fingerprint.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from quotes.lookup.storage import FINGERPRINTS, each, select
from quotes.matching.fingerprints import pending, statement_hashes
from quotes.models import QuoteKind

QUOTED = (QuoteKind.DIRECT, QuoteKind.MIXED)
Words = tuple[str, ...]
ROW = "o.statement_id, o.words_hash, o.words"
MOST_POSTINGS = 200
FEW_POSTINGS = 10
"""A fingerprint that so few statements have is enough to name them; of the commoner ones it takes two."""
ENOUGH = 2
MOST_STATEMENTS = 200
MOST_NEIGHBOURS = 60


def quoted_words(hashes: Iterable[int]) -> dict[int, Words]:
    """Wording → its words, of those that an article prints as a quotation."""
    return {key: tuple(words.split(" ")) for _, key, words in _quoted(ROW, "o.words_hash", hashes)}


def quoted_texts(hashes: Iterable[int]) -> dict[int, list[str]]:
    """Wording → the different texts that articles print it in as a quotation."""
    found: dict[int, list[str]] = {}
    for key, text in _quoted("DISTINCT o.words_hash, s.text", "o.words_hash", hashes):
        found.setdefault(key, []).append(text)
    return found


def _quoted(columns: str, by: str, values: Iterable[int]) -> list[tuple[Any, ...]]:
    """Columns of what is printed as a quotation, by values of another."""
    wanted, value = each(values)
    direct, mixed = QUOTED
    return select(
        f"SELECT {columns} "  # noqa: S608 - our own names
        "FROM quotes_occurrence o JOIN quotes_statement s ON s.id = o.statement_id "
        f"WHERE s.quote_kind IN (%s, %s) AND {by} IN ({wanted})",
        str(direct), str(mixed), value,
    )  # fmt: skip


def neighbours(wordings: Mapping[int, Words]) -> dict[int, dict[int, Words]]:
    """Wording → the other quoted wordings that share most with it, with their words; in two queries."""
    mine = {key: {pending(value) for value in statement_hashes(words, False)} for key, words in wordings.items()}
    if not mine:
        return {}
    postings = _postings(set().union(*mine.values()))
    named = {key: _named([postings[value] for value in hashes if value in postings]) for key, hashes in mine.items()}
    ids = {owner for owners in named.values() for owner in owners}
    wording_of: dict[int, int] = {}
    words: dict[int, Words] = {}
    for pk, key, printed in _quoted(ROW, "o.statement_id", ids):
        wording_of[pk] = key
        if key not in words:
            words[key] = tuple(printed.split(" "))
    found: dict[int, dict[int, Words]] = {}
    for key, owners in named.items():
        near = dict.fromkeys(wording_of[owner] for owner in owners if owner in wording_of)
        near.pop(key, None)
        found[key] = {other: words[other] for other in islice(near, MOST_NEIGHBOURS)}
    return found


def _postings(hashes: set[int]) -> dict[int, list[int]]:
    """Hash of what is pending → statements that have it, whether the public may find them or not."""
    both: dict[int, list[int]] = {}
    asked = [twin for value in sorted(hashes) for twin in (value, value | 1)]
    for value, owners in FINGERPRINTS.postings(asked, MOST_POSTINGS).items():
        both.setdefault(pending(value), []).extend(owners)
    return both


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
