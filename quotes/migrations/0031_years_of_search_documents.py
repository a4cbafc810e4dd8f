"""Search knows the year of each article, so that its index can (0032).

The database keeps it right when the day of a source is corrected, as it does for statements (0025).
"""

import importlib

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

shelves = importlib.import_module("quotes.migrations.0027_search_by_shelves")

YEAR = {
    "postgresql": "date_part('year', {} AT TIME ZONE 'UTC')",
    "sqlite": "CAST(strftime('%Y', {}) AS INTEGER)",
}
FILL = """
    UPDATE quotes_searchdocument SET published_year = (
        SELECT {} FROM quotes_statement WHERE quotes_statement.id = quotes_searchdocument.statement_id
    )
"""
MEND = """
    UPDATE quotes_searchdocument SET published_year = {}
    WHERE statement_id IN (SELECT id FROM quotes_statement WHERE source_id = NEW.id)
"""
# Only when words change: the index of SQLite knows nothing else of a document.
WORDS_ARE_CHANGED = """
    CREATE TRIGGER search_document_is_changed AFTER UPDATE{} ON quotes_searchdocument BEGIN
        INSERT INTO quotes_search (quotes_search, rowid, text_words, context_words)
        VALUES ('delete', OLD.statement_id, OLD.text_words, OLD.context_words);
        INSERT INTO quotes_search (rowid, text_words, context_words)
        VALUES (NEW.statement_id, NEW.text_words, NEW.context_words);
    END
"""
OF_WORDS = " OF text_words, context_words"


def create(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    vendor = schema_editor.connection.vendor
    fill, mend = FILL.format(YEAR[vendor].format("published_at")), MEND.format(YEAR[vendor].format("NEW.published_at"))
    head = "CREATE TRIGGER document_year_is_mended AFTER UPDATE OF published_at ON quotes_source FOR EACH ROW "
    if vendor == "postgresql":
        schema_editor.execute(shelves.DROP)  # made again by the next migration
        schema_editor.execute(fill)
        schema_editor.execute(
            "CREATE FUNCTION quotes_document_year_is_mended() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {mend}; RETURN NULL; END $$"
        )
        schema_editor.execute(
            f"{head} WHEN (NEW.published_at IS DISTINCT FROM OLD.published_at) "
            "EXECUTE FUNCTION quotes_document_year_is_mended()"
        )
    else:
        schema_editor.execute("DROP TRIGGER search_document_is_changed")
        schema_editor.execute(fill)
        schema_editor.execute(WORDS_ARE_CHANGED.format(OF_WORDS))
        schema_editor.execute(f"{head} WHEN NEW.published_at IS NOT OLD.published_at BEGIN {mend}; END")


def drop(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER IF EXISTS document_year_is_mended ON quotes_source")
        schema_editor.execute("DROP FUNCTION IF EXISTS quotes_document_year_is_mended()")
        schema_editor.execute(shelves.CREATE.format("vector, (statement_id >> 13)"))
    else:
        schema_editor.execute("DROP TRIGGER IF EXISTS document_year_is_mended")
        schema_editor.execute("DROP TRIGGER IF EXISTS search_document_is_changed")
        schema_editor.execute(WORDS_ARE_CHANGED.format(""))


class Migration(migrations.Migration):
    dependencies = [("quotes", "0030_where_the_feed_began")]

    operations = [
        migrations.AddField(
            model_name="searchdocument",
            name="published_year",
            field=models.SmallIntegerField(
                editable=False, help_text="Of the source, UTC: here too, since it is searched by it.", null=True
            ),
        ),
        migrations.RunPython(create, drop),
    ]
