"""Blind second opinions: the rules, which administrators make, and the opinions, which never change."""

from importlib import import_module

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


roles = import_module("quotes.migrations.0007_roles")
MESSAGE = "An opinion is a record: give a new one instead of changing or deleting it."


def grant(apps, schema_editor):
    granted = {role: [("view", "secondopinionrule")] for role in roles.ROLES}
    granted["administrator"] = [(verb, "secondopinionrule") for verb in ("view", "add", "change", "delete")]
    roles.grant(apps, granted)


def protect(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(
            "CREATE FUNCTION quotes_opinion_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    for name, event in (("opinion_is_not_changed", "UPDATE"), ("opinion_is_not_deleted", "DELETE")):
        deed = "EXECUTE FUNCTION quotes_opinion_is_kept()" if postgresql else f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        schema_editor.execute(f"CREATE TRIGGER {name} BEFORE {event} ON quotes_opinion FOR EACH ROW {deed}")


def release(apps, schema_editor):
    on = " ON quotes_opinion" if schema_editor.connection.vendor == "postgresql" else ""
    for name in ("opinion_is_not_changed", "opinion_is_not_deleted"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
    if on:
        schema_editor.execute("DROP FUNCTION IF EXISTS quotes_opinion_is_kept()")


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0008_rerun'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('statement_version', models.PositiveIntegerField()),
                ('decision', models.CharField(choices=[('accept', 'accepted'), ('reject', 'rejected'), ('reassign', 'gave it to another speaker'), ('correct', 'corrected'), ('reopen', 'reopened'), ('add', 'added'), ('undo', 'undid a decision about'), ('restore', 'restored')], max_length=10)),
                ('proposed', models.JSONField()),
                ('is_draft', models.BooleanField(default=False)),
                ('reason', models.CharField(blank=True, choices=[('scare_quote', 'scare quotes'), ('not_a_statement', 'not a statement')], max_length=16)),
                ('note', models.TextField(blank=True)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to=settings.AUTH_USER_MODEL)),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='quotes.statement')),
            ],
            options={
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['statement', 'statement_version'], name='opinion_round')],
            },
        ),
        migrations.CreateModel(
            name='SecondOpinionRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('modified', models.DateTimeField(auto_now=True, db_index=True)),
                ('note', models.CharField(blank=True, help_text='Why, for colleagues.', max_length=200)),
                ('outlet', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.outlet')),
                ('source', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.source')),
                ('speaker', models.OneToOneField(blank=True, help_text="Statements that are this speaker's, and those that an editor wants to give to them.", null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.speaker')),
            ],
            options={
                'ordering': ('-id',),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('outlet__isnull', False), ('source__isnull', True), ('speaker__isnull', True)), models.Q(('outlet__isnull', True), ('source__isnull', False), ('speaker__isnull', True)), models.Q(('outlet__isnull', True), ('source__isnull', True), ('speaker__isnull', False)), _connector='OR'), name='second_opinion_rule_is_of_one_thing', violation_error_message='Choose one: an outlet, a source or a speaker.')],
            },
        ),
        migrations.RunPython(protect, release),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
