"""What statements are found by is kept in step with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from django.db import transaction

from quotes.lookup.clustering import cluster_wordings
from quotes.lookup.copies import sketch
from quotes.lookup.neighbours import QUOTED
from quotes.lookup.storage import FINGERPRINTS, SOURCE_FINGERPRINTS, Row
from quotes.matching.fingerprints import statement_hashes, words_hash
from quotes.matching.normalise import normalise
from quotes.models import Misattribution, Occurrence, ReviewStatus, Source, Statement, WordingLink

BATCH = 2_000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement as it is found: its normal words, their identity, whether the public may find it."""

    statement_id: int
    words: tuple[str, ...]
    words_hash: int
    shown: bool

    def rows(self) -> list[Row]:
        return [(value, self.statement_id) for value in statement_hashes(self.words, self.shown)]


def entry_of(statement: Statement) -> Entry | None:
    """What is to be found of a statement: nothing where it was rejected or withdrawn, or has no words."""
    if statement.review_status == ReviewStatus.REJECTED or statement.withdrawn_at is not None:
        return None
    words = normalise(statement.text).words
    if not words:
        return None
    return Entry(statement.pk, words, words_hash(words), statement.review_status in ReviewStatus.public())


@transaction.atomic(savepoint=False)
def index_statements(statements: Iterable[Statement]) -> None:
    """Bring fingerprints, occurrences and quotations in step with statements that are new or were changed.

    Call it in the transaction that changes them. Where no words and no kinds changed the number of
    queries does not grow with the statements.
    """
    statements = list(statements)
    wanted = {statement.pk: entry_of(statement) for statement in statements}
    quoted = {statement.pk for statement in statements if statement.quote_kind in QUOTED}
    held = {occurrence.statement_id: occurrence for occurrence in Occurrence.objects.filter(pk__in=wanted)}
    added: list[Row] = []
    removed: list[Row] = []
    made: list[Occurrence] = []
    renewed: list[Occurrence] = []
    changed: set[int] = set()
    for pk, entry in wanted.items():
        old = held.get(pk)
        before = _entry(old).rows() if old is not None else []
        after = entry.rows() if entry is not None else []
        added += set(after) - set(before)
        removed += set(before) - set(after)
        if old is not None and (entry is None or entry.words_hash != old.words_hash):
            changed.add(old.words_hash)
        if entry is None:
            continue
        row = Occurrence(statement_id=pk, words=" ".join(entry.words), words_hash=entry.words_hash, shown=entry.shown)
        if old is None:
            made.append(row)
            changed.add(entry.words_hash)
            continue
        if old.words_hash != row.words_hash or (pk in quoted) != (old.quotation_id is not None):
            changed.add(entry.words_hash)
        if (old.words, old.shown) != (row.words, row.shown):
            renewed.append(row)
    gone = [pk for pk, entry in wanted.items() if entry is None and pk in held]
    if gone:
        Occurrence.objects.filter(pk__in=gone).delete()
    Occurrence.objects.bulk_create(made)
    Occurrence.objects.bulk_update(renewed, ["words", "words_hash", "shown"])
    for row in renewed:
        if row.words_hash != held[row.statement_id].words_hash:
            Misattribution.objects.filter(statement=row.statement_id).update(wording=row.words_hash)
    FINGERPRINTS.write(added=added, removed=removed)
    cluster_wordings(changed, {old.quotation_id for old in held.values() if old.quotation_id is not None})


def _entry(occurrence: Occurrence) -> Entry:
    return Entry(occurrence.statement_id, tuple(occurrence.words.split(" ")), occurrence.words_hash, occurrence.shown)


@transaction.atomic
def rebuild(on_batch: Callable[[str, int], None] = lambda what, rows: None, *, quotations: bool = True) -> None:
    """Derive everything that look-up uses anew from statements and sources.

    The quotations that occurrences belong to keep their ids. on_batch is told what is being made
    and how many rows more of it there are.
    """
    kept = dict(Occurrence.objects.exclude(quotation=None).values_list("pk", "quotation_id"))
    Occurrence.objects.all().delete()

    def fingerprints() -> Iterator[Sequence[Row]]:
        statements = Statement.objects.only("pk", "text", "review_status", "withdrawn_at").order_by("pk")
        for batch in _batches(statements.iterator(chunk_size=BATCH)):
            entries = [entry for entry in map(entry_of, batch) if entry is not None]
            Occurrence.objects.bulk_create(
                Occurrence(
                    statement_id=entry.statement_id,
                    words=" ".join(entry.words),
                    words_hash=entry.words_hash,
                    shown=entry.shown,
                    quotation_id=kept.get(entry.statement_id),
                )
                for entry in entries
            )
            yield [row for entry in entries for row in entry.rows()]
            on_batch("statements", len(entries))

    def sketches() -> Iterator[Sequence[Row]]:
        sources = Source.objects.only("pk", "text").order_by("pk")
        for batch in _batches(sources.iterator(chunk_size=BATCH // 20)):
            yield [(value, source.pk) for source in batch for value in sketch(source.text)]
            on_batch("sources", len(batch))

    for mark in Misattribution.objects.select_related("statement").only("statement__text").iterator():
        Misattribution.objects.filter(pk=mark.pk).update(wording=words_hash(normalise(mark.statement.text).words))
    FINGERPRINTS.rebuild(fingerprints())
    SOURCE_FINGERPRINTS.rebuild(sketches())
    if quotations:
        WordingLink.objects.all().delete()
        hashes = Occurrence.objects.order_by("words_hash").values_list("words_hash", flat=True).distinct()
        for wordings in _batches(hashes.iterator(chunk_size=BATCH)):
            cluster_wordings(wordings)
            on_batch("wordings", len(wordings))


def _batches(items: Iterator[T]) -> Iterator[list[T]]:
    while batch := list(islice(items, BATCH)):
        yield batch
