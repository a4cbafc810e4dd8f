"""Re-runs of a newer engine, which every role may look at."""

from importlib import import_module

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


roles = import_module("quotes.migrations.0007_roles")


def grant(apps, schema_editor):
    seen = [("view", "enginererun"), ("view", "enginedisagreement")]
    roles.grant(apps, {role: seen for role in roles.ROLES})


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0007_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EngineRerun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('modified', models.DateTimeField(auto_now=True, db_index=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('engine_version', models.CharField(max_length=60)),
                ('sources', models.PositiveIntegerField(default=0)),
                ('kept', models.PositiveIntegerField(default=0, help_text='Pending proposals that the engine still makes.')),
                ('added', models.PositiveIntegerField(default=0)),
                ('withdrawn', models.PositiveIntegerField(default=0, help_text='Pending proposals that it no longer makes.')),
                ('errors', models.JSONField(blank=True, default=list)),
                ('started_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='EngineDisagreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('engine_version', models.CharField(max_length=60)),
                ('differences', models.JSONField()),
                ('proposal', models.JSONField(blank=True, null=True)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disagreements', to='quotes.statement')),
                ('rerun', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disagreements', to='quotes.enginererun')),
            ],
            options={
                'ordering': ('-id',),
                'constraints': [models.UniqueConstraint(fields=('statement', 'engine_version'), name='disagreement_once_an_engine')],
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
