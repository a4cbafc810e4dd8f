"""A line in log-odds from confidence to the share that is right, in plain Python."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.models import log_odds

BINS = 10
FOLDS = 10
PRIOR = 1.0
"""How firmly the line holds to the engine's own confidence: a handful of decisions cannot bend it."""
STEPS = 100
ENOUGH = 1e-10


@dataclass(frozen=True, slots=True)
class Judged:
    """One decided statement: the engine's own confidence, whether it was right as it stood, and its article."""

    confidence: float
    right: bool
    article: int


@dataclass(frozen=True, slots=True)
class Curve:
    """The log-odds of a confidence, times slope, plus intercept: again log-odds."""

    slope: float = 1.0
    intercept: float = 0.0

    def at(self, confidence: float) -> float:
        return _chance(self.slope * log_odds(confidence) + self.intercept)


def _chance(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


def fit(judged: Sequence[Judged]) -> Curve:
    """The likeliest line by Newton's method, held by PRIOR to slope 1 and intercept 0."""
    rows = [(log_odds(one.confidence), float(one.right)) for one in judged]
    slope, intercept = 1.0, 0.0
    for _ in range(STEPS):
        slope_by, intercept_by = _newton_step(rows, slope, intercept)
        # Half a step where a whole one would turn the line over: what is surer must never seem less sure.
        while slope - slope_by <= 0.0:
            slope_by, intercept_by = slope_by / 2, intercept_by / 2
        slope, intercept = slope - slope_by, intercept - intercept_by
        if abs(slope_by) + abs(intercept_by) < ENOUGH:
            break
    return Curve(slope, intercept)


def _newton_step(rows: Sequence[tuple[float, float]], slope: float, intercept: float) -> tuple[float, float]:
    """Gradient over curvature of the penalised loss, in slope and intercept."""
    by_slope, by_intercept = PRIOR * (slope - 1.0), PRIOR * intercept
    ss, si, ii = PRIOR, 0.0, PRIOR
    for odds, right in rows:
        chance = _chance(slope * odds + intercept)
        error, weight = chance - right, chance * (1.0 - chance)
        by_slope += error * odds
        by_intercept += error
        ss += weight * odds * odds
        si += weight * odds
        ii += weight
    determinant = ss * ii - si * si
    return (ii * by_slope - si * by_intercept) / determinant, (ss * by_intercept - si * by_slope) / determinant


def calibration_error(pairs: Iterable[tuple[float, bool]]) -> float:
    """Expected calibration error of (confidence, right) over ten bins: 0 is perfect."""
    bins: list[list[float]] = [[] for _ in range(BINS)]
    for confidence, right in pairs:
        bins[min(BINS - 1, int(confidence * BINS))].append(confidence - right)
    count = sum(map(len, bins))
    return sum(abs(sum(differences)) for differences in bins) / count if count else 0.0


def cross_validated_error(judged: Sequence[Judged]) -> float:
    """The calibration error of each statement under a line that no statement of its article was fitted on."""
    fold_of = {article: number % FOLDS for number, article in enumerate(sorted({one.article for one in judged}))}
    pairs: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        curve = fit([one for one in judged if fold_of[one.article] != fold])
        pairs += [(curve.at(one.confidence), one.right) for one in judged if fold_of[one.article] == fold]
    return calibration_error(pairs)
