"""A mark of misattribution knows its words by itself: it counts for them whatever becomes of its statement."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def tell_words(apps, schema_editor):
    """Of those whose statement is looked up; `manage.py rebuild_lookup` tells the others."""
    occurrences = apps.get_model("quotes", "Occurrence").objects.filter(statement=OuterRef("statement"))
    marks = apps.get_model("quotes", "Misattribution").objects
    marks.update(wording=Subquery(occurrences.values("words_hash")[:1]))


class Migration(migrations.Migration):
    dependencies = [("quotes", "0034_kept_answers")]

    operations = [
        migrations.AddField(
            "misattribution",
            "wording",
            models.BigIntegerField(
                db_index=True, editable=False, help_text="Identity of the words, as occurrences have it.", null=True
            ),
        ),
        migrations.RunPython(tell_words, migrations.RunPython.noop),
    ]
