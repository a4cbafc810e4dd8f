"""A quotation's words → the few statements that may hold them.

First by shingles; where nothing that was found that way fits, by pairs of content words and by
what is common to the commonest shingles. A list of postings that is too long to be read whole never
chooses statements by itself: its beginning holds the lowest ids only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log
from typing import NamedTuple

from quotes.lookup.storage import FINGERPRINTS, each, select
from quotes.matching.fingerprints import always_stored, pending, query_pairs, query_shingles

MOST_POSTINGS = 500
MOST_READ = 4_000
"""Postings that may name new candidates; from there on they only tell more of those there are."""
MOST_CANDIDATES = 200
SURE_CANDIDATES = 50
FAR_BEHIND = 0.2
"""Behind the first fifty, candidates with less than this share of the best one's votes are left out."""
FEW_PAIRS = 4
USUAL_SIZE = 1_000_000
MOST_INTERSECTED = 2_500


class Candidate(NamedTuple):
    """A statement that may hold the words: its normal words in one string, their identity, its quotation."""

    statement_id: int
    joined: str
    words_hash: int
    quotation_id: int | None


@dataclass(frozen=True, slots=True)
class FirstStep:
    """What the shingles gave: candidates, and the postings as far as they were read."""

    candidates: list[Candidate]
    postings: dict[int, list[int]]

    def unread(self) -> dict[int, list[int]]:
        """Those whose lists are too long to be read whole, with where they begin."""
        return {value: ids for value, ids in self.postings.items() if len(ids) >= MOST_POSTINGS}


def by_shingles(words: Sequence[str], everything: bool) -> FirstStep:
    """Candidates by the shingles of a quotation."""
    places = _both_visibilities(query_shingles(words), everything)
    postings = FINGERPRINTS.postings(list(places), MOST_POSTINGS)
    # Of a handful of words a statement with just these may have kept a single shingle.
    few = MOST_CANDIDATES if len(always_stored(words)) < 2 else SURE_CANDIDATES
    return FirstStep(fetch(_elected(postings, places, few)), postings)


def in_second_step(words: Sequence[str], first: FirstStep, everything: bool) -> list[Candidate]:
    """Further candidates, where nothing of the first step fits."""
    known = {candidate.statement_id for candidate in first.candidates}
    found = [*_by_common_shingles(words, first), *_by_pairs(words, everything)]
    return fetch([owner for owner in dict.fromkeys(found) if owner not in known])


def _by_common_shingles(words: Sequence[str], first: FirstStep) -> list[int]:
    """Candidates by shingles that very many statements have: those that have several.

    First by the beginnings of their lists, which are alike where very many print one quotation. Where
    none was read whole of those that a statement with these very words is sure to keep, the rarest
    one's list is walked through too, up to a bound, for those that have the second rarest, from a
    place that the shingle itself chooses, so that no ids are favoured.
    """
    unread = first.unread()
    begun = Counter(owner for ids in unread.values() for owner in ids)
    found = [owner for owner, number in begun.most_common(SURE_CANDIDATES) if number > 1]
    kept = always_stored(words)
    if kept.isdisjoint(value | 1 for value in first.postings.keys() - unread.keys()):
        for visible in (0, 1):
            mine = [value for value in unread if value & 1 == visible and value | 1 in kept]
            # A list that begins with ids that are far apart is a short one.
            mine.sort(key=lambda value: unread[value][0] - unread[value][-1])
            if len(mine) > 1:
                start = (mine[0] & 0x7FFFFFFF) % unread[mine[0]][-1]
                found += FINGERPRINTS.both(mine[0], mine[1], start, MOST_INTERSECTED)
            elif mine:
                found += unread[mine[0]]
    return found[:MOST_CANDIDATES]


def _by_pairs(words: Sequence[str], everything: bool) -> list[int]:
    """Candidates by neighbouring content words in any order: what was reordered or paraphrased."""
    pairs = query_pairs(words)
    places = _both_visibilities(pairs, everything)
    # Who has one of many pairs alone has hardly anything of the quotation.
    few = SURE_CANDIDATES if len(pairs) < FEW_PAIRS else 0
    return _elected(FINGERPRINTS.postings(list(places), MOST_POSTINGS), places, few)


def _both_visibilities(public: dict[int, int], everything: bool) -> dict[int, int]:
    """Hash → the bit of its place."""
    places = {value: 1 << place for value, place in public.items()}
    return places | {pending(value): bit for value, bit in places.items()} if everything else places


def _elected(postings: Mapping[int, list[int]], bits: Mapping[int, int], few: int) -> list[int]:
    """The likeliest statements; a rare hash counts more.

    Those that have one alone are taken only as far as there are few others.
    """
    held: dict[int, int] = {}
    worths: dict[int, float] = {}
    seen = 0
    for value, ids in sorted(postings.items(), key=lambda item: (len(item[1]), item[0])):
        bit = bits[value]
        worths[bit] = log(USUAL_SIZE / len(ids))
        if seen < MOST_READ and len(ids) < MOST_POSTINGS:
            for owner in ids:
                held[owner] = held.get(owner, 0) | bit
        else:
            for owner in ids:
                if owner in held:
                    held[owner] |= bit
        seen += len(ids)
    several = [owner for owner, mine in held.items() if mine & (mine - 1)]
    votes = {mine: sum(worths[bit] for bit in _bits(mine)) for mine in {held[owner] for owner in several}}
    several.sort(key=lambda owner: (-votes[held[owner]], owner))
    least = FAR_BEHIND * votes[held[several[0]]] if several else 0.0
    best = several[:SURE_CANDIDATES]
    best += [owner for owner in several[SURE_CANDIDATES:MOST_CANDIDATES] if votes[held[owner]] >= least]
    if len(best) < few:
        # In the order in which they were read: those of the rarest first.
        alone = (owner for owner, mine in held.items() if not mine & (mine - 1))
        best += islice(alone, few - len(best))
    return best


def _bits(value: int) -> Iterator[int]:
    while value:
        yield value & -value
        value &= value - 1


def fetch(statements: Sequence[int]) -> list[Candidate]:
    """The statements with their words, in this order; without those that are gone."""
    if not statements:
        return []
    these, listed = each(statements)
    columns = "statement_id, words, words_hash, quotation_id"
    rows = select(f"SELECT {columns} FROM quotes_occurrence WHERE statement_id IN ({these})", listed)  # noqa: S608
    candidates = {row[0]: Candidate(*row) for row in rows}
    return [candidates[owner] for owner in statements if owner in candidates]
