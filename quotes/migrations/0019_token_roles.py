"""Administrators make tokens of the API for themselves, and send articles through it."""

from importlib import import_module

from django.db import migrations

roles = import_module("quotes.migrations.0007_roles")
GIVEN = [("view", "apitoken"), ("add", "apitoken"), ("change", "apitoken"), ("add", "source")]


def grant(apps, schema_editor):
    roles.grant(apps, {"administrator": GIVEN})


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0018_review_public_id'),
    ]

    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
