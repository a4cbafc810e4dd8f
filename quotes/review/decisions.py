"""What an editor can decide of a statement: each a service, one transaction, one Review.

A decision names the version of the statement that the editor saw. Where somebody else has
changed it since, nothing happens and StaleStatement says so. Of what a newer engine withdrew
nothing is decided: WithdrawnStatement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError

from quotes.models import AttributionStatus, Decision, ReviewStatus, Source, Speaker, Statement, text_at
from quotes.review.recording import (
    StaleStatement,
    WithdrawnStatement,
    changed_by_editors,
    record_change,
    snapshot,
)
from quotes.review.second_opinion import OpinionRefused, opinion_of


class NothingCorrected(ValidationError):
    """Why a correction is none, in the editor's words."""


def accept(*, statement: Statement, reviewer: Any, expected_version: int, note: str = "") -> Statement:
    """The statement is right as it stands. Raises StaleStatement.

    Where an editor has changed it since it came, it counts as corrected, not as accepted.
    """
    status = ReviewStatus.CORRECTED if changed_by_editors([statement]) else ReviewStatus.ACCEPTED
    return record_change(
        statement=statement, reviewer=reviewer, expected_version=expected_version, decision=Decision.ACCEPT,
        note=note, changes={"review_status": status},
    )  # fmt: skip


def reject(
    *, statement: Statement, reviewer: Any, expected_version: int, note: str = "", reason: str = ""
) -> Statement:
    """It is no statement, or not worth keeping; reason is one of RejectionReason. Raises StaleStatement."""
    return record_change(
        statement=statement, reviewer=reviewer, expected_version=expected_version, decision=Decision.REJECT,
        note=note, reason=reason, changes={"review_status": ReviewStatus.REJECTED},
    )  # fmt: skip


def reopen(*, statement: Statement, reviewer: Any, expected_version: int, note: str = "") -> Statement:
    """Decide it anew: back among the pending. Raises StaleStatement."""
    return record_change(
        statement=statement, reviewer=reviewer, expected_version=expected_version, decision=Decision.REOPEN,
        note=note, changes={"review_status": ReviewStatus.PENDING},
    )  # fmt: skip


def reassign(
    *,
    statement: Statement,
    reviewer: Any,
    expected_version: int,
    speaker: Speaker | None,
    note: str = "",
    settle: bool = True,
) -> Statement:
    """Somebody else said it, or nobody who can be named. Raises StaleStatement.

    Without settle a pending statement stays pending, until somebody accepts what it now is.
    """
    changes: dict[str, Any] = {
        "speaker": speaker,
        "attribution_status": AttributionStatus.RESOLVED if speaker else AttributionStatus.NOBODY,
        "review_status": _status_when_changed(statement, settle),
    }
    return record_change(
        statement=statement, reviewer=reviewer, expected_version=expected_version, decision=Decision.REASSIGN,
        note=note, changes=changes,
    )  # fmt: skip


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
    settle: bool = True,
) -> Statement:
    """The words, their kind, the act or the modality are others.

    spans are code points of the source's text, ends exclusive, in order. Without settle a
    pending statement stays pending. Raises StaleStatement, NothingCorrected where nothing is
    named or all of it is so already, and ValidationError for spans that do not fit the text.
    """
    act = act.lower() if act is not None else None  # as the engine writes them, and filters look for them
    wishes = {
        name: value
        for name, value in (("quote_kind", quote_kind), ("act", act), ("modality", modality))
        if value is not None
    }
    _refuse_unchanged(statement, reviewer, expected_version, wishes, spans)
    changes: dict[str, Any] = {"review_status": _status_when_changed(statement, settle), **wishes}
    if spans is not None:
        source_text = Source.objects.values_list("text", flat=True).get(pk=statement.source_id)
        try:
            changes["text"] = text_at(source_text, spans)
        except ValueError as error:
            raise ValidationError(f"The marked words do not fit the article: {error}.") from error
    return record_change(
        statement=statement, reviewer=reviewer, expected_version=expected_version, decision=Decision.CORRECT,
        note=note, changes=changes, spans=spans,
    )  # fmt: skip


def _refuse_unchanged(
    statement: Statement,
    reviewer: Any,
    expected_version: int,
    wishes: dict[str, Any],
    spans: Sequence[tuple[int, int]] | None,
) -> None:
    """A correction of nothing would call corrected what nobody changed, and stand in the record as if it had been.

    What the editor sees is what it is held against: their own opinion, where they gave one. Of an
    older version nothing is said here, since that it is older comes first.
    """
    if not wishes and spans is None:
        raise NothingCorrected("Say what to correct: the words, their kind, the act or the modality.")
    current = Statement.objects.select_related("speaker").get(pk=statement.pk)
    if current.version != expected_version:
        return
    given = opinion_of(current, reviewer)
    seen = given.proposed if given else snapshot(current)
    wanted = wishes if spans is None else wishes | {"spans": [list(pair) for pair in spans]}
    if all(seen[name] == value for name, value in wanted.items()):
        raise NothingCorrected("It is so already: nothing was corrected. To keep it as it stands, accept it.")


def _status_when_changed(statement: Statement, settle: bool) -> ReviewStatus:
    """What becomes of the status when an editor changes something: what was public stays so."""
    if settle or statement.review_status in ReviewStatus.public():
        return ReviewStatus.CORRECTED
    return ReviewStatus(statement.review_status)


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What became of a decision over many statements."""

    done: list[Statement] = field(default_factory=list)
    held: list[Statement] = field(default_factory=list)
    """Those that need a second opinion: this one is recorded, nothing is decided yet."""
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
            after = services[decision](
                statement=statement, reviewer=reviewer, expected_version=statement.version, note=note
            )
        except (StaleStatement, WithdrawnStatement, OpinionRefused):
            result.stale.append(statement)
        else:
            (result.done if after.version > statement.version else result.held).append(after)
    return result
