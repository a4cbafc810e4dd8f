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
from dataclasses import dataclass, field

from quotes.extraction.decisions import Group, names
from quotes.extraction.text import Tokens

OPEN_TAGS = ("NN", "NNS", "NNP", "JJ", "VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "RB")


MOST_KEPT = 40_000
"""Sums, and words, that a model keeps: a few megabytes, then it starts anew."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """What the shape of a word tells of its part of speech where the dictionary does not know it.

    endings are the longest first; capital is what a capital inside a sentence means: a name,
    or, where every noun is written with one, a noun or a name.
    """

    endings: tuple[tuple[str, tuple[str, ...]], ...]
    capital: tuple[str, ...]
    hyphen: tuple[str, ...]
    other: tuple[str, ...]

    @property
    def names_alone_have_capitals(self) -> bool:
        return self.capital == ("NNP",)


@dataclass(frozen=True, slots=True)
class TagModel:
    """What a language folder's tags.json holds, and its word_shapes.txt.

    words gives each known word (small letters) its tags, the most frequent first; weights
    gives each feature its weight for each tag. What was looked up is kept.
    """

    words: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, Mapping[str, float]]
    shapes: Shapes
    _allowed: dict[tuple[str, bool], tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    _sums: dict[Group, dict[str, float]] = field(default_factory=dict, repr=False, compare=False)

    def allowed(self, word: str, initial: bool) -> tuple[str, ...]:
        """What the dictionary, or else the word's shape, allows; the likeliest first."""
        found = self._allowed.get((word, initial))
        if found is None:
            if len(self._allowed) >= MOST_KEPT:
                self._allowed.clear()
            found = self._allowed[word, initial] = possible_tags(self.words, self.shapes, word, initial)
        return found

    def sums(self, group: Group) -> dict[str, float]:
        """The weights of a group's features, added up for each tag."""
        found = self._sums.get(group)
        if found is None:
            if len(self._sums) >= MOST_KEPT:
                self._sums.clear()
            found = self._sums[group] = {}
            for name in names([group]):
                for tag, weight in self.weights.get(name, {}).items():
                    found[tag] = found.get(tag, 0.0) + weight
        return found


def guess(word: str, initial: bool, shapes: Shapes) -> tuple[str, ...]:
    """The tags that a word outside the dictionary may have, by its shape and ending."""
    if not word[0].isalpha():
        return ("CD",) if word[0].isdigit() else ("PU",)
    if word[0].isupper() and not initial:
        return shapes.capital
    lower = word.lower()
    default = shapes.hyphen if "-" in lower else shapes.other
    tags = next((tags for ending, tags in shapes.endings if lower.endswith(ending)), default)
    if word[0].isupper():
        return (*shapes.capital, *(tag for tag in tags if tag not in shapes.capital))
    return tags


def possible_tags(words: Mapping[str, tuple[str, ...]], shapes: Shapes, word: str, initial: bool) -> tuple[str, ...]:
    """The tags that a word may have; initial tells whether it begins a sentence."""
    lower = word.lower()
    known = words.get(lower)
    if known is None:
        return guess(word, initial, shapes)
    closed = known[0] not in OPEN_TAGS
    if not word[0].isupper() or word == "I":
        small = () if shapes.names_alone_have_capitals else tuple(t for t in known if t not in shapes.capital)
        return small or known
    if initial:
        return known if closed else (*known, *(t for t in ("NNP",) if t not in known))
    if closed:
        return (*known, "NNP")
    if shapes.names_alone_have_capitals:
        return ("NNP", *known)  # a known word with a capital: mostly part of a name
    nouns = tuple(tag for tag in known if tag in shapes.capital)
    return (*nouns, *(tag for tag in shapes.capital if tag not in nouns))


def _names(tokens: Tokens, initials: frozenset[int] | set[int]) -> set[str]:
    """Words that this text writes with a capital inside a sentence and never without one."""
    small = {word for word in tokens.words if word[0].islower()}
    return {
        word
        for index, word in enumerate(tokens.words)
        if word[0].isupper() and index not in initials and word.lower() not in small
    }


def features(tokens: Tokens, index: int, allowed: list[tuple[str, ...]], before: str, before2: str) -> list[Group]:
    """The features of a token whose tag is open, given the two tags before it."""
    after = allowed[index + 1] if index + 1 < len(allowed) else ("END",)
    after2 = allowed[index + 2][0] if index + 2 < len(allowed) else "END"
    previous = tokens.lower[index - 1] if before != "START" else "START"
    return [
        (_word, tokens.lower[index], allowed[index], before, tokens.words[index][0].isupper()),
        (_before, before2, before, previous if previous.islower() else ""),
        (_behind, before, after, after2),
    ]


def _word(lower: str, allowed: tuple[str, ...], before: str, capital: bool) -> list[str]:
    return [
        "bias " + "/".join(allowed),
        "word " + lower,
        "word " + lower + " after " + before,
        "ending " + lower[-3:] + " after " + before,
        "tag before " + before,
        "capital" if capital else "small " + before,
    ]


def _before(before2: str, before: str, previous: str) -> list[str]:
    word = "word before " + previous if previous else "word before has a capital"
    return ["tags before " + before2 + " " + before, word]


def _behind(before: str, after: tuple[str, ...], after2: str) -> list[str]:
    return [
        "next " + after[0],
        "next may be " + "/".join(after),
        "between " + before + " and " + after[0],
        "next two " + after[0] + " " + after2,
    ]


def tag(
    tokens: Tokens,
    model: TagModel,
    initials: frozenset[int] | set[int],
    given_names: Container[str] = frozenset(),
) -> list[str]:
    """The tag of every token. initials are the tokens that begin a sentence."""
    allowed = [model.allowed(word, i in initials) for i, word in enumerate(tokens.words)]
    names = _names(tokens, initials) if model.shapes.names_alone_have_capitals else set()
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
    if not model.shapes.names_alone_have_capitals:
        for index in range(1, len(tokens)):
            # Where nouns have capitals too, a given name tells that a name goes on: Reinhard Jung.
            if (
                tokens.lower[index - 1] in given_names
                and "NNP" in allowed[index]
                and tokens.words[index - 1][0].isupper()
            ):
                allowed[index] = ("NNP",)
    tags: list[str] = []
    before = before2 = "START"
    for index, options in enumerate(allowed):
        best = options[0]
        if len(options) > 1:
            middle, left, right = map(model.sums, features(tokens, index, allowed, before, before2))
            highest = -math.inf
            for option in options:
                total = middle.get(option, 0.0) + left.get(option, 0.0) + right.get(option, 0.0)
                if total > highest:
                    best, highest = option, total
        tags.append(best)
        before2, before = before, best
    return tags
