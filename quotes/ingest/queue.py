"""Articles that were sent: queued at once, read and stored by a worker afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from quotes.engine import site_engine
from quotes.ingest.readers.jsonl import read_line
from quotes.ingest.runs import BATCH, store_batch
from quotes.ingest.service import DEFAULT_LANGUAGE
from quotes.models import ImportItem, ImportRequest, ImportRun, QueuedArticle

MOST_ARTICLES = 1_000
LEASE = dt.timedelta(minutes=90)
"""How long a worker may be silent before another takes its request over; it renews with each batch, which
takes an hour at the very most (BATCH articles of EXTRACTION_SECONDS each)."""


@dataclass(frozen=True, slots=True)
class SentArticle:
    """One article as it was sent: where names it for people, line is one JSON object."""

    where: str
    line: bytes


class KeyUsedOtherwise(Exception):
    """An idempotency key came a second time with another body."""


def enqueue(*, articles: Sequence[SentArticle], body_sha256: str, sender: Any, idempotency_key: str = "") -> ImportRun:
    """Queue articles for a new run, or give the run that the same request made before.

    Raises KeyUsedOtherwise.
    """
    if idempotency_key and (known := _known(sender, idempotency_key, body_sha256)):
        return known
    try:
        with transaction.atomic():
            run = ImportRun.objects.create(
                inputs=[f"{len(articles)} sent"],
                engine_version=site_engine().version(DEFAULT_LANGUAGE),
                started_by=sender,
            )
            request = ImportRequest.objects.create(
                run=run,
                sender=sender,
                idempotency_key=idempotency_key,
                body_sha256=body_sha256,
                article_count=len(articles),
            )
            QueuedArticle.objects.bulk_create(
                QueuedArticle(request=request, position=position, where=article.where, line=article.line)
                for position, article in enumerate(articles)
            )
            return run
    except IntegrityError:
        # The same request came twice at once, and the other was first.
        if known := _known(sender, idempotency_key, body_sha256):
            return known
        raise


def _known(sender: Any, key: str, body_sha256: str) -> ImportRun | None:
    request = ImportRequest.objects.select_related("run").filter(sender=sender, idempotency_key=key).first()
    if request is None:
        return None
    if request.body_sha256 != body_sha256:
        raise KeyUsedOtherwise("This Idempotency-Key was used with another body. Take a new key for a new request.")
    return request.run


def work(*, on_item: Callable[[ImportItem], None] | None = None) -> int:
    """Work off the queue until it is empty; how many articles that were."""
    done = 0
    while (request := claim()) is not None:
        done += _work_off(request, on_item)
    return done


def claim() -> ImportRequest | None:
    """The oldest request that nobody is at, leased to the caller; None when there is none."""
    now = timezone.now()
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    waiting = ImportRequest.objects.filter(free, run__finished_at__isnull=True).order_by("pk")
    for key in waiting.values_list("pk", flat=True)[:20]:
        if ImportRequest.objects.filter(free, pk=key).update(leased_until=now + LEASE):
            return ImportRequest.objects.select_related("run").get(pk=key)
    return None


def _work_off(request: ImportRequest, on_item: Callable[[ImportItem], None] | None) -> int:
    """Every article of a request, in batches. What a worker leaves behind, the next one goes on with."""
    done = 0
    while batch := list(request.queued.order_by("position")[:BATCH]):
        ImportRequest.objects.filter(pk=request.pk).update(leased_until=timezone.now() + LEASE)
        # Who sends is told of a misspelt field, and can send again; a file from elsewhere may have more than is read.
        read = [read_line(bytes(queued.line), queued.where, strict=True) for queued in batch]
        items = list(store_batch(request.run, read))
        if not _settle(request, batch, items):
            return done  # another worker took this request over and was faster
        done += len(items)
        if on_item is not None:
            for item in items:
                on_item(item)
    request.run.finished_at = timezone.now()
    request.run.save()
    return done


@transaction.atomic
def _settle(request: ImportRequest, batch: Sequence[QueuedArticle], items: Iterable[ImportItem]) -> bool:
    """Items and counts are there exactly when the queued articles are gone; False where they were gone already."""
    _, deleted = QueuedArticle.objects.filter(pk__in=[queued.pk for queued in batch]).delete()
    if sum(deleted.values()) != len(batch):
        transaction.set_rollback(True)
        return False
    ImportItem.objects.bulk_create(items)
    request.run.save()
    return True
