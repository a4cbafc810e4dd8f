"""Tokens → parts of speech: a dictionary for most words, a small learned choice for the rest.

Three words in four have one part of speech in practice and are looked up. The others are
decided from left to right by a linear model over named features: the word, its ending, the
tags before it, what the dictionary says of the words behind it. No feature holds a name or
more than one word. Tags are those of the Penn treebank, plurals, comparatives and marks
folded together; every punctuation mark is PU.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from quotes.extraction.text import Tokens

OPEN_TAGS = ("NN", "NNS", "NNP", "JJ", "VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "RB")


END = "END"
NAME = "NNP"
NO_WORD = "(none)"
"""Stands for a mark or a number before, and for the beginning."""
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
    verb: tuple[str, ...]
    """What a form of a listed verb may be."""
    roles: tuple[str, ...]
    """Endings of nouns that mostly name who does something: -er, -ist."""
    compounds: bool
    """Whether the language writes compounds as one word, whose last part tells what it is."""

    @property
    def names_alone_have_capitals(self) -> bool:
        return self.capital == ("NNP",)


Row = Mapping[str, float]
"""The weight of one feature for each tag."""
Tables = Mapping[str, Mapping[str, Row]]
Feature = tuple[str, str]
"""A table of the weights and a key in it: ("word after TO", "run")."""
NO_ROW: Row = {}
NO_ROWS: Mapping[str, Row] = {}
NO_TABLES = (NO_ROWS, NO_ROWS)


TagGroup = tuple[Callable[..., list[Feature]], *tuple[object, ...]]
"""A function that gives features, and its arguments: all that they depend on."""


class Sums(dict[TagGroup, Row]):
    """For each group of features that was asked for its weights, added up for each tag."""

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self._tables = tables

    def __missing__(self, group: TagGroup) -> Row:
        if len(self) >= MOST_KEPT:
            self.clear()
        found: dict[str, float] = {}
        for table, key in group[0](*group[1:]):
            for tag, weight in self._tables.get(table, NO_ROWS).get(key, NO_ROW).items():
                found[tag] = found.get(tag, 0.0) + weight
        self[group] = found
        return found


class Open:
    """The tables of features that name a word, ready to be looked up: too many come up to keep sums of them."""

    __slots__ = ("before", "behind_tag", "word")

    def __init__(self, tables: Tables) -> None:
        self.word = tables.get("word", NO_ROWS)
        self.before = tables.get("word before", NO_ROWS)
        self.behind_tag = {
            tag: (tables.get(f"word after {tag}", NO_ROWS), tables.get(f"ending after {tag}", NO_ROWS))
            for tag in {name.rpartition(" ")[2] for name in tables if " after " in name}
        }


@dataclass(frozen=True, slots=True)
class TagModel:
    """What a language folder's tags.json holds, and its word_shapes.txt.

    words gives each known word (small letters) its tags, the most frequent first; weights
    gives each feature its weight for each tag, by table and key. What was looked up is kept.
    """

    words: Mapping[str, tuple[str, ...]]
    weights: Tables
    shapes: Shapes
    allowed_inside: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    """What `allowed` has found so far for words inside a sentence."""
    sums: Sums = field(init=False, repr=False, compare=False)
    open: Open = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sums", Sums(self.weights))
        object.__setattr__(self, "open", Open(self.weights))

    def allowed(self, word: str, *, initial: bool = False) -> str:
        """What the dictionary, or else the word's shape, allows: NN/VB, the likeliest first."""
        if initial:
            return "/".join(possible_tags(self.words, self.shapes, word, initial))
        if len(self.allowed_inside) >= MOST_KEPT:
            self.allowed_inside.clear()
        found = self.allowed_inside[word] = "/".join(possible_tags(self.words, self.shapes, word, initial))
        return found


@lru_cache(maxsize=4096)
def options_of(allowed: str) -> tuple[str, ...]:
    """The tags of NN/VB, each by itself."""
    return tuple(allowed.split("/"))


def with_verbs(
    words: Mapping[str, tuple[str, ...]], forms: Iterable[str], shapes: Shapes
) -> dict[str, tuple[str, ...]]:
    """The dictionary, and each form of a listed verb that it does not know."""
    return dict.fromkeys(forms, shapes.verb) | dict(words)


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


def features(tokens: Tokens, index: int, allowed: list[str], before: str, before2: str) -> list[Feature]:
    """The features of a token whose tag is open, given what each token is allowed and the two tags before it."""
    lower, previous = tokens.lower[index], _previous(tokens, index, before)
    found = [
        ("word", lower),
        (f"word after {before}", lower),
        (f"ending after {before}", lower[-3:]),
        ("word before", previous),
    ]
    for function, *values in _closed(tokens.words[index], index, allowed, before, before2):
        found += function(*values)
    return found


