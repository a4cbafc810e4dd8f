"""What is shown as similar tells how it differs: nobody has to find the “not” themselves."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.cache import cache
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
    cache.clear()
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
    cache.clear()
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
