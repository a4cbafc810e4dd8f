"""Weights and named features → scores, chances and choices, with the features that made them.

A feature is a name that can be read: "word say then QUOTATION". What is looked at in one place
comes in groups: a function with the values that it names features from. Few values come up
together in many places, so a group's sum of weights is kept and mostly looked up: the engine
would spend most of its time on building names otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

Group = tuple[Callable[..., Iterable[str]], *tuple[object, ...]]
"""A function that names features, and its arguments: all that they depend on."""
MOST_KEPT = 40_000
"""Sums that one decision keeps: a few megabytes, then it starts anew."""


def names(groups: Iterable[Group]) -> list[str]:
    """The names of all features of the groups."""
    return [name for function, *values in groups for name in function(*values)]


class Sums(dict[Group, float]):
    """The sum of the weights of each group that was asked for: looked up, or else added up and kept."""

    def __init__(self, by_name: Mapping[str, float]) -> None:
        super().__init__()
        self._by_name = by_name

    def __missing__(self, group: Group) -> float:
        if len(self) >= MOST_KEPT:
            self.clear()
        by_name = self._by_name
        total = 0.0
        for name in group[0](*group[1:]):
            if name in by_name:
                total += by_name[name]
        self[group] = total
        return total


class Weights:
    """The weights of one decision by the features' names. Reads like a mapping; never changes."""

    __slots__ = ("_by_name", "_reasons", "_sum")

    def __init__(self, by_name: Mapping[str, float]) -> None:
        self._by_name = by_name
        self._sum = Sums(by_name).__getitem__
        self._reasons: dict[Group, tuple[str, float]] = {}

    def __iter__(self) -> Iterable[str]:
        return iter(self._by_name)

    def score(self, groups: Iterable[Group]) -> float:
        """The sum of the weights: log-odds, where the weights were fitted for yes or no."""
        return float(sum(map(self._sum, groups)))

    def choose(self, options: Sequence[Iterable[Group]]) -> tuple[int, float]:
        """The option with the highest score and its share of the softmax over all of them."""
        scores = [self.score(option) for option in options]
        highest = max(scores)
        best = scores.index(highest)
        return best, 1.0 / sum([math.exp(max(-50.0, other - highest)) for other in scores])

    def reasons(self, groups: Iterable[Group], most: int) -> list[tuple[str, float]]:
        """Of each group the feature that weighs most, for or against; of these the heaviest, in order."""
        strongest = [found for group in groups if (found := self._strongest(group))[0]]
        strongest.sort(key=lambda pair: -abs(pair[1]))
        return strongest[:most]

    def _strongest(self, group: Group) -> tuple[str, float]:
        """The feature of the group that weighs most; ("", 0.0) where none weighs."""
        known = self._reasons.get(group)
        if known is not None:
            return known
        if len(self._reasons) >= MOST_KEPT:
            self._reasons.clear()
        strongest = ("", 0.0)
        for name in group[0](*group[1:]):
            weight = self._by_name.get(name, 0.0)
            if abs(weight) > abs(strongest[1]):
                strongest = (name, weight)
        self._reasons[group] = strongest
        return strongest


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
    cue: Weights
    source: Weights
    layout: Weights
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
            *(Weights(data.get(name, {})) for name in DECISIONS),
        )


DECISIONS = ("cue", "source", "layout", "before", "start", "end", "antecedent", "confidence")


def chance(log_odds: float) -> float:
    """The probability behind log-odds."""
    if log_odds < -30:
        return 0.0
    return 1.0 / (1.0 + math.exp(-log_odds)) if log_odds < 30 else 1.0
