"""Archive copies: every role looks at them, editors and administrators keep them."""

from importlib import import_module

from django.db import migrations

roles = import_module("quotes.migrations.0007_roles")


def grant(apps, schema_editor):
    kept = [(verb, "archivecopy") for verb in ("view", "add", "change", "delete")]
    for role in roles.ROLES:
        roles.grant(apps, {role: kept if role in {"editor", "administrator"} else kept[:1]})


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0014_archive_copies'),
    ]

    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
