"""Fits the two kinds of learned decision: yes or no, and one of several. Development only.

Both are log-linear over named features: the weight of a feature is what it adds to the
log-odds. Formulas: logistic regression, and the conditional logit of McFadden (1974), each
with a Gaussian prior on the weights, found by L-BFGS.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Features = Sequence[str]
SMALLEST = 0.02
"""Weights nearer to nothing than this are left out of the file."""


def _matrix(rows: Sequence[Features], least: int) -> tuple[csr_matrix, list[str]]:
    counts = Counter(name for row in rows for name in set(row))
    names = sorted(name for name, count in counts.items() if count >= least)
    index = {name: number for number, name in enumerate(names)}
    columns: list[int] = []
    pointers = [0]
    for row in rows:
        columns.extend({index[name] for name in row if name in index})
        pointers.append(len(columns))
    data = np.ones(len(columns))
    return csr_matrix((data, columns, pointers), shape=(len(rows), len(names))), names


def _named(weights: NDArray[np.float64], names: list[str]) -> dict[str, float]:
    return {
        name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True) if abs(weight) >= SMALLEST
    }


def yes_or_no(
    rows: Sequence[Features], answers: Sequence[bool], *, least: int = 3, prior: float = 1.0
) -> dict[str, float]:
    """Weights by feature name, fitted so that their sum is the log-odds of yes."""
    matrix, names = _matrix(rows, least)
    target = np.asarray(answers, dtype=float)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        score = matrix @ weights
        chance = 1 / (1 + np.exp(-score))
        value = np.logaddexp(0, score).sum() - target @ score + 0.5 * prior * weights @ weights
        return float(value), matrix.T @ (chance - target) + prior * weights

    result = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return _named(result.x, names)


def one_of(
    groups: Sequence[Sequence[Features]], answers: Sequence[int], *, least: int = 3, prior: float = 1.0
) -> dict[str, float]:
    """Weights by feature name, fitted so that in each group the softmax of their sums is the choice."""
    rows = [row for group in groups for row in group]
    if not rows:
        return {}
    matrix, names = _matrix(rows, least)
    sizes = np.array([len(group) for group in groups])
    begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = begins + np.asarray(answers)
    group_of = np.repeat(np.arange(len(groups)), sizes)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        score = matrix @ weights
        top = np.maximum.reduceat(score, begins)
        raised = np.exp(score - top[group_of])
        total = np.add.reduceat(raised, begins)
        chance = raised / total[group_of]
        value = (np.log(total) + top - score[right]).sum() + 0.5 * prior * weights @ weights
        slope = chance.copy()
        slope[right] -= 1
        return float(value), matrix.T @ slope + prior * weights

    result = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return _named(result.x, names)
