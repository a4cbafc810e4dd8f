"""Calibrations, which every role may look at."""

from importlib import import_module

from django.db import migrations

roles = import_module("quotes.migrations.0007_roles")


def grant(apps, schema_editor):
    roles.grant(apps, {role: [("view", "calibration")] for role in roles.ROLES})


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0010_ages'),
    ]

    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
