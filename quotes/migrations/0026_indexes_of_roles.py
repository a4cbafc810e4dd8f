"""Indexes of the day, apart from the migration that fills it: PostgreSQL builds none over changes that are pending."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quotes", "0025_day_of_the_source")]

    operations = [
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                fields=["is_public", "id", "published_at", "said_on", "source", "public_id", "speaker"],
                name="statement_public_page",
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                fields=["speaker", "published_at", "said_on", "source", "public_id", "id"],
                condition=models.Q(is_public=True),
                name="statement_public_speaker_role",
            ),
        ),
    ]
