"""What a quotation is as a whole: its canonical form, first appearance, counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from quotes.lookup.copies import independent
from quotes.lookup.storage import as_time, each, select
from quotes.models import Quotation

ALWAYS = dt.datetime.max.replace(tzinfo=dt.UTC)
DERIVED = ("text", "first_appeared_at", "occurrence_count", "outlet_count", "independent_count")


class Row(NamedTuple):
    """An occurrence as a quotation counts it."""

    statement_id: int
    quotation_id: int | None
    wording: int
    words: str
    text: str
    source_id: int
    outlet_id: int | None
    published_at: dt.datetime | None


def make_quotations(members: Sequence[Collection[int]]) -> list[int]:
    """A new quotation of each set of occurrences; the ids, in their order."""
    if not members:
        return []
    rows = {row.statement_id: row for row in _rows("o.statement_id", [pk for pks in members for pk in pks])}
    first_of = independent({row.source_id for row in rows.values()})
    made = [Quotation(**_derived([rows[pk] for pk in pks], first_of)) for pks in members]
    return [quotation.pk for quotation in Quotation.objects.bulk_create(made)]


def refresh_quotations(ids: Collection[int]) -> None:
    """Compute the canonical form and the counts of quotations anew from their occurrences."""
    if not ids:
        return
    by_quotation: dict[int | None, list[Row]] = {pk: [] for pk in ids}
    for row in _rows("o.quotation_id", ids):
        by_quotation[row.quotation_id].append(row)
    first_of = independent({row.source_id for rows in by_quotation.values() for row in rows})
    changed = []
    for quotation in Quotation.objects.filter(pk__in=ids):
        derived = _derived(by_quotation[quotation.pk], first_of)
        if any(getattr(quotation, name) != value for name, value in derived.items()):
            for name, value in derived.items():
                setattr(quotation, name, value)
            changed.append(quotation)
    Quotation.objects.bulk_update(changed, DERIVED)


def _rows(column: str, values: Iterable[int]) -> list[Row]:
    wanted, value = each(values)
    rows = select(
        "SELECT o.statement_id, o.quotation_id, o.words_hash, o.words, s.text, a.id, a.outlet_id, a.published_at "  # noqa: S608
        "FROM quotes_occurrence o JOIN quotes_statement s ON s.id = o.statement_id "
        f"JOIN quotes_source a ON a.id = s.source_id WHERE {column} IN ({wanted}) ORDER BY 1",
        value,
    )
    return [Row(*row)._replace(published_at=as_time(row[7])) for row in rows]


def _derived(rows: list[Row], first_of: dict[int, int]) -> dict[str, Any]:
    """What is to be told of a quotation with these occurrences; one without any keeps its text."""
    found: dict[str, Any] = {
        "occurrence_count": len(rows),
        "outlet_count": len({row.outlet_id for row in rows if row.outlet_id is not None}),
        "independent_count": len({first_of[row.source_id] for row in rows}),
        "first_appeared_at": min((row.published_at for row in rows if row.published_at is not None), default=None),
    }
    return found | {"text": _canonical(rows, first_of)} if rows else found


def _canonical(rows: list[Row], first_of: dict[int, int]) -> str:
    """The wording that most independent articles print; of equals the longest, then the earliest."""
    support: dict[int, set[int]] = {}
    for row in rows:
        support.setdefault(row.wording, set()).add(first_of[row.source_id])
    best = min(
        rows, key=lambda row: (-len(support[row.wording]), -len(row.words), row.published_at or ALWAYS, row.text)
    )
    return best.text
