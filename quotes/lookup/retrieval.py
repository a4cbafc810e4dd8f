"""A quotation's words → the few statements that may hold them.

First by shingles; where nothing that was found that way fits, by pairs of content words too, and by
what is common to the commonest of both. A list of postings that is too long to be read whole never
chooses statements by itself: its beginning holds the lowest ids only. Whether a statement that was
named by another list is in it can be asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from quotes.lookup.storage import FINGERPRINTS, Row, each, select
from quotes.matching.fingerprints import always_stored, pending, query_pairs, query_shingles, words_hash

MOST_POSTINGS = 300
MOST_READ = 3_000
"""Postings that may name new candidates; from there on they only tell more of those there are."""
MOST_CANDIDATES = 80
SURE_CANDIDATES = 40
MORE_CANDIDATES = 30
"""Of the second step."""
MOST_LONG = 8
"""Lists too long to be read that are asked for statements named by others."""
MOST_LIKELY = 400
MOST_ASKED = 3_000
"""Statements that are asked for there, and times they are altogether."""
FAR_BEHIND = 0.2
"""Behind the first forty, candidates with less than this share of the best one's votes are left out."""
FEW_PAIRS = 4
USUAL_SIZE = 1_000_000
MOST_INTERSECTED = 2_500


class Candidate(NamedTuple):
    """A statement that may hold the words: its normal words in one string, their identity, its quotation."""

    statement_id: int
    joined: str
    words_hash: int
    quotation_id: int | None


class Votes:
    """Which hashes of a quotation each statement has, as far as lists of postings were read."""

    def __init__(self) -> None:
        self.held: dict[int, int] = {}
        self._worths: dict[int, float] = {}

    def read(self, postings: Mapping[int, list[int]], bits: Mapping[int, int]) -> None:
        """Count postings, the rarest hashes first; a hash has a bit of its own."""
        held = self.held
        seen = 0
        for value, ids in sorted(postings.items(), key=lambda item: (len(item[1]), item[0])):
            bit = bits[value]
            self._worths[bit] = log(USUAL_SIZE / len(ids))
            if seen < MOST_READ and len(ids) < MOST_POSTINGS:
                for owner in ids:
                    held[owner] = held.get(owner, 0) | bit
            else:
                for owner in ids:
                    if owner in held:
                        held[owner] |= bit
            seen += len(ids)

    def add(self, rows: Iterable[Row], bits: Mapping[int, int]) -> None:
        """Count single postings, of statements that have been read of and of hashes that have."""
        for value, owner in rows:
            self.held[owner] |= bits[value]

    def elected(self, owners: Collection[int], most: int, few: int, among: int = -1) -> list[int]:
        """The likeliest of these statements by some hashes, by all if not told; a rare hash counts more.

        Those that have one alone are taken only as far as there are few others.
        """
        held = self.held if among == -1 else {owner: self.held[owner] & among for owner in owners}
        # Many have the same hashes: what these are worth is added up once, and few of them are put in order.
        several: dict[int, list[int]] = {}
        alone: list[int] = []
        for owner in owners:
            mine = held[owner]
            if mine & (mine - 1):
                if mine in several:
                    several[mine].append(owner)
                else:
                    several[mine] = [owner]
            elif mine:
                alone.append(owner)
        worth: dict[float, list[int]] = {}
        for mine, alike in several.items():
            worth.setdefault(sum(self._worths[bit] for bit in _bits(mine)), []).extend(alike)
        best: list[int] = []
        ranked = sorted(worth, reverse=True)
        for votes in ranked:
            room = (most if votes >= FAR_BEHIND * ranked[0] else min(SURE_CANDIDATES, most)) - len(best)
            if room <= 0:
                break
            best += sorted(worth[votes])[:room]
        # In the order in which they were read: those of the rarest first.
        return best + alone[: max(0, few - len(best))]


@dataclass(frozen=True, slots=True)
class FirstStep:
    """What the shingles gave: candidates, and the postings as far as they were read."""

    candidates: list[Candidate]
    postings: dict[int, list[int]]
    bits: dict[int, int]
    votes: Votes

    def unread(self) -> dict[int, list[int]]:
        """Those whose lists are too long to be read whole, with where they begin."""
        return {value: ids for value, ids in self.postings.items() if len(ids) >= MOST_POSTINGS}


