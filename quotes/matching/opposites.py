"""What faces each other where one stretch of words was put for another: opposites, and units of amounts.

By the form of the words alone: “unsafe” is the opposite of “safe” wherever they face each other, and so is any
word with such a beginning of the rest of it, but for those of data/not_opposites.txt. Opposites of other forms
(“guilty”, “innocent”) are other words, as any are.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes.matching.knowledge import pairs
from quotes.matching.knowledge import words as known_words

SHORTEST = 3
"""Letters of a word that has an opposite: of “able”, “fit”."""


def opposites(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many words of one stretch are the opposites of words of the other."""
    return _opposed(ours, theirs) + _opposed(theirs, ours)


def other_units(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether both stretches name units, and not the same ones."""
    one, other = ({pairs("units")[word] for word in words if word in pairs("units")} for words in (ours, theirs))
    return bool(one and other) and one != other


def _opposed(ours: Sequence[str], theirs: Sequence[str]) -> int:
    there, alike = set(theirs), known_words("not_opposites")
    return sum(
        word.startswith(prefix)
        and len(word) - len(prefix) >= SHORTEST
        and word.removeprefix(prefix) in there
        and word not in alike
        for word in ours
        for prefix in known_words("opposing")
    )
