"""What editors made of each of the engine's proposals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from quotes.models import Decision, Origin, Review, ReviewStatus, Speaker, Statement
from quotes.models.statement import StatementQuerySet
from quotes.speakers.linking import canonical

SAME_WORDS = 0.5
"""From this overlap on, two spans mark the same statement: the scorer's measure (`found`), in characters."""
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Judgement:
    """One proposal of the engine and what became of it.

    found: editors kept a statement at this place (the spans overlap by half or more). right: found,
    and with the speaker that the engine named, or nobody where it named nobody; this is what
    the confidence is the chance of. exact: right, with the same spans, kind, act and modality.
    """

    quote_kind: str
    confidence: float
    rules: tuple[str, ...]
    outlet: str
    engine_version: str
    found: bool
    right: bool
    exact: bool


def judgements(*, since: dt.datetime | None = None) -> Iterator[Judgement]:
    """One judgement for each proposal that stands decided, last decided at `since` or later.

    The proposal is the statement as it was before its first decision, the verdict is what it
    was after the last that stands: what was taken back is no verdict, nor is what was accepted
    with others for its confidence, unread. Speakers who were merged since count as the one they
    became. Memory stays constant.
    """
    became = _merged()
    for statement in _decided():
        reviews = [review for review in statement.reviews.all() if review.before]
        verdicts = _verdicts(reviews)
        if not verdicts or (since is not None and verdicts[-1].created < since):
            continue
        proposed, verdict = reviews[0].before, verdicts[-1].after
        if "review_status" not in verdict or verdict["review_status"] == ReviewStatus.PENDING:
            continue
        yield _judge(statement, proposed, verdict, became)


def _verdicts(reviews: list[Review]) -> list[Review]:
    """The decisions that stand and were made on this very statement, in order."""
    undone = {review.undoes_id for review in reviews if review.undoes_id}
    return [
        review
        for review in reviews
        if review.decision != Decision.UNDO and review.pk not in undone and review.batch is None
    ]


def _decided() -> Iterator[Statement]:
    statements: StatementQuerySet = Statement.objects.filter(origin=Origin.ENGINE)
    decided = statements.exclude(review_status=ReviewStatus.PENDING).order_by("pk").select_related("source__outlet")
    reviews = Review.objects.order_by("id").only(
        "statement_id", "decision", "before", "after", "batch", "undoes_id", "created"
    )
    return (
        decided.only("confidence", "evidence", "engine_version", "source__outlet__name")
        .prefetch_related(Prefetch("reviews", reviews))
        .iterator(chunk_size=CHUNK)
    )


def _judge(
    statement: Statement, proposed: dict[str, Any], verdict: dict[str, Any], became: dict[str, str]
) -> Judgement:
    kept = verdict["review_status"] in ReviewStatus.public()
    found = kept and overlap(proposed["spans"], verdict["spans"]) >= SAME_WORDS
    then, now = (became.get(s["speaker"], s["speaker"]) for s in (proposed, verdict))
    right = found and then == now
    same = all(proposed[name] == verdict[name] for name in ("spans", "quote_kind", "act", "modality"))
    outlet = statement.source.outlet
    return Judgement(
        quote_kind=proposed["quote_kind"],
        confidence=statement.confidence,
        rules=tuple(sorted({evidence["rule"] for evidence in statement.evidence})),
        outlet=outlet.name if outlet else "",
        engine_version=statement.engine_version,
        found=found,
        right=right,
        exact=right and same,
    )


def _merged() -> dict[str, str]:
    """Public id of each merged speaker → the one that goes on."""
    merged = Speaker.objects.filter(merged_into__isnull=False).select_related("merged_into__merged_into")
    return {str(speaker.public_id): str(canonical(speaker).public_id) for speaker in merged}


def overlap(one: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> float:
    """Share of the characters that either covers which both cover: Jaccard, 0 to 1.

    Each is a list of [start, end) in order, without overlaps of its own.
    """
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    either = sum(b - a for a, b in one) + sum(d - c for c, d in other) - shared
    return shared / either if either else 0.0
