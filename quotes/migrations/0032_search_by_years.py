"""The full-text index of PostgreSQL knows the year of each article: of what is found, that of a year alone is read.

Without it, everything that two words have in common is read to see which of it was published then. In a
transaction of its own: PostgreSQL would not use an index of rows that were changed in the same one
before every transaction that was open then has ended.
"""

import importlib

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

shelves = importlib.import_module("quotes.migrations.0027_search_by_shelves")


def create(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(shelves.CREATE.format("vector, (statement_id >> 13), published_year"))
        # How the keys spread over the shelves and years is known when the table is analysed, now or by and by.
        schema_editor.execute("ANALYZE quotes_searchdocument")


def drop(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(shelves.DROP)


class Migration(migrations.Migration):
    dependencies = [("quotes", "0031_years_of_search_documents")]

    operations = [migrations.RunPython(create, drop)]
