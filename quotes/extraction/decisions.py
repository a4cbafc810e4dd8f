"""Weights and named features → scores, chances and choices, with the features that made them.

A feature is a name that can be read: "word say then QUOTATION". What is looked at in one place
comes in groups: a function with the values that it names features from. Few values come up
together in many places, so a group's sum of weights is kept and mostly looked up: the engine
would spend most of its time on building names otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from quotes.extraction.kept import Kept

Group = tuple[str, *tuple[object, ...]]
"""The name of a function that names features, and its arguments: all that they depend on."""
NAMERS: dict[str, Callable[..., list[str]]] = {}
LAYOUTS = ("after", "before", "around")
"""Where content may stand: behind its cue, before it, or both."""


def group(namer: Callable[..., list[str]]) -> str:
    """Makes a function that names features the name of a group of them.

    Groups are kept by the ten thousand: of plain words and numbers, the garbage collector passes them over.
    """
    name = f"{namer.__module__}.{namer.__name__}"
    NAMERS[name] = namer
    return name


def names(groups: Iterable[Group]) -> list[str]:
    """The names of all features of the groups."""
    return [name for namer, *values in groups for name in NAMERS[namer](*values)]


class Weights:
    """The weights of one decision by the features' names, added up by group. Never changes."""

    __slots__ = ("_by_name", "_strongest", "_sum")

    def __init__(self, by_name: Mapping[str, float]) -> None:
        self._by_name = by_name

        def total(group: Group) -> float:
            return sum([by_name[name] for name in NAMERS[group[0]](*group[1:]) if name in by_name], 0.0)

        def strongest(group: Group) -> tuple[str, float]:
            weights = [(name, by_name.get(name, 0.0)) for name in NAMERS[group[0]](*group[1:])]
            return max(weights, key=lambda pair: abs(pair[1]), default=("", 0.0))

        self._sum = Kept(total).__getitem__
        self._strongest = Kept(strongest)

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def score(self, groups: Iterable[Group]) -> float:
        """The sum of the weights: log-odds, where the weights were fitted for yes or no."""
        return float(sum(map(self._sum, groups)))

    def choose(self, options: Sequence[Iterable[Group]]) -> tuple[int, float]:
        """The option with the highest score and its share of the softmax over all of them."""
        sum_of = self._sum
        return highest([sum(map(sum_of, option)) for option in options])

    def reasons(self, groups: Iterable[Group], most: int) -> list[tuple[str, float]]:
        """Of each group the feature that weighs most, for or against; of these the heaviest, in order."""
        strongest = [found for group in groups if (found := self._strongest[group])[1]]
        strongest.sort(key=lambda pair: -abs(pair[1]))
        return strongest[:most]


class Layouts:
    """The weights of where content stands: of each group of features one sum for each of LAYOUTS."""

    __slots__ = ("_by_name", "_sums")

    def __init__(self, by_name: Mapping[str, float]) -> None:
        self._by_name = by_name
        names = {name.split("|", 1)[1] for name in by_name}
        rows = {name: tuple([by_name.get(f"{layout}|{name}", 0.0) for layout in LAYOUTS]) for name in names}
        nothing = (0.0,) * len(LAYOUTS)

        def totals(group: Group) -> tuple[float, ...]:
            found = [rows[name] for name in NAMERS[group[0]](*group[1:]) if name in rows]
            return tuple(map(sum, zip(*found, strict=True))) if found else nothing

        self._sums = Kept(totals).__getitem__

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def choose(self, groups: Iterable[Group]) -> tuple[int, float]:
        """The number of the likeliest layout, and its share of the softmax over all of them."""
        return highest(list(map(sum, zip(*map(self._sums, groups), strict=True))))


def highest(scores: Sequence[float]) -> tuple[int, float]:
    """Which score is the highest, and its share of the softmax over all of them."""
    best = max(scores)
    return scores.index(best), 1.0 / sum([math.exp(max(-50.0, other - best)) for other in scores])


@dataclass(frozen=True, slots=True)
class Model:
    """All that is learned of a language: which words may be cues, two thresholds, the weights."""

    cue_words: Mapping[str, frozenset[str]]
    """Stems with the parts of speech under which they may be a cue."""
    threshold: float
    """A cue from this chance on makes a statement."""
    possible: float
    """A cue from this chance on is kept for a quotation that has no other."""
    quoted_within: int
    """From how many words on a quotation within a report counts as a statement of its own; 0: never.
    What annotators of a language hold to, learned with the weights."""
    joins_sentences: bool
    """Whether quotations in sentences that follow each other are one statement, or each its own. Learned too."""
    sure_from: float
    """A quoted statement is called sure, 0.9 and above, from this chance on. Learned too."""
    layout: Layouts
    cue: Weights
    source: Weights
    before: Weights
    start: Weights
    end: Weights
    antecedent: Weights
    confidence: Weights

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """The model in a weights file; a decision that the file lacks has no weights."""
        return cls(
            {word: frozenset(tags) for word, tags in data["cue_words"].items()},
            data["threshold"],
            data["possible"],
            data.get("quoted_within", 0),
            data.get("joins_sentences", True),
            data.get("sure_from", 0.0),
            Layouts(data.get("layout", {})),
            *(Weights(data.get(name, {})) for name in DECISIONS),
        )


DECISIONS = ("cue", "source", "before", "start", "end", "antecedent", "confidence")


def chance(log_odds: float) -> float:
    """The probability behind log-odds."""
    if log_odds < -30:
        return 0.0
    return 1.0 / (1.0 + math.exp(-log_odds)) if log_odds < 30 else 1.0
