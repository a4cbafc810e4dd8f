"""What an editor can decide of a statement: each a service, one transaction, one Review.

A decision names the version of the statement that the editor saw. Where somebody else has
changed it since, nothing happens and StaleStatement says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from quotes.lookup.indexing import index_statements
from quotes.models import (
    AttributionStatus,
    Decision,
    Review,
    ReviewStatus,
    Source,
    Speaker,
    Statement,
    StatementSpan,
    text_at,
)


class StaleStatement(Exception):
    """Somebody else changed the statement since the editor saw it."""


def snapshot(statement: Statement) -> dict[str, Any]:
    """What a decision can change, as Review records it before and after."""
    return {
        "review_status": statement.review_status,
        "speaker": str(statement.speaker.public_id) if statement.speaker else None,
        "speaker_name": statement.speaker.name if statement.speaker else None,
        "attribution_status": statement.attribution_status,
        "quote_kind": statement.quote_kind,
        "act": statement.act,
        "modality": statement.modality,
        "spans": [list(pair) for pair in statement.span_pairs()],
        "mention": [statement.mention_start, statement.mention_end] if statement.mention_text else None,
        "version": statement.version,
    }


def accept(*, statement: Statement, reviewer: Any, expected_version: int, note: str = "") -> Statement:
    """The statement is right as it stands. Raises StaleStatement."""
    return _decide(
        statement, reviewer, expected_version, Decision.ACCEPT, note, {"review_status": ReviewStatus.ACCEPTED}
    )


def reject(*, statement: Statement, reviewer: Any, expected_version: int, note: str = "") -> Statement:
    """It is no statement, or not worth keeping. Raises StaleStatement."""
    return _decide(
        statement, reviewer, expected_version, Decision.REJECT, note, {"review_status": ReviewStatus.REJECTED}
    )


def reopen(*, statement: Statement, reviewer: Any, expected_version: int, note: str = "") -> Statement:
    """Decide it anew: back among the pending. Raises StaleStatement."""
    return _decide(
        statement, reviewer, expected_version, Decision.REOPEN, note, {"review_status": ReviewStatus.PENDING}
    )


def reassign(
    *, statement: Statement, reviewer: Any, expected_version: int, speaker: Speaker | None, note: str = ""
) -> Statement:
    """Somebody else said it, or nobody who can be named. Raises StaleStatement."""
    changes: dict[str, Any] = {
        "speaker": speaker,
        "attribution_status": AttributionStatus.RESOLVED if speaker else AttributionStatus.NOBODY,
        "review_status": ReviewStatus.CORRECTED,
    }
    return _decide(statement, reviewer, expected_version, Decision.REASSIGN, note, changes)


def correct(
    *,
    statement: Statement,
    reviewer: Any,
    expected_version: int,
    note: str = "",
    spans: Sequence[tuple[int, int]] | None = None,
    quote_kind: str | None = None,
    act: str | None = None,
    modality: str | None = None,
) -> Statement:
    """The words, their kind, the act or the modality are others.

    spans are code points of the source's text, ends exclusive, in order. Raises
    StaleStatement, and ValidationError for spans that do not fit the text.
    """
    changes: dict[str, Any] = {"review_status": ReviewStatus.CORRECTED}
    changes |= {
        name: value
        for name, value in (("quote_kind", quote_kind), ("act", act), ("modality", modality))
        if value is not None
    }
    if spans is not None:
        source_text = Source.objects.values_list("text", flat=True).get(pk=statement.source_id)
        try:
            changes["text"] = text_at(source_text, spans)
        except ValueError as error:
            raise ValidationError(f"The marked words do not fit the article: {error}.") from error
    return _decide(statement, reviewer, expected_version, Decision.CORRECT, note, changes, spans)


@transaction.atomic
def _decide(
    statement: Statement,
    reviewer: Any,
    expected_version: int,
    decision: Decision,
    note: str,
    changes: dict[str, Any],
    spans: Sequence[tuple[int, int]] | None = None,
) -> Statement:
    """Change the row if it is still at the expected version, and record the decision.

    One conditional UPDATE comes first, so that of two editors at once exactly one wins; what
    was before is read inside the same transaction.
    """
    before = snapshot(Statement.objects.select_related("speaker").get(pk=statement.pk))
    changed = Statement.objects.filter(pk=statement.pk, version=expected_version).update(
        version=F("version") + 1, modified=timezone.now(), **changes
    )
    if not changed or before["version"] != expected_version:
        raise StaleStatement(f"“{statement}” was changed by somebody else meanwhile. Reload it and decide again.")
    if spans is not None:
        StatementSpan.objects.filter(statement=statement).delete()
        StatementSpan.objects.bulk_create(
            StatementSpan(statement=statement, position=position, start=start, end=end)
            for position, (start, end) in enumerate(spans)
        )
    after = Statement.objects.select_related("speaker", "source").get(pk=statement.pk)
    Review.objects.create(
        statement=after, reviewer=reviewer, decision=decision, before=before, after=snapshot(after), note=note
    )
    index_statements([after])
    return after


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What became of a decision over many statements."""

    done: list[Statement] = field(default_factory=list)
    stale: list[Statement] = field(default_factory=list)


def decide_many(
    *,
    statements: Iterable[Statement],
    reviewer: Any,
    decision: Decision,
    speaker: Speaker | None = None,
    note: str = "",
) -> BulkResult:
    """Accept, reject or reassign each statement that is still pending; the others are told apart.

    A statement that a colleague decided since the list was shown is not overwritten. Raises
    ValueError for a decision that cannot be made for many at once.
    """
    services: dict[Decision, Callable[..., Statement]] = {
        Decision.ACCEPT: accept,
        Decision.REJECT: reject,
        Decision.REASSIGN: partial(reassign, speaker=speaker),
    }
    if decision not in services:
        raise ValueError(f"{decision} cannot be made for many statements at once")
    result = BulkResult()
    for statement in statements:
        if statement.review_status != ReviewStatus.PENDING:
            result.stale.append(statement)
            continue
        try:
            result.done.append(
                services[decision](
                    statement=statement, reviewer=reviewer, expected_version=statement.version, note=note
                )
            )
        except StaleStatement:
            result.stale.append(statement)
    return result
