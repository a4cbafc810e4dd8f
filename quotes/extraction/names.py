"""Noun phrases → names: the name itself apart from titles, roles and possessives around it."""

from __future__ import annotations

from typing import NamedTuple

from quotes.extraction.analysis import Analysis
from quotes.extraction.document import SpeakerKind
from quotes.extraction.language import Language
from quotes.extraction.offices import names_office
from quotes.extraction.phrases import Phrase

LONGEST_NAME = 6


class Name(NamedTuple):
    """A name as one place of the text writes it. Token indexes of the name's own words.

    words are the name's words without titles and suffixes; title is what stands before it
    ("Harbour Authority spokeswoman"); gender is "m", "f" or "" from title and given name.
    """

    first: int
    last: int
    words: tuple[str, ...]
    title: str
    gender: str
    kind: SpeakerKind


def name_of(analysis: Analysis, phrase: Phrase) -> Name | None:
    """The name in a phrase whose head is a name; None where the phrase names nobody."""
    tokens, tags, language = analysis.tokens, analysis.tags, analysis.language
    if tags[phrase.head] != "NNP" or names_office(analysis, phrase):
        return None
    last = phrase.head + 1
    first = _first_of_name(analysis, phrase, last)
    words = [tokens.words[i] for i in range(first, last) if tokens.words[i] != "."]
    while len(words) > 1 and words[-1].lower().strip(".") in language.name_suffixes:
        words.pop()
    if not words or len(words) > LONGEST_NAME or not any(w[0].isupper() for w in words):
        return None
    title = tokens.slice(phrase.first, first) if first > phrase.first else ""
    home = next((i for i in range(first + 2, last) if analysis.classes[i] == "OF"), last)
    if home < last and (words[0].lower() in language.given_names or any(len(word) == 1 for word in words[1:])):
        last = home  # Charles B. Rangel of Morby: where he is from is no part of it
        words = [tokens.words[i] for i in range(first, last) if tokens.words[i] != "."]
    gender = _gender(language, title, words)
    kind = _kind(analysis, phrase, words, title)
    never_alone = len(words) == 1 and (words[0].lower() in language.not_names or len(words[0]) < 2)
    if len(words) == 1 and title.lower() in language.articles:
        # The Argentine, the Commissioner: a person who has been named, or is described only.
        never_alone = never_alone or words[0].lower() in language.origins or words[0].lower() in language.roles
    if never_alone and not _is_titled(language, title):
        return None
    return Name(first, last, tuple(words), title, gender, kind)


def _first_of_name(analysis: Analysis, phrase: Phrase, last: int) -> int:
    """Where the name's own words begin, behind the last title, role or possessor."""
    tokens, tags, language = analysis.tokens, analysis.tags, analysis.language
    first = last - 1
    body = tokens.lower[first] in language.organisation_heads  # the Justice Department
    while first > phrase.first:
        before = first - 1
        lower = tokens.lower[before]
        if tokens.words[before] == ".":
            if tokens.lower[before - 1] in language.titles or tokens.lower[before - 1] in language.honorifics:
                break
        elif tokens.words[before] in language.name_particles and before > phrase.first:
            pass
        elif (
            (tags[before] != "NNP" and tokens.words[before] != "&" and lower not in language.given_names)
            or (
                _is_title(language, lower, opens=before == phrase.first)
                and not (body and before == last - 2)
                and not _is_surname(analysis, phrase, before)
            )
        ):  # fmt: skip
            break
        first = before
    for index in range(first, last - 1):
        opens = index == first or tokens.lower[index + 1] in language.given_names
        somebody = index > first + 1 and tokens.lower[first] in language.given_names  # Donald Hartley of Madison
        if analysis.classes[index] == "OF" and opens and not somebody:
            first = index + 1  # one of Ruiz’s aides, a quarter of Ana Ruiz’s voters: no name begins before “of”
    if last - first > 1 and _office_before(analysis, first):
        first += 1  # Secretary of State Ana Ruiz: State belongs to the office
    given = next((i for i in range(first, last - 1) if tokens.lower[i] in language.given_names), first)
    particle = given > first and tokens.words[given - 1] in language.name_particles
    if given > first and not particle and all(len(word) > 2 for word in tokens.words[first:given]):
        return given  # Passenger Lotte Brun, at the beginning of a sentence
    return first


def _is_surname(analysis: Analysis, phrase: Phrase, index: int) -> bool:
    """Whether a trade is a name here, between a given one and where somebody is from: Barbara Boxer of Morby."""
    given = index > phrase.first and analysis.tokens.lower[index - 1] in analysis.language.given_names
    return given and analysis.classes[index + 1] == "OF"


def _is_title(language: Language, word: str, *, opens: bool) -> bool:
    """Whether a word in small letters stands before names; opens: of several, too, Justices Rao and Sen."""
    return word in language.titles or word in language.roles or (opens and word.removesuffix("s") in language.titles)


def _office_before(analysis: Analysis, first: int) -> bool:
    """Whether a name’s first word stands behind a title and "of", as in Secretary of State …"""
    lower = analysis.tokens.lower
    office = first > 1 and analysis.classes[first - 1] == "OF" and lower[first - 2] in analysis.language.titles
    return office and lower[first] not in analysis.language.given_names


def _gender(language: Language, title: str, words: list[str]) -> str:
    for word in reversed(title.lower().replace(".", " ").split() if title else []):
        for known in (language.titles.get(word), language.roles.get(word)):
            if known in {"m", "f"}:
                return known
    if len(words) > 1:
        known = language.given_names.get(words[0].lower(), "")
        if known in {"m", "f"}:
            return known
    return ""


def _is_titled(language: Language, title: str) -> bool:
    """Whether what stands before a name tells that it is a person's."""
    before = title.lower().replace(".", " ").split() if title else []
    return bool(before) and (before[-1] in language.titles or before[-1] in language.roles)


def _is_people(language: Language, word: str) -> bool:
    """Whether a name is the plural of an adjective of origin or belief: Americans, Catholics."""
    return word in language.group_nouns or (word.endswith("s") and "JJ" in language.tags.words.get(word[:-1], ()))


def _kind(analysis: Analysis, phrase: Phrase, words: list[str], title: str) -> SpeakerKind:
    """Person or organisation, by titles, given names, and what bodies are called."""
    language = analysis.language
    lower = [word.lower() for word in words]
    if _is_titled(language, title):
        return SpeakerKind.PERSON
    if len(words) == 1 and _is_people(language, lower[0]):
        return SpeakerKind.GROUP
    if lower[-1] in language.organisation_heads or lower[0] in language.articles:
        return SpeakerKind.ORGANISATION
    if len(words) > 1 and lower[0] in language.given_names:
        return SpeakerKind.PERSON
    if any(word in language.organisation_heads for word in lower) or "&" in words:
        return SpeakerKind.ORGANISATION
    if len(words) == 1 and ((words[0].isupper() and len(words[0]) > 1) or lower[0] in language.places):
        return SpeakerKind.ORGANISATION
    if analysis.tokens.lower[phrase.first] in language.articles:
        return SpeakerKind.ORGANISATION
    if " ".join(lower) in language.places:
        return SpeakerKind.ORGANISATION
    return SpeakerKind.PERSON
