"""Kept answers: the same for as long as what they show stands, and not shown when editors have mended it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import DatabaseError, transaction

from quotes.lookup import keeping, occurrences
from quotes.lookup.answers import CheckRefused, Question
from quotes.lookup.checking import check
from quotes.lookup.judgements import mark_misattributed, withdraw_misattribution
from quotes.lookup.keeping import Reread, ask, keep, read, reread
from quotes.matching.verdicts import Verdict
from quotes.models import KeptAnswer, Misattribution, Statement
from quotes.review.decisions import accept, correct, reassign, reject, reopen
from quotes.speakers.linking import add_alias
from quotes.speakers.merging import merge_speakers
from tests.factories import UserFactory
from tests.lookup.cases import CASES
from tests.lookup.world import BRIDGES, FERRY, QUAY, REPORT, World, build

pytestmark = pytest.mark.django_db
FIRST = Path(__file__).parent / "kept_in_the_first_form.json"
"""A body as it was written when answers began to be kept."""


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


def decided(deed: Callable[..., object], **more: object) -> Callable[[Statement], None]:
    def act(statement: Statement) -> None:
        deed(statement=statement, reviewer=UserFactory(), expected_version=statement.version, **more)

    return act


def given_to_another(statement: Statement) -> None:
    decided(reassign, speaker=World().speaker("Tom Hale"))(statement)


def marked(statement: Statement) -> None:
    mark_misattributed(statement=statement, speaker=statement.speaker, note="From a sketch.", marked_by=UserFactory())


def renamed(statement: Statement) -> None:
    assert statement.speaker is not None
    statement.speaker.name = "Anna Ruiz"
    statement.speaker.save()


def merged(statement: Statement) -> None:
    into = World().speaker("Ana Ruiz-Ortega")
    merge_speakers(absorbed=statement.speaker, into=into, merged_by=UserFactory())


def called_otherwise_too(statement: Statement) -> None:
    add_alias(speaker=statement.speaker, name="The Iron Mayor")


def titled(statement: Statement) -> None:
    statement.source.title = "The ferry stays"
    statement.source.save()


def printed_again(statement: Statement) -> None:
    world = World()
    world.say(FERRY, "Ana Ruiz", "The Marn Gazette", "2026-01-01")
    world.indexed()


def taken_back_and_accepted_again(statement: Statement) -> None:
    decided(reopen)(statement)
    decided(accept)(Statement.objects.get(pk=statement.pk))


def what_became(of: Question, act: Callable[[Statement], None]) -> Reread:
    row = keep(of)
    act(Statement.objects.get(text=FERRY))
    cache.clear()
    return reread(KeptAnswer.objects.get(pk=row.pk))


@pytest.mark.parametrize(
    "act", [called_otherwise_too, titled, printed_again, taken_back_and_accepted_again], ids=lambda act: act.__name__
)
def test_it_stays_as_it_was_given_while_what_it_shows_stands(act: Callable[[Statement], None]) -> None:
    build()
    given = check(Question(FERRY, "Ana Ruiz"))
    found = what_became(Question(FERRY, "Ana Ruiz"), act)
    assert found.stands
    assert found.since.is_nothing
    assert found.kept.answers == [given]
    assert found.kept.question == Question(FERRY, "Ana Ruiz")


@pytest.mark.parametrize(
    ("act", "gone", "otherwise"),
    [
        pytest.param(decided(reject), 1, 0, id="rejected"),
        pytest.param(decided(reopen), 1, 0, id="reopened"),
        pytest.param(decided(correct, spans=[(0, 33)]), 0, 1, id="other words"),
        pytest.param(decided(correct, act="denied"), 0, 1, id="denied"),
        pytest.param(decided(correct, quote_kind="indirect"), 0, 1, id="indirect"),
        pytest.param(given_to_another, 0, 1, id="another speaker"),
        pytest.param(decided(reassign, speaker=None), 0, 1, id="nobody"),
        pytest.param(marked, 0, 1, id="marked"),
        pytest.param(renamed, 0, 1, id="renamed"),
        pytest.param(merged, 0, 1, id="merged"),
    ],
)
def test_it_does_not_stand_when_editors_have_mended_what_it_shows(
    act: Callable[[Statement], None], gone: int, otherwise: int
) -> None:
    build()
    found = what_became(Question(FERRY, "Ana Ruiz"), act)
    assert not found.stands
    assert (found.since.gone, found.since.otherwise) == (gone, otherwise)
    assert found.now == ask(Question(FERRY, "Ana Ruiz"), is_text=False)


def test_it_does_not_stand_when_a_mark_that_it_tells_of_is_taken_back() -> None:
    build()
    marked(Statement.objects.get(text=FERRY))
    row = keep(Question(FERRY))
    assert reread(row).stands
    mark = Misattribution.objects.get(statement__text=FERRY)
    withdraw_misattribution(mark=mark, withdrawn_by=UserFactory())
    assert not reread(row).stands


def test_what_is_similar_counts_too_since_the_sentences_may_name_who_said_it() -> None:
    build()
    row = keep(Question("Nobody in this council has read the shipping report, and somebody will"))
    shown = read(row).answers[0]
    assert shown.similar
    assert REPORT in {one.text for one in shown.similar}
    decided(reject)(Statement.objects.get(text=REPORT))
    assert not reread(row).stands


def test_what_only_editors_see_is_never_kept() -> None:
    world = World()
    world.say(BRIDGES, "Tom Hale", status="pending")
    world.indexed()
    kept = read(keep(Question(BRIDGES)))
    assert [answer.verdict for answer in kept.answers] == [Verdict.NOT_FOUND]
    assert not kept.rests_on


def test_the_same_answer_is_kept_once_and_another_beside_it() -> None:
    build()
    first = keep(Question(FERRY))
    assert keep(Question(FERRY)).pk == first.pk
    decided(reject)(Statement.objects.get(text=FERRY))
    assert keep(Question(FERRY)).pk != first.pk
    assert read(first).answers[0].verdict is Verdict.VERBATIM


@pytest.mark.parametrize("verdict", Verdict)
def test_every_answer_is_read_as_it_was_given(verdict: Verdict, subtests: pytest.Subtests) -> None:
    build()
    for case in (case for case in CASES if case.verdict is verdict):
        with subtests.test(case.name):
            question = Question(case.quote, case.speaker, dt.date.fromisoformat(case.date) if case.date else None)
            given = check(question)
            found = reread(keep(question))
            assert (found.kept.answers, found.stands) == ([given], True)


def test_a_text_is_kept_with_each_of_its_quotations() -> None:
    build()
    text = f"“{FERRY}” said Ana Ruiz. “{BRIDGES}” said Leah Brandt. “{'x ' * 5_001}” said Tom Hale."
    row = keep(Question(text), is_text=True)
    kept = read(row)
    assert kept.checked == ask(Question(text), is_text=True)
    assert [one.answer.verdict if one.answer else one.problem[:8] for one in kept.checked] == [
        Verdict.VERBATIM, Verdict.DISPUTED, "The quot",
    ]  # fmt: skip
    assert reread(row).stands
    decided(reject)(Statement.objects.filter(text=BRIDGES)[0])
    assert not reread(row).stands


@pytest.mark.parametrize(("text", "is_text"), [("—", False), ("x" * 10_001, False), ("No marks here.", True)])
def test_what_has_no_answer_is_refused_in_words(text: str, is_text: bool) -> None:
    with pytest.raises(CheckRefused, match=r"words|characters|no quotation"):
        keep(Question(text), is_text=is_text)
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

    def faces(statements: set[object]) -> object:
        if deeds:
            deeds.pop()(Statement.objects.get(text=FERRY))
        return real(statements)  # type: ignore[arg-type]

    monkeypatch.setattr(keeping, "faces", faces)
    assert [answer.verdict for answer in read(keep(Question(FERRY))).answers] == [Verdict.NOT_FOUND]


def test_of_more_occurrences_than_are_shown_the_sentences_must_be_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(occurrences, "MOST_SHOWN", 3)
    world = World()
    for number in range(5):
        world.say(
            BRIDGES, "Leah Brandt" if number == 2 else "Tom Hale", f"Outlet {number}", f"2026-03-{number + 1:02}"
        )
    world.indexed()
    row = keep(Question(BRIDGES))
    shown = read(row)
    assert "Leah Brandt" in shown.answers[0].summary
    beyond = next(one for one in world.statements if one.speaker and one.speaker.name == "Leah Brandt")
    assert beyond.public_id not in shown.rests_on
    assert reread(row).stands
    decided(reject)(beyond)
    found = reread(row)
    assert (found.since.is_nothing, found.stands) == (True, False)


def test_the_database_refuses_to_change_what_was_kept() -> None:
    row = keep(Question(QUAY))
    with pytest.raises(DatabaseError, match="is a record"), transaction.atomic():
        KeptAnswer.objects.filter(pk=row.pk).update(body="{}")


def test_what_was_kept_in_the_first_form_is_still_read() -> None:
    kept = read(KeptAnswer(body=FIRST.read_text(encoding="utf-8")))
    (answer,) = kept.answers
    assert kept.question == Question(
        "We will close the ferry line, whatever it costs us", "Ana Ruiz", dt.date(2026, 3, 2)
    )
    assert (answer.verdict, answer.occurrences[0].speaker.name) == (Verdict.ALTERED, "Ana Ruiz")  # type: ignore[union-attr]
    assert list(kept.rests_on) == [answer.occurrences[0].statement]
