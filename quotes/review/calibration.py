"""What editors decided → what the engine's confidence is worth on this site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from quotes.engine import plain_engine
from quotes.models import Calibration, Decision, Origin, Review, ReviewStatus, Statement
from quotes.review.curve import Curve, Judged, calibration_error, cross_validated_error, fit

LEAST_DECISIONS = 200
LEAST_OF_EACH = 20
"""Fewer right or wrong ones than this tell nothing of how the share changes with the confidence."""


class TooFewDecisions(Exception):
    """There is too little to learn from: says what there is and what is needed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fitted curve, what it was fitted on, and the calibration error without and with it (cross-validated)."""

    language: str
    engine_version: str
    curve: Curve
    decisions: int
    accepted: int
    ece_before: float
    ece_after: float

    @property
    def helps(self) -> bool:
        return self.ece_after < self.ece_before


def propose(*, language: str) -> Proposal:
    """The curve that the decisions on today's engine's statements ask for. Changes nothing.

    Raises TooFewDecisions, and UnsupportedLanguage where the engine does not know the language.
    """
    version = plain_engine().version(language)
    judged = list(judged_statements(version))
    right = sum(one.right for one in judged)
    _require_enough(len(judged), right, version)
    before = calibration_error((one.confidence, one.right) for one in judged)
    return Proposal(language, version, fit(judged), len(judged), right, before, cross_validated_error(judged))


def _require_enough(decisions: int, right: int, version: str) -> None:
    wrong = decisions - right
    if decisions < LEAST_DECISIONS or min(right, wrong) < LEAST_OF_EACH:
        raise TooFewDecisions(
            f"Editors have decided {decisions} statements of the engine {version}: {right} right as they stood, "
            f"{wrong} corrected or rejected. Needed are {LEAST_DECISIONS} in all, with {LEAST_OF_EACH} of each; "
            "decide more, and not only the doubtful ones."
        )


def judged_statements(version: str) -> Iterator[Judged]:
    """The decided statements of that engine, under whatever calibration they were stored.

    Right is one that an editor accepted, and whose words and speaker stand as they came: a
    corrected act or modality leaves content and attribution as they were. What was accepted in
    bulk for its confidence is left out.
    """
    calibrations = {one.label: one for one in Calibration.objects.filter(engine_version=version)}
    decided = (
        Statement.objects.filter(Q(engine_version=version) | Q(engine_version__in=calibrations), origin=Origin.ENGINE)
        .exclude(review_status=ReviewStatus.PENDING)
        .prefetch_related("reviews")
        .only("pk", "source_id", "confidence", "engine_version", "review_status")
        .order_by("pk")
    )
    for statement in decided.iterator(chunk_size=500):
        if _was_accepted_unread(statement.reviews.all()):
            continue
        calibration = calibrations.get(statement.engine_version)
        own = calibration.undone(statement.confidence) if calibration is not None else statement.confidence
        rejected = statement.review_status == ReviewStatus.REJECTED
        right = not rejected and not _changed_what_was_said(statement.reviews.all())
        yield Judged(own, right, statement.source_id)


SAID = ("spans", "speaker", "mention")
"""What of a recorded state is content and attribution."""


def _was_accepted_unread(reviews: Iterable[Review]) -> bool:
    """Whether it was accepted with others for its confidence: that confirms nothing about confidence."""
    last = max(reviews, key=lambda review: review.pk, default=None)
    return last is not None and last.batch is not None


def _changed_what_was_said(reviews: Iterable[Review]) -> bool:
    """Whether editors found other words or another speaker than there were, and left it so.

    What they took back, or moved there and back, is no judgement on the engine. A change between
    two decisions is not theirs: speakers were merged.
    """
    ordered = sorted((review for review in reviews if review.before), key=lambda review: review.pk)
    changed = any(
        review.decision in {Decision.CORRECT, Decision.REASSIGN} and _said(review.before) != _said(review.after)
        for review in ordered
    )
    return changed and _said(ordered[0].before) != _said(ordered[-1].after)


def _said(state: dict[str, Any]) -> list[Any]:
    return [state.get(name) for name in SAID]


@transaction.atomic
def store(proposal: Proposal) -> Calibration:
    """Put a proposal in force: the engine's confidence goes through it from the next start of a process on."""
    return Calibration.objects.create(
        language=proposal.language,
        engine_version=proposal.engine_version,
        slope=proposal.curve.slope,
        intercept=proposal.curve.intercept,
        decisions=proposal.decisions,
        accepted=proposal.accepted,
        ece_before=proposal.ece_before,
        ece_after=proposal.ece_after,
    )


def withdraw(*, language: str) -> int:
    """Go back to the engine's own confidence in that language; how many calibrations that took out of force."""
    return Calibration.objects.in_force().filter(language=language).update(withdrawn_at=timezone.now())
