"""Quotations, their occurrences, and what they are found by."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class CreateCompact(migrations.CreateModel):
    """A table that lies in the order of its primary key: on SQLite without row ids, half as large and as slow."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "sqlite":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.name)
        sql, params = schema_editor.table_sql(model)
        schema_editor.execute(f"{sql} WITHOUT ROWID", params or None)
        schema_editor.deferred_sql.extend(schema_editor._model_indexes_sql(model))


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0011_calibration_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateCompact(
            name='Fingerprint',
            fields=[
                ('pk', models.CompositePrimaryKey('hash', 'statement_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('hash', models.BigIntegerField()),
                ('statement_id', models.BigIntegerField()),
            ],
        ),
        CreateCompact(
            name='SourceFingerprint',
            fields=[
                ('pk', models.CompositePrimaryKey('hash', 'source_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('hash', models.BigIntegerField()),
                ('source_id', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Quotation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('modified', models.DateTimeField(auto_now=True, db_index=True)),
                ('text', models.TextField(help_text='The canonical form.')),
                ('first_appeared_at', models.DateTimeField(blank=True, db_index=True, null=True)),
                ('occurrence_count', models.PositiveIntegerField(default=0)),
                ('outlet_count', models.PositiveIntegerField(default=0)),
                ('independent_count', models.PositiveIntegerField(default=0, help_text='Articles, copies of one text counted once.')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='quotes.quotation')),
            ],
            options={
                'ordering': ('-id',),
            },
        ),
        CreateCompact(
            name='Occurrence',
            fields=[
                ('statement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='occurrence', serialize=False, to='quotes.statement')),
                ('words', models.TextField(help_text='The normal words, a space between.')),
                ('words_hash', models.BigIntegerField(db_index=True, help_text='Identity of the wording.')),
                ('shown', models.BooleanField(help_text='Whether its fingerprints are the public ones.')),
                ('quotation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='occurrences', to='quotes.quotation')),
            ],
        ),
        migrations.CreateModel(
            name='SourceCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('share', models.FloatField(help_text="Estimated share of the shorter one's text that the other has, 0 to 1.")),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies_after', to='quotes.source')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies_before', to='quotes.source')),
            ],
            options={
                'verbose_name_plural': 'source copies',
            },
        ),
        migrations.CreateModel(
            name='WordingJudgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('one', models.BigIntegerField()),
                ('other', models.BigIntegerField(db_index=True)),
                ('is_same', models.BooleanField()),
                ('note', models.TextField(blank=True)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('judged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='WordingLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('one', models.BigIntegerField()),
                ('other', models.BigIntegerField(db_index=True)),
                ('relation', models.CharField(choices=[('same', 'the same words'), ('part', 'part of the other')], max_length=4)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('one', 'other'), name='wording_link_once_a_pair'), models.CheckConstraint(condition=models.Q(('one', models.F('other')), _negated=True), name='wording_link_joins_two'), models.CheckConstraint(condition=models.Q(('relation__in', ['same', 'part'])), name='wording_link_relation_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Misattribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('modified', models.DateTimeField(auto_now=True, db_index=True)),
                ('note', models.TextField(help_text='Why, and who said it if anybody did: shown to the public.')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('marked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('speaker', models.ForeignKey(blank=True, help_text='Who is wrongly named; empty: whoever is.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='misattributions', to='quotes.speaker')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='misattributions', to='quotes.statement')),
            ],
            options={
                'ordering': ('-id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='misattribution_says_why'), models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('statement', 'speaker'), name='misattribution_once_a_statement_and_speaker')],
            },
        ),
        migrations.AddConstraint(
            model_name='quotation',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='quotation_has_a_text'),
        ),
        migrations.AddConstraint(
            model_name='quotation',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='quotation_is_not_merged_into_itself'),
        ),
        migrations.AddConstraint(
            model_name='sourcecopy',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='source_copy_once_a_pair'),
        ),
        migrations.AddConstraint(
            model_name='sourcecopy',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='source_copy_is_in_order'),
        ),
        migrations.AddConstraint(
            model_name='sourcecopy',
            constraint=models.CheckConstraint(condition=models.Q(('share__gte', 0), ('share__lte', 1)), name='source_copy_share_is_a_share'),
        ),
        migrations.AddIndex(
            model_name='wordingjudgement',
            index=models.Index(fields=['one'], name='wording_judgement_one'),
        ),
        migrations.AddConstraint(
            model_name='wordingjudgement',
            constraint=models.CheckConstraint(condition=models.Q(('one', models.F('other')), _negated=True), name='wording_judgement_is_of_two'),
        ),
    ]
