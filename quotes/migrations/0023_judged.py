"""Who took a misattribution or a judgement back, and the database's refusal to change or delete either."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

roles = import_module("quotes.migrations.0007_roles")
JUDGES = [("judge", "quotation")]
KEPT = {
    "misattribution": ("statement_id", "speaker_id", "said_by_id", "note", "marked_by_id", "created"),
    "wordingjudgement": ("one", "other", "is_same", "note", "judged_by_id", "before", "created"),
}
MESSAGE = "This is a record of what an editor said: take it back instead of changing or deleting it."


def grant(apps, schema_editor):
    seen = [("view", "wordingjudgement")]
    roles.NAMES["judge_quotation"] = "Can say which words are one quotation and which are misattributed"
    roles.grant(apps, {"reader": seen, "reviewer": seen, "editor": seen + JUDGES, "administrator": seen + JUDGES})


def protect(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    deed = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    differs = "IS DISTINCT FROM" if postgresql else "IS NOT"
    if postgresql:
        schema_editor.execute(
            "CREATE FUNCTION quotes_judged_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        deed = "EXECUTE FUNCTION quotes_judged_is_kept()"
    for name, columns in KEPT.items():
        # jsonb has no order of its own, and SQLite keeps text: either is compared as it is stored.
        changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in columns)
        for event, when in (("changed", f"WHEN ({changed})"), ("deleted", "")):
            verb = "UPDATE" if event == "changed" else "DELETE"
            schema_editor.execute(
                f"CREATE TRIGGER {name}_is_not_{event} BEFORE {verb} ON quotes_{name} FOR EACH ROW {when} {deed}"
            )


def release(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name in KEPT:
        on = f" ON quotes_{name}" if postgresql else ""
        for event in ("changed", "deleted"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}_is_not_{event}{on}")
    if postgresql:
        schema_editor.execute("DROP FUNCTION IF EXISTS quotes_judged_is_kept()")


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0022_documents_in_their_rows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='quotation',
            options={'ordering': ('-id',), 'permissions': [('judge_quotation', 'Can say which words are one quotation and which are misattributed')]},
        ),
        migrations.AddField(
            model_name='misattribution',
            name='said_by',
            field=models.ForeignKey(blank=True, help_text='Who said it in fact, where that is known and they are a speaker here.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quotes.speaker'),
        ),
        migrations.AddField(
            model_name='misattribution',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='wordingjudgement',
            name='after',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='wordingjudgement',
            name='before',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='wordingjudgement',
            name='undone_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunPython(protect, release),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
