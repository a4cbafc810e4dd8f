"""Reviews get ids for the world. The triggers that keep reviews unchanged step aside for it."""

import importlib
import uuid

from django.db import migrations, models

immutable = importlib.import_module("quotes.migrations.0002_immutable")


def fill(apps, schema_editor):
    reviews = apps.get_model("quotes", "Review")._default_manager
    for key in list(reviews.filter(public_id=None).values_list("pk", flat=True)):
        reviews.filter(pk=key).update(public_id=uuid.uuid4())


class Migration(migrations.Migration):
    # Each step in its own transaction: PostgreSQL does not alter a table with rows changed in the same one.
    atomic = False
    dependencies = [("quotes", "0017_research_api")]

    operations = [
        migrations.RunPython(immutable.drop, immutable.create),
        migrations.AddField("review", "public_id", models.UUIDField(null=True, editable=False)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            "review", "public_id", models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
        ),
        # Rebuilding a table of SQLite's may have dropped triggers: all are made again.
        migrations.RunPython(immutable.create, immutable.drop),
    ]