def _previous(tokens: Tokens, index: int, before: str) -> str:
    """The word before, where there is one of letters."""
    previous = tokens.lower[index - 1] if before != "START" else ""
    return previous if previous.islower() else NO_WORD


def _closed(word: str, index: int, allowed: list[str], before: str, before2: str) -> list[TagGroup]:
    """The features that name no word."""
    after = allowed[index + 1] if index + 1 < len(allowed) else END
    after2 = options_of(allowed[index + 2])[0] if index + 2 < len(allowed) else END
    capital = word[0].isupper()
    return [
        (_itself, allowed[index], capital),
        (_tags_before, before2, before, capital),
        (_behind, before, after),
        (_two_behind, options_of(after)[0], after2),
    ]


def _itself(allowed: str, capital: bool) -> list[Feature]:
    return [("bias", allowed), ("capital", "yes")] if capital else [("bias", allowed)]


def _tags_before(before2: str, before: str, capital: bool) -> list[Feature]:
    found = [("tag before", before), ("tags before", before2 + " " + before)]
    return found if capital else [*found, ("small behind", before)]


def _behind(before: str, after: str) -> list[Feature]:
    first = options_of(after)[0]
    return [("next", first), ("next may be", after), ("between", before + " and " + first)]


def _two_behind(after: str, after2: str) -> list[Feature]:
    return [("next two", after + " " + after2)]


def tag(
    tokens: Tokens,
    model: TagModel,
    initials: frozenset[int] | set[int],
    given_names: Container[str] = frozenset(),
) -> list[str]:
    """The tag of every token. initials are the tokens that begin a sentence."""
    allowed = _allowed(tokens, model, initials, given_names)
    tags: list[str] = []
    before = before2 = "START"
    sums, words = model.sums.__getitem__, model.open
    for index, best in enumerate(allowed):
        if "/" in best:
            lower = tokens.lower[index]
            rows = list(map(sums, _closed(tokens.words[index], index, allowed, before, before2)))
            word_after, ending_after = words.behind_tag.get(before, NO_TABLES)
            rows += (
                words.word.get(lower, NO_ROW),
                word_after.get(lower, NO_ROW),
                ending_after.get(lower[-3:], NO_ROW),
                words.before.get(_previous(tokens, index, before), NO_ROW),
            )
            highest = -math.inf
            for option in options_of(best):
                total = 0.0
                for row in rows:
                    if option in row:
                        total += row[option]
                if total > highest:
                    best, highest = option, total
        tags.append(best)
        before2, before = before, best
    return tags


def _allowed(
    tokens: Tokens, model: TagModel, initials: frozenset[int] | set[int], given_names: Container[str]
) -> list[str]:
    """The tags that each token may have, names told by the rest of the text."""
    words = tokens.words
    known = model.allowed_inside
    allowed = [known[word] if word in known else model.allowed(word) for word in words]
    for index in initials:
        allowed[index] = model.allowed(words[index], initial=True)
    capitals = [i for i, word in enumerate(words) if word[0].isupper()]
    following = [i for i in capitals if i + 1 < len(words) and words[i + 1][0].isupper()]
    given = [i for i in following if tokens.lower[i] in given_names]
    for index in given:
        # Per Ekman, Will Lund: a small word's namesake, with a capital and another behind it.
        if options_of(allowed[index])[0] not in OPEN_TAGS:
            allowed[index] = NAME
    if model.shapes.names_alone_have_capitals:
        small = {word for word in words if word[0].islower()}
        inside = {words[i] for i in capitals if i not in initials and tokens.lower[i] not in small}
        for index in initials:
            if words[index] in inside and options_of(allowed[index])[0] in OPEN_TAGS:
                allowed[index] = NAME
        return allowed
    inside = {words[i] for i in capitals if i not in initials}
    for index in initials:
        if words[index] in inside and options_of(allowed[index])[0] in OPEN_TAGS:
            capital = [tag for tag in options_of(allowed[index]) if tag in model.shapes.capital]
            allowed[index] = "/".join(capital) or allowed[index]
    # Where nouns have capitals too, a given name tells that a name goes on, Reinhard Jung, and
    # whoever was named in full is named so again: Jung.
    surnames = {words[i + 1] for i in given if NAME in options_of(allowed[i + 1])}
    common = {word for word in surnames if word.lower() in model.words}
    followers = {i + 1 for i in given}
    for index in capitals:
        if words[index] in surnames and (index in followers or words[index] not in common):
            allowed[index] = NAME
    return allowed
