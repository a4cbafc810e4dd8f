"""Accepting at once all that the engine is sure of, after seeing how many errors to expect."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from quotes.lookup.indexing import index_statements
from quotes.models import Decision, Review, ReviewStatus, Source, Speaker, Statement
from quotes.models.statement import StatementQuerySet
from quotes.review.recording import StaleStatement, changed_by_editors, snapshot
from quotes.review.second_opinion import uncovered

MOST_AT_ONCE = 1000
"""Statements of one bulk decision: what a person can have an idea of, and a transaction holds."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a bulk acceptance would do.

    expected_errors is the sum of the doubts (1 - confidence), which are calibrated: that many
    of the count will be wrong on average. seal names exactly these statements at these
    versions; more tells that there are others beyond MOST_AT_ONCE.
    """

    count: int
    expected_errors: float
    seal: str
    more: bool
    least_certain: tuple[Statement, ...]


def above_the_line(*, line: float, source: Source | None = None, speaker: Speaker | None = None) -> StatementQuerySet:
    """Pending statements of an article or a speaker whose confidence is at least the line.

    Those that need a second opinion are not among them: one person's word, and unread, is not
    two. Raises ValueError unless an article, a speaker or both are named.
    """
    return uncovered(_all_above(line, source, speaker))


def held_back(*, line: float, source: Source | None = None, speaker: Speaker | None = None) -> int:
    """How many above the line are left out, since they need a second opinion; counted up to MOST_AT_ONCE."""
    found = _all_above(line, source, speaker)
    return found.exclude(pk__in=uncovered(found).order_by().values("pk"))[:MOST_AT_ONCE].count()


def _all_above(line: float, source: Source | None, speaker: Speaker | None) -> StatementQuerySet:
    if source is None and speaker is None:
        raise ValueError("name an article or a speaker whose statements are to be accepted")
    found: StatementQuerySet = Statement.objects.filter(
        review_status=ReviewStatus.PENDING, withdrawn_at__isnull=True, confidence__gte=line
    )
    if source is not None:
        found = found.filter(source=source)
    if speaker is not None:
        found = found.filter(speaker=speaker)
    return found.order_by("confidence", "id")


def preview(statements: StatementQuerySet, shown: int = 5) -> Preview:
    """What accepting these would do, with the least certain ones to look at. Changes nothing."""
    rows = list(statements.select_related("speaker").defer("evidence", "candidates")[: MOST_AT_ONCE + 1])
    chosen = rows[:MOST_AT_ONCE]
    doubt = sum(1 - statement.confidence for statement in chosen)
    return Preview(len(chosen), round(doubt, 2), _seal(chosen), len(rows) > MOST_AT_ONCE, tuple(chosen[:shown]))


def _seal(statements: list[Statement]) -> str:
    listed = ",".join(f"{s.pk}:{s.version}" for s in sorted(statements, key=lambda s: s.pk))
    return hashlib.sha256(listed.encode()).hexdigest()


@transaction.atomic
def accept_all(*, statements: StatementQuerySet, reviewer: Any, seal: str) -> uuid.UUID:
    """Accept exactly what was previewed; the batch's id takes it back as one (`undoing.undo_batch`).

    The number of queries does not grow with the statements, but for the inserts' batches. Raises
    StaleStatement where the statements are no longer those of the preview.
    """
    rows = list(
        statements.select_for_update(of=("self",)).select_related("speaker").prefetch_related("spans")
        .defer("evidence", "candidates")[:MOST_AT_ONCE]
    )  # fmt: skip
    if not rows or _seal(rows) != seal:
        raise StaleStatement("Some of these statements were changed meanwhile. Look at the new preview.")
    batch = uuid.uuid4()
    corrected = changed_by_editors(rows)
    for status, some in (
        (ReviewStatus.ACCEPTED, [row.pk for row in rows if row.pk not in corrected]),
        (ReviewStatus.CORRECTED, sorted(corrected)),
    ):
        Statement.objects.filter(pk__in=some).update(
            review_status=status, version=F("version") + 1, modified=timezone.now()
        )
    reviews = []
    for row in rows:
        before = snapshot(row)
        status = ReviewStatus.CORRECTED if row.pk in corrected else ReviewStatus.ACCEPTED
        after = before | {"review_status": status, "version": row.version + 1}
        reviews.append(
            Review(statement=row, reviewer=reviewer, decision=Decision.ACCEPT, before=before, after=after, batch=batch)
        )
        row.review_status = status
    Review.objects.bulk_create(reviews)
    index_statements(rows)
    return batch
