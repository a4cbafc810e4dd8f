"""What a word weighs where quotations are compared: a common one tells less of which quotation it is."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.matching.knowledge import words as known_words

COMMON_WEIGHT = 0.5


def weight(word: str) -> float:
    """What a word says of which quotation it is."""
    return COMMON_WEIGHT if word in known_words("common_words") else 1.0


def weight_of(words: Sequence[str]) -> float:
    """The weight of several words."""
    common = sum(map(known_words("common_words").__contains__, words))
    return len(words) - (1 - COMMON_WEIGHT) * common
