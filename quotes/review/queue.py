"""What to review next: an order, filters, and one step further from wherever an editor stands.

Each step is a seek in an index, so that it costs the same with a hundred pending statements
and with a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from quotes.models import ReviewStatus, Source, Statement
from quotes.models.statement import StatementQuerySet
from quotes.review.second_opinion import left_for

MOST_COUNTED = 1000
"""Where counting ends: “more than a thousand” is all that an editor needs to know."""


class QueueOrder(StrEnum):
    """In which order the pending statements come; within one article always as they stand."""

    CONFIDENCE = "confidence"
    SPEAKER = "speaker"
    OUTLET = "outlet"
    DATE = "date"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Queue:
    """Which pending statements, in which order.

    With an editor, without those that they have given an opinion about, and those that wait for an adjudicator.
    """

    order: QueueOrder = QueueOrder.CONFIDENCE
    outlet: int | None = None
    speaker: int | None = None
    source: int | None = None
    run: int | None = None
    quote_kind: str = ""
    sure_at_most: float | None = None
    editor: Any = None

    def statements(self) -> StatementQuerySet:
        """All that wait, unordered."""
        found: StatementQuerySet = Statement.objects.filter(
            review_status=ReviewStatus.PENDING, withdrawn_at__isnull=True
        ).order_by()
        for name, value in (
            ("source__outlet", self.outlet), ("speaker", self.speaker), ("source", self.source),
            ("source__import_run", self.run), ("quote_kind", self.quote_kind or None),
            ("confidence__lte", self.sure_at_most),
        ):  # fmt: skip
            if value is not None:
                found = found.filter(**{name: value})
        return found if self.editor is None else left_for(found, self.editor)

    def waiting(self) -> int:
        """How many wait, counted up to MOST_COUNTED + 1."""
        return self.statements()[: MOST_COUNTED + 1].count()

    def first(self) -> int | None:
        """The statement that comes first."""
        return self._first_of(self._groups(None))

    def after(self, position: Position, *, skip_article: bool = False) -> int | None:
        """The statement behind a position, which need not be pending any more.

        With skip_article the first one behind it that stands in another article.
        """
        waiting = self.statements()
        if skip_article:
            waiting = waiting.exclude(source=position.source)
        return self._first_of(self._groups(position, waiting))

    def _first_of(self, groups: Iterator[QuerySet[Statement]]) -> int | None:
        for group in groups:
            found = group.values_list("pk", flat=True).first()
            if found is not None:
                return found
        return None

    def _groups(self, at: Position | None, waiting: StatementQuerySet | None = None) -> Iterator[QuerySet[Statement]]:
        """Querysets whose first hits come one after the other in the order."""
        waiting = self.statements() if waiting is None else waiting
        match self.order:
            case QueueOrder.CONFIDENCE:
                if at is not None:
                    yield waiting.filter(confidence=at.confidence, id__gt=at.statement).order_by("id")
                    waiting = waiting.filter(confidence__gt=at.confidence)
                yield waiting.order_by("confidence", "id")
            case QueueOrder.SPEAKER:
                yield from self._by_speaker(at, waiting)
            case QueueOrder.NEWEST:
                if at is not None:
                    yield waiting.filter(source=at.source, id__gt=at.statement).order_by("id")
                    waiting = waiting.filter(source__lt=at.source)
                yield waiting.order_by("-source_id", "id")
            case _:
                if at is not None:
                    yield waiting.filter(source=at.source, id__gt=at.statement).order_by("id")
                yield from self._by_article(at, waiting)

    def _by_speaker(self, at: Position | None, waiting: StatementQuerySet) -> Iterator[QuerySet[Statement]]:
        """Speaker by speaker, at the end what nobody is named for."""
        if at is not None:
            yield waiting.filter(speaker=at.speaker, id__gt=at.statement).order_by("id")
        if at is None or at.speaker is not None:
            named = waiting.filter(speaker__isnull=False)
            yield (named if at is None else named.filter(speaker__gt=at.speaker)).order_by("speaker_id", "id")
            yield waiting.filter(speaker__isnull=True).order_by("id")

    def _by_article(self, at: Position | None, waiting: StatementQuerySet) -> Iterator[QuerySet[Statement]]:
        """Article by article: by outlet and then date, or by date alone; the newest first, undated last."""
        sources: QuerySet[Source] = Source.objects.filter(Exists(waiting.filter(source=OuterRef("pk"))))
        if self.outlet is not None:
            sources = sources.filter(outlet=self.outlet)
        here = Source.objects.only("outlet", "published_at").filter(pk=at.source).first() if at else None
        for group in self._behind(sources, here):
            found = group.values_list("pk", flat=True).first()
            if found is not None:
                yield waiting.filter(source=found).order_by("id")

    def _behind(self, sources: QuerySet[Source], here: Source | None) -> Iterator[QuerySet[Source]]:
        if self.order is QueueOrder.DATE:
            yield from _by_date(sources, here)
            return
        if here is not None:
            yield from _by_date(sources.filter(outlet=here.outlet_id), here)
        if here is None or here.outlet_id is not None:
            named = sources.filter(outlet__isnull=False)
            further = named if here is None else named.filter(outlet__gt=here.outlet_id)
            yield further.order_by("outlet_id", F("published_at").desc(nulls_last=True), "-id")
            yield from _by_date(sources.filter(outlet__isnull=True), None)


def _by_date(sources: QuerySet[Source], here: Source | None) -> Iterator[QuerySet[Source]]:
    """The dated ones from the newest, then those without a date."""
    dated = sources.filter(published_at__isnull=False)
    undated = sources.filter(published_at__isnull=True)
    if here is not None and here.published_at is not None:
        day = here.published_at
        dated = dated.filter(Q(published_at__lt=day) | Q(published_at=day, id__lt=here.pk))
    if here is None or here.published_at is not None:
        yield dated.order_by("-published_at", "-id")
        yield undated.order_by("-id")
    else:
        yield undated.filter(id__lt=here.pk).order_by("-id")


@dataclass(frozen=True, slots=True)
class Position:
    """Where a statement stood in every order when it was shown: decisions do not move it."""

    statement: int
    source: int
    speaker: int | None
    confidence: float

    @classmethod
    def of(cls, statement: Statement) -> Position:
        return cls(statement.pk, statement.source_id, statement.speaker_id, statement.confidence)

    def __str__(self) -> str:
        return f"{self.statement},{self.source},{self.speaker or ''},{self.confidence!r}"

    @classmethod
    def read(cls, written: str) -> Position:
        """The position that `str` wrote. Raises ValueError for anything else."""
        statement, source, speaker, confidence = written.split(",")
        keys = [int(statement), int(source), int(speaker) if speaker else 0]
        if not all(0 <= key < 2**63 for key in keys):
            raise ValueError("a key is larger than the database's")
        return cls(keys[0], keys[1], keys[2] or None, float(confidence))
