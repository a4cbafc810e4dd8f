"""Where the feed begins, and beginning it anew after a backup was restored."""

from __future__ import annotations

from django.db import connection, transaction

from quotes.models import Change

# PostgreSQL notes with each row which transaction wrote it. Out of a backup the row was written by
# another than the one it names, and the numbers in the changes are not of this cluster's counting.
IS_RESTORED = "SELECT NOT EXISTS (SELECT 1 FROM quotes_feed WHERE xmin::text::bigint = begun_by % 4294967296)"
BEGUN_BY_THIS = "INSERT INTO quotes_feed (begun_by) VALUES (pg_current_xact_id()::text::bigint)"
HEAD = {
    "postgresql": "gen_random_uuid(), 0, now()",
    "sqlite": "lower(hex(randomblob(16))), 0, strftime('%Y-%m-%d %H:%M:%f', 'now')",
}
WHAT_IS_PUBLIC = """
    INSERT INTO quotes_change (token, xact, at, change_kind, object_kind, object_id, speaker_key, source_key)
    SELECT {head}, 'created', 'statement', public_id, speaker_id, source_id
    FROM quotes_statement WHERE is_public ORDER BY id
"""


def is_restored() -> bool:
    """Whether the database came out of a dump, and the feed was not begun anew since.

    SQLite and copies of a whole cluster cannot tell; they count on as they did, too.
    """
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(IS_RESTORED)
        return bool(cursor.fetchone()[0])


def begin_anew() -> int:
    """Forget every change and tell of each public statement as created; how many those are.

    No cursor of before is known any more: a mirror may hold what was changed after the backup.
    The new rows are of no transaction, so that all that is written meanwhile comes behind them.
    Never within another transaction: in a savepoint PostgreSQL notes another number than its.
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        Change.objects.all().delete()
        cursor.execute(WHAT_IS_PUBLIC.format(head=HEAD[connection.vendor]))
        told: int = cursor.rowcount
        if connection.vendor == "postgresql":
            cursor.execute("DELETE FROM quotes_feed")
            cursor.execute(BEGUN_BY_THIS)
    return told
