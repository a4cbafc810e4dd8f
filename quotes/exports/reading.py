"""Statements as rows, in constant memory and resumable."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Model, QuerySet

from quotes.models import Source, Speaker, Statement, StatementSpan
from quotes.models.statement import StatementQuerySet
from quotes.representations import PATHS, Row

CHUNK = 1500
MOST_SPEAKERS, MOST_SOURCES = 20_000, 2_000
"""So many an export keeps in memory: 8 MB of speakers, who come again and again, 1 MB of sources, which do not."""
CLOSE = 3
"""How many keys may lie between two statements of a chunk, on the average, for their spans to be read in a row."""
# What a row shows of a statement itself, of its speaker, of its source: in the order of Row.
OWN = [path for path in PATHS.values() if "__" not in path]
SPEAKER = [path.removeprefix("speaker__") for path in PATHS.values() if path.startswith("speaker__")]
SOURCE = [path.removeprefix("source__") for path in PATHS.values() if path.startswith("source__")]


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
    ordered = statements.order_by("pk").values_list(*OWN, "speaker_id", "source_id")
    speakers, sources = Remembered(Speaker, SPEAKER, MOST_SPEAKERS), Remembered(Source, SOURCE, MOST_SOURCES)
    left = limit
    while left is None or left > 0:
        size = CHUNK if left is None else min(CHUNK, left)
        values = list(ordered.filter(pk__gt=after)[:size])
        if not values:
            return
        yield _rows(values, speakers, sources)
        if len(values) < size:
            return
        after = values[-1][0]
        left = None if left is None else left - size


def rows(statements: QuerySet[Statement]) -> list[Row]:
    """A few statements as rows, in their own order."""
    values = list(statements.values_list(*OWN, "speaker_id", "source_id"))
    return _rows(values, Remembered(Speaker, SPEAKER, MOST_SPEAKERS), Remembered(Source, SOURCE, MOST_SOURCES))


class Remembered:
    """What rows show of speakers, or of sources: read once for all the statements of each."""

    def __init__(self, model: type[Model], paths: Sequence[str], most: int) -> None:
        self.most = most
        self.found = model._default_manager.values_list("pk", *paths)
        self.values: dict[int | None, tuple[Any, ...]] = {None: (None,) * len(paths)}
        self.nobody = self.values.copy()

    def read(self, keys: set[int | None]) -> dict[int | None, tuple[Any, ...]]:
        """The values of at least these keys."""
        if len(self.values) > self.most:
            self.values = self.nobody.copy()
        missing = keys - self.values.keys()
        self.values.update((row[0], row[1:]) for row in self.found.filter(pk__in=missing))
        return self.values


def _rows(values: list[Any], speakers: Remembered, sources: Remembered) -> list[Row]:
    spans = _spans([row[0] for row in values])
    speaker = speakers.read({row[-2] for row in values})
    source = sources.read({row[-1] for row in values})
    return [Row._make((*row[:-2], *speaker[row[-2]], *source[row[-1]], tuple(spans[row[0]]), "")) for row in values]


def _spans(keys: list[int]) -> dict[int, list[tuple[int, int]]]:
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    first, last = min(keys, default=0), max(keys, default=0)
    # Where most that lie between are wanted, they are read in a row, which is quicker than by their keys.
    close = last - first < CLOSE * len(keys)
    which = {"statement__gte": first, "statement__lte": last} if close else {"statement__in": keys}
    found = StatementSpan.objects.filter(**which).order_by("statement", "position")
    for key, start, end in found.values_list("statement", "start", "end"):
        spans[key].append((start, end))
    return spans


def public_or_all(*, everything: bool) -> StatementQuerySet:
    """The statements of an export: what anybody may see, or all."""
    statements: StatementQuerySet = Statement.objects.all()
    return statements if everything else statements.public()
