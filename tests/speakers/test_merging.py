"""Merging two speakers, and taking it back."""

from __future__ import annotations

import pytest

from quotes.models import SpeakerMerge, SpeakerRole
from quotes.speakers.linking import canonical
from quotes.speakers.merging import MergeRefused, merge_speakers, undo_merge
from tests.factories import AliasFactory, SourceFactory, SpeakerFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_everything_moves_and_the_old_id_goes_on_working() -> None:
    old, new = SpeakerFactory(name="A. Ruiz"), SpeakerFactory(name="Ana Ruiz")
    statement = StatementFactory(speaker=old)
    alias = AliasFactory(speaker=old, name="Anita Ruiz")
    role = SpeakerRole.objects.create(speaker=old, title="mayor", source=SourceFactory())
    merge_speakers(absorbed=old, into=new, merged_by=UserFactory())
    for row in (statement, alias, role, old):
        row.refresh_from_db()
    assert (statement.speaker, alias.speaker, role.speaker) == (new, new, new)
    assert statement.version == 2
    assert canonical(old) == new
    assert set(new.aliases.values_list("name", flat=True)) == {"Anita Ruiz", "A. Ruiz"}


def test_a_merge_can_be_undone_exactly() -> None:
    old, new = SpeakerFactory(name="A. Ruiz"), SpeakerFactory(name="Ana Ruiz")
    mine, theirs = StatementFactory(speaker=old), StatementFactory(speaker=new)
    alias = AliasFactory(speaker=old, name="Anita Ruiz")
    editor = UserFactory()
    merge = merge_speakers(absorbed=old, into=new, merged_by=editor)
    undo_merge(merge=merge, undone_by=editor)
    for row in (mine, theirs, alias, old):
        row.refresh_from_db()
    assert (mine.speaker, theirs.speaker, alias.speaker, old.merged_into) == (old, new, old, None)
    assert list(new.aliases.all()) == []


def test_undoing_leaves_with_a_third_speaker_what_an_editor_gave_them() -> None:
    old, new, third = SpeakerFactory(), SpeakerFactory(), SpeakerFactory()
    statement = StatementFactory(speaker=old)
    editor = UserFactory()
    merge = merge_speakers(absorbed=old, into=new, merged_by=editor)
    statement.refresh_from_db()
    statement.speaker = third
    statement.save()
    undo_merge(merge=merge, undone_by=editor)
    statement.refresh_from_db()
    assert statement.speaker == third


def test_what_cannot_be_merged_is_refused_in_words() -> None:
    editor = UserFactory()
    one, two, three = SpeakerFactory(wikidata_id="Q1"), SpeakerFactory(wikidata_id="Q2"), SpeakerFactory()
    with pytest.raises(MergeRefused, match="itself"):
        merge_speakers(absorbed=one, into=one, merged_by=editor)
    with pytest.raises(MergeRefused, match="Wikidata"):
        merge_speakers(absorbed=one, into=two, merged_by=editor)
    merge = merge_speakers(absorbed=three, into=one, merged_by=editor)
    with pytest.raises(MergeRefused, match="already"):
        merge_speakers(absorbed=three, into=two, merged_by=editor)
    undo_merge(merge=merge, undone_by=editor)
    with pytest.raises(MergeRefused, match="already"):
        undo_merge(merge=merge, undone_by=editor)
    assert SpeakerMerge.objects.count() == 1
