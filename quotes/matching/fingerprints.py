"""Normal words → 64-bit fingerprints, the same in every process and on every machine.

Shingles are three neighbouring words. Of each two neighbouring shingles a statement keeps the one
with the smaller hash (winnowing, window 2); a query looks all of its own up, so that whatever
shares four words in a row with it is found. Pairs are two neighbouring content words, in either
order: the second step, which finds what was reordered or paraphrased.

The lowest bit of a stored hash tells whether the statement is public, so that what the public may
not see never crowds out what it may.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

from quotes.matching.knowledge import words as known_words

SHINGLE = 3
WINDOW = 2
MOST_LOOKED_UP = 64
"""Shingles that a query looks up; a longer query takes the smallest of wider windows, which every
statement with the same words has kept too."""
MASK = (1 << 64) - 1
FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
PAIR = 0x27D4EB2F165667C5


@lru_cache(maxsize=300_000)
def word_hash(word: str) -> int:
    """64 evenly spread bits of a word."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")


def _stored(value: int, public: bool) -> int:
    """As a signed 64-bit integer whose lowest bit is the visibility."""
    value = (value & ~1) | public
    return value - (1 << 64) if value >> 63 else value


def _shingles(words: Sequence[str]) -> list[int]:
    one, two, three = FACTORS
    h = [word_hash(word) for word in words]
    if not h:
        return []
    if len(h) < SHINGLE:
        return [sum(value * factor for value, factor in zip(h, FACTORS, strict=False)) + len(h) & MASK]
    return [(a * one + b * two + c * three) & MASK for a, b, c in zip(h, h[1:], h[2:], strict=False)]


def _winnow(values: Sequence[int], window: int) -> list[int]:
    """Positions of the smallest value of each window, the rightmost of equals."""
    if len(values) <= window:
        return [min(range(len(values)), key=lambda i: (values[i], -i))] if values else []
    if window == 2:
        kept = {i if values[i] < values[i + 1] else i + 1 for i in range(len(values) - 1)}
    else:
        kept = {min(range(i, i + window), key=lambda j: (values[j], -j)) for i in range(len(values) - window + 1)}
    return sorted(kept)


def _pairs(words: Sequence[str]) -> list[int]:
    common = known_words("common_words")
    h = [word_hash(word) for word in words if word not in common]
    return [((min(a, b) * PAIR) ^ max(a, b)) & MASK for a, b in itertools.pairwise(h) if a != b]


def statement_hashes(words: Sequence[str], public: bool) -> set[int]:
    """What is stored of a statement: signed 64-bit integers."""
    shingles, pairs = _shingles(words), _pairs(words)
    kept = [shingles[i] for i in _winnow(shingles, WINDOW)]
    kept += [pairs[i] for i in _winnow(pairs, WINDOW)]
    return {_stored(value, public) for value in kept}


def query_shingles(words: Sequence[str]) -> dict[int, int]:
    """Public hash → position of the shingle, of those that a query looks up."""
    shingles = _shingles(words)
    positions: Sequence[int] = range(len(shingles))
    if len(shingles) > MOST_LOOKED_UP:
        # Of n windows of width w about 2n/(w+1) positions are kept.
        window = max(WINDOW, 2 * len(shingles) // MOST_LOOKED_UP)
        positions = _winnow(shingles, min(window, 400))
    return {_stored(shingles[i], True): i for i in reversed(positions)}


def always_stored(words: Sequence[str]) -> set[int]:
    """Public hashes of the shingles that every statement with these words in a row keeps, whatever stands around."""
    shingles = _shingles(words)
    return {_stored(shingles[i], True) for i in _winnow(shingles, WINDOW)}


def query_pairs(words: Sequence[str]) -> dict[int, int]:
    """Public hash → number of the pair, of those that a query looks up in the second step."""
    return {_stored(value, True): i for i, value in enumerate(_pairs(words)[:MOST_LOOKED_UP])}


def pending(public_hash: int) -> int:
    """The same fingerprint of statements that only editors see."""
    return public_hash & ~1


def words_hash(words: Sequence[str]) -> int:
    """A signed 64-bit identity of a whole wording."""
    value = int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest(), "big", signed=True)
    return value


ARTICLE_SHINGLE = 5
ARTICLE_SHARE = 16
FEWEST_OF_ARTICLE = 8


def article_hashes(words: Sequence[str]) -> set[int]:
    """A sketch of an article: about one in sixteen of its five-word shingles, chosen by hash.

    The choice is the same in every article, so that the share of common hashes estimates the
    share of common text, also where one was cut.
    """
    h = [word_hash(word) for word in words]
    values: set[int] = set()
    for i in range(len(h) - ARTICLE_SHINGLE + 1):
        a, b, c, d, e = h[i : i + ARTICLE_SHINGLE]
        values.add((a * 3 + b * FACTORS[0] + c * FACTORS[1] + d * FACTORS[2] + e * PAIR) & MASK)
    chosen = {value for value in values if (value >> 32) % ARTICLE_SHARE == 0}
    if len(chosen) < FEWEST_OF_ARTICLE:
        chosen = set(sorted(values, key=lambda value: value >> 32)[:FEWEST_OF_ARTICLE])
    return {_stored(value, False) for value in chosen}
