"""Quotations, their misattributions and copied articles, which every role may look at."""

from importlib import import_module

from django.db import migrations

roles = import_module("quotes.migrations.0007_roles")
SEEN = [("view", model) for model in ("quotation", "occurrence", "misattribution", "sourcecopy")]


def grant(apps, schema_editor):
    roles.grant(apps, {role: SEEN for role in roles.ROLES})


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0012_quotations'),
    ]

    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
