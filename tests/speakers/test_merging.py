"""Merging two speakers, and taking it back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from quotes.models import Speaker, SpeakerMerge, SpeakerRole
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


def test_who_goes_on_is_changed_by_a_merge_and_by_its_undoing() -> None:
    old, new, other, editor = SpeakerFactory(), SpeakerFactory(), SpeakerFactory(), UserFactory()
    long_ago = timezone.now() - dt.timedelta(days=9)

    def changed() -> list[bool]:
        rows = [Speaker.objects.get(pk=speaker.pk).modified > long_ago for speaker in (old, new, other)]
        Speaker.objects.update(modified=long_ago)
        return rows

    changed()
    merge = merge_speakers(absorbed=old, into=new, merged_by=editor)
    assert changed() == [True, True, False]
    undo_merge(merge=merge, undone_by=editor)
    assert changed() == [True, True, False]


def wikidata_ids(*speakers: Speaker) -> list[str | None]:
    return [Speaker.objects.get(pk=speaker.pk).wikidata_id for speaker in speakers]


def test_the_wikidata_id_goes_on_with_who_goes_on_and_comes_back() -> None:
    old, new, editor = SpeakerFactory(wikidata_id="Q777"), SpeakerFactory(), UserFactory()
    merge = merge_speakers(absorbed=old, into=new, merged_by=editor)
    assert wikidata_ids(old, new) == [None, "Q777"]
    undo_merge(merge=merge, undone_by=editor)
    assert wikidata_ids(old, new) == ["Q777", None]


def test_a_wikidata_id_of_its_own_stays() -> None:
    old, new, editor = SpeakerFactory(), SpeakerFactory(wikidata_id="Q777"), UserFactory()
    merge = merge_speakers(absorbed=old, into=new, merged_by=editor)
    assert wikidata_ids(old, new) == [None, "Q777"]
    undo_merge(merge=merge, undone_by=editor)
    assert wikidata_ids(old, new) == [None, "Q777"]


def test_a_wikidata_id_that_an_editor_changed_since_stays_where_it_is() -> None:
    old, new, editor = SpeakerFactory(wikidata_id="Q777"), SpeakerFactory(), UserFactory()
    merge = merge_speakers(absorbed=old, into=new, merged_by=editor)
    Speaker.objects.filter(pk=new.pk).update(wikidata_id="Q778")
    undo_merge(merge=merge, undone_by=editor)
    assert wikidata_ids(old, new) == [None, "Q778"]


def test_a_wikidata_id_goes_from_merge_to_merge_and_back() -> None:
    first, second, last, editor = SpeakerFactory(wikidata_id="Q777"), SpeakerFactory(), SpeakerFactory(), UserFactory()
    merges = [
        merge_speakers(absorbed=absorbed, into=into, merged_by=editor)
        for absorbed, into in ((first, second), (second, last))
    ]
    assert wikidata_ids(first, second, last) == [None, None, "Q777"]
    for merge in reversed(merges):
        undo_merge(merge=merge, undone_by=editor)
    assert wikidata_ids(first, second, last) == ["Q777", None, None]


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
