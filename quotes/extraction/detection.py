"""Which language a text is written in, by the small words that every sentence needs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from quotes.extraction.document import UnsupportedLanguage
from quotes.extraction.language import languages, load

WORD = regex.compile(r"\p{L}+")
READ = 5_000
"""Words from the beginning that are looked at."""
FEWEST = 20
"""Fewer words than this may hold small words of no language; the likeliest is taken."""
LEAST = 0.2
"""Share of small words below which the text is in none of the languages: a text has two to three
times as many of its own language's, and a tenth of a neighbour's."""


def detect(text: str) -> str:
    """The code of the likeliest language that has a folder.

    Raises UnsupportedLanguage where the text is long enough to tell that it is in none of them.
    """
    words = list(_words(text))
    shares = {code: sum(word in small_words(code) for word in words) for code in languages()}
    best = max(shares, key=lambda code: (shares[code], code == "en"))
    if len(words) >= FEWEST and shares[best] < LEAST * len(words):
        raise UnsupportedLanguage(
            f"The text is in none of the languages that there is data for: {', '.join(languages())}."
        )
    return best


def _words(text: str) -> Iterator[str]:
    for number, match in enumerate(WORD.finditer(text)):
        if number == READ:
            return
        yield match.group().lower()


@cache
def small_words(code: str) -> frozenset[str]:
    """Articles, pronouns, prepositions, conjunctions and auxiliaries of a language."""
    language = load(code)
    lists = (language.function_words, language.pronouns, language.auxiliaries, language.definite, language.never_alone)
    return frozenset(word for words in lists for word in words)
