"""Linking is conservative: a doubt gets a record of its own."""

from __future__ import annotations

import pytest

from quotes.extraction import ArticleSpeaker, SpeakerKind
from quotes.models import Speaker
from quotes.speakers.linking import find_speaker, link_speakers
from tests.factories import AliasFactory, SourceFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def test_a_full_name_links_whatever_accents_and_honorifics() -> None:
    speaker = SpeakerFactory(name="José Núñez")
    assert find_speaker(name="Mr. Jose Nunez", kind="person") == speaker


def test_an_alias_links() -> None:
    speaker = AliasFactory(name="Pepe Nunez").speaker
    assert find_speaker(name="Pepe Núñez", kind="person") == speaker


def test_a_surname_alone_never_links() -> None:
    SpeakerFactory(name="Nunez")
    assert find_speaker(name="Nunez", kind="person") is None


def test_another_kind_never_links() -> None:
    SpeakerFactory(name="Vale Shipping", kind="organisation")
    assert find_speaker(name="Vale Shipping", kind="person") is None
    assert find_speaker(name="Vale Shipping", kind="organisation") is not None


def test_two_that_fit_are_a_doubt() -> None:
    SpeakerFactory(name="Ana Ruiz")
    SpeakerFactory(name="Ana M. Ruiz")
    assert find_speaker(name="Ana Ruiz", kind="person") is None


def test_two_that_were_merged_are_one() -> None:
    kept = SpeakerFactory(name="Ana Ruiz")
    SpeakerFactory(name="Ana M. Ruiz", merged_into=kept)
    assert find_speaker(name="Ana Ruiz", kind="person") == kept


def test_the_unnamed_of_two_articles_are_two() -> None:
    official = ArticleSpeaker("senior official", SpeakerKind.UNNAMED)
    for _ in range(2):
        link_speakers(speakers=[official], source=SourceFactory())
    assert Speaker.objects.filter(name="senior official").count() == 2


def test_a_role_is_kept_with_the_source_that_says_so() -> None:
    source = SourceFactory()
    vale = ArticleSpeaker("Ingrid Vale", SpeakerKind.PERSON, "Harbour Authority spokeswoman")
    speaker = link_speakers(speakers=[vale, vale], source=source)[vale]
    assert [(role.title, role.source) for role in speaker.roles.all()] == [("Harbour Authority spokeswoman", source)]
