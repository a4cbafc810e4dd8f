"""What a quotation is as a whole: its canonical form, first appearance, counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Q

from quotes.lookup.copies import independent
from quotes.models import Occurrence, Quotation

ALWAYS = dt.datetime.max.replace(tzinfo=dt.UTC)
DERIVED = ("text", "first_appeared_at", "occurrence_count", "outlet_count", "independent_count")
Row = tuple[int, int | None, int, str, str, int, int | None, dt.datetime | None]
COLUMNS = (
    "pk", "quotation_id", "words_hash", "words", "statement__text", "statement__source_id",
    "statement__source__outlet_id", "statement__source__published_at",
)  # fmt: skip


def make_quotations(members: Sequence[Collection[int]]) -> list[int]:
    """A new quotation of each set of occurrences; the ids, in their order."""
    if not members:
        return []
    rows = {row[0]: row for row in _rows(Q(pk__in=[pk for pks in members for pk in pks]))}
    first_of = independent({row[5] for row in rows.values()})
    made = [Quotation(**_derived([rows[pk] for pk in pks], first_of)) for pks in members]
    return [quotation.pk for quotation in Quotation.objects.bulk_create(made)]


def refresh_quotations(ids: Collection[int]) -> None:
    """Compute the canonical form and the counts of quotations anew from their occurrences."""
    if not ids:
        return
    by_quotation: dict[int | None, list[Row]] = {pk: [] for pk in ids}
    for row in _rows(Q(quotation__in=ids)):
        by_quotation[row[1]].append(row)
    first_of = independent({row[5] for rows in by_quotation.values() for row in rows})
    changed = []
    for quotation in Quotation.objects.filter(pk__in=ids):
        derived = _derived(by_quotation[quotation.pk], first_of)
        if any(getattr(quotation, name) != value for name, value in derived.items()):
            for name, value in derived.items():
                setattr(quotation, name, value)
            changed.append(quotation)
    Quotation.objects.bulk_update(changed, DERIVED)


def _rows(which: Q) -> list[Row]:
    return list(Occurrence.objects.filter(which).order_by("pk").values_list(*COLUMNS))


def _derived(rows: list[Row], first_of: dict[int, int]) -> dict[str, Any]:
    """What is to be told of a quotation with these occurrences; one without any keeps its text."""
    found: dict[str, Any] = {
        "occurrence_count": len(rows),
        "outlet_count": len({row[6] for row in rows if row[6] is not None}),
        "independent_count": len({first_of[row[5]] for row in rows}),
        "first_appeared_at": min((row[7] for row in rows if row[7] is not None), default=None),
    }
    return found | {"text": _canonical(rows, first_of)} if rows else found


def _canonical(rows: list[Row], first_of: dict[int, int]) -> str:
    """The wording that most independent articles print; of equals the longest, then the earliest."""
    support: dict[int, set[int]] = {}
    for row in rows:
        support.setdefault(row[2], set()).add(first_of[row[5]])
    best = min(rows, key=lambda row: (-len(support[row[2]]), -len(row[3]), row[7] or ALWAYS, row[4]))
    return best[4]
