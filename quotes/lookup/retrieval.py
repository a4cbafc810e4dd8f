"""A quotation's words → the few statements that may hold them.

First by shingles, rarest first; where nothing that was found that way fits, by what is common to
the commonest shingles and by pairs of content words. A list of postings that is too long to be
read whole never chooses statements by itself: its beginning holds the lowest ids only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log

from quotes.lookup.storage import FINGERPRINTS, each, select
from quotes.matching.fingerprints import always_stored, pending, query_pairs, query_shingles

MOST_POSTINGS = 500
MOST_READ = 4_000
"""Postings that may name new candidates; from there on they only vote for those there are."""
MOST_CANDIDATES = 200
SURE_CANDIDATES = 50
FAR_BEHIND = 0.2
"""Behind the first fifty, candidates with less than this share of the best one's votes are left out."""
USUAL_SIZE = 1_000_000
MOST_INTERSECTED = 2_500


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that may hold the words: its normal words in one string, their identity, its quotation."""

    statement_id: int
    joined: str
    words_hash: int
    quotation_id: int | None

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.joined.split(" "))


@dataclass(frozen=True, slots=True)
class FirstStep:
    """What the shingles gave: candidates, and the hashes whose postings were too many to read."""

    candidates: list[Candidate]
    unread: list[tuple[int, list[int]]]


def by_shingles(words: Sequence[str], everything: bool) -> FirstStep:
    """Candidates by the shingles of a quotation."""
    hashes = _both_visibilities(query_shingles(words), everything)
    postings = FINGERPRINTS.postings(hashes, MOST_POSTINGS)
    read = sorted((ids for ids in postings.values() if len(ids) < MOST_POSTINGS), key=len)
    unread = [(value, ids) for value, ids in postings.items() if len(ids) >= MOST_POSTINGS]
    return FirstStep(fetch(_elected(read, [ids for _, ids in unread])), unread)


def by_common_shingles(words: Sequence[str], first: FirstStep) -> list[Candidate]:
    """Candidates that have two shingles that very many statements have.

    Of those that every statement with these very words keeps, the two rarest: the rarer one's list
    is walked through, up to a bound, from a place that the shingle itself chooses, so that no ids
    are favoured.
    """
    kept = always_stored(words)
    # A list that begins with ids that are far apart is a short one.
    unread = sorted((ids[0] - ids[-1], value, ids) for value, ids in first.unread if value | 1 in kept)
    found: list[int] = []
    for visible in (0, 1):
        mine = [(value, ids) for _, value, ids in unread if value & 1 == visible]
        if len(mine) > 1:
            (one, ids), (other, _) = mine[:2]
            start = (one & 0x7FFFFFFF) % ids[-1]
            found += FINGERPRINTS.both(one, other, start, MOST_INTERSECTED)
        elif mine:
            found += mine[0][1]
    return fetch(found[:MOST_CANDIDATES])


def by_pairs(words: Sequence[str], everything: bool) -> list[Candidate]:
    """Candidates by neighbouring content words in any order: what was reordered or paraphrased."""
    hashes = _both_visibilities(query_pairs(words), everything)
    postings = FINGERPRINTS.postings(hashes, MOST_POSTINGS)
    read = sorted((ids for ids in postings.values() if len(ids) < MOST_POSTINGS), key=len)
    return fetch(_elected(read, []))


def _both_visibilities(public: dict[int, int], everything: bool) -> list[int]:
    hashes = list(public)
    return hashes + [pending(value) for value in hashes] if everything else hashes


def _elected(read: list[list[int]], unread: list[list[int]]) -> list[int]:
    """The statements with most votes; a posting of a rare hash counts more."""
    votes: dict[int, float] = {}
    seen = 0
    for ids in read:
        worth = log(USUAL_SIZE / len(ids))
        if seen < MOST_READ:
            for owner in ids:
                votes[owner] = votes.get(owner, 0.0) + worth
        else:
            for owner in votes.keys() & set(ids):
                votes[owner] += worth
        seen += len(ids)
    worth = log(USUAL_SIZE / MOST_POSTINGS)
    for ids in unread:
        for owner in votes.keys() & set(ids):
            votes[owner] += worth
    best = nlargest(MOST_CANDIDATES, votes, key=lambda owner: (votes[owner], -owner))
    least = FAR_BEHIND * votes[best[0]] if best else 0.0
    return best[:SURE_CANDIDATES] + [owner for owner in best[SURE_CANDIDATES:] if votes[owner] >= least]


def fetch(ids: Sequence[int]) -> list[Candidate]:
    """The statements with their words, in the order of the ids; without those that are gone."""
    if not ids:
        return []
    these, listed = each(ids)
    columns = "statement_id, words, words_hash, quotation_id"
    held = select(f"SELECT {columns} FROM quotes_occurrence WHERE statement_id IN ({these})", listed)  # noqa: S608
    found = {row[0]: Candidate(*row) for row in held}
    return [found[owner] for owner in ids if owner in found]
