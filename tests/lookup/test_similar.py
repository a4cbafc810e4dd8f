"""What is shown as similar tells how it differs: nobody has to find the “not” themselves."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from quotes.lookup.answers import Question
from quotes.lookup.checking import check
from quotes.matching.verdicts import Verdict
from tests.lookup.world import World

pytestmark = pytest.mark.django_db
WALL = (
    "The harbour wall will not be finished before 2031, whatever the ministry says in its letters, "
    "and the fishermen of the eastern quay have known that since the first winter of the works."
)
HOPED = "The harbour wall will be finished before 2031"
LATER = "The harbour wall will not be finished before 2035"


@pytest.fixture
def world() -> World:
    world = World()
    world.say(WALL, "Livia Tarn")
    return world.indexed()


@pytest.mark.parametrize(
    ("quote", "kind", "said", "told"),
    [
        (HOPED, "negation", "not", "The nearest has a “not” that this lacks."),
        (LATER, "number", "2031", "The nearest has another number."),
    ],
)
def test_what_is_not_found_tells_how_the_nearest_differs(
    quote: str, kind: str, said: str, told: str, world: World
) -> None:
    answer = check(Question(quote))
    assert answer.verdict is Verdict.NOT_FOUND
    (near,) = answer.similar
    assert near.meaning_changed is True
    assert [(s.meaning_change, s.said) for s in near.segments if s.meaning_change] == [(kind, said)]
    assert told in answer.summary
    sent = APIClient().post("/api/v1/check", {"quote": quote}, format="json").json()["results"][0]["answer"]
    (given,) = sent["similar"]
    assert given["meaning_changed"] is True
    assert [(s["meaning_change"], s["said"]) for s in given["segments"] if s["meaning_change"]] == [(kind, said)]


def test_the_command_tells_it_too(world: World) -> None:
    for options, expected in ({"json": True}, '"meaning_changed": true'), ({}, "the meaning changes"):
        out = StringIO()
        with pytest.raises(SystemExit):
            call_command("check_quote", HOPED, stdout=out, **options)
        assert expected in out.getvalue()
        if options:
            assert json.loads(out.getvalue())["similar"][0]["segments"]


def test_an_added_not_is_told_as_such() -> None:
    world = World()
    world.say(WALL.replace("not ", ""), "Livia Tarn")
    world.indexed()
    answer = check(Question(HOPED.replace("will", "will not")))
    assert answer.verdict is Verdict.NOT_FOUND
    assert "The nearest lacks a “not” that this has." in answer.summary


def test_what_differs_in_no_not_and_no_number_is_not_told_to(world: World) -> None:
    (near,) = check(Question("The harbour wall shall not be built before 2031, whatever the ministry says")).similar
    assert near.meaning_changed is False
    assert near.segments


MILL = "The paper mill at Grenna is safe, and nobody who works in it has to look for another place"
NOT_SAFE = MILL.replace("is safe", "is not safe")


def test_the_claimed_speaker_s_opposite_statement_is_not_hidden_by_who_said_the_words(world: World) -> None:
    world.say(f"{MILL}.", "Dag Holm")
    world.say(f"{NOT_SAFE}.", "Sunniva Berg", "The Marn Gazette")
    world.indexed()
    answer = check(Question(MILL, "Sunniva Berg"))
    assert (answer.verdict, answer.speaker_agrees) == (Verdict.SAID_BY_OTHER, False)
    assert [o.speaker.name for o in answer.occurrences if o.speaker] == ["Dag Holm"]
    (theirs,) = answer.similar
    assert (theirs.text, theirs.fits_claim, theirs.meaning_changed) == (f"{NOT_SAFE}.", True, True)
    assert (
        "Sunniva Berg is quoted with words that differ: that statement has a “not” that this lacks." in answer.summary
    )
    # Who is claimed by nobody, or agrees, has nothing to be compared with.
    for claimed in ("", "Dag Holm"):
        assert "words that differ" not in check(Question(MILL, claimed)).summary


def test_what_the_claimed_speaker_said_in_other_words_is_shown_too(world: World) -> None:
    world.say(f"{MILL}.", "Dag Holm")
    hers = "The paper mill at Grenna is a fortress, and nobody who works in it must ever fear for bread or a bed."
    world.say(hers, "Sunniva Berg", "The Marn Gazette")
    world.indexed()
    answer = check(Question(MILL, "Sunniva Berg"))
    assert answer.verdict is Verdict.SAID_BY_OTHER
    assert "Sunniva Berg is quoted with words that differ; they are shown as similar." in answer.summary
    assert [o.meaning_changed for o in answer.similar] == [False]


def test_where_nothing_is_found_what_the_claimed_speaker_said_is_among_the_similar(world: World) -> None:
    for number, speaker in enumerate(("Ana Ruiz", "Ben Okoro", "Mira Sand", "Tom Hale", "Leah Brandt")):
        world.say(WALL.replace("2031", f"204{number}").replace("fishermen", "people"), speaker)
    world.indexed()
    answer = check(Question(HOPED, "Livia Tarn"))
    assert answer.verdict is Verdict.NOT_FOUND
    assert [o.text for o in answer.similar if o.fits_claim] == [WALL]
    assert "Livia Tarn is quoted with words that differ: that statement has a “not” that this lacks." in answer.summary


def test_a_paraphrase_or_a_denial_is_nothing_that_the_claimed_speaker_is_quoted_with(world: World) -> None:
    world.say(f"{MILL}.", "Dag Holm")
    world.say(f"{NOT_SAFE}.", "Sunniva Berg", "The Marn Gazette", modality="negated")
    world.indexed()
    assert "words that differ" not in check(Question(MILL, "Sunniva Berg")).summary
