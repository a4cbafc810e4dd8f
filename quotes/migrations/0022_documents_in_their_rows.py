"""Search documents stay in their rows on PostgreSQL, up to the size of a page.

Over two kilobytes it would put the vector compressed into another table, from which it is fetched again
whenever a common word is looked for among the newest statements: five times as slow, for a quarter less
of space. Documents from before move with `manage.py rebuild_search`.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE quotes_searchdocument SET (toast_tuple_target = 8160)")


def move(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE quotes_searchdocument RESET (toast_tuple_target)")


class Migration(migrations.Migration):
    dependencies = [("quotes", "0021_parts_of_words")]

    operations = [migrations.RunPython(keep, move)]
