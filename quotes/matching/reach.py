"""What data/reach.txt says of a word where it stands: the longest entry that begins there counts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from quotes.matching.knowledge import pairs

Phrase = tuple[str, ...]


@cache
def _phrases() -> dict[str, tuple[tuple[Phrase, str], ...]]:
    """The entries of several words by their first, the longest first."""
    found: dict[str, list[tuple[Phrase, str]]] = {}
    for entry, role in pairs("reach").items():
        phrase = tuple(entry.split())
        if len(phrase) > 1:
            found.setdefault(phrase[0], []).append((phrase, role))
    return {first: tuple(sorted(there, key=lambda one: -len(one[0]))) for first, there in found.items()}


@cache
def _longest() -> int:
    return max(len(phrase) for there in _phrases().values() for phrase, _ in there)


def _phrase_at(words: Sequence[str], place: int) -> tuple[int, str] | None:
    """How many words the longest entry of several words has that begins at one, and its role."""
    for phrase, role in _phrases().get(words[place], ()):
        if tuple(words[place : place + len(phrase)]) == phrase:
            return len(phrase), role
    return None


def role_at(words: Sequence[str], place: int) -> str | None:
    """What a word does to those beside it."""
    phrase = _phrase_at(words, place)
    return phrase[1] if phrase else pairs("reach").get(words[place])


def is_harmless(words: Sequence[str], at: int) -> bool:
    """Whether a negation denies nothing where it stands: in “no doubt”, “not only”, “No, the …”."""
    return _longest_over(words, at)[1] in ("harmless", "idle")


def is_idle(words: Sequence[str], at: int) -> bool:
    """Whether a word is of an entry that changes nothing wherever it stands: “believe it or not”."""
    return _longest_over(words, at)[1] == "idle"


def _longest_over(words: Sequence[str], at: int) -> tuple[int, str]:
    """The longest entry of several words that a word is of."""
    longest: tuple[int, str] = (0, "")
    for place in range(max(0, at - _longest() + 1), at + 1):
        phrase = _phrase_at(words, place)
        if phrase and place + phrase[0] > at and phrase[0] > longest[0]:
            longest = phrase
    return longest
