"""Words and names of an invented language of news: a few that stand everywhere, many that are rare."""

from __future__ import annotations

from itertools import accumulate, chain, product

WORDS = 20_000
COMMON = (
    "the", "of", "to", "and", "in", "it", "is", "that", "not", "we", "be", "for", "was", "on", "must", "will",
    "has", "harbour", "council", "people", "money", "year", "report", "bridge", "never", "should", "budget",
    "water", "school", "road", "winter", "price", "tax", "hospital", "ferry", "storm", "mayor", "house", "street",
    "light", "train", "union", "worker", "river", "forest", "island", "market", "paper", "week", "cannot", "always",
    "soon", "again", "before", "after", "over", "under", "more", "less",
)  # fmt: skip
SYLLABLES = (
    "ba", "den", "fel", "gor", "hul", "jan", "kir", "lom", "mur", "nes", "pol", "rin", "sat", "tev", "vol", "zan",
)  # fmt: skip
FIRST = ("Ana", "Bo", "Carla", "Dov", "Edda", "Finn", "Greta", "Hamid", "Ines", "Jonas", "Kaya", "Lars", "Mina")
LAST = ("Ruiz", "Lund", "Vale", "Berg", "Dahl", "Holt", "Marsh", "Quist", "Stone", "Thorn", "Ulvik", "Wren", "Zell")
TITLES = (
    "mayor", "minister", "spokeswoman", "spokesman", "chair", "secretary", "director", "treasurer", "deputy mayor",
    "harbour master", "editor", "professor", "chief engineer", "captain", "judge", "head teacher", "consul",
)  # fmt: skip
BODIES = ("Council", "Harbour", "Union", "Ministry", "University", "Bank", "Railway", "Hospital")


def vocabulary() -> tuple[tuple[str, ...], list[float]]:
    """WORDS different words, and how often each is to be drawn, added up: the nth about 1/n as often as the first."""
    made = ("".join(parts) for length in (2, 3, 4) for parts in product(SYLLABLES, repeat=length))
    words = tuple(word for word, _ in zip(chain(COMMON, made), range(WORDS), strict=False))
    return words, list(accumulate(1 / (rank + 3) for rank in range(len(words))))
