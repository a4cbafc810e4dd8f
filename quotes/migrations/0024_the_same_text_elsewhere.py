"""One text printed by two outlets is two sources: a snapshot is known by its text and its outlet."""

from importlib import import_module

from django.db import migrations, models
from django.db.models import Q

from quotes.migrations import _change_triggers

immutable = import_module("quotes.migrations.0002_immutable")


def drop_triggers(apps, schema_editor):
    """SQLite rebuilds the table, which those that name it do not survive; PostgreSQL keeps them."""
    if schema_editor.connection.vendor == "sqlite":
        immutable.drop(apps, schema_editor)
        _change_triggers.drop(apps, schema_editor)


def create_triggers(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        immutable.create(apps, schema_editor)
        _change_triggers.create(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("quotes", "0023_judged")]

    operations = [
        migrations.RunPython(drop_triggers, create_triggers),
        migrations.AlterField(
            "source", "text_sha256", models.CharField(max_length=64, help_text="SHA-256 of the text in UTF-8.")
        ),
        migrations.AddConstraint(
            "source",
            models.UniqueConstraint(fields=["text_sha256", "outlet"], name="source_text_once_an_outlet"),
        ),
        migrations.AddConstraint(
            "source",
            models.UniqueConstraint(
                fields=["text_sha256"], condition=Q(outlet__isnull=True), name="source_text_once_without_an_outlet"
            ),
        ),
        migrations.RunPython(create_triggers, drop_triggers),
    ]
