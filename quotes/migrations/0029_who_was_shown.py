"""The feed remembers of a statement that goes whose it was, and not whose it became in the same step.

Who was shown was remembered when it was, so that nothing is lost where what a farewell remembers is
forgotten; nor is anything told any more of speakers who are then seen never to have been shown.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from quotes.migrations import _change_triggers

FORGET = "UPDATE quotes_change SET speaker_key = NULL, source_key = NULL WHERE change_kind = 'gone'"
NEVER_SHOWN = """
    DELETE FROM quotes_change WHERE object_kind = 'speaker' AND object_id IN (
        SELECT public_id FROM quotes_speaker speaker
        WHERE NOT EXISTS (SELECT 1 FROM quotes_change shown WHERE shown.speaker_key = speaker.id)
    )
"""


def clean(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(FORGET)
    schema_editor.execute(NEVER_SHOWN)


class Migration(migrations.Migration):
    dependencies = [("quotes", "0028_how_often_parts_occur")]

    operations = [
        migrations.RunPython(_change_triggers.create, migrations.RunPython.noop),
        migrations.RunPython(clean, migrations.RunPython.noop),
    ]
