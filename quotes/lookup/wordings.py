"""Candidates by their words, and what was found of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from quotes.lookup.retrieval import Candidate
from quotes.matching.alignment import Alignment
from quotes.matching.knowledge import words as known_words
from quotes.matching.normalise import Normal
from quotes.matching.weights import COMMON_WEIGHT, weight_of


class Wording(NamedTuple):
    """The candidates of the same words. at_most: no alignment of it scores more."""

    words_hash: int
    candidates: list[Candidate]
    said: list[str]
    at_most: float


class Key(NamedTuple):
    """What counts as one statement, however often it is printed: a quotation, or a wording that is in none."""

    quotation: int | None
    wording: int | None


def key_of(quotation_id: int | None, words_hash: int | None) -> Key:
    return Key(quotation_id, None) if quotation_id is not None else Key(None, words_hash)


@dataclass(frozen=True, slots=True)
class Found:
    """A wording that fits, with the statements of exactly these words among the candidates.

    least is the score that a match needs.
    """

    words: tuple[str, ...]
    words_hash: int
    quotation_id: int | None
    statement_ids: tuple[int, ...]
    alignment: Alignment
    least: float

    @property
    def matches(self) -> bool:
        return self.alignment.score >= self.least

    @property
    def key(self) -> Key:
        return key_of(self.quotation_id, self.words_hash)


def found_of(wording: Wording, alignment: Alignment, least: float) -> Found:
    """What a wording's alignment makes of it."""
    same = wording.candidates
    quotation = next((c.quotation_id for c in same if c.quotation_id is not None), None)
    ids = tuple(c.statement_id for c in same)
    return Found(tuple(wording.said), wording.words_hash, quotation, ids, alignment, least)


def wordings_of(normal: Normal, candidates: Iterable[Candidate]) -> list[Wording]:
    """The candidates by their words, the likeliest first: those that can have most in common, in whatever order."""
    same: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        same.setdefault(candidate.words_hash, []).append(candidate)
    distinct = frozenset(normal.words)
    common = distinct & known_words("common_words")
    in_common, in_telling = common.intersection, (distinct - common).intersection
    whole = weight_of(normal.words)
    # Words that stand there several times are taken to be common as often.
    repeated = whole - weight_of(tuple(distinct))
    found = []
    for words_hash, mine in same.items():
        said = mine[0].joined.split(" ")
        most = repeated + len(in_telling(said)) + COMMON_WEIGHT * len(in_common(said))
        found.append(Wording(words_hash, mine, said, 2 * most / (whole + most)))
    found.sort(key=_likeliest)
    return found


def _likeliest(wording: Wording) -> tuple[float, int, int]:
    return (-wording.at_most, len(wording.said), wording.words_hash)
