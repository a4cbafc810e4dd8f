"""A mark is about whom it names: the author of the words is never told to be wrongly quoted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client

from quotes.lookup.answers import Question
from quotes.lookup.checking import check
from quotes.lookup.judgements import mark_misattributed
from quotes.lookup.marks import marks_on
from quotes.matching.verdicts import Verdict
from quotes.models import Statement
from quotes.review.decisions import correct, reject, reopen
from quotes.speakers.linking import canonical
from quotes.speakers.merging import merge_speakers
from tests.factories import UserFactory
from tests.lookup.kept import decided
from tests.lookup.world import FERRY, FISH, QUAY, World

pytestmark = pytest.mark.django_db
NOTE = "From a play."


@pytest.fixture
def world() -> World:
    """The same words in three mouths."""
    world = World()
    for speaker, outlet in (
        ("Ana Ruiz", "The Daily Gull"),
        ("Eva Vale", "The Marn Gazette"),
        ("Ben Okoro", "Marn Radio"),
    ):
        world.say(FISH, speaker, outlet)
    return world.indexed()


def wrong(world: World) -> list[str]:
    """Who is told to be wrongly named, on the statements themselves."""
    marks = marks_on([statement.pk for statement in world.statements])
    named = ((s, canonical(s.speaker)) for s in Statement.objects.order_by("pk") if s.speaker is not None)
    return [str(s.speaker) for s, speaker in named if any(mark.is_against(speaker) for mark in marks[s.pk])]


def mark(world: World, wrongly: str | None, said_by: str | None, *, at: int = 0) -> None:
    mark_misattributed(
        statement=world.statements[at], speaker=world.speaker(wrongly) if wrongly else None, note=NOTE,
        said_by=world.speaker(said_by) if said_by else None, marked_by=UserFactory(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrongly", "said_by", "told"),
    [
        ("Ana Ruiz", None, ["Ana Ruiz"]),
        ("Ana Ruiz", "Eva Vale", ["Ana Ruiz"]),
        ("Nora Feld", "Eva Vale", []),
        (None, "Eva Vale", ["Ana Ruiz", "Ben Okoro"]),
        (None, None, ["Ana Ruiz", "Eva Vale", "Ben Okoro"]),
    ],
)
@pytest.mark.parametrize("at", [0, 1])
def test_a_mark_is_told_of_those_whom_it_names_wherever_it_was_made(
    wrongly: str | None, said_by: str | None, told: list[str], at: int, world: World
) -> None:
    mark(world, wrongly, said_by, at=at)
    assert wrong(world) == told
    assert {one.note for marks in marks_on([s.pk for s in world.statements]).values() for one in marks} == {NOTE}


def test_a_mark_follows_a_merge(world: World) -> None:
    mark(world, "Ana Ruiz", None)
    merge_speakers(absorbed=world.speaker("Ana Ruiz"), into=world.speaker("Ann Ruiz"), merged_by=UserFactory())
    assert wrong(world) == ["Ann Ruiz"]
    assert "wrongly given to Ann Ruiz." in check(Question(FISH, "Ann Ruiz")).summary


def test_words_that_are_wrongly_given_to_a_group_are_misattributed() -> None:
    world = World()
    world.say(FISH, "the fishermen", speaker_kind="group")
    world.indexed()
    mark_misattributed(
        statement=world.statements[0], speaker=world.statements[0].speaker, note=NOTE, marked_by=UserFactory()
    )
    answer = check(Question(FISH))
    assert (answer.verdict, answer.notes) == (Verdict.MISATTRIBUTED, (NOTE,))


def test_whom_editors_found_is_told_where_only_the_wrong_one_is_quoted() -> None:
    world = World()
    world.say(FISH, "Ana Ruiz")
    world.indexed()
    mark(world, "Ana Ruiz", "Eva Vale")
    for claimed, told in (("Eva Vale", "found: Eva Vale, as is claimed."), ("Tom Hale", "found: Eva Vale.")):
        answer = check(Question(FISH, claimed))
        assert (answer.verdict, answer.speaker_agrees) == (Verdict.MISATTRIBUTED, None)
        assert "wrongly given to Ana Ruiz" in answer.summary
        assert told in answer.summary


def test_the_authors_page_bears_no_warning_and_the_others_does(world: World) -> None:
    mark(world, "Ana Ruiz", "Eva Vale")
    pages = [Client().get(f"/statements/{s.public_id}/").content.decode() for s in world.statements[:2]]
    assert ["Misattributed" in page for page in pages] == [True, False]
    assert ["application/ld+json" in page for page in pages] == [False, True]


def test_words_of_another_statement_are_not_marked_with_it() -> None:
    """A part that a marked statement shares with what the same person said."""
    world = World()
    world.say("Nobody in this council has read the harbour report, said the fish to the gull.", "Ana Ruiz")
    world.say("Nobody in this council has read the budget, and I have counted the pages twice.", "Ana Ruiz")
    world.indexed()
    mark(world, "Ana Ruiz", None)
    answer = check(Question("Nobody in this council has read the", "Ana Ruiz"))
    assert (answer.verdict, answer.speaker_agrees) == (Verdict.VERBATIM_PART, True)
    assert answer.segments[0].quoted
    assert "In another statement wrongly given to Ana Ruiz, by what editors found: From a play." in answer.summary


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_mark_is_on_the_same_words_quoted_and_reported_alike(at: int) -> None:
    """In whichever of them it was made: the report is in no quotation, and look-up counts it all the same."""
    world = World()
    world.say(FISH, "Ana Ruiz", day="2026-01-02")
    world.say(FISH, "Ana Ruiz", "The Daily Gull", kind="indirect")
    world.say(FISH.replace(" of counting", ""), "Ana Ruiz", "The Marn Gazette")
    other = world.say(FERRY, "Ana Ruiz")
    world.indexed()
    mark(world, "Ana Ruiz", None, at=at)
    assert check(Question(FISH)).verdict is Verdict.MISATTRIBUTED
    warned = [statement.pk for statement in world.statements if statement != other]
    assert [pk for pk, marks in marks_on([*warned, other.pk]).items() if marks] == warned
    for pk in warned:
        page = Client().get(f"/statements/{Statement.objects.get(pk=pk).public_id}/").content.decode()
        assert NOTE in page


@pytest.mark.parametrize("kind", ["direct", "indirect"])
@pytest.mark.parametrize("deed", [reject, reopen])
def test_a_mark_counts_for_its_words_whatever_becomes_of_its_statement(deed: Callable[..., object], kind: str) -> None:
    world = World()
    world.say(FISH, "Ana Ruiz")
    world.say(FISH, "Ana Ruiz", "The Daily Gull", kind=kind)
    world.indexed()
    mark(world, "Ana Ruiz", None, at=1)
    first, marked = world.statements
    decided(deed)(marked)
    assert check(Question(FISH)).verdict is Verdict.MISATTRIBUTED
    assert [one.note for one in marks_on([first.pk])[first.pk]] == [NOTE]
    call_command("rebuild_lookup")
    assert check(Question(FISH)).verdict is Verdict.MISATTRIBUTED


def test_a_mark_follows_the_words_of_its_statement() -> None:
    world = World()
    world.say(f"{FISH} {FERRY}", "Ana Ruiz")
    world.say(FISH, "Ana Ruiz", "The Daily Gull", kind="indirect")
    world.say(FERRY, "Ana Ruiz", "The Marn Gazette", kind="indirect")
    world.indexed()
    mark(world, "Ana Ruiz", None)
    assert not any(marks_on([statement.pk for statement in world.statements[1:]]).values())
    statement = world.statements[0]
    decided(correct, spans=[(0, len(FISH))])(statement)
    told = [bool(marks) for marks in marks_on([one.pk for one in world.statements]).values()]
    assert told == [True, True, False]


def test_what_waits_for_an_editor_carries_no_mark_to_a_public_report() -> None:
    world = World()
    half = QUAY.split(", and")[0]
    world.say(QUAY, "Ana Ruiz")
    world.say(half, "Leah Brandt", "The Daily Gull", kind="indirect")
    world.say(half, "Tom Hale", "The Marn Gazette", status="pending")
    world.indexed()
    mark(world, "Ana Ruiz", None)
    report = world.statements[1]
    assert marks_on([report.pk]) == {report.pk: []}