def by_shingles(words: Sequence[str], everything: bool) -> FirstStep:
    """Candidates by the shingles of a quotation."""
    bits = _both_visibilities(query_shingles(words), everything)
    postings = FINGERPRINTS.postings(list(bits), MOST_POSTINGS)
    votes = Votes()
    votes.read(postings, bits)
    # Of a handful of words a statement with just these may have kept a single shingle.
    few = MOST_CANDIDATES if len(always_stored(words)) < 2 else SURE_CANDIDATES
    elected = votes.elected(votes.held, MOST_CANDIDATES, few)
    return FirstStep(fetch(elected, words_hash(words), everything), postings, bits, votes)


def in_second_step(
    words: Sequence[str], first: FirstStep, everything: bool, part: Sequence[str] = ()
) -> list[Candidate]:
    """Further candidates, where nothing of the first step fits.

    part: the words of a statement that holds a stretch of the quotation; what has the rest is looked for then.
    """
    known = {candidate.statement_id for candidate in first.candidates}
    common = [owner for owner in _by_common_shingles(words, first) if owner not in known]
    return fetch(list(dict.fromkeys([*common, *_by_all_hashes(words, first, everything, known, part)])))


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


def _by_all_hashes(
    words: Sequence[str], first: FirstStep, everything: bool, known: Collection[int], part: Sequence[str]
) -> list[int]:
    """Candidates by shingles and by neighbouring content words in either order: what was reordered or paraphrased.

    Which of the likeliest are in the lists that are too long is asked. What part has does not count in the end.
    """
    pairs = query_pairs(words)
    bits = {value: bit << len(words) for value, bit in _both_visibilities(pairs, everything).items()}
    postings = FINGERPRINTS.postings(list(bits), MOST_POSTINGS)
    votes = first.votes
    votes.read(postings, bits)
    of_part = query_shingles(part).keys() | query_pairs(part).keys()
    bits = {value: bit for value, bit in (first.bits | bits).items() if value | 1 not in of_part}
    rest = sum(set(bits.values()))
    long = {value: ids for value, ids in (first.postings | postings).items() if len(ids) >= MOST_POSTINGS}
    # A list that begins with ids that are far apart is a short one.
    rarest = sorted(long.keys() & bits.keys(), key=lambda value: (-long[value][-1], value))[:MOST_LONG]
    others = [owner for owner in votes.held if owner not in known]
    most = min(MOST_LIKELY, MOST_ASKED // max(1, len(rarest))) // (2 if part else 1)
    likely = votes.elected(others, most, most)
    if part:
        likely = list(dict.fromkeys(likely + votes.elected(others, most, most, rest)))
    votes.add(FINGERPRINTS.which(rarest, likely), bits)
    # Who has one of many pairs alone has hardly anything of the quotation.
    few = MORE_CANDIDATES if len(pairs) < FEW_PAIRS else 0
    return votes.elected(likely, MORE_CANDIDATES, few, rest)


def _both_visibilities(public: dict[int, int], everything: bool) -> dict[int, int]:
    """Hash → the bit of its place."""
    places = {value: 1 << place for value, place in public.items()}
    return places | {pending(value): bit for value, bit in places.items()} if everything else places


def _bits(value: int) -> Iterator[int]:
    while value:
        yield value & -value
        value &= value - 1


def fetch(statements: Sequence[int], wording: int | None = None, everything: bool = False) -> list[Candidate]:
    """The statements with their words, in this order; without those that are gone.

    wording: before them statements of these very words, which no bound may hide.
    """
    if not statements and wording is None:
        return []
    these, listed = each(statements)
    columns = "statement_id, words, words_hash, quotation_id"
    sql = f"SELECT {columns} FROM quotes_occurrence WHERE statement_id IN ({these})"  # noqa: S608
    if wording is None:
        rows = select(sql, listed)
    else:
        visible = "" if everything else "AND shown"
        same = f"SELECT {columns} FROM quotes_occurrence WHERE words_hash = %s {visible} LIMIT {MOST_CANDIDATES}"  # noqa: S608
        rows = select(f"{sql} UNION ALL SELECT * FROM ({same}) w", listed, wording)  # noqa: S608 - our own names
    candidates = {row[0]: Candidate._make(row) for row in rows}
    found = [candidates.pop(owner) for owner in statements if owner in candidates]
    return [*candidates.values(), *found]
