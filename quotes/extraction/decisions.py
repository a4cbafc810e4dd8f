"""Weights and named features → scores, chances and choices, with the features that made them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat

NOTHING = repeat(0.0)


def score(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """The sum of the weights: log-odds, where the weights were fitted for yes or no."""
    # This is where the engine spends its time; map over two iterators stays within C.
    return sum(map(weights.get, features, NOTHING))


def chance(log_odds: float) -> float:
    """The probability behind log-odds."""
    if log_odds < -30:
        return 0.0
    return 1.0 / (1.0 + math.exp(-log_odds)) if log_odds < 30 else 1.0


def choose(weights: Mapping[str, float], options: Sequence[Iterable[str]]) -> tuple[int, float]:
    """The option with the highest score and its share of the softmax over all of them."""
    scores = [score(weights, option) for option in options]
    best = max(range(len(scores)), key=scores.__getitem__)
    return best, 1.0 / sum(math.exp(max(-50.0, other - scores[best])) for other in scores)


def reasons(weights: Mapping[str, float], features: Iterable[str], most: int) -> list[tuple[str, float]]:
    """The features that weigh most, for or against, heaviest first."""
    weighed = [(name, weights[name]) for name in features if name in weights]
    return sorted(weighed, key=lambda pair: -abs(pair[1]))[:most]
