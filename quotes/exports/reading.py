"""Statements as rows, in constant memory and resumable."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from quotes.models import Statement, StatementSpan
from quotes.models.statement import StatementQuerySet
from quotes.representations import PATHS, Row

CHUNK = 4000


class UnknownCursor(Exception):
    """The statement after which an export should go on is not known, in the reader's words."""


def position_after(cursor: uuid.UUID, statements: StatementQuerySet) -> int:
    """Where an export of these statements goes on: the key of the statement with this id.

    Raises UnknownCursor, for a statement that the reader may not see as for one that there is not.
    """
    found = statements.filter(public_id=cursor).values_list("pk", flat=True).first()
    if found is None:
        raise UnknownCursor(
            "No statement of this id that you may see. Give the id of the last one that you have; if that was "
            "hidden since, the one before it."
        )
    return found


def chunks(statements: QuerySet[Statement], *, after: int = 0, limit: int | None = None) -> Iterator[list[Row]]:
    """The statements as rows, the oldest first, CHUNK at a time, from behind the key `after`.

    Each chunk is a query of its own by key: memory stays constant on any database, no
    transaction is held open while a slow reader reads, and statements added meanwhile come
    last. A statement that is hidden meanwhile is not given any more.
    """
    ordered = statements.order_by("pk").values_list(*PATHS.values())
    left = limit
    while left is None or left > 0:
        size = CHUNK if left is None else min(CHUNK, left)
        values = list(ordered.filter(pk__gt=after)[:size])
        if not values:
            return
        yield _with_spans(values)
        if len(values) < size:
            return
        after = values[-1][0]
        left = None if left is None else left - size


def rows(statements: QuerySet[Statement]) -> list[Row]:
    """A few statements as rows, in their own order."""
    return _with_spans(list(statements.values_list(*PATHS.values())))


def _with_spans(values: list[Any]) -> list[Row]:
    spans = _spans([row[0] for row in values])
    return [Row._make((*row, tuple(spans[row[0]]), "")) for row in values]


def _spans(keys: list[int]) -> dict[int, list[tuple[int, int]]]:
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    found = StatementSpan.objects.filter(statement__in=keys).order_by("statement", "position")
    for key, start, end in found.values_list("statement", "start", "end"):
        spans[key].append((start, end))
    return spans


def public_or_all(*, everything: bool) -> StatementQuerySet:
    """The statements of an export: what anybody may see, or all."""
    statements: StatementQuerySet = Statement.objects.all()
    return statements if everything else statements.public()
