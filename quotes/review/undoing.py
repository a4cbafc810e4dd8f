"""Taking decisions back: the last one, all of a batch, or everything since an earlier state.

Nothing is erased: what is taken back and the taking back are both in the record.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from quotes.lookup.indexing import index_statements
from quotes.models import AttributionStatus, Decision, Review, ReviewStatus, Speaker, Statement, text_at
from quotes.review.recording import StaleStatement, record_change
from quotes.speakers.linking import canonical


def last_standing(statement: Statement) -> Review | None:
    """The latest decision about a statement that nobody has taken back."""
    standing = Review.objects.filter(statement=statement, undone_by__isnull=True)
    return standing.exclude(decision=Decision.UNDO).order_by("-id").first()


@transaction.atomic
def undo(*, review: Review, reviewer: Any, expected_version: int) -> Statement:
    """Bring back the state before a decision; a statement that it added is rejected.

    Only the last standing decision can be taken back: take back later ones first. Raises
    StaleStatement where there are later ones or the statement has changed.
    """
    statement = Statement.objects.get(pk=review.statement_id)
    last = last_standing(statement)
    if last is None or last.pk != review.pk:
        raise StaleStatement(f"“{statement}” was decided again since, or this was undone already. Reload it.")
    changes, spans = _changes_to(statement, review.before)
    return record_change(
        statement=statement, reviewer=reviewer, expected_version=expected_version, decision=Decision.UNDO,
        changes=changes, spans=spans, undoes=review,
    )  # fmt: skip


def restore(*, review: Review, reviewer: Any, expected_version: int, before: bool = False) -> Statement:
    """Bring back the state after a decision, or the one before it. Raises StaleStatement."""
    state = review.before if before else review.after
    statement = Statement.objects.get(pk=review.statement_id)
    changes, spans = _changes_to(statement, state)
    which = "before" if before else "after"
    return record_change(
        statement=statement, reviewer=reviewer, expected_version=expected_version, decision=Decision.RESTORE,
        changes=changes, spans=spans, note=f"the state {which} decision {review.pk}",
    )  # fmt: skip


def _changes_to(
    statement: Statement, state: dict[str, Any]
) -> tuple[dict[str, Any], Sequence[tuple[int, int]] | None]:
    """What to write so that a statement is in a recorded state again, and its spans if they differ.

    A speaker that was merged since is the one as whom it goes on.
    """
    if not state:
        return {"review_status": ReviewStatus.REJECTED}, None
    speaker = None
    if state["speaker"]:
        speaker = Speaker.objects.select_related("merged_into").filter(public_id=state["speaker"]).first()
        if speaker is None:
            raise ValidationError(f"The speaker {state['speaker_name']} is no longer in the database.")
        speaker = canonical(speaker)
    status = state["attribution_status"] if speaker or state["attribution_status"] != "resolved" else "nobody"
    changes: dict[str, Any] = {
        "review_status": state["review_status"],
        "speaker": speaker,
        "attribution_status": AttributionStatus(status),
        "quote_kind": state["quote_kind"],
        "act": state["act"],
        "modality": state["modality"],
    }
    spans = [(start, end) for start, end in state["spans"]]
    if spans == statement.span_pairs():
        return changes, None
    return changes | {"text": text_at(statement.source.text, spans)}, spans


@dataclass(frozen=True, slots=True)
class UndoneBatch:
    """How many statements of a batch are back as before, and how many were decided again since and stay."""

    undone: int
    left: int


@transaction.atomic
def undo_batch(*, batch: uuid.UUID, reviewer: Any) -> UndoneBatch:
    """Make what a bulk acceptance accepted pending again, except what was decided again since.

    The number of queries does not grow with the statements, but for the inserts' batches.
    Raises ValidationError for a batch that does not exist.
    """
    made = list(Review.objects.filter(batch=batch, decision=Decision.ACCEPT).select_related("undone_by"))
    if not made:
        raise ValidationError("There is no such bulk decision to undo.")
    later = set(
        Review.objects.filter(statement__in=[r.statement_id for r in made], pk__gt=max(r.pk for r in made))
        .values_list("statement_id", flat=True)
    )  # fmt: skip
    locked = Statement.objects.select_for_update().filter(pk__in=[r.statement_id for r in made])
    versions = dict(locked.values_list("pk", "version"))
    back = [r for r in made if r.statement_id not in later]
    Statement.objects.filter(pk__in=[r.statement_id for r in back]).update(
        review_status=ReviewStatus.PENDING, version=F("version") + 1, modified=timezone.now()
    )
    Review.objects.bulk_create(
        Review(
            statement_id=r.statement_id, reviewer=reviewer, decision=Decision.UNDO, undoes=r,
            before=r.after | {"version": versions[r.statement_id]},
            after=r.before | {"version": versions[r.statement_id] + 1},
        )
        for r in back
    )  # fmt: skip
    index_statements(Statement.objects.defer("evidence", "candidates").filter(pk__in=[r.statement_id for r in back]))
    return UndoneBatch(len(back), len(made) - len(back))
