"""The change feed: whoever follows it has what the public may see, no more and no less."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.utils import timezone
from rest_framework.test import APIClient

from quotes.models import Change, Outlet, Review, Source, Speaker, Statement
from quotes.review.decisions import reassign
from quotes.review.undoing import restore, undo
from quotes.speakers.merging import merge_speakers, undo_merge
from tests.factories import SourceFactory, SpeakerFactory, StatementFactory, UserFactory, viewer

# Real commits: on PostgreSQL nothing is handed out before its transaction has ended.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def empty_feed(transactional_db: None) -> None:
    """Flushing the tables after another test is a change too, on SQLite, where it deletes rows."""
    Change.objects.all().delete()


class Mirror:
    """Somebody elsewhere who does as docs/api.md says, and nothing else."""

    def __init__(self, limit: int = 500) -> None:
        self.held: dict[tuple[str, str], Any] = {}
        self.merged: dict[str, str] = {}
        self.limit = limit
        self.cursor: str | None = None

    def follow(self, client: APIClient | None = None) -> list[tuple[str, str]]:
        seen: list[tuple[str, str]] = []
        more = True
        while more:
            query = f"limit={self.limit}" + (f"&since={self.cursor}" if self.cursor else "")
            response = (client or APIClient()).get(f"/api/v1/changes?{query}")
            assert response.status_code == 200, response.content
            body = response.json()
            for change in body["changes"]:
                self._apply(change)
                seen.append((change["change_kind"], change["object_kind"]))
            self.cursor, more = body["cursor"], body["has_more"]
        return seen

    def _apply(self, change: dict[str, Any]) -> None:
        key = (change["object_kind"], change["id"])
        if change["change_kind"] == "merged":
            self.merged[change["id"]] = change["into"]
        elif change["change_kind"] == "gone":
            self.held.pop(key, None)
        else:
            self.held[key] = change["record"]

    def statements(self) -> set[str]:
        return {object_id for kind, object_id in self.held if kind == "statement"}


def accepted(**more: Any) -> Statement:
    statement: Statement = StatementFactory(**({"review_status": "accepted"} | more))
    return statement


def decide(statement: Statement, status: str) -> None:
    Statement.objects.filter(pk=statement.pk).update(review_status=status)


def public_ids() -> set[str]:
    return {str(public_id) for public_id in Statement.objects.public().values_list("public_id", flat=True)}


def test_a_statement_that_comes_goes_and_comes_back() -> None:
    mirror, statement = Mirror(), StatementFactory(review_status="pending")
    assert mirror.follow() == []
    steps = [
        ("accepted", [("created", "statement")]),
        ("corrected", [("updated", "statement")]),
        ("rejected", [("gone", "statement")]),
        ("pending", []),
        ("accepted", [("created", "statement")]),
    ]
    for status, expected in steps:
        decide(statement, status)
        assert mirror.follow() == expected
        assert mirror.statements() == public_ids()


def test_what_is_withdrawn_or_deleted_is_gone() -> None:
    mirror, withdrawn, deleted = Mirror(), accepted(), accepted()
    mirror.follow()
    Statement.objects.filter(pk=withdrawn.pk).update(withdrawn_at=timezone.now())
    deleted.delete()
    assert mirror.follow() == [("gone", "statement")] * 2
    assert mirror.statements() == set()


@pytest.mark.parametrize("status", ["pending", "rejected"])
@pytest.mark.parametrize("is_editor", [False, True])
def test_what_never_was_public_leaves_no_trace(status: str, is_editor: bool) -> None:
    client = APIClient()
    if is_editor:
        client.force_login(viewer())
    hidden, other = StatementFactory(review_status=status), SpeakerFactory()
    assert hidden.speaker is not None
    hidden.save()
    Speaker.objects.filter(pk=hidden.speaker.pk).update(name="A. Suspect")
    Source.objects.filter(pk=hidden.source.pk).update(title="Not yet")
    Outlet.objects.filter(pk=hidden.source.outlet_id).update(name="The Lund Whisper")
    merge_speakers(absorbed=hidden.speaker, into=other, merged_by=UserFactory())
    hidden.delete()
    assert Change.objects.count() == 0
    assert Mirror().follow(client) == []


@pytest.mark.parametrize("taking_back", [undo, partial(restore, before=True)])
def test_who_is_named_anew_as_a_statement_goes_leaves_no_trace(taking_back: Callable[..., Statement]) -> None:
    """A reassignment made it public; taken back, it is pending again and the first speaker's, in one UPDATE."""
    mirror, statement, other = Mirror(), StatementFactory(review_status="pending"), SpeakerFactory()
    suspect = statement.speaker
    assert suspect is not None
    reassign(statement=statement, reviewer=UserFactory(), expected_version=1, speaker=other)
    mirror.follow()
    taking_back(review=Review.objects.get(), reviewer=UserFactory(), expected_version=2)
    Speaker.objects.filter(pk=other.pk).update(name="Ana Ruiz-Lund")
    assert mirror.follow() == [("gone", "statement"), ("gone", "speaker")]
    Speaker.objects.filter(pk=suspect.pk).update(name="A. Suspect")
    merge_speakers(absorbed=suspect, into=SpeakerFactory(), merged_by=UserFactory())
    assert mirror.follow() == []
    assert str(suspect.public_id) not in APIClient().get("/api/v1/changes").content.decode()


