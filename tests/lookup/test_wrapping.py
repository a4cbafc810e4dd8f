"""As a post on a social site has it: the quotation in its marks, and behind them a name, a year, hashtags."""

from __future__ import annotations

import pytest
from django.test import Client
from rest_framework.test import APIClient

from quotes.lookup.answers import Question
from quotes.lookup.checking import check
from quotes.lookup.wrapping import Wrapped, unwrapped
from quotes.matching.verdicts import Verdict
from tests.lookup.world import World

pytestmark = pytest.mark.django_db
WALL = "The harbour wall will not be finished before 2031"
TOLD = "Checked are the words in quotation marks, as Livia Tarn’s, who is named behind them."


@pytest.fixture
def world() -> World:
    world = World()
    world.say(f"{WALL}.", "Livia Tarn")
    return world.indexed()


@pytest.mark.parametrize(
    "post",
    [
        f"“{WALL}” - Livia Tarn, 2025",
        f"“{WALL}.” — Livia Tarn",
        f'"{WALL}" –Livia Tarn, minister of works #harbour #Lund',
        f"„{WALL}“\n(Livia Tarn, 3 March 2025)",
        f"«{WALL}» -- Dr. Livia Tarn https://post.example/1",
    ],
)
def test_what_stands_in_the_marks_is_checked_for_who_is_named_behind_them(post: str, world: World) -> None:
    answer = check(Question(post))
    assert (answer.verdict, answer.speaker_agrees, answer.score) == (Verdict.VERBATIM, True, 1.0)
    assert "Livia Tarn" in answer.claimed_speaker
    assert answer.checked is not None
    assert post[slice(*answer.checked)].rstrip(".") == WALL
    assert answer.quote == post
    for segment in answer.segments:
        assert segment.quoted_span is not None
        assert post[slice(*segment.quoted_span)] == segment.quoted


def test_the_answer_tells_what_was_checked(world: World) -> None:
    post = f"“{WALL}” - Livia Tarn, 2025"
    sent = APIClient().post("/api/v1/check", {"quote": post}, format="json").json()["results"][0]["answer"]
    assert (sent["checked"], sent["claimed_speaker"]) == ([1, 1 + len(WALL)], "Livia Tarn")
    assert sent["summary"].startswith(TOLD)
    page = Client().post("/check", {"quote": post.replace("not ", "")}, follow=True).content.decode()
    assert TOLD in page
    assert "Tarn, 2025" not in page.split('<blockquote class="diff"')[1].split("</blockquote>")[0]
    assert check(Question(WALL)).checked is None


def test_another_who_is_named_behind_them_is_claimed_and_did_not_say_it(world: World) -> None:
    answer = check(Question(f"“{WALL}” — Edda Falk"))
    assert (answer.verdict, answer.claimed_speaker) == (Verdict.SAID_BY_OTHER, "Edda Falk")


def test_who_is_claimed_by_the_question_is_claimed_whoever_is_named_behind(world: World) -> None:
    answer = check(Question(f"“{WALL}” — Edda Falk", "Livia Tarn"))
    assert (answer.verdict, answer.claimed_speaker) == (Verdict.VERBATIM, "Livia Tarn")
    assert answer.summary.startswith("Checked are the words in quotation marks; behind them stands “Edda Falk”.")


@pytest.mark.parametrize("named", ["Tarn", "The Marn Gazette", "Marn Gazette"])
def test_what_may_be_no_name_is_told_and_not_claimed(named: str, world: World) -> None:
    world.say("Another thing that is of no importance here.", "Ana Ruiz", "Marn Gazette")
    world.indexed()
    answer = check(Question(f"“{WALL}” — {named}"))
    assert (answer.verdict, answer.claimed_speaker) == (Verdict.VERBATIM, "")
    assert answer.summary.startswith(f"Checked are the words in quotation marks; behind them stands “{named}”.")


def test_hashtags_alone_name_nobody(world: World) -> None:
    answer = check(Question(f"“{WALL}” #harbour #lund"))
    assert (answer.verdict, answer.claimed_speaker) == (Verdict.VERBATIM, "")
    assert answer.summary.startswith("Checked are the words in quotation marks. Verbatim: ")


@pytest.mark.parametrize(
    "quote",
    [
        WALL,
        f"“{WALL}”",
        f"I never said “{WALL}” — Livia Tarn",
        f"“{WALL}” — that is what they tell us every year",
        f"“{WALL}” is a lie",
        f"“{WALL}”, said Livia Tarn",
        "“The harbour wall” — Livia Tarn, minister of works and of the fisheries in the east",
        "“The harbour,” she said, “will stay” — Livia Tarn",
    ],
)
def test_words_that_may_be_of_what_was_said_are_left_where_they_stand(quote: str) -> None:
    assert unwrapped(quote) is None


def test_titles_particles_and_years_are_no_hindrance() -> None:
    post = f"“{WALL}” — Minister Ole van der Berg, 2025"
    assert unwrapped(post) == Wrapped(1, 1 + len(WALL), "Minister Ole van der Berg")
