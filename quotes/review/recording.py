"""How a decision is made: one guarded change of one statement, and one Review of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from quotes.lookup.indexing import index_statements
from quotes.models import Decision, Review, Statement, StatementSpan
from quotes.review.second_opinion import Decide, needing_agreement
from quotes.search.documents import write_documents

PROPOSED = ("speaker", "attribution_status", "quote_kind", "act", "modality", "spans")
"""What of a snapshot the engine proposed, and an editor may have changed."""


class StaleStatement(Exception):
    """Somebody else changed the statement since the editor saw it."""


class WithdrawnStatement(ValidationError):
    """A newer engine took the statement back: whatever is decided of it, the public would not see it."""


def of_what_stands(decide: Decide) -> Decide:
    """Decide nothing of what a newer engine withdrew, since what it finds in its place waits in the queue.

    A withdrawal raises the version: whoever saw the statement before is told that it changed, by what follows.
    """

    @wraps(decide)
    def asking(**asked: Any) -> Statement:
        seen = Statement.objects.filter(pk=asked["statement"].pk, version=asked["expected_version"])
        if seen.filter(withdrawn_at__isnull=False).exists():
            raise WithdrawnStatement(
                "A newer engine withdrew this statement: there is nothing to decide of it any more. What the engine "
                "finds there now is a statement of its own; if it finds nothing, add what was missed."
            )
        return decide(**asked)

    return asking


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


def changed_by_editors(statements: Iterable[Statement]) -> set[int]:
    """Which of the statements are no longer as they first came: their keys, by one query."""
    rows = {statement.pk: statement for statement in statements}
    first: dict[int, dict[str, Any]] = {}
    for pk, before in Review.objects.filter(statement__in=rows).order_by("id").values_list("statement", "before"):
        first.setdefault(pk, before)
    changed = set()
    for pk, before in first.items():
        now = snapshot(rows[pk])
        if any(before.get(name, now[name]) != now[name] for name in PROPOSED):
            changed.add(pk)
    return changed


@of_what_stands
@needing_agreement(snapshot)
@transaction.atomic
def record_change(
    *,
    statement: Statement,
    reviewer: Any,
    expected_version: int,
    decision: Decision,
    changes: dict[str, Any],
    spans: Sequence[tuple[int, int]] | None = None,
    note: str = "",
    reason: str = "",
    batch: uuid.UUID | None = None,
    undoes: Review | None = None,
) -> Statement:
    """Change the row if it is still at the expected version, and record the decision.

    One conditional UPDATE comes first, so that of two editors at once exactly one wins; what
    was before is read inside the same transaction. spans replace the content's, and changes
    then hold its text. Where two editors must agree it records an opinion instead, until they do
    (second_opinion), and gives the statement at the version that it had. Raises StaleStatement,
    WithdrawnStatement and OpinionRefused.
    """
    before = snapshot(Statement.objects.select_related("speaker").get(pk=statement.pk))
    changed = Statement.objects.filter(pk=statement.pk, version=expected_version).update(
        version=F("version") + 1, modified=timezone.now(), **changes
    )
    if not changed or before["version"] != expected_version:
        raise StaleStatement(f"“{statement}” was changed by somebody else meanwhile. Reload it and decide again.")
    after = Statement.objects.select_related("speaker", "source").get(pk=statement.pk)
    if spans is not None:
        StatementSpan.objects.filter(statement=after).delete()
        store_spans(after, spans)
    Review.objects.create(
        statement=after,
        reviewer=reviewer,
        decision=decision,
        before=before,
        after=snapshot(after),
        note=note,
        reason=reason,
        batch=batch,
        undoes=undoes,
    )
    index_statements([after])
    return after


def store_spans(statement: Statement, spans: Sequence[tuple[int, int]]) -> None:
    """The content's stretches as rows, and the words that search finds it by."""
    StatementSpan.objects.bulk_create(
        StatementSpan(statement=statement, position=position, start=start, end=end)
        for position, (start, end) in enumerate(spans)
    )
    write_documents(source=statement.source, statements=[(statement, list(spans))])
