"""The database itself refuses to change a snapshot's text or an editorial decision."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Table, name, the event, when it is refused, and what the person is told.
# SQLite drops triggers when a migration rebuilds their table: such a migration must run
# `create` again at its end (tests/models/test_immutability.py fails otherwise).
RULES = (
    (
        "quotes_source",
        "source_text_is_immutable",
        "UPDATE",
        "NEW.text {differs} OLD.text OR NEW.text_sha256 {differs} OLD.text_sha256 OR NEW.original {differs} OLD.original",
        "A source is an immutable snapshot: store the new version as a new source.",
    ),
    (
        "quotes_review",
        "review_is_not_changed",
        "UPDATE",
        "",
        "A review is a record of a decision: make a new decision instead of changing it.",
    ),
    (
        "quotes_review",
        "review_is_not_deleted",
        "DELETE",
        "",
        "A review is a record of a decision: it is never deleted.",
    ),
)


def create(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    vendor = schema_editor.connection.vendor
    for table, name, event, condition, message in RULES:
        if vendor == "postgresql":
            when = f"WHEN ({condition.format(differs='IS DISTINCT FROM')})" if condition else ""
            schema_editor.execute(
                f"CREATE FUNCTION quotes_{name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION quotes_{name}()"
            )
        else:
            when = f"WHEN {condition.format(differs='IS NOT')}" if condition else ""
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )


def drop(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table, name, _, _, _ in RULES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS quotes_{name}()")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("quotes", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