def test_what_was_told_of_who_never_was_shown_is_forgotten_by_the_upgrade() -> None:
    statement, suspect = accepted(), SpeakerFactory()
    decide(statement, "pending")
    Change.objects.filter(change_kind="gone").update(speaker_key=suspect.pk)
    for speaker in (suspect, statement.speaker):
        Speaker.objects.filter(pk=speaker.pk).update(name="A. Suspect")
    assert Change.objects.count() == 4
    with connection.schema_editor() as editor:
        import_module("quotes.migrations.0029_who_was_shown").clean(None, editor)
    told = Change.objects.values_list("object_id", flat=True)
    assert list(told) == [statement.public_id, statement.public_id, statement.speaker.public_id]
    Speaker.objects.filter(pk=suspect.pk).update(name="Ana Ruiz-Lund")
    assert told.count() == 3


def test_a_merge_moves_statements_and_says_who_is_who() -> None:
    mirror, old, new = Mirror(), SpeakerFactory(), SpeakerFactory()
    statement = accepted(speaker=old)
    mirror.follow()
    merge = merge_speakers(absorbed=old, into=new, merged_by=UserFactory())
    assert mirror.follow() == [("updated", "statement"), ("merged", "speaker")]
    assert mirror.merged == {str(old.public_id): str(new.public_id)}
    assert mirror.held["statement", str(statement.public_id)]["speaker"]["id"] == str(new.public_id)
    undo_merge(merge=merge, undone_by=UserFactory())
    assert ("updated", "speaker") in mirror.follow()
    assert mirror.held["statement", str(statement.public_id)]["speaker"]["id"] == str(old.public_id)
    assert mirror.held["speaker", str(old.public_id)]["name"] == old.name


def test_a_merge_tells_the_wikidata_id_that_goes_along_and_its_undoing_takes_it_back() -> None:
    mirror, statement, other = Mirror(), accepted(), accepted()
    old, new = statement.speaker, other.speaker
    assert old is not None
    assert new is not None
    Speaker.objects.filter(pk=old.pk).update(wikidata_id="Q777")
    mirror.follow()
    merge = merge_speakers(absorbed=old, into=new, merged_by=UserFactory())
    assert mirror.follow() == [("updated", "statement"), ("merged", "speaker"), ("updated", "speaker")]
    assert mirror.held["speaker", str(new.public_id)]["wikidata_id"] == "Q777"
    undo_merge(merge=merge, undone_by=UserFactory())
    mirror.follow()
    told = [mirror.held["speaker", str(speaker.public_id)]["wikidata_id"] for speaker in (old, new)]
    assert told == ["Q777", None]


def test_a_merge_into_somebody_hidden_does_not_name_them() -> None:
    mirror, old, hidden = Mirror(), SpeakerFactory(), StatementFactory(review_status="pending").speaker
    statement = accepted(speaker=old)
    mirror.follow()
    decide(statement, "rejected")
    merge_speakers(absorbed=old, into=hidden, merged_by=UserFactory())
    content = APIClient().get("/api/v1/changes").content.decode()
    assert str(hidden.public_id) not in content
    assert ("gone", "speaker") in mirror.follow()


