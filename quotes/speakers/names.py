"""Names as they are compared: accents, case, honorifics, suffixes, initials and marks folded.

Only copies are folded, for comparing; what is stored and shown stays as it was printed.
"""

from __future__ import annotations

import unicodedata

import regex

from quotes.extraction.language import load

WORD = regex.compile(r"[\p{L}\p{N}&]+")
APOSTROPHES = regex.compile(r"['’ʼ`]")
# Letters that have no decomposition, and how names are written without them.
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})


def normalise(name: str, language: str = "en") -> str:
    """The form under which names are compared: "Dr. José A. Núñez-Vale Jr." → "jose nunez vale".

    Honorifics in front, suffixes behind and initials in the middle tell nothing of identity in
    news and are left out, but never so that nothing is left.
    """
    known = load(language)
    words = WORD.findall(fold(name))
    while len(words) > 1 and words[0] in known.honorifics:
        words = words[1:]
    while len(words) > 1 and words[-1] in known.name_suffixes:
        words = words[:-1]
    if len(words) > 2:
        words = [words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1]]
    return " ".join(words)


def fold(name: str) -> str:
    """Small letters without accents and apostrophes."""
    decomposed = unicodedata.normalize("NFKD", APOSTROPHES.sub("", name).casefold().translate(PLAIN))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def is_full_name(name: str) -> bool:
    """Whether a person's name has a given name and a surname, initials not counting."""
    return len([word for word in normalise(name).split() if len(word) > 1]) > 1
