"""What office words name, and whether two of them can be one: the mayor is not the deputy mayor.

Many papers write offices with capitals, the Prime Minister, the Director of Public Works; those name nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from quotes.extraction.analysis import Analysis
from quotes.extraction.language import Language
from quotes.extraction.phrases import Phrase

POSSESSIVE = regex.compile(r"['’]s?$")
LINKS = frozenset({"OF", "FOR"})
"""Classes of the words behind which it stands whose office it is."""


class Office(NamedTuple):
    """role is the noun that says what somebody is, minister; words tell which: prime, or public works."""

    role: str
    words: frozenset[str]


def read_office(language: Language, text: str) -> Office | None:
    """The office that a description names; None where no noun of it is a role."""
    words = text.lower().replace("-", " ").replace(",", " ").split()
    functions = language.function_words
    link = next((at for at, word in enumerate(words) if functions.get(word) in LINKS), len(words))
    at = next((at for at in range(link - 1, -1, -1) if language.last_part(words[at]) in language.roles), -1)
    if at < 0:
        return None
    others = (word for word in words[:at] + words[at + 1 :] if word not in functions and word not in language.definite)
    # The minister’s spokeswoman: which minister’s is not told.
    which = (word for word in others if POSSESSIVE.sub("", word) not in language.roles or word in language.ranks)
    return Office(language.last_part(words[at]), frozenset(which))


def may_be_one(language: Language, one: Office, other: Office) -> bool:
    """Whether two descriptions can be of one office: of one rank, and not of two bodies."""
    ranks = language.ranks
    if one.role != other.role or one.words & ranks != other.words & ranks:
        return False
    mine, theirs = one.words - ranks, other.words - ranks
    return not mine or not theirs or not mine.isdisjoint(theirs)


def names_office(analysis: Analysis, phrase: Phrase) -> bool:
    """Whether a phrase with capitals is an office and nobody’s name: the Prime Minister, Holm’s CEO, no Rev. Baker."""
    language, tags = analysis.language, analysis.tags[phrase.first : phrase.last]
    owned = "POS" in tags
    first = phrase.last - tags[::-1].index("POS") if owned else phrase.first + 1
    if first >= phrase.last or analysis.tags[phrase.head] != "NNP":
        return False
    if not owned and analysis.tokens.lower[phrase.first] not in language.definite:
        return False
    lower, classes = analysis.tokens.lower[first : phrase.last], analysis.classes[first : phrase.last]
    link = next((at for at, name in enumerate(classes) if name in LINKS), len(lower))
    if link == 0 or lower[link - 1].split("-")[-1] not in language.roles:
        return False
    return _all_common(language, lower[:link]) and language.given_names.keys().isdisjoint(lower[link:])


def _all_common(language: Language, words: Sequence[str]) -> bool:
    """Whether all words are in the dictionary, none of them as a name."""
    for word in words:
        if word in language.given_names or word in language.honorifics:
            return False
        for part in word.split("-"):
            tags = language.tags.words.get(part, ())
            if part not in language.roles and (not tags or tags[0] == "NNP"):
                return False
    return True
