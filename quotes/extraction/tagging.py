"""Tokens → parts of speech: a dictionary for most words, a small learned choice for the rest.

Three words in four have one part of speech in practice and are looked up. The others are
decided from left to right by a linear model over named features: the word, its ending, the
tags before it, what the dictionary says of the words behind it. No feature holds a name or
more than one word. Tags are those of the Penn treebank, plurals, comparatives and marks
folded together; every punctuation mark is PU.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from functools import partial
from itertools import product
from sys import intern

from quotes.extraction.kept import Kept
from quotes.extraction.text import Tokens

OPEN_TAGS = ("NN", "NNS", "NNP", "JJ", "VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "RB")


START, END = "START", "END"
NAME, NUMBER, MARK = "NNP", "CD", "PU"
LOWEST = -(10**9)
"""Below any sum of weights."""
NO_WORD = "(none)"
"""Stands for a mark or a number before, and for the beginning."""


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
    auxiliaries: frozenset[str]
    compounds: bool
    """Whether the language writes compounds as one word, whose last part tells what it is."""

    def tags(self) -> list[tuple[str, ...]]:
        """The tags that a shape can tell, and a mark's."""
        return [
            *(tags for _, tags in self.endings),
            self.capital,
            self.hyphen,
            self.other,
            self.verb,
            (NAME, MARK, NUMBER),
        ]

    @property
    def names_alone_have_capitals(self) -> bool:
        return self.capital == ("NNP",)


Row = tuple[int, ...]
"""The weights of one feature, in hundredths: one for each tag, by the tag's number."""
Feature = tuple[str, str]
"""A table of the weights and a key in it: ("word after TO", "run")."""


class Rows:
    """The weights by table and key. What names no word comes up again and again, so its sums are kept."""

    def __init__(self, tags: Sequence[str], weights: Weights) -> None:
        self.numbers = {tag: number for number, tag in enumerate(tags)}
        """The number of each tag, by which rows have its weight."""
        self.nothing: Row = (0,) * len(tags)
        self._tables: dict[str, dict[str, Row]] = {
            table: {key: tuple([round(100 * row.get(tag, 0.0)) for tag in tags]) for key, row in rows.items()}
            for table, rows in weights.items()
        }
        self.word, self.before = self.table("word"), self.table("word before")
        self.after = {
            tag: (self.table(f"word after {tag}"), self.table(f"ending after {tag}")) for tag in (*tags, START)
        }
        """The rows of a word, and of an ending, behind each tag."""
        self.tags_before, self.behind = self._sums(_tags_before), self._sums(_behind)
        self.itself, self.two_behind = self._sums(_itself), self._sums(_two_behind)
        self.words = Kept(self._of_word)

    def table(self, name: str) -> dict[str, Row]:
        return self._tables.get(name, {})

    def _sums(self, features: Callable[..., list[Feature]]) -> Kept[tuple[object, ...], Row]:
        """The weights of a function's features, added up for each tag, by the function's arguments."""

        def total(values: tuple[object, ...]) -> Row:
            rows = [self.table(table).get(key, self.nothing) for table, key in features(*values)]
            return tuple(map(sum, zip(*rows, strict=True)))

        return Kept(total)

    def _of_word(self, key: tuple[str, str]) -> tuple[tuple[str, int, int], ...]:
        """Of a word as it is written, and what it is allowed: each tag with its number and the word's own weights."""
        word, allowed = key
        known, itself = self.word.get(word.lower(), self.nothing), self.itself[allowed, word[0].isupper()]
        numbers = [(option, self.numbers[option]) for option in OPTIONS[allowed]]
        return tuple([(option, at, known[at] + itself[at]) for option, at in numbers])

    def make(self, words: Mapping[str, str]) -> None:
        """Look up now, not when a text asks: what marks and words inside a sentence may have, by their tags."""
        before = [START, *self.numbers]
        self.two_behind.make(product(self.numbers, self.numbers))
        self.tags_before.make(product(before, before, (False, True)))
        self.behind.make(product(before, set(words.values())))
        self.words.make((word, allowed) for word, allowed in words.items() if "/" in allowed)


Weights = Mapping[str, Mapping[str, Mapping[str, float]]]
"""By table and key the weight of a feature for each tag that it tells something of."""


