"""The full-text index of search documents: a generated column on PostgreSQL, an FTS5 table on SQLite.

Both index the words that quotes.search wrote, and take them as they are. Statements that were
there before are found after `manage.py rebuild_search`.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Each word and, since a phrase of common words must be found as quickly as a rare word, each two that
# stand side by side: of_the. A phrase is a chain of such pairs. One place is left free between the
# statement and what is around it, so that no phrase goes from one into the other. to_tsvector is not
# used: it would part words anew.
POSTGRESQL = (
    """
    CREATE FUNCTION quotes_search_vector(text_words text, context_words text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (
        SELECT coalesce(
            string_agg(word || ':' || place || coalesce(' ' || word || '_' || following || ':' || place, ''), ' '), ''
        )::tsvector
        FROM (
            SELECT word, place, lead(word) OVER (ORDER BY place) AS following
            FROM unnest(string_to_array(text_words, ' ')) WITH ORDINALITY AS own(word, place)
            UNION ALL
            SELECT word, place + 1 + cardinality(string_to_array(text_words, ' ')), lead(word) OVER (ORDER BY place)
            FROM unnest(string_to_array(context_words, ' ')) WITH ORDINALITY AS around(word, place)
        ) AS words
    )
    """,
    """
    ALTER TABLE quotes_searchdocument ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (quotes_search_vector(text_words, context_words)) STORED
    """,
    # How often each word occurs decides whether the newest rows are read or the index; with the usual
    # hundredth the planner took rare words for common ones and read 200,000 rows to find none.
    "ALTER TABLE quotes_searchdocument ALTER COLUMN vector SET STATISTICS 1000",
    # Without the list of pending entries: a search never waits for what an import left to sort.
    "CREATE INDEX search_document_vector ON quotes_searchdocument USING gin (vector) WITH (fastupdate = off)",
)
POSTGRESQL_BACK = (
    "ALTER TABLE quotes_searchdocument DROP COLUMN vector",
    "DROP FUNCTION quotes_search_vector(text, text)",
)
# SQLite drops triggers when a migration rebuilds their table: such a migration must make them again
# (tests/search/test_documents.py fails otherwise). The tokenizer “ascii” parts at blanks alone here.
SQLITE = (
    """
    CREATE VIRTUAL TABLE quotes_search USING fts5(
        text_words, context_words,
        content='quotes_searchdocument', content_rowid='statement_id', tokenize='ascii', columnsize=0
    )
    """,
    """
    CREATE TRIGGER search_document_is_added AFTER INSERT ON quotes_searchdocument BEGIN
        INSERT INTO quotes_search (rowid, text_words, context_words)
        VALUES (NEW.statement_id, NEW.text_words, NEW.context_words);
    END
    """,
    """
    CREATE TRIGGER search_document_is_deleted AFTER DELETE ON quotes_searchdocument BEGIN
        INSERT INTO quotes_search (quotes_search, rowid, text_words, context_words)
        VALUES ('delete', OLD.statement_id, OLD.text_words, OLD.context_words);
    END
    """,
    """
    CREATE TRIGGER search_document_is_changed AFTER UPDATE ON quotes_searchdocument BEGIN
        INSERT INTO quotes_search (quotes_search, rowid, text_words, context_words)
        VALUES ('delete', OLD.statement_id, OLD.text_words, OLD.context_words);
        INSERT INTO quotes_search (rowid, text_words, context_words)
        VALUES (NEW.statement_id, NEW.text_words, NEW.context_words);
    END
    """,
)
SQLITE_BACK = (
    "DROP TRIGGER IF EXISTS search_document_is_added",
    "DROP TRIGGER IF EXISTS search_document_is_deleted",
    "DROP TRIGGER IF EXISTS search_document_is_changed",
    "DROP TABLE quotes_search",
)


def create(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("quotes", "0003_search_document")]

    operations = [migrations.RunPython(create, drop)]
