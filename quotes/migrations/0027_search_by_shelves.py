"""The full-text index of PostgreSQL knows whereabouts a statement stands: the shelf of its key.

Of what a query finds, the newest are wanted. Without shelves an index gives all that it knows of a word,
or the documents are read one after the other until enough have been found; with them it is asked for the
newest shelves first. SQLite's index is in the order of keys by itself.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DROP = "DROP INDEX search_document_vector"
CREATE = "CREATE INDEX search_document_vector ON quotes_searchdocument USING gin ({}) WITH (fastupdate = off)"


def put_on_shelves(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gin")
        schema_editor.execute(DROP)
        # 8,192 keys to a shelf: quotes.search.statements says the same.
        schema_editor.execute(CREATE.format("vector, (statement_id >> 13)"))
        # How the keys spread over the shelves is known when the table is analysed, now or by and by.
        schema_editor.execute("ANALYZE quotes_searchdocument")


def take_off(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)
        schema_editor.execute(CREATE.format("vector"))


class Migration(migrations.Migration):
    dependencies = [("quotes", "0026_indexes_of_roles")]

    operations = [migrations.RunPython(put_on_shelves, take_off)]
