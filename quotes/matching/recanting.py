"""Whether a clause takes back all that stands before it: “That X is simply not true”, “X, das stimmt nicht”."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from quotes.matching.knowledge import pairs

FARTHEST = 10
"""Words of such a clause."""


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    roles = pairs("recanting")
    return {tuple(entry.split()): role for entry, role in roles.items() if role in ("recants", "predicates")}


@cache
def _longest() -> int:
    return max(map(len, _phrases()))


def recants(words: Sequence[str], begin: int, end: int) -> int | None:
    """The word behind a clause from `begin` on that takes back what stands before it; None where there is none."""
    roles = pairs("recanting")
    places = [at for at in range(begin, min(end, begin + FARTHEST)) if roles.get(words[at]) != "passed"]
    if places and roles.get(words[places[0]]) == "opens":
        return _recanted(words, places) or _recanted(words, places[1:], ("recants",))
    return _recanted(words, places)


def _recanted(
    words: Sequence[str], places: list[int], roles: tuple[str, ...] = ("recants", "predicates")
) -> int | None:
    for length in range(min(_longest(), len(places)), 0, -1):
        if _phrases().get(tuple(words[at] for at in places[:length])) in roles:
            return places[length - 1] + 1
    return None
