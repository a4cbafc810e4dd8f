"""The feed: changes in an order in which no reader misses one, with what each object now is."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from quotes.changes.beginning import is_restored
from quotes.exports.reading import rows
from quotes.models import Change, ChangeKind, ObjectKind, Outlet, Source, Speaker, Statement
from quotes.representations import record
from quotes.representations.record import when

Entry = dict[str, Any]
Records = dict[uuid.UUID, dict[str, Any]]


class UnknownCursor(Exception):
    """The feed does not know where the reader stands, in the reader's words."""


class RestoredFeed(Exception):
    """The feed came out of a backup and is in no order until it is begun anew, in the reader's words."""


# The first transaction of this database that still runs, as this very query sees it. The
# snapshot lists those of the whole cluster; one is left out only where the lock on its own
# number proves that it belongs to another database, which cannot write here.
STILL_RUNS = """(
    SELECT COALESCE(min(running::text::bigint), pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
    FROM pg_snapshot_xip(pg_current_snapshot()) AS running
    WHERE running::xid::text NOT IN (
        SELECT held.transactionid::text
        FROM pg_locks held JOIN pg_stat_activity backend ON backend.pid = held.pid
        WHERE held.locktype = 'transactionid' AND held.mode = 'ExclusiveLock' AND held.granted
            AND backend.datid <> (SELECT oid FROM pg_database WHERE datname = current_database())
    )
)"""


@dataclass(frozen=True, slots=True)
class Page:
    """Entries, the cursor behind the last of them, and whether more are there already."""

    entries: list[Entry]
    cursor: uuid.UUID | None
    has_more: bool


def settled() -> QuerySet[Change]:
    """The changes that nothing can overtake any more, in the feed's order.

    Numbers are given when a row is written, but rows are seen when their transaction ends: a
    reader who has seen number 7 would miss number 3 that is committed later. So the order is by
    transaction, and on PostgreSQL only those are given that began before every one that still
    runs. SQLite has one writer at a time.
    """
    changes = Change.objects.order_by("xact", "id")
    if connection.vendor == "postgresql":
        changes = changes.filter(RawSQL(f"xact < {STILL_RUNS}", [], BooleanField()))  # noqa: S611 - no input in it
    return changes


def present() -> uuid.UUID | None:
    """The cursor behind all that is settled now; None while there is nothing, or no order."""
    last = None if is_restored() else settled().reverse().first()
    return last.token if last else None


def read(*, since: uuid.UUID | None, limit: int) -> Page:
    """At most `limit` changes behind a cursor; from the very first without one.

    Raises UnknownCursor where the feed was begun anew after the cursor was given, RestoredFeed
    where it must be.
    """
    if is_restored():
        raise RestoredFeed(
            "This site's database was restored from a backup, and its feed not begun anew since: whoever runs it "
            "must run manage.py begin_feed. Then take an export and follow the feed from there."
        )
    changes = settled()
    if since is not None:
        place = Change.objects.filter(token=since).values_list("xact", "id").first()
        if place is None:
            raise UnknownCursor(
                "The feed does not know this cursor: it was begun anew, or the cursor is another site's. "
                "Take an export and follow the feed from there."
            )
        changes = changes.filter(RawSQL("(xact, id) > (%s, %s)", place, BooleanField()))
    found = list(changes[: limit + 1])
    page = found[:limit]
    return Page(_entries(page), page[-1].token if page else since, len(found) > limit)


def _entries(changes: list[Change]) -> list[Entry]:
    by_kind = {kind: [c.object_id for c in changes if c.object_kind == kind] for kind in ObjectKind.values}
    records = {kind: CURRENT[ObjectKind(kind)](ids) for kind, ids in by_kind.items() if ids}
    merged = _merged(by_kind[ObjectKind.SPEAKER])
    return [_entry(change, records[change.object_kind], merged) for change in changes]


def _entry(change: Change, records: Records, merged: dict[uuid.UUID, uuid.UUID]) -> Entry:
    """A change with what its object is now: a mirror that writes it is as new as the database.

    What anybody may no longer see is gone, whatever happened to it at the time.
    """
    now, into = records.get(change.object_id), merged.get(change.object_id)
    if into is not None:
        kind = ChangeKind.MERGED
    elif now is None:
        kind = ChangeKind.GONE
    else:
        kind = ChangeKind.CREATED if change.change_kind == ChangeKind.CREATED else ChangeKind.UPDATED
    return {
        "change_kind": kind.value,
        "object_kind": change.object_kind,
        "id": str(change.object_id),
        "at": when(change.at),
        "into": str(into) if into else None,
        "record": now,
    }


def _statements(ids: Iterable[uuid.UUID]) -> Records:
    return {row.id: record(row) for row in rows(Statement.objects.public().filter(public_id__in=ids))}


def _speakers(ids: Iterable[uuid.UUID]) -> Records:
    found = Speaker.objects.canonical().having(Statement.objects.public()).filter(public_id__in=ids)
    return {
        speaker.public_id: {
            "id": str(speaker.public_id),
            "name": speaker.name,
            "speaker_kind": speaker.kind,
            "wikidata_id": speaker.wikidata_id,
        }
        for speaker in found
    }


def _outlet(outlet: Outlet | None) -> dict[str, Any] | None:
    return {"id": str(outlet.public_id), "name": outlet.name, "domain": outlet.domain} if outlet else None


def _sources(ids: Iterable[uuid.UUID]) -> Records:
    found = Source.objects.light().having(Statement.objects.public()).filter(public_id__in=ids)
    return {
        source.public_id: {
            "id": str(source.public_id),
            "source_kind": source.kind,
            "title": source.title,
            "outlet": _outlet(source.outlet),
            "article_url": source.url,
            "published_at": when(source.published_at),
            "language": source.language,
            "text_sha256": source.text_sha256,
        }
        for source in found.select_related("outlet")
    }


def _outlets(ids: Iterable[uuid.UUID]) -> Records:
    shown = Statement.objects.public().filter(source__outlet=OuterRef("pk"))
    found = Outlet.objects.filter(Exists(shown), public_id__in=ids)
    return {outlet.public_id: _outlet(outlet) or {} for outlet in found}


CURRENT: dict[ObjectKind, Callable[[Iterable[uuid.UUID]], Records]] = {
    ObjectKind.STATEMENT: _statements,
    ObjectKind.SPEAKER: _speakers,
    ObjectKind.SOURCE: _sources,
    ObjectKind.OUTLET: _outlets,
}


def _merged(ids: list[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Speaker → the one as whom they go on, where anybody may see that one."""
    into: dict[uuid.UUID, uuid.UUID] = {}
    for absorbed in Speaker.objects.filter(public_id__in=ids, merged_into__isnull=False).select_related("merged_into"):
        speaker = absorbed
        while speaker.merged_into is not None:
            speaker = speaker.merged_into
        into[absorbed.public_id] = speaker.public_id
    shown = _speakers(set(into.values()))
    return {absorbed: speaker for absorbed, speaker in into.items() if speaker in shown}
