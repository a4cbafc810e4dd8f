"""What the database itself refuses, whoever asks."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from quotes.models import Outlet, Speaker, SpeakerAlias, Statement, StatementSpan
from tests.factories import OutletFactory, SourceFactory, SpeakerFactory, StatementFactory

pytestmark = pytest.mark.django_db

REFUSED = [
    # what is wrong, and the change that would make it so
    ("a kind that does not exist", {"quote_kind": "shouted"}),
    ("a review status that does not exist", {"review_status": "maybe"}),
    ("a modality that does not exist", {"modality": "perhaps"}),
    ("an attribution that does not exist", {"attribution_status": "guessed"}),
    ("an origin that does not exist", {"origin": "rumour"}),
    ("a confidence above one", {"confidence": 1.01}),
    ("a confidence below nothing", {"confidence": -0.01}),
    ("no text", {"text": ""}),
    ("a version of nothing", {"version": 0}),
    ("a cue that ends before it begins", {"cue_start": 9, "cue_end": 9}),
    ("half a cue", {"cue_start": None}),
    ("a cue without its words", {"cue_text": ""}),
    ("a mention that ends before it begins", {"mention_start": 50}),
    ("half a mention", {"mention_end": None}),
    ("resolved, but to nobody", {"speaker": None}),
    ("a speaker, but not resolved", {"attribution_status": "ambiguous"}),
]


@pytest.mark.parametrize(("what", "change"), REFUSED, ids=[what for what, _ in REFUSED])
def test_statement_is_refused_with(what: str, change: dict[str, Any]) -> None:
    statement = StatementFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(**change)


def test_statement_is_not_its_own_parent() -> None:
    statement = StatementFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(parent=statement)


def test_span_is_not_empty_and_has_a_place_of_its_own() -> None:
    statement = StatementFactory()
    for wrong in ({"position": 1, "start": 5, "end": 5}, {"position": 0, "start": 5, "end": 6}):
        with pytest.raises(IntegrityError), transaction.atomic():
            StatementSpan.objects.create(statement=statement, **wrong)


def test_speaker_is_refused_without_name_with_a_false_wikidata_id_or_merged_into_itself() -> None:
    speaker = SpeakerFactory()
    for change in ({"name": ""}, {"wikidata_id": "42"}, {"merged_into": speaker}, {"kind": "robot"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Speaker.objects.filter(pk=speaker.pk).update(**change)


def test_wikidata_id_belongs_to_one_speaker() -> None:
    SpeakerFactory(wikidata_id="Q42")
    with pytest.raises(IntegrityError), transaction.atomic():
        SpeakerFactory(wikidata_id="Q42")


def test_alias_stands_once_with_a_speaker() -> None:
    speaker = SpeakerFactory()
    SpeakerAlias.objects.create(speaker=speaker, name="Ana", normalised_name="ana")
    with pytest.raises(IntegrityError), transaction.atomic():
        SpeakerAlias.objects.create(speaker=speaker, name="Ana", normalised_name="ana")


def test_domain_belongs_to_one_outlet_but_many_have_none() -> None:
    OutletFactory(domain="courier.example")
    OutletFactory(domain="")
    OutletFactory(domain="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Outlet.objects.create(name="Another", domain="courier.example")


@pytest.mark.parametrize("has_outlet", [True, False])
def test_the_same_text_is_one_source_of_an_outlet(has_outlet: bool) -> None:
    outlet = OutletFactory() if has_outlet else None
    SourceFactory(text="One text.", outlet=outlet)
    with pytest.raises(IntegrityError), transaction.atomic():
        SourceFactory(text="One text.", outlet=outlet)
    SourceFactory(text="One text.", outlet=OutletFactory(domain=""))
