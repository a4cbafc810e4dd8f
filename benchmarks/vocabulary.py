"""Words and names of an invented language of news: a few that stand everywhere, many that are rare."""

from __future__ import annotations

import random
from itertools import accumulate

WORDS = 20_000
COMMON = (
    "the", "of", "to", "and", "in", "it", "is", "that", "not", "we", "be", "for", "was", "on", "must", "will",
    "has", "harbour", "council", "people", "money", "year", "report", "bridge", "never", "should", "budget",
    "water", "school", "road", "winter", "price", "tax", "hospital", "ferry", "storm", "mayor", "house", "street",
    "light", "train", "union", "worker", "river", "forest", "island", "market", "paper", "week", "cannot", "always",
    "soon", "again", "before", "after", "over", "under", "more", "less",
)  # fmt: skip
BEGINS = "b br c ch d dr f fl g gr h j k l m n p pl qu r s sh sk st t tr v w y z".split()  # noqa: SIM905 - readable
VOWELS = "a e i o u ai ea ou".split()  # noqa: SIM905
ENDS = ["", *"n r l st ck m nd t rd s p".split()]  # noqa: SIM905
FIRST = ("Ana", "Bo", "Carla", "Dov", "Edda", "Finn", "Greta", "Hamid", "Ines", "Jonas", "Kaya", "Lars", "Mina")
LAST = ("Ruiz", "Lund", "Vale", "Berg", "Dahl", "Holt", "Marsh", "Quist", "Stone", "Thorn", "Ulvik", "Wren", "Zell")
TITLES = (
    "mayor", "minister", "spokeswoman", "spokesman", "chair", "secretary", "director", "treasurer", "deputy mayor",
    "harbour master", "editor", "professor", "chief engineer", "captain", "judge", "head teacher", "consul",
)  # fmt: skip
BODIES = ("Council", "Harbour", "Union", "Ministry", "University", "Bank", "Railway", "Hospital")


def vocabulary() -> tuple[tuple[str, ...], list[float]]:
    """WORDS different words, and how often each is to be drawn, added up: the nth about 1/n as often as the first."""
    random_numbers = random.Random(0)
    words = dict.fromkeys(COMMON)
    while len(words) < WORDS:
        syllables = random_numbers.randint(1, 3)
        words["".join(random_numbers.choice(part) for part in (BEGINS, VOWELS, ENDS) * syllables)] = None
    return tuple(words), list(accumulate(1 / (rank + 3) for rank in range(WORDS)))
