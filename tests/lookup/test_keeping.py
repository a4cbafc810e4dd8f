"""Kept answers: stored as they were given, once, and read by whatever version comes later."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quotes.lookup import checking, keeping
from quotes.lookup.answers import CheckRefused, Question
from quotes.lookup.checking import check
from quotes.lookup.keeping import Unreadable, keep, keep_text, read, reread
from quotes.lookup.texts import check_text
from quotes.matching.verdicts import Verdict
from quotes.models import KeptAnswer, Speaker, Statement
from quotes.review.decisions import reject
from tests.lookup.cases import CASES
from tests.lookup.kept import answer_of, decided, printed, seen
from tests.lookup.world import BRIDGES, FERRY, QUAY, World, build

pytestmark = pytest.mark.django_db
FIRST = Path(__file__).parent / "kept_in_the_first_form.json"
"""A body as it was written when answers began to be kept."""


def test_what_only_editors_see_is_never_kept() -> None:
    world = World()
    world.say(BRIDGES, "Tom Hale", status="pending")
    world.indexed()
    (item,) = read(keep(Question(BRIDGES))).items
    assert item.checked.answer is not None
    assert item.checked.answer.verdict is Verdict.NOT_FOUND
    assert not item.rests_on


def test_the_same_answer_is_kept_once_and_another_beside_it() -> None:
    build()
    first = keep(Question(FERRY))
    assert keep(Question(FERRY)).pk == first.pk
    cache.clear()  # the articles are counted anew, and are as many
    assert keep(Question(FERRY)).pk == first.pk
    decided(reject)(Statement.objects.get(text=FERRY))
    assert keep(Question(FERRY)).pk != first.pk
    assert answer_of(first).verdict is Verdict.VERBATIM


@pytest.mark.parametrize("verdict", Verdict)
def test_every_answer_is_read_as_it_was_given(verdict: Verdict, subtests: pytest.Subtests) -> None:
    build()
    for case in (case for case in CASES if case.verdict is verdict):
        with subtests.test(case.name):
            question = Question(case.quote, case.speaker, dt.date.fromisoformat(case.date) if case.date else None)
            given = check(question)
            found = seen(keep(question))
            assert (found.item.checked.answer, found.stands) == (given, True)


def test_of_a_text_each_quotation_is_kept_and_stands_by_itself() -> None:
    build()
    words = "Whoever reads this reads what is nobody’s business. "
    text = f"“{FERRY}” said Ana Ruiz. {words}“{BRIDGES}” said Leah Brandt. “{'x ' * 5_001}” said Tom Hale."
    checked = check_text(text)
    row = keep_text(text)
    is_text, found = reread(row)
    assert is_text
    assert [one.item.checked for one in found] == checked
    assert [one.answer.verdict if one.answer else one.problem[:8] for one in checked] == [
        Verdict.VERBATIM, Verdict.DISPUTED, "The quot",
    ]  # fmt: skip
    assert [one.item.question.speaker for one in found] == ["Ana Ruiz", "Leah Brandt", ""]
    assert words.strip() not in row.body
    assert ([one.stands for one in found], [one.now for one in found]) == ([True] * 3, [None] * 3)
    decided(reject)(Statement.objects.get(text=BRIDGES, speaker__name="Tom Hale"))
    _, found = reread(row)
    assert [one.stands for one in found] == [True, False, True]
    assert [one.now.verdict if one.now else None for one in found] == [None, Verdict.VERBATIM, None]


@pytest.mark.parametrize("quote", ["—", "x" * 10_001])
def test_what_has_no_answer_is_refused_in_words(quote: str) -> None:
    with pytest.raises(CheckRefused, match=r"words|characters"):
        keep(Question(quote))
    assert not KeptAnswer.objects.exists()


@pytest.mark.parametrize("text", ["No marks here.", f"“{'x ' * 5_001}” said Tom Hale."])
def test_a_text_without_an_answer_is_refused_in_words(text: str) -> None:
    with pytest.raises(CheckRefused, match="no quotation in the text"):
        keep_text(text)
    assert not KeptAnswer.objects.exists()


def test_more_than_can_be_kept_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    build()
    monkeypatch.setattr(keeping, "MOST_BYTES", 1_000)
    with pytest.raises(CheckRefused, match="too long to be kept"):
        keep(Question(QUAY))


def test_the_answer_and_what_it_rests_on_are_of_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A decision between the two is not kept as if it had been there before."""
    build()
    real = keeping.faces
    deeds = [decided(reject)]

    def faces(wanted: Any) -> Any:
        found = real(wanted)
        if deeds:
            deeds.pop()(Statement.objects.get(text=FERRY))
        return found

    monkeypatch.setattr(keeping, "faces", faces)
    assert answer_of(keep(Question(FERRY))).verdict is Verdict.NOT_FOUND


def test_it_is_kept_where_nothing_is_cached(settings: Any) -> None:
    """The articles are counted for each answer then, each time at another moment."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    build()
    assert answer_of(keep(Question(FERRY))).verdict is Verdict.VERBATIM


def test_a_decision_while_it_is_read_does_not_show_what_was_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    build()
    row = keep(Question(FERRY))
    real = keeping.check_one

    def check_one(*given: Any, **more: Any) -> Any:
        found = real(*given, **more)
        decided(reject)(Statement.objects.get(text=FERRY))
        return found

    monkeypatch.setattr(keeping, "check_one", check_one)
    assert not seen(row).stands


def test_the_database_refuses_to_change_what_was_kept() -> None:
    row = keep(Question(QUAY))
    with pytest.raises(DatabaseError, match="is a record"), transaction.atomic():
        KeptAnswer.objects.filter(pk=row.pk).update(body="{}")


def test_what_was_kept_in_the_first_form_is_still_read() -> None:
    (item,) = read(KeptAnswer(body=FIRST.read_text(encoding="utf-8"))).items
    answer = item.checked.answer
    assert item.question == Question(
        "We will close the ferry line, whatever it costs us", "Ana Ruiz", dt.date(2026, 3, 2)
    )
    assert answer is not None
    assert (answer.verdict, answer.occurrences[0].speaker.name) == (Verdict.ALTERED, "Ana Ruiz")  # type: ignore[union-attr]
    assert list(item.rests_on) == [answer.occurrences[0].statement]


@pytest.mark.parametrize(
    "body", ["nonsense", "{}", FIRST.read_text(encoding="utf-8").replace('"altered"', '"changed"')]
)
def test_what_is_in_no_form_that_is_known_is_told(body: str) -> None:
    with pytest.raises(Unreadable):
        read(KeptAnswer(body=body, kept_at=timezone.now()))


def test_what_is_refused_by_now_stands_as_it_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    build()
    row = keep(Question(FERRY))
    monkeypatch.setattr(checking, "LONGEST_QUOTE", 20)
    assert (seen(row).stands, seen(row).now) == (True, None)


def test_reading_takes_the_same_queries_however_much_it_shows() -> None:
    """What is one query for each hundred rows is none for each row."""
    numbers = []
    for times in (3, 30):
        world = printed(f"{BRIDGES} {times}", by_another=1, times=times).indexed()
        for number, statement in enumerate(world.statements):
            into = world.speaker(f"Head {number} of {times}")
            Speaker.objects.filter(pk=statement.speaker_id).exclude(pk=into.pk).update(merged_into=into)
        row = keep(Question(f"{BRIDGES} {times}"))
        seen(row)
        with CaptureQueriesContext(connection) as queries:
            seen(row)
        numbers.append(len(queries))
    assert numbers[1] <= numbers[0] + 1