def test_names_and_titles_that_change_are_told() -> None:
    mirror, statement = Mirror(), accepted()
    mirror.follow()
    assert statement.speaker is not None
    Speaker.objects.filter(pk=statement.speaker.pk).update(name="Ana Ruiz-Lund")
    Source.objects.filter(pk=statement.source.pk).update(title="Quay is safe")
    Outlet.objects.filter(pk=statement.source.outlet_id).update(name="The Lund Post")
    Source.objects.filter(pk=statement.source.pk).update(flags=["checked"])  # not shown, not told
    assert mirror.follow() == [("updated", "speaker"), ("updated", "source"), ("updated", "outlet")]
    assert {record.get("name") or record.get("title") for record in list(mirror.held.values())[1:]} == {
        "Ana Ruiz-Lund", "Quay is safe", "The Lund Post",
    }  # fmt: skip


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_small_pages_lose_nothing(limit: int) -> None:
    with transaction.atomic():
        source, speaker = SourceFactory(), SpeakerFactory()
        statements = [accepted(source=source, speaker=speaker) for _ in range(5)]
    decide(statements[0], "rejected")
    mirror = Mirror(limit)
    assert len(mirror.follow()) == 6
    assert mirror.statements() == public_ids()
    assert mirror.follow() == []


def test_an_export_tells_where_to_follow_from() -> None:
    accepted()
    response = APIClient().get("/api/v1/exports")
    mirror = Mirror()
    mirror.cursor = response["Changes-Since"]
    assert mirror.follow() == []
    accepted()
    assert mirror.follow() == [("created", "statement")]


def test_an_export_in_parts_has_one_cursor_that_of_its_beginning() -> None:
    """A later one would step over what has changed meanwhile in an earlier part."""
    early, last, _ = accepted(), accepted(), accepted()
    first = APIClient().get("/api/v1/exports?limit=2")
    decide(early, "rejected")
    rest = APIClient().get(f"/api/v1/exports?after={last.public_id}&limit=2")
    assert (rest.status_code, "Changes-Since" in rest) == (200, False)
    mirror = Mirror()
    mirror.cursor = first["Changes-Since"]
    assert mirror.follow() == [("gone", "statement")]


def test_an_unknown_cursor_is_told_to_begin_anew() -> None:
    response = APIClient().get(f"/api/v1/changes?since={uuid.uuid4()}")
    assert response.status_code == 410
    assert "export" in response.content.decode()


@pytest.mark.parametrize("query", ["since=7", "limit=0", "limit=1001", "limit=x", "sinse=1"])
def test_what_makes_no_sense_is_refused_by_name(query: str) -> None:
    response = APIClient().get(f"/api/v1/changes?{query}")
    assert response.status_code == 400
    assert query.split("=")[0] in response.content.decode()


def test_cursors_tell_nothing_of_order_or_number() -> None:
    accepted()
    body = APIClient().get("/api/v1/changes").json()
    change = Change.objects.get()
    assert uuid.UUID(body["cursor"]).version == 4 or connection.vendor == "sqlite"
    assert set(body["changes"][0]) == {"change_kind", "object_kind", "id", "at", "into", "record"}
    assert dt.datetime.fromisoformat(body["changes"][0]["at"]) == change.at


needs_two_writers = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")


@needs_two_writers
def test_a_long_transaction_that_commits_late_is_not_skipped() -> None:
    early, late = StatementFactory(), StatementFactory()
    wrote, may_end = threading.Event(), threading.Event()

    def write_and_wait() -> None:
        try:
            with transaction.atomic():
                decide(early, "accepted")
                wrote.set()
                assert may_end.wait(20)
        finally:
            connections.close_all()

    mirror = Mirror()
    writer = threading.Thread(target=write_and_wait)
    writer.start()
    try:
        assert wrote.wait(20)
        decide(late, "accepted")  # begins later, ends earlier
        assert mirror.follow() == []  # not yet: it would step over the other
    finally:
        may_end.set()
        writer.join()
    mirror.follow()
    assert mirror.statements() == {str(early.public_id), str(late.public_id)} == public_ids()


@needs_two_writers
def test_a_transaction_of_another_database_holds_nothing_up() -> None:
    settings = connection.get_connection_params() | {"dbname": "postgres"}
    elsewhere = psycopg.connect(
        **{name: settings[name] for name in ("dbname", "user", "host", "port") if name in settings}
    )
    with elsewhere:
        elsewhere.execute("SELECT pg_current_xact_id()")
        accepted()
        assert Mirror().follow() == [("created", "statement")]
    elsewhere.close()


@needs_two_writers
def test_a_reader_among_many_writers_misses_nothing() -> None:
    statements = [StatementFactory() for _ in range(40)]

    def write(mine: list[Statement]) -> None:
        try:
            for first, second in zip(mine[::2], mine[1::2], strict=True):
                with transaction.atomic():
                    decide(first, "accepted")
                    decide(second, "accepted")
                decide(first, "rejected")
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write, args=(statements[k::4],)) for k in range(4)]
    mirror = Mirror(limit=3)
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        mirror.follow()
    mirror.follow()
    assert mirror.statements() == public_ids()
    assert len(public_ids()) == 20
