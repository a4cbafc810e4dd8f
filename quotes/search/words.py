"""Text → words as they are searched: case, accents and signs folded, the text itself unchanged.

Both databases index these words and nothing else, so that neither's own idea of a word matters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from quotes.speakers.names import PLAIN

WORD = regex.compile(
    r"""(?V1)
      [A-Za-z]{2,}+(?![\p{L}\p{N}\p{M}\p{Cf}])                         # most words, known quickly
    | (?<![\p{L}\p{N}])\p{L}(?:\.\p{L})+(?![\p{L}\p{N}])              # U.S. is US
    | \d{1,3}(?:[.,'’\u00a0\u2009\u202f]\d{3})+(?![\p{L}\p{N}])       # 1,200 and 1.200 are 1200
    | [\p{Han}\p{Hiragana}\p{Katakana}]                               # written without blanks
    | [[\p{L}\p{N}]--[\p{Han}\p{Hiragana}\p{Katakana}ʼʻ]]
      (?:\p{Cf}*[[\p{L}\p{N}\p{M}]--[\p{Han}\p{Hiragana}\p{Katakana}ʼʻ]])*
    """,
    regex.VERBOSE,
)
SIGNS = regex.compile(r"[^\p{L}\p{N}\p{M}]+")
LONGEST_WORD = 100
"""Characters of a word that count: a key of an index must not grow without bound."""


class Word(NamedTuple):
    """A folded word and where it stands: code points of the text, end exclusive."""

    folded: str
    start: int
    end: int


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """The form under which a word is found: “Núñez” → “nunez”, “Straße” → “strasse”."""
    plain = unicodedata.normalize("NFKD", word).casefold().translate(PLAIN)
    letters = (char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    return SIGNS.sub("", unicodedata.normalize("NFC", "".join(letters)))[:LONGEST_WORD]


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in order. Hyphens and apostrophes part words: well-known is two, Vale's is two."""
    for match in WORD.finditer(text):
        folded = fold(match.group())
        if folded:
            yield Word(folded, *match.span())


def words_and_matches(text: str) -> tuple[list[str], list[regex.Match[str]]]:
    """The folded words of a text, and the match of each: for whoever asks where but few of them stand."""
    matches = list(WORD.finditer(text))
    folded = [fold(match.group()) for match in matches]
    if all(folded):
        return folded, matches
    return [word for word in folded if word], [match for match, word in zip(matches, folded, strict=True) if word]


def folded_words(text: str) -> Iterator[str]:
    """The same words without their places."""
    return filter(None, (fold(match.group()) for match in WORD.finditer(text)))
