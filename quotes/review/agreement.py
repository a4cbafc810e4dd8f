"""How far editors agree who decided the same statement without seeing each other's decision."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from quotes.models import Opinion, ReviewStatus
from quotes.review.second_opinion import agree, standing


def krippendorff_alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for nominal values: 1 is agreement, 0 is what chance gives, below 0 is worse.

    Each unit holds the values that its coders gave; a coder who gave none is left out, and units
    with fewer than two values tell nothing. None where there is nothing to compare, or only one
    value was ever given, so that chance cannot be estimated.

    alpha = 1 - D_o / D_e over the coincidence matrix: each ordered pair of values within a unit
    of m values counts 1 / (m - 1); D_o is the share of pairs that differ, D_e the share that
    would if the same values were paired at random. K. Krippendorff, "Computing Krippendorff's
    Alpha-Reliability" (2011), section C, nominal metric.
    """
    totals: Counter[Hashable] = Counter()
    differing = 0.0
    for values in units:
        if len(values) < 2:
            continue
        counts = Counter(values)
        totals.update(counts)
        pairs = len(values) ** 2 - sum(count**2 for count in counts.values())
        differing += pairs / (len(values) - 1)
    number = totals.total()
    by_chance = number**2 - sum(count**2 for count in totals.values())
    if not by_chance:
        return None
    return 1 - (number - 1) * differing / by_chance


@dataclass(frozen=True, slots=True)
class Agreement:
    """One row of the page: of whom or what, over how many statements, how many the same, and alpha by aspect.

    verdict: kept or rejected. outcome: accepted as it was, corrected, rejected. speaker and kind:
    whom it is given to and which kind it is, where both kept it. Words have no alpha, since no two
    statements share theirs; that they are the same is part of `same`.
    """

    name: str
    statements: int
    same: int
    verdict: float | None
    outcome: float | None
    speaker: float | None
    kind: float | None

    @property
    def share(self) -> float:
        """Share of the statements about which all said the same."""
        return self.same / self.statements if self.statements else 0.0


@dataclass(frozen=True, slots=True)
class AgreementTables:
    """Over all, by pair of editors, by kind of quotation."""

    overall: Agreement
    pairs: list[Agreement]
    kinds: list[Agreement]


Round = list[Opinion]


def agreement() -> AgreementTables:
    """All rounds that are complete: two or more editors, drafts left out. Open rounds stay hidden."""
    rounds = _rounds()
    pairs: dict[tuple[str, str], list[Round]] = defaultdict(list)
    kinds: dict[str, list[Round]] = defaultdict(list)
    for opinions in rounds:
        kinds[opinions[0].statement.quote_kind].append(opinions)
        for one, other in combinations(sorted(opinions, key=lambda o: str(o.reviewer)), 2):
            pairs[str(one.reviewer), str(other.reviewer)].append([one, other])
    return AgreementTables(
        overall=_row("all", rounds),
        pairs=[_row(f"{one} and {other}", some) for (one, other), some in sorted(pairs.items())],
        kinds=[_row(kind, some) for kind, some in sorted(kinds.items())],
    )


def _rounds() -> list[Round]:
    rounds: dict[tuple[int, int], Round] = defaultdict(list)
    fields = Opinion.objects.select_related("reviewer", "statement").defer(
        "statement__evidence", "statement__candidates", "statement__text"
    )
    for opinion in standing(fields):
        rounds[opinion.statement_id, opinion.statement_version].append(opinion)
    return [opinions for opinions in rounds.values() if len(opinions) > 1]


def _row(name: str, rounds: Sequence[Round]) -> Agreement:
    states = [[opinion.proposed for opinion in opinions] for opinions in rounds]
    kept = [[state for state in of_one if _is_kept(state)] for of_one in states]
    return Agreement(
        name=name,
        statements=len(rounds),
        same=sum(all(agree(of_one[0], other) for other in of_one[1:]) for of_one in states),
        verdict=krippendorff_alpha([[_is_kept(state) for state in of_one] for of_one in states]),
        outcome=krippendorff_alpha([[state["review_status"] for state in of_one] for of_one in states]),
        speaker=krippendorff_alpha([[state["speaker"] for state in of_one] for of_one in kept]),
        kind=krippendorff_alpha([[state["quote_kind"] for state in of_one] for of_one in kept]),
    )


def _is_kept(state: Mapping[str, Any]) -> bool:
    return state["review_status"] in ReviewStatus.public()