@dataclass(frozen=True, slots=True)
class TagModel:
    """What a language folder's tags.json holds, and its word_shapes.txt.

    words gives each known word (small letters) its tags, the most frequent first; weights
    gives each feature its weight for each tag, by table and key. What was looked up is kept.
    """

    words: Mapping[str, tuple[str, ...]]
    weights: InitVar[Weights]
    shapes: Shapes
    allowed_inside: Kept[str, str] = field(init=False, repr=False, compare=False)
    """What words inside a sentence are allowed."""
    allowed_first: Kept[str, str] = field(init=False, repr=False, compare=False)
    """What words at the beginning of a sentence are."""
    rows: Rows = field(init=False, repr=False, compare=False)

    def __post_init__(self, weights: Weights) -> None:
        every = {tag for rows in weights.values() for row in rows.values() for tag in row}
        tags = sorted(every.union(*self.words.values(), *self.shapes.tags()))
        object.__setattr__(self, "rows", Rows(tags, weights))
        object.__setattr__(self, "allowed_inside", Kept(self.allowed))
        object.__setattr__(self, "allowed_first", Kept(partial(self.allowed, initial=True)))
        self.rows.make({word: self.allowed_inside[word] for word in self.words})

    def allowed(self, word: str, *, initial: bool = False) -> str:
        """What the dictionary, or else the word's shape, allows: NN/VB, the likeliest first."""
        return "/".join(possible_tags(self.words, self.shapes, word, initial))


def _options(allowed: str) -> tuple[str, ...]:
    return tuple(map(intern, allowed.split("/")))


OPTIONS = Kept(_options)
"""The tags of NN/VB, each by itself, for all that came up so far: a few hundred."""


def with_verbs(
    words: Mapping[str, tuple[str, ...]], forms: Iterable[str], shapes: Shapes
) -> dict[str, tuple[str, ...]]:
    """The dictionary, and each form of a listed verb that it does not know."""
    return dict.fromkeys(forms, shapes.verb) | dict(words)


def guess(word: str, initial: bool, shapes: Shapes) -> tuple[str, ...]:
    """The tags that a word outside the dictionary may have, by its shape and ending."""
    if not word[0].isalpha():
        return (NUMBER,) if word[0].isdigit() else (MARK,)
    if word[0].isupper() and not initial:
        return shapes.capital
    lower = word.lower()
    default = shapes.hyphen if "-" in lower else shapes.other
    tags = next((tags for ending, tags in shapes.endings if lower.endswith(ending)), default)
    if word[0].isupper():
        return (*shapes.capital, *(tag for tag in tags if tag not in shapes.capital))
    return tags


def possible_tags(words: Mapping[str, tuple[str, ...]], shapes: Shapes, word: str, initial: bool) -> tuple[str, ...]:
    """The tags that a word may have; initial tells whether it begins a sentence.

    There a word of a closed part of speech is no name, nor is an auxiliary: Had Vale said so.
    """
    lower = word.lower()
    known = words.get(lower)
    if known is None:
        return guess(word, initial, shapes)
    closed = known[0] not in OPEN_TAGS or (initial and lower in shapes.auxiliaries)
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
    lower, previous = tokens.lower[index], _previous(tokens.lower, index, before)
    found = [
        ("word", lower),
        (f"word after {before}", lower),
        (f"ending after {before}", lower[-3:]),
        ("word before", previous),
    ]
    capital = tokens.words[index][0].isupper()
    after, after2 = [*allowed[index + 1 : index + 3], END, END][:2]
    return [
        *found,
        *_itself(allowed[index], capital),
        *_tags_before(before2, before, capital),
        *_behind(before, after),
        *_two_behind(OPTIONS[after][0], OPTIONS[after2][0]),
    ]


def _previous(lower: list[str], index: int, before: str) -> str:
    """The word before, where there is one of letters."""
    previous = lower[index - 1] if before != START else ""
    return previous if previous.islower() else NO_WORD


def _itself(allowed: str, capital: bool) -> list[Feature]:
    return [("bias", allowed), ("capital", "yes")] if capital else [("bias", allowed)]


def _tags_before(before2: str, before: str, capital: bool) -> list[Feature]:
    found = [("tag before", before), ("tags before", before2 + " " + before)]
    return found if capital else [*found, ("small behind", before)]


