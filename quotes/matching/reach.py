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


def _phrase_at(words: Sequence[str], place: int, end: int) -> tuple[int, str] | None:
    """The length of the longest entry of several words that begins at one and ends before another, and its role."""
    for phrase, role in _phrases().get(words[place], ()):
        if place + len(phrase) <= end and tuple(words[place : place + len(phrase)]) == phrase:
            return len(phrase), role
    return None


def role_at(words: Sequence[str], place: int, end: int) -> str | None:
    """What a word does to those beside it, by the words before `end`."""
    phrase = _phrase_at(words, place, end)
    return phrase[1] if phrase else pairs("reach").get(words[place])


def is_harmless(words: Sequence[str], at: int, end: int) -> bool:
    """Whether a negation denies nothing where it stands: in “no doubt”, “not only”, “No, the …”.

    Some do only as a whole, before `end`: “afraid to” alone, of “not afraid to”, is the opposite.
    """
    return _longest_over(words, at, len(words)) in ("harmless", "idle") or is_idle(words, at, end)


def is_idle(words: Sequence[str], at: int, end: int) -> bool:
    """Whether a word is of an entry before `end` that changes nothing wherever it stands: “believe it or not”."""
    return _longest_over(words, at, end) in ("idle", "wholly")


def _longest_over(words: Sequence[str], at: int, end: int) -> str:
    """The role of the longest entry of several words that a word is of."""
    longest: tuple[int, str] = (0, "")
    for place in range(max(0, at - _longest() + 1), at + 1):
        phrase = _phrase_at(words, place, end)
        if phrase and place + phrase[0] > at and phrase[0] > longest[0]:
            longest = phrase
    return longest[1]


def belied(words: Sequence[str], saying: int, begin: int) -> int | None:
    """The word from which on it is a lie or an error what somebody says there: “They [lied when they said] …”."""
    if pairs("reach").get(words[saying]) != "carries":
        return None
    for place in range(saying - 3, max(begin, saying - 4) - 1, -1):
        if role_at(words, place, saying) == "belies" and pairs("reach").get(words[place + 2]) == "parts":
            return place
    return None


def is_manner(words: Sequence[str], at: int) -> bool:
    """Whether a word tells how something is said, between its verb and its “that”: “I deny categorically that …”."""
    return words[at].endswith("ly") and at + 1 < len(words) and role_at(words, at + 1, len(words)) == "leads"
