"""Tokens → parts of speech: a dictionary for most words, a small learned choice for the rest.

Three words in four have one part of speech in practice and are looked up. The others are
decided from left to right by a linear model over named features: the word, its ending, the
tags before it, what the dictionary says of the words behind it. No feature holds a name or
more than one word. Tags are those of the Penn treebank, plurals, comparatives and marks
folded together; every punctuation mark is PU.
"""

from __future__ import annotations

import math
from collections.abc import Container, Mapping
from dataclasses import dataclass

from quotes.extraction.text import Tokens

OPEN_TAGS = ("NN", "NNS", "NNP", "JJ", "VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "RB")


@dataclass(frozen=True, slots=True)
class TagModel:
    """What a language folder's tags.json holds.

    words gives each known word (small letters) its tags, the most frequent first; weights
    gives each feature its weight for each tag.
    """

    words: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, Mapping[str, float]]


def guess(word: str, lower: str, initial: bool) -> tuple[str, ...]:
    """The tags that a word outside the dictionary may have, by its shape and ending."""
    if not word[0].isalpha():
        return ("CD",) if word[0].isdigit() else ("PU",)
    if word[0].isupper() and not initial:
        return ("NNP",)
    if lower.endswith("ing"):
        tags: tuple[str, ...] = ("VBG", "NN", "JJ")
    elif lower.endswith("ed"):
        tags = ("VBD", "VBN", "JJ")
    elif lower.endswith("ly"):
        tags = ("RB", "JJ")
    elif lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        tags = ("NNS", "VBZ")
    elif "-" in lower:
        tags = ("JJ", "NN")
    elif lower.endswith(("tion", "ment", "ness", "ity", "ism", "ist", "ship", "ance", "ence", "cy")):
        tags = ("NN",)
    elif lower.endswith(("able", "ible", "ous", "ive", "ful", "less", "ical", "ish", "al", "ic")):
        tags = ("JJ", "NN")
    else:
        tags = ("NN", "JJ", "VB", "VBP")
    return ("NNP", *tags) if word[0].isupper() else tags


def possible_tags(model: TagModel, tokens: Tokens, index: int, initial: bool) -> tuple[str, ...]:
    """What the dictionary, or else the word's shape, allows; the likeliest first."""
    word, lower = tokens.words[index], tokens.lower[index]
    known = model.words.get(lower)
    if known is None:
        return guess(word, lower, initial)
    if word != lower and word[0].isupper() and word != "I":
        # A known word with a capital: in mid-sentence mostly part of a name.
        if initial:
            return known if known[0] not in OPEN_TAGS else (*known, "NNP")
        return ("NNP", *known) if known[0] in OPEN_TAGS else (*known, "NNP")
    return known


def _names(tokens: Tokens, initials: frozenset[int] | set[int]) -> set[str]:
    """Words that this text writes with a capital inside a sentence and never without one."""
    small = {word for word in tokens.words if word[0].islower()}
    return {
        word
        for index, word in enumerate(tokens.words)
        if word[0].isupper() and index not in initials and word.lower() not in small
    }


def features(tokens: Tokens, index: int, allowed: list[tuple[str, ...]], before: str, before2: str) -> list[str]:
    """The named features of a token whose tag is open, given the two tags before it."""
    lower = tokens.lower[index]
    after = allowed[index + 1] if index + 1 < len(allowed) else ("END",)
    after2 = allowed[index + 2][0] if index + 2 < len(allowed) else "END"
    previous = tokens.lower[index - 1] if before != "START" else "START"
    return [
        "bias " + "/".join(allowed[index]),
        "word " + lower,
        "word " + lower + " after " + before,
        "ending " + lower[-3:] + " after " + before,
        "tag before " + before,
        "tags before " + before2 + " " + before,
        "word before " + previous if previous.islower() else "word before has a capital",
        "next " + after[0],
        "next may be " + "/".join(after),
        "between " + before + " and " + after[0],
        "next two " + after[0] + " " + after2,
        "capital" if tokens.words[index][0].isupper() else "small " + before,
    ]


def tag(
    tokens: Tokens,
    model: TagModel,
    initials: frozenset[int] | set[int],
    given_names: Container[str] = frozenset(),
) -> list[str]:
    """The tag of every token. initials are the tokens that begin a sentence."""
    allowed = [possible_tags(model, tokens, i, i in initials) for i in range(len(tokens))]
    names = _names(tokens, initials)
    for index in initials:
        if tokens.words[index] in names and allowed[index][0] in OPEN_TAGS:
            allowed[index] = ("NNP",)
    for index in range(len(tokens) - 1):
        # Per Ekman, Will Lund: a small word's namesake, with a capital and another behind it.
        word = tokens.words[index]
        if (
            word[0].isupper()
            and allowed[index][0] not in OPEN_TAGS
            and tokens.lower[index] in given_names
            and tokens.words[index + 1][0].isupper()
        ):
            allowed[index] = ("NNP",)
    weights = model.weights
    tags: list[str] = []
    before = before2 = "START"
    for index, options in enumerate(allowed):
        if len(options) == 1:
            best = options[0]
        else:
            rows = [row for row in map(weights.get, features(tokens, index, allowed, before, before2)) if row]
            best, highest = options[0], -math.inf
            for option in options:
                total = sum([row[option] for row in rows if option in row])
                if total > highest:
                    best, highest = option, total
        tags.append(best)
        before2, before = before, best
    return tags
