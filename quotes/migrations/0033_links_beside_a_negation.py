"""A link of two wordings tells whether a negation beside what they have in common may be one of it.

Links that were there before say nothing of it until `manage.py rebuild_lookup` has run.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quotes", "0032_search_by_years")]

    operations = [
        migrations.AddField(
            model_name="wordinglink",
            name="beside_negation",
            field=models.BooleanField(
                default=False,
                help_text="Whether a negation before or behind what they have in common may be one of it.",
            ),
        ),
    ]
