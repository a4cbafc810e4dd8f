"""When its source was published, in the statement's own row, and kept right there by the database.

SQLite drops triggers when a migration rebuilds their table: one that changes sources must run
`create` again at its end (tests/models/test_statement.py fails otherwise).
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from quotes.migrations import _change_triggers

MEND = "UPDATE quotes_statement SET published_at = NEW.published_at WHERE source_id = NEW.id"
FILL = """
    UPDATE quotes_statement
    SET published_at = (SELECT published_at FROM quotes_source WHERE quotes_source.id = quotes_statement.source_id)
"""


def fill(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    # Nothing that a mirror shows changes: the feed is not told.
    _change_triggers.drop(apps, schema_editor)
    schema_editor.execute(FILL)
    _change_triggers.create(apps, schema_editor)


def create(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    differs = {"postgresql": "IS DISTINCT FROM", "sqlite": "IS NOT"}[schema_editor.connection.vendor]
    head = (
        "CREATE TRIGGER statement_day_is_mended AFTER UPDATE OF published_at ON quotes_source "
        f"FOR EACH ROW WHEN (NEW.published_at {differs} OLD.published_at)"
    )
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION quotes_statement_day_is_mended() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {MEND}; RETURN NULL; END $$"
        )
        schema_editor.execute(f"{head} EXECUTE FUNCTION quotes_statement_day_is_mended()")
    else:
        schema_editor.execute(f"{head} BEGIN {MEND}; END")


def drop(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER IF EXISTS statement_day_is_mended ON quotes_source")
        schema_editor.execute("DROP FUNCTION IF EXISTS quotes_statement_day_is_mended()")
    else:
        schema_editor.execute("DROP TRIGGER IF EXISTS statement_day_is_mended")


class Migration(migrations.Migration):
    dependencies = [("quotes", "0024_the_same_text_elsewhere")]

    operations = [
        migrations.RemoveIndex(model_name="statement", name="statement_public_page"),
        migrations.AddField(
            model_name="statement",
            name="published_at",
            field=models.DateTimeField(
                editable=False, help_text="As the source has it: here too, since roles are sought by it.", null=True
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(create, drop),
    ]
