"""PostgreSQL can tell that the change feed came out of a backup, where its numbers mean nothing.

One row names the transaction that wrote it, and is never changed: see quotes/changes/beginning.py.
A feed with numbers that this cluster has not given yet was restored before, and is begun anew at once.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from quotes.migrations import _change_triggers

NOT_GIVEN_YET = "SELECT 1 FROM quotes_change WHERE xact >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint LIMIT 1"


def begin(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("CREATE TABLE quotes_feed (begun_by bigint NOT NULL)")
    schema_editor.execute("INSERT INTO quotes_feed (begun_by) VALUES (pg_current_xact_id()::text::bigint)")
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(NOT_GIVEN_YET)
        is_restored = cursor.fetchone() is not None
    if is_restored:
        schema_editor.execute("DELETE FROM quotes_change")
        _change_triggers.begin(apps, schema_editor)


def drop(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TABLE quotes_feed")


class Migration(migrations.Migration):
    dependencies = [("quotes", "0029_who_was_shown")]

    operations = [migrations.RunPython(begin, drop)]
