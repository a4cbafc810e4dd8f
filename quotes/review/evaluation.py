"""How well the engine does, by what editors decided: precision by group, and whether its confidence is honest."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from quotes.models import Origin, ReviewStatus, Statement
from quotes.review.judgements import Judgement

BINS = 10
"""Bands of confidence, as the scorer has them: [0, 0.1) … [0.9, 1]."""
NORMAL_95 = 1.959964
"""Two-sided 95 % quantile of the normal distribution."""


@dataclass(slots=True)
class Tally:
    """How many proposals of one group, and how many of them were found, right and exact."""

    decided: int = 0
    found: int = 0
    right: int = 0
    exact: int = 0
    confidence_sum: float = 0.0

    def add(self, judgement: Judgement) -> None:
        self.decided += 1
        self.found += judgement.found
        self.right += judgement.right
        self.exact += judgement.exact
        self.confidence_sum += judgement.confidence

    @property
    def precision(self) -> float:
        """Share that was right; 0 where nothing is decided."""
        return self.right / self.decided if self.decided else 0.0

    @property
    def confidence(self) -> float:
        """Mean of what the engine said."""
        return self.confidence_sum / self.decided if self.decided else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Between what the precision lies with 95 % certainty."""
        return wilson(self.right, self.decided)

    def as_dict(self) -> dict[str, float | int]:
        low, high = self.interval
        return {
            "decided": self.decided,
            "found": self.found,
            "right": self.right,
            "exact": self.exact,
            "precision": round(self.precision, 4),
            "precision_low": round(low, 4),
            "precision_high": round(high, 4),
            "mean_confidence": round(self.confidence, 4),
        }


def wilson(right: int, of: int) -> tuple[float, float]:
    """Wilson's score interval of a share at 95 %: honest for few observations, never outside 0 to 1.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22 (1927), 209-212.
    """
    if not of:
        return 0.0, 1.0
    share, z2 = right / of, NORMAL_95**2
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    reach = NORMAL_95 * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return max(0.0, middle - reach), min(1.0, middle + reach)


@dataclass(slots=True)
class Evaluation:
    """The engine's proposals against what editors decided."""

    overall: Tally = field(default_factory=Tally)
    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    rules: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    outlets: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    versions: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    bins: list[Tally] = field(default_factory=lambda: [Tally() for _ in range(BINS)])
    added: int = 0
    """Statements that editors added, because the engine had missed them."""

    @property
    def ece(self) -> float:
        """Expected calibration error: how far confidence and precision lie apart, on average over the bands.

        Σ over bands of (share of the proposals) · |mean confidence - precision|. M. P. Naeini,
        G. Cooper, M. Hauskrecht, "Obtaining well calibrated probabilities using Bayesian
        binning", AAAI 2015.
        """
        if not self.overall.decided:
            return 0.0
        return sum(b.decided * abs(b.confidence - b.precision) for b in self.bins) / self.overall.decided

    def groups(self) -> dict[str, dict[str, Tally]]:
        """Every table by its name, the largest group first."""
        bands = {band_name(number): tally for number, tally in enumerate(self.bins) if tally.decided}
        named = {"kind": self.kinds, "rule": self.rules, "outlet": self.outlets, "engine": self.versions}
        ordered = {
            name: dict(sorted(table.items(), key=lambda item: (-item[1].decided, item[0])))
            for name, table in named.items()
        }
        return {**ordered, "confidence": bands}

    def as_dict(self) -> dict[str, object]:
        """As `evaluate_reviews --json` prints it."""
        tables = {f"by_{name}": {k: t.as_dict() for k, t in table.items()} for name, table in self.groups().items()}
        return {"overall": self.overall.as_dict(), "ece": round(self.ece, 4), "added_by_editors": self.added, **tables}


def band_name(number: int) -> str:
    """“0.9-1.0” for the last of ten bands."""
    return f"{number / BINS:.1f}-{(number + 1) / BINS:.1f}"


def evaluate(judged: Iterable[Judgement]) -> Evaluation:
    """Count judgements into groups; a proposal counts under each of its rules."""
    evaluation = Evaluation()
    for judgement in judged:
        groups = [
            evaluation.overall,
            evaluation.kinds[judgement.quote_kind],
            evaluation.outlets[judgement.outlet or "(no outlet)"],
            evaluation.versions[judgement.engine_version or "(unknown)"],
            evaluation.bins[min(BINS - 1, int(judgement.confidence * BINS))],
            *(evaluation.rules[rule] for rule in judgement.rules),
        ]
        for tally in groups:
            tally.add(judgement)
    return evaluation


def added_by_editors(*, since: dt.datetime | None = None) -> int:
    """How many statements that the engine had missed editors added, at `since` or later, and kept."""
    added = Statement.objects.filter(origin=Origin.HUMAN, review_status__in=ReviewStatus.public())
    return (added if since is None else added.filter(created__gte=since)).count()
