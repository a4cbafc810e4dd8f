"""Endless articles, made of the sample articles: paragraphs in another order, people by other names."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent.parent / "fixtures" / "articles"
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
SYLLABLES = ("ba", "do", "fen", "gil", "ka", "lor", "mi", "nas", "pel", "ro", "sut", "ta", "vin", "wes", "yor", "zan")
PARAGRAPHS = 40
"""About 780 words: an article's usual length."""


def paragraphs() -> list[str]:
    """Every paragraph of the sample articles."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt")))
    return [paragraph for text in texts for paragraph in text.split("\n\n") if paragraph.strip()]


def endless_articles(seed: int = 0) -> Iterator[str]:
    """Articles for ever, no two alike; the same for the same seed."""
    chance = random.Random(seed)
    stock = paragraphs()
    while True:
        renamed = partial(_rename, chance=chance, names={})
        chosen = chance.sample(stock, min(PARAGRAPHS, len(stock)))
        yield "\n\n".join(NAME.sub(renamed, paragraph) for paragraph in chosen)


def _rename(match: re.Match[str], *, chance: random.Random, names: dict[str, str]) -> str:
    """Another invented name for a word that looks like one, the same throughout one article."""
    name = match.group()
    if name not in names:
        names[name] = "".join(chance.choices(SYLLABLES, k=3)).capitalize()
    return names[name]


def long_text(characters: int) -> str:
    """A text of that many characters: articles behind one another."""
    pieces: list[str] = []
    length = 0
    for article in endless_articles():
        pieces.append(article)
        length += len(article) + 2
        if length >= characters:
            break
    return "\n\n".join(pieces)[:characters]
