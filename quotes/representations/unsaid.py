"""What a source does not report as said: no format may pass it on as somebody's words."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.models import Modality
from quotes.models.statement import is_denied
from quotes.representations.rows import Row


@dataclass(frozen=True, slots=True)
class NotSaid:
    """A tag for programs, and what the source reports instead."""

    tag: str
    words: str


OF_MODALITY = {
    Modality.NEGATED: NotSaid("negated", "The source reports that this was not said."),
    Modality.HYPOTHETICAL: NotSaid("hypothetical", "The source reports that this might be said, not that it was."),
}
DENIED = NotSaid("denied", "The source reports that this was denied.")


def not_said(row: Row) -> NotSaid | None:
    """How the source reports a statement that it does not report as said; None for all others."""
    return OF_MODALITY.get(Modality(row.modality)) or (DENIED if is_denied(row.act, row.quote_kind) else None)