def _behind(before: str, after: str) -> list[Feature]:
    first = OPTIONS[after][0]
    return [("next", first), ("next may be", after), ("between", before + " and " + first)]


def _two_behind(after: str, after2: str) -> list[Feature]:
    return [("next two", after + " " + after2)]


def tag(
    tokens: Tokens,
    model: TagModel,
    initials: frozenset[int] | set[int],
    given_names: Container[str] = frozenset(),
    particles: Container[str] = frozenset(),
) -> list[str]:
    """The tag of every token. initials are the tokens that begin a sentence."""
    allowed = [*_allowed(tokens, model, initials, given_names, particles), END, END]
    words, lower = tokens.words, tokens.lower
    rows = model.rows
    of_words, tags_before, behind, two_behind = rows.words, rows.tags_before, rows.behind, rows.two_behind
    rows_after, rows_before, nothing = rows.after, rows.before, rows.nothing
    no_word = rows_before.get(NO_WORD, nothing)
    tags: list[str] = []
    before = before2 = START
    for index in range(len(words)):
        best = allowed[index]
        if "/" in best:
            word, small = words[index], lower[index]
            after, after2 = allowed[index + 1], allowed[index + 2]
            two_before = tags_before[before2, before, word[0].isupper()]
            next_one, next_two = behind[before, after], two_behind[OPTIONS[after][0], OPTIONS[after2][0]]
            words_after, endings_after = rows_after[before]
            known = words_after.get(small, nothing)
            ending = endings_after.get(small[-3:], nothing)
            previous = lower[index - 1] if index else NO_WORD
            said_before = rows_before.get(previous, nothing) if previous.islower() else no_word
            highest = LOWEST
            for option, at, own in of_words[word, best]:
                score = (
                    own + two_before[at] + next_one[at] + next_two[at]
                    + known[at] + ending[at] + said_before[at]
                )  # fmt: skip
                if score > highest:
                    best, highest = option, score
        tags.append(best)
        before2, before = before, best
    return tags


def _allowed(
    tokens: Tokens,
    model: TagModel,
    initials: frozenset[int] | set[int],
    given_names: Container[str],
    particles: Container[str],
) -> list[str]:
    """The tags that each token may have, names told by the rest of the text."""
    words = tokens.words
    allowed = list(map(model.allowed_inside.__getitem__, words))
    for index in initials:
        allowed[index] = model.allowed_first[words[index]]
    capitals = [i for i, word in enumerate(words) if word[0].isupper()]
    following = [i for i in capitals if i + 1 < len(words) and words[i + 1][0].isupper()]
    given = [i for i in following if tokens.lower[i] in given_names]
    for index in given:
        # Per Ekman, Will Lund: a small word's namesake, with a capital and another behind it.
        if OPTIONS[allowed[index]][0] not in OPEN_TAGS:
            allowed[index] = NAME
    if model.shapes.names_alone_have_capitals:
        small = {word for word in words if word[0].islower()}
        inside = {words[i] for i in capitals if i not in initials and tokens.lower[i] not in small}
        for index in initials:
            if words[index] in inside and OPTIONS[allowed[index]][0] in OPEN_TAGS:
                allowed[index] = NAME
        return allowed
    inside = {words[i] for i in capitals if i not in initials}
    for index in initials:
        if words[index] in inside and OPTIONS[allowed[index]][0] in OPEN_TAGS:
            capital = [tag for tag in OPTIONS[allowed[index]] if tag in model.shapes.capital]
            allowed[index] = "/".join(capital) or allowed[index]
    # Where nouns have capitals too, a given name tells that a name goes on, Reinhard Jung, and
    # whoever was named in full is named so again: Jung.
    surnames = {words[i + 1] for i in given if NAME in OPTIONS[allowed[i + 1]]}
    common = {word for word in surnames if word.lower() in model.words}
    followers = {i + 1 for i in given}
    for index in capitals:
        behind = index > 1 and words[index - 1] in particles and tokens.lower[index - 2] in given_names
        if behind or (words[index] in surnames and (index in followers or words[index] not in common)):
            allowed[index] = NAME  # and of a name with von: Friedrich von Hagen
    return allowed
