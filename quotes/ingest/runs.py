"""An import: many inputs, each stored or reported on its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from quotes.engine import site_engine
from quotes.extraction import ExtractedStatement, ExtractionError
from quotes.ingest.readers.article import ReadArticle, Rejected
from quotes.ingest.service import DEFAULT_LANGUAGE, engine_article, find_known, store_article
from quotes.models import ImportItem, ImportRun, ItemOutcome, Source

BATCH = 32
"""Articles handed to the workers at once: what is held in memory."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """A read article with its statements, or why the engine could not make them."""

    article: ReadArticle
    statements: tuple[ExtractedStatement, ...]
    engine_version: str
    problem: str = ""


def extract_article(article: ReadArticle) -> Extracted:
    """Run the engine on one article. Never raises: one article's trouble is its own."""
    try:
        given, engine = engine_article(article), site_engine()
        statements = tuple(engine.extract(given))
        return Extracted(replace(article, language=given.language), statements, engine.version(given.language))
    except ExtractionError as error:
        return Extracted(article, (), "", str(error))
    except Exception as error:  # noqa: BLE001 - the edge of one article: told, and the others go on
        return Extracted(article, (), "", f"The engine failed on this article ({type(error).__name__}: {error}).")


def import_articles(
    *,
    articles: Iterable[ReadArticle | Rejected],
    inputs: list[str],
    workers: int = 1,
    started_by: Any = None,
    on_item: Callable[[ImportItem], None] | None = None,
) -> ImportRun:
    """Store every article that can be stored; what cannot is in the run's items, with the reason.

    on_item is told of each item as it is done. Extraction runs in `workers` processes, the
    database is written from this one.
    """
    run = ImportRun.objects.create(
        inputs=inputs, engine_version=site_engine().version(DEFAULT_LANGUAGE), started_by=started_by
    )
    with _engine(workers) as engine:
        for read in articles_in_batches(articles):
            for item in store_batch(run, read, engine):
                item.save()
                if on_item is not None:
                    on_item(item)
    run.finished_at = timezone.now()
    run.save()
    return run


def articles_in_batches(articles: Iterable[ReadArticle | Rejected]) -> Iterator[list[ReadArticle | Rejected]]:
    iterator = iter(articles)
    while batch := list(islice(iterator, BATCH)):
        yield batch


@contextmanager
def _engine(workers: int) -> Iterator[Callable[[list[ReadArticle]], Iterable[Extracted]]]:
    """The engine over a list of articles, in this process or in several."""
    if workers <= 1:
        yield lambda batch: map(extract_article, batch)
        return
    with ProcessPoolExecutor(max_workers=workers) as pool:
        yield lambda batch: pool.map(extract_article, batch, chunksize=max(1, len(batch) // (workers * 2)))


def store_batch(
    run: ImportRun,
    batch: list[ReadArticle | Rejected],
    engine: Callable[[list[ReadArticle]], Iterable[Extracted]] | None = None,
) -> Iterator[ImportItem]:
    """Store what can be stored of a batch, counting in the run; its items, not yet saved, in the batch's order.

    Without an engine over many articles, the site's runs in this process.
    """
    fresh: list[ReadArticle] = []
    settled: list[ImportItem | None] = []
    for read in batch:
        item = _without_engine(run, read)
        settled.append(item)
        if item is None:
            assert isinstance(read, ReadArticle)  # noqa: S101 - what was rejected has its item
            fresh.append(read)
    extracted = iter(engine(fresh) if engine else map(extract_article, fresh))
    for item in settled:
        yield _store(run, next(extracted)) if item is None else item


def _without_engine(run: ImportRun, read: ReadArticle | Rejected) -> ImportItem | None:
    """What became of an article that needs no engine: unreadable, or known. None of any other."""
    if isinstance(read, Rejected):
        run.articles_failed += 1
        return _failed(run, read.where, read.reason)
    known = find_known(read)
    return _known(run, read, known) if known is not None else None


def _store(run: ImportRun, extracted: Extracted) -> ImportItem:
    article = extracted.article
    if extracted.problem:
        run.articles_failed += 1
        return _failed(run, article.where, extracted.problem)
    try:
        stored = store_article(
            article=article, extracted=extracted.statements, engine_version=extracted.engine_version, run=run
        )
    except (DatabaseError, ValueError) as error:
        run.articles_failed += 1
        return _failed(run, article.where, f"The article could not be stored: {error}")
    if not stored.is_new:
        return _known(run, article, stored.source)
    run.articles_new += 1
    run.statements += stored.statements
    run.unattributed += stored.unattributed
    return ImportItem(run=run, where=article.where[:1000], outcome=ItemOutcome.NEW, source=stored.source)


def _known(run: ImportRun, article: ReadArticle, source: Source) -> ImportItem:
    run.articles_known += 1
    return ImportItem(run=run, where=article.where[:1000], outcome=ItemOutcome.KNOWN, source=source)


def _failed(run: ImportRun, where: str, reason: str) -> ImportItem:
    return ImportItem(run=run, where=where[:1000], outcome=ItemOutcome.FAILED, error=reason)
