"""Tagged tokens → noun phrases: whom and what a sentence speaks of.

A phrase is a run of determiners, adjectives, numbers, names and nouns ("the former deputy
mayor Ana Ruiz"), or one pronoun. Its head is its last noun. What hangs behind it ("of the
committee", ", a lawyer from Lund,") is joined on demand, by `extended`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quotes.extraction.language import Language
from quotes.extraction.text import Tokens

NOUNS = frozenset({"NN", "NNS", "NNP"})
INSIDE = frozenset({"DT", "PRP$", "JJ", "CD", "NN", "NNS", "NNP", "POS", "VBN", "VBG", "RB"})
BEGINS = frozenset({"DT", "PRP$", "JJ", "CD", "NN", "NNS", "NNP"})
JOINING = frozenset({".", "&"})
PARTS = frozenset({"CD", "DT", "JJ"})
LONGEST = 30
"""Tokens of the longest phrase: what goes on further is a list or no prose."""
OWNERS = frozenset({"name", "role", "body", "group"})
PRONOUN_TAGS = frozenset({"PRP", "WP", "EX"})


class Phrase(NamedTuple):
    """Tokens first up to, not including, last; head is its last noun, or the pronoun.

    kind: pronoun, relative, name, role, group, body, document, thing.
    """

    first: int
    last: int
    head: int
    kind: str


def find_phrases(
    tokens: Tokens, tags: list[str], sentences: Sequence[tuple[int, int]], language: Language
) -> list[Phrase]:
    """The noun phrases of a text, in order, none across a sentence or a quotation mark."""
    found: list[Phrase] = []
    kinds, lower = language.kept(kind_of), tokens.lower
    for begin, end in sentences:
        index = begin
        while index < end:
            tag = tags[index]
            if tag in BEGINS:
                last, head = _run(tokens, tags, language, index, end)
                if head >= 0:
                    kind = kinds[lower[head], tags[head]]
                    found.append(Phrase(_with_part(tokens, tags, language, found, index, begin), last, head, kind))
                index = max(last, index + 1)
            else:
                if tag in PRONOUN_TAGS and language.function_words.get(tokens.lower[index]) != "WH":
                    kind = "relative" if tag == "WP" or tag == "WDT" else "pronoun"
                    found.append(Phrase(index, index + 1, index, kind))
                elif tag == "WDT":
                    found.append(Phrase(index, index + 1, index, "relative"))
                index += 1
    return found


def _run(tokens: Tokens, tags: list[str], language: Language, index: int, end: int) -> tuple[int, int]:
    """One past the phrase that begins at index, and its head (-1 when it has no noun)."""
    words, particles = tokens.words, language.name_particles
    head = -1
    at = index
    end = min(end, index + LONGEST)
    while at < end:
        tag = tags[at]
        if tag not in INSIDE:
            may_join = words[at] in JOINING or words[at] in particles
            if not (may_join and _joins(tokens, tags, language, at, end)):
                break
        if at > index:
            if tag == "DT" and tags[at - 1] != "DT":
                break
            if tag == "PRP$" and tags[at - 1] != "DT":
                break
            if tag in {"VBN", "VBG", "RB"} and (head >= 0 or not _noun_follows(tags, at, end)):
                break
            if tag == "POS" and head != at - 1:
                break
        if tag in NOUNS and words[at] not in particles:
            head = at
        elif head >= 0 and tag in {"JJ", "CD"} and tags[at - 1] in {"NN", "NNS"} and not _noun_follows(tags, at, end):
            break
        at += 1
    if head < 0:
        # "many", "the latter", "some", "others": a determiner that stands for a noun
        if tags[index] == "DT" and tokens.lower[index] not in language.never_alone:
            return index + 1, index
        return at, index if tags[index] in {"JJ", "CD"} and tags[index - 1] == "DT" else -1
    return head + 1, head


def _with_part(
    tokens: Tokens, tags: list[str], language: Language, found: list[Phrase], index: int, begin: int
) -> int:
    """Where a phrase begins together with the part of it that is meant: one of the workers, most of the staff."""
    part = index - 2
    if part < begin or language.function_words.get(tokens.lower[index - 1]) != "OF" or tags[part] not in PARTS:
        return index
    if found and found[-1].last > part:
        if found[-1].first != part or tags[found[-1].head] in NOUNS:
            return index
        found.pop()
    return part


def owner_of(phrases: Sequence[Phrase], number: int, tokens: Tokens, language: Language) -> Phrase | None:
    """Whose the thing is that a phrase names, where that stands behind it: the reply of the ministry."""
    phrase = phrases[number]
    if number + 1 == len(phrases):
        return None
    behind = phrases[number + 1]
    of = behind.first == phrase.last + 1 and language.function_words.get(tokens.lower[phrase.last]) == "OF"
    genitive = behind.first == phrase.last and tokens.lower[behind.first] in language.genitives
    return behind if (of or genitive) and behind.kind in OWNERS else None


def _is_particle(tokens: Tokens, language: Language, at: int) -> bool:
    return tokens.words[at] in language.name_particles


def _joins(tokens: Tokens, tags: list[str], language: Language, at: int, end: int) -> bool:
    """What goes on inside a name: Ana J. Ruiz, Sen. Okafor, Smith & Vale, Pieter van der Hoek."""
    word = tokens.words[at]
    if _is_particle(tokens, language, at) and tags[at - 1] == "NNP" and word not in language.articles:
        behind = next((i for i in range(at + 1, min(at + 3, end)) if not _is_particle(tokens, language, i)), at)
        return tags[behind] == "NNP"
    if _is_particle(tokens, language, at) and _is_particle(tokens, language, at - 1):
        return True  # van der: the first of them has looked ahead
    if word == ".":
        titled = tokens.lower[at - 1] in language.titles and tags[at - 1] == "NN"  # where nouns have capitals: Dr.
        return (
            (tags[at - 1] == "NNP" or titled)
            and at + 1 < end
            and (tags[at + 1] == "NNP" or (titled and tags[at + 1] == "NN"))
            and tokens.starts[at] == tokens.ends[at - 1]
            and (len(tokens.words[at - 1]) == 1 or tokens.lower[at - 1] in language.abbreviations)
        )
    return word == "&" and tags[at - 1] == "NNP" and at + 1 < end and tags[at + 1] == "NNP"


def _noun_follows(tags: list[str], at: int, end: int) -> bool:
    for index in range(at + 1, min(at + 4, end)):
        if tags[index] in NOUNS:
            return True
        if tags[index] not in {"JJ", "CD", "VBN", "VBG"}:
            return False
    return False


def kind_of(language: Language, word_and_tag: tuple[str, str]) -> str:
    """What sort of thing a noun phrase speaks of, by its head in small letters and the head's part of speech."""
    word, tag = word_and_tag
    lower = language.last_part(word)
    if tag == "NNP":
        if lower in language.roles or lower in language.group_nouns:
            return "role"
        return "name"
    if lower in language.roles:
        return "role"
    if lower in language.group_nouns:
        return "group"
    if lower in language.organisation_heads:
        return "body"
    if lower in language.documents:
        return "document"
    if tag == "DT" or tag == "CD":
        return "pronoun"
    if lower.endswith("s") and language.roles.get(lower[:-1]) is not None:
        return "group"
    if tag == "NN" and lower.endswith(language.tags.shapes.roles):
        return "role"
    return "thing"
