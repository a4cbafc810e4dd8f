"""Answers that are kept: they never change, and administrators alone see the list of them, and may remove one."""

import uuid
from importlib import import_module

from django.db import migrations, models
from django.db.models import Q

roles = import_module("quotes.migrations.0007_roles")
MESSAGE = "A kept answer is a record: keep the answer of now instead of changing it."


def grant(apps, schema_editor):
    # Not the other roles: what somebody asked is theirs and of whom they give the address to.
    roles.grant(apps, {"administrator": [("view", "keptanswer"), ("delete", "keptanswer")]})


def protect(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(
            "CREATE FUNCTION quotes_kept_answer_is_not_changed() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    deed = (
        "EXECUTE FUNCTION quotes_kept_answer_is_not_changed()"
        if postgresql
        else f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )
    schema_editor.execute(
        f"CREATE TRIGGER kept_answer_is_not_changed BEFORE UPDATE ON quotes_keptanswer FOR EACH ROW {deed}"
    )


def release(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER IF EXISTS kept_answer_is_not_changed ON quotes_keptanswer")
        schema_editor.execute("DROP FUNCTION IF EXISTS quotes_kept_answer_is_not_changed()")
    else:
        schema_editor.execute("DROP TRIGGER IF EXISTS kept_answer_is_not_changed")


class Migration(migrations.Migration):
    dependencies = [("quotes", "0033_links_beside_a_negation")]

    operations = [
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kept_at", models.DateTimeField(auto_now_add=True)),
                (
                    "digest",
                    models.CharField(editable=False, help_text="SHA-256 of what it tells.", max_length=64, unique=True),
                ),
                ("body", models.TextField()),
            ],
            options={
                "ordering": ("-id",),
                "constraints": [
                    models.CheckConstraint(condition=Q(digest__length=64), name="kept_answer_digest_is_whole"),
                    models.CheckConstraint(condition=~Q(body=""), name="kept_answer_has_a_body"),
                ],
            },
        ),
        migrations.RunPython(protect, release),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
