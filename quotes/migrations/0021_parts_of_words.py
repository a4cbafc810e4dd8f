"""Parts of words on PostgreSQL: by trigrams, for `text=`, `title=`, `name=`, `role=`, `organisation=`.

In capitals, since that is how “contains, case ignored” is asked. The index also tells the planner how
many rows hold a part: common parts are found by reading the newest rows, rare ones by the index.
SQLite has no such index and reads the rows.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

INDEXES = (
    ("statement_text_parts", "quotes_statement", "text"),
    ("source_title_parts", "quotes_source", "title"),
    ("speaker_name_parts", "quotes_speaker", "name"),
    ("role_title_parts", "quotes_speakerrole", "title"),
    ("role_organisation_parts", "quotes_speakerrole", "organisation"),
)


def create(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for name, table, column in INDEXES:
        schema_editor.execute(f"CREATE INDEX {name} ON {table} USING gin (upper({column}) gin_trgm_ops)")


def drop(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for name, _, _ in INDEXES:
            schema_editor.execute(f"DROP INDEX {name}")


class Migration(migrations.Migration):
    dependencies = [("quotes", "0020_measured_indexes")]

    operations = [migrations.RunPython(create, drop)]
