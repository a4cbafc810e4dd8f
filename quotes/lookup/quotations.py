"""What a quotation is as a whole: its canonical form, first appearance, counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from quotes.lookup.copies import independent
from quotes.models import Occurrence, Quotation

ALWAYS = dt.datetime.max.replace(tzinfo=dt.UTC)
DERIVED = ("text", "first_appeared_at", "occurrence_count", "outlet_count", "independent_count")
Row = tuple[int, int, str, str, int, int | None, dt.datetime | None]


def refresh_quotations(ids: Collection[int]) -> None:
    """Compute the canonical form and the counts of quotations anew from their occurrences."""
    if not ids:
        return
    by_quotation: dict[int, list[Row]] = {pk: [] for pk in ids}
    rows = Occurrence.objects.filter(quotation__in=ids).order_by("pk")
    for row in rows.values_list(
        "quotation_id", "words_hash", "words", "statement__text", "statement__source_id",
        "statement__source__outlet_id", "statement__source__published_at",
    ):  # fmt: skip
        by_quotation[row[0]].append(row)
    first_of = independent({row[4] for rows_of in by_quotation.values() for row in rows_of})
    changed = []
    for quotation in Quotation.objects.filter(pk__in=ids):
        mine = by_quotation[quotation.pk]
        before = [getattr(quotation, name) for name in DERIVED]
        quotation.occurrence_count = len(mine)
        quotation.outlet_count = len({row[5] for row in mine if row[5] is not None})
        quotation.independent_count = len({first_of[row[4]] for row in mine})
        quotation.first_appeared_at = min((row[6] for row in mine if row[6] is not None), default=None)
        if mine:
            quotation.text = _canonical(mine, first_of)
        if before != [getattr(quotation, name) for name in DERIVED]:
            changed.append(quotation)
    Quotation.objects.bulk_update(changed, DERIVED)


def _canonical(rows: list[Row], first_of: dict[int, int]) -> str:
    """The wording that most independent articles print; of equals the longest, then the earliest."""
    support: dict[int, set[int]] = {}
    for row in rows:
        support.setdefault(row[1], set()).add(first_of[row[4]])
    best = min(rows, key=lambda row: (-len(support[row[1]]), -len(row[2]), row[6] or ALWAYS, row[3]))
    return best[3]
