"""A feed that came out of a backup says so, and is begun anew: no mirror goes on as if nothing had happened."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.db import connection, connections, transaction
from rest_framework.test import APIClient

from quotes.changes.beginning import begin_anew
from quotes.models import Change, Outlet, Speaker, Statement
from tests.changes.test_feed import Mirror, accepted, decide, public_ids
from tests.commands.test_commands import call
from tests.factories import StatementFactory

pytestmark = pytest.mark.django_db(transaction=True)
only_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite cannot tell a restored feed")
FURTHER = 1_000_000_000
"""So many transactions the old cluster had counted more than this one."""


@pytest.fixture(autouse=True)
def empty_feed(transactional_db: None) -> Iterator[None]:
    Change.objects.all().delete()
    yield
    begin_anew()


def restore_from_a_dump() -> None:
    """Each row is written again by one transaction, with the old cluster's numbers in it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE quotes_change SET xact = xact + %s", [FURTHER])
        cursor.execute("UPDATE quotes_feed SET begun_by = begun_by")


def status_of(cursor: str | None) -> int:
    return APIClient().get("/api/v1/changes" + (f"?since={cursor}" if cursor else "")).status_code


def test_begun_anew_the_feed_tells_what_is_public_and_knows_no_cursor_of_before() -> None:
    mirror, kept, hidden = Mirror(), accepted(), accepted()
    decide(hidden, "rejected")
    StatementFactory(review_status="pending")
    mirror.follow()
    assert call("begin_feed")[0].startswith("The feed begins anew with 1 statements")
    assert (status_of(mirror.cursor), status_of(None)) == (410, 200)
    anew = Mirror()
    assert anew.follow() == [("created", "statement")]
    assert anew.statements() == public_ids() == {str(kept.public_id)}
    assert kept.speaker is not None
    assert hidden.speaker is not None
    Speaker.objects.filter(pk=hidden.speaker.pk).update(name="A. Suspect")
    Speaker.objects.filter(pk=kept.speaker.pk).update(name="Ana Ruiz-Lund")
    Outlet.objects.filter(pk=kept.source.outlet_id).update(name="The Lund Post")
    decide(hidden, "accepted")
    assert anew.follow() == [("updated", "speaker"), ("updated", "outlet"), ("created", "statement")]


def test_an_export_of_before_the_feed_began_anew_is_taken_again() -> None:
    accepted()
    begin_anew()
    cursors = [APIClient().get("/api/v1/exports")["Changes-Since"]]
    begin_anew()
    cursors.append(APIClient().get("/api/v1/exports")["Changes-Since"])
    assert [status_of(cursor) for cursor in cursors] == [410, 200]


@only_postgresql
def test_out_of_a_backup_the_feed_is_not_silent_but_halts_until_it_is_begun_anew() -> None:
    mirror, before = Mirror(), accepted()
    mirror.follow()
    restore_from_a_dump()
    after = accepted()
    for address in ("/api/v1/changes", f"/api/v1/changes?since={mirror.cursor}"):
        answer = APIClient().get(address)
        assert (answer.status_code, answer.json()["code"]) == (503, "feed_restored")
        assert "begin_feed" in answer.json()["detail"]
    assert "Changes-Since" not in APIClient().get("/api/v1/exports")
    out, err, status = call("verify")
    assert (status, "begin_feed" in err, "1 fault." in out) == (1, True, True)
    begin_anew()
    assert call("verify")[2] == 0
    assert status_of(mirror.cursor) == 410
    anew = Mirror()
    assert anew.follow() == [("created", "statement")] * 2
    decide(before, "rejected")
    assert anew.follow() == [("gone", "statement")]
    assert anew.statements() == public_ids() == {str(after.public_id)}


@only_postgresql
def test_a_dump_of_a_restored_feed_is_told_too() -> None:
    for _ in range(2):
        restore_from_a_dump()
        assert status_of(None) == 503
        begin_anew()
        assert status_of(None) == 200


@only_postgresql
def test_what_is_written_while_the_feed_begins_anew_is_not_lost() -> None:
    statement, other = StatementFactory(), accepted()
    wrote, may_end = threading.Event(), threading.Event()

    def write_and_wait() -> None:
        try:
            with transaction.atomic():
                decide(statement, "accepted")
                decide(other, "rejected")
                wrote.set()
                assert may_end.wait(20)
        finally:
            connections.close_all()

    writer = threading.Thread(target=write_and_wait)
    writer.start()
    mirror = Mirror()
    try:
        assert wrote.wait(20)
        begin_anew()
        mirror.follow()
        assert mirror.statements() == {str(other.public_id)}
    finally:
        may_end.set()
        writer.join()
    mirror.follow()
    assert mirror.statements() == public_ids() == {str(statement.public_id)}


@only_postgresql
@pytest.mark.parametrize(("further", "is_begun_anew"), [(0, False), (FURTHER, True)])
def test_the_upgrade_begins_a_feed_anew_that_was_restored_before(further: int, is_begun_anew: bool) -> None:
    migration = import_module("quotes.migrations.0030_where_the_feed_began")
    mirror, shown = Mirror(), accepted()
    decide(accepted(), "rejected")
    mirror.follow()
    with connection.schema_editor() as editor:
        migration.drop(None, editor)
        editor.execute("UPDATE quotes_change SET xact = xact + %s", [further])
    with connection.schema_editor() as editor:
        migration.begin(None, editor)
    assert status_of(mirror.cursor) == (410 if is_begun_anew else 200)
    assert Change.objects.count() == (1 if is_begun_anew else 3)
    anew = Mirror()
    anew.follow()
    assert anew.statements() == {str(shown.public_id)} == {str(s.public_id) for s in Statement.objects.public()}
