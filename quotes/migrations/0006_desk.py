"""Decisions that can be undone, one by one and together; who has which article open; the queue's indexes."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

immutable = import_module("quotes.migrations.0002_immutable")


def renew_triggers(apps, schema_editor):
    """SQLite drops a table's triggers when a migration rebuilds it; PostgreSQL keeps them."""
    if schema_editor.connection.vendor == "sqlite":
        immutable.drop(apps, schema_editor)
        immutable.create(apps, schema_editor)


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0005_calibration'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Going backwards, the rebuilt tables get their triggers back last: by the first operation.
        migrations.RunPython(migrations.RunPython.noop, renew_triggers),
        migrations.CreateModel(
            name='ArticleClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('expires_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='review',
            name='review_decision_is_known',
        ),
        migrations.AddField(
            model_name='review',
            name='batch',
            field=models.UUIDField(blank=True, db_index=True, null=True),
        ),
        migrations.AddField(
            model_name='review',
            name='reason',
            field=models.CharField(blank=True, choices=[('scare_quote', 'scare quotes'), ('not_a_statement', 'not a statement')], max_length=16),
        ),
        migrations.AddField(
            model_name='review',
            name='undoes',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='quotes.review'),
        ),
        migrations.AlterField(
            model_name='review',
            name='decision',
            field=models.CharField(choices=[('accept', 'accepted'), ('reject', 'rejected'), ('reassign', 'gave it to another speaker'), ('correct', 'corrected'), ('reopen', 'reopened'), ('add', 'added'), ('undo', 'undid a decision about'), ('restore', 'restored')], max_length=10),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(fields=['review_status', 'source', 'id'], name='statement_article_queue'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(fields=['review_status', 'speaker', 'id'], name='statement_speaker_queue'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ['accept', 'reject', 'reassign', 'correct', 'reopen', 'add', 'undo', 'restore'])), name='review_decision_is_known'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), models.Q(('decision', 'reject'), ('reason__in', ['scare_quote', 'not_a_statement'])), _connector='OR'), name='review_reason_is_a_rejections'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undoes__isnull', True), models.Q(('decision', 'undo'), _negated=True)), models.Q(('decision', 'undo'), ('undoes__isnull', False)), _connector='OR'), name='review_undoes_exactly_when_undo'),
        ),
        migrations.AddField(
            model_name='articleclaim',
            name='editor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='articleclaim',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='quotes.source'),
        ),
        migrations.AddConstraint(
            model_name='articleclaim',
            constraint=models.UniqueConstraint(fields=('editor',), name='claim_one_article_an_editor'),
        ),
        migrations.RunPython(renew_triggers, migrations.RunPython.noop),
    ]
