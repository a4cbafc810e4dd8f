"""Whether a clause begins with what denies it, so that its subject stands behind its verb: “At no point did I say …”.

From the subject on nothing tells that: a “you” or an “ich” begins a clause of its own elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from quotes.matching.knowledge import pairs
from quotes.matching.reach import is_harmless, role_at

BETWEEN = 4
"""Words between what begins such an adverbial and the verb: “in none of [my many long letters] did I write …”."""
PARTING = ("ends", "parts", "begins", "leads")


@cache
def _longest() -> int:
    return max(len(entry.split()) for entry, role in pairs("inverting").items() if role != "verb")


def denying_front(words: Sequence[str], verb: int, begin: int) -> int | None:
    """The first word of what denies a clause and stands before its verb; None where nothing does."""
    entries = pairs("inverting")
    if entries.get(words[verb]) != "verb":
        return None
    for first in range(verb - 1, max(begin, verb - BETWEEN - _longest()) - 1, -1):
        for last in range(min(verb, first + _longest()), first, -1):
            role = entries.get(" ".join(words[first:last]))
            fits = role == "denies" and last == verb
            fits = fits or (role == "begins" and 0 < verb - last <= BETWEEN and _goes_on(words, last, verb))
            if fits and not any(is_harmless(words, at, verb + 1) for at in range(first, last)):
                return first
    return None


def _goes_on(words: Sequence[str], begin: int, end: int) -> bool:
    """Whether no other clause begins among the words [begin, end)."""
    return all(role_at(words, at, end) not in PARTING for at in range(begin, end))
