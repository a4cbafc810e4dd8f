"""Where a quotation is printed more often than is shown, what is told of it is told of all."""

from __future__ import annotations

import datetime as dt

import pytest
from rest_framework.test import APIClient

from quotes.lookup import occurrences
from quotes.lookup.answers import Answer, Question
from quotes.lookup.checking import check
from quotes.matching.verdicts import Verdict
from tests.lookup.world import QUAY, World

pytestmark = pytest.mark.django_db
SHOWN = 10
PART = "I do not believe that the quay will ever sink"


@pytest.fixture(autouse=True)
def _few_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(occurrences, "MOST_SHOWN", SHOWN)


def world(*first: tuple[str, str, str], parts: int = SHOWN + 2, status: str = "accepted") -> World:
    """Statements (text, speaker, day), and then so many of a part of the quotation, in outlets of their own."""
    made = World()
    for text, speaker, day in first:
        made.say(text, speaker, day=day)
    for number in range(parts):
        made.say(PART, "Ana Ruiz", f"Outlet {number}", f"2026-03-{number + 1:02}", status=status)
    return made.indexed()


def days(answer: Answer) -> list[str]:
    return [str(one.source.published_at.date()) for one in answer.occurrences if one.source.published_at]


def test_the_first_appearance_and_the_counts_are_of_all() -> None:
    world((PART, "Ana Ruiz", "2026-01-07"))
    answer = check(Question(PART))
    assert answer.first_appeared_at == dt.datetime(2026, 1, 7, tzinfo=dt.UTC)
    assert (answer.occurrence_count, answer.outlet_count, len(answer.occurrences)) == (13, 13, SHOWN)
    assert days(answer)[0] == "2026-01-07"
    assert f"Found 13 times in 13 outlets, first on 2026-01-07; {SHOWN} of them are shown, at most" in answer.summary
    response = APIClient().post("/api/v1/check", {"quote": PART}, format="json").json()["results"][0]["answer"]
    assert (response["occurrence_count"], len(response["occurrences"])) == (13, SHOWN)


@pytest.mark.parametrize("quote", [QUAY, QUAY.replace("300", "30")])
def test_what_was_found_itself_is_shown_and_so_is_the_earliest(quote: str) -> None:
    world((PART, "Ana Ruiz", "2026-01-07"), (QUAY, "Ana Ruiz", "2026-03-05"))
    answer = check(Question(quote))
    assert answer.segments
    assert QUAY in {one.text for one in answer.occurrences}
    assert days(answer)[0] == "2026-01-07"
    assert days(answer)[-1] == f"2026-03-{SHOWN + 2:02}"
    assert len(answer.occurrences) == SHOWN


@pytest.mark.parametrize(("claimed", "agrees"), [("", None), ("Tom Hale", True), ("Leah Brandt", False)])
def test_who_is_named_where_it_is_not_shown_is_told(claimed: str, agrees: bool | None) -> None:
    world((QUAY, "Ana Ruiz", "2026-03-01"), (PART, "Tom Hale", "2026-03-09"))
    answer = check(Question(QUAY, claimed))
    assert "Tom Hale" not in {one.speaker.name for one in answer.occurrences if one.speaker}
    assert (answer.verdict, answer.speaker_agrees) == (Verdict.DISPUTED, agrees)
    assert "(Ana Ruiz, Tom Hale)" in answer.summary


def test_the_public_is_told_the_number_of_what_it_may_see() -> None:
    made = world((QUAY, "Ana Ruiz", "2026-01-07"))
    for _ in range(3):
        made.say(PART, "Tom Hale", "The Daily Gull", "2025-01-01", status="pending")
    made.indexed()
    answer, seen = check(Question(QUAY)), check(Question(QUAY), everything=True)
    assert (answer.occurrence_count, answer.verdict) == (13, Verdict.VERBATIM)
    assert answer.first_appeared_at == dt.datetime(2026, 1, 7, tzinfo=dt.UTC)
    assert (seen.occurrence_count, seen.verdict) == (16, Verdict.DISPUTED)
    assert seen.first_appeared_at == dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


def test_as_many_as_are_shown_are_all() -> None:
    world(parts=SHOWN)
    answer = check(Question(PART))
    assert (answer.occurrence_count, len(answer.occurrences)) == (SHOWN, SHOWN)
    assert "of them are shown" not in answer.summary
