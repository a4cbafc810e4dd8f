"""What two editors see differently, and how a third one settles it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from quotes.models import Opinion, ReviewStatus, Statement
from quotes.review.recording import StaleStatement, record_change, snapshot
from quotes.review.second_opinion import carry_out, disputed

MOST = 50
"""Disputes on one page."""


@dataclass(frozen=True, slots=True)
class Side:
    """One opinion of a dispute in words. Whose it is does not matter to the adjudicator."""

    opinion: Opinion
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A statement and what its editors say of it."""

    statement: Statement
    sides: tuple[Side, ...]


def disputes() -> list[Dispute]:
    """Those that wait longest first."""
    statements = (
        disputed()
        .select_related("source__outlet", "speaker")
        .prefetch_related("spans", "opinions")
        .defer("source__original", "evidence", "candidates")
        .order_by("id")[:MOST]
    )
    return [Dispute(statement, _sides(statement)) for statement in statements]


def _sides(statement: Statement) -> tuple[Side, ...]:
    last: dict[int, Opinion] = {}
    for opinion in sorted(statement.opinions.all(), key=lambda opinion: opinion.pk):
        if opinion.statement_version == statement.version and not opinion.is_draft:
            last[opinion.reviewer_id] = opinion
    before = snapshot(statement)
    text = statement.source.text
    return tuple(Side(o, tuple(in_words(before, o.proposed, text))) for o in sorted(last.values(), key=lambda o: o.pk))


def in_words(before: Mapping[str, Any], proposed: Mapping[str, Any], source_text: str) -> list[str]:
    """What an opinion would change, in sentences."""
    if proposed["review_status"] == ReviewStatus.REJECTED:
        return ["It is no statement, or not worth keeping."]
    found = []
    if before["speaker"] != proposed["speaker"]:
        found.append(f"The speaker is {proposed['speaker_name'] or 'nobody who can be named'}.")
    if before["spans"] != proposed["spans"]:
        words = " … ".join(source_text[start:end] for start, end in proposed["spans"])
        found.append(f"The words are: {words}")
    for name, label in (("quote_kind", "kind"), ("act", "act"), ("modality", "modality")):
        if before[name] != proposed[name]:
            found.append(f"The {label} is {proposed[name]}.")
    return found or ["It is right as it stands."]


@transaction.atomic
def follow(*, opinion: Opinion, adjudicator: Any, note: str = "") -> Statement:
    """Settle a dispute as one of its opinions says.

    Raises StaleStatement where the dispute is settled already, and OpinionRefused for somebody
    who is a side of it or may not adjudicate.
    """
    statement = (
        Statement.objects.select_for_update(of=("self",)).select_related("speaker").get(pk=opinion.statement_id)
    )
    if opinion.statement_version != statement.version or not disputed().filter(pk=statement.pk).exists():
        raise StaleStatement(f"“{statement}” was settled already.")
    opinion.statement = statement
    return carry_out(record_change, opinion, snapshot(statement), adjudicator, note, opinion.reason)
