"""A kept answer stands while what it shows does, and falls when editors have mended any of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quotes.lookup import keeping, occurrences
from quotes.lookup.answers import Question
from quotes.lookup.checking import check
from quotes.lookup.judgements import judge, mark_misattributed, part, undo_judgement, withdraw_misattribution
from quotes.lookup.keeping import Reread, keep, read
from quotes.matching.verdicts import Verdict
from quotes.models import Misattribution, Source, Speaker, SpeakerAlias, Statement
from quotes.review.decisions import accept, correct, reassign, reject, reopen
from quotes.speakers.linking import add_alias
from quotes.speakers.merging import merge_speakers
from quotes.speakers.names import normalise
from tests.factories import UserFactory
from tests.lookup.kept import answer_of, decided, marked, printed, seen
from tests.lookup.world import BRIDGES, BUDGET, FERRY, QUAY, REPORT, TWO, World, build

pytestmark = pytest.mark.django_db


def given_to_another(statement: Statement) -> None:
    decided(reassign, speaker=World().speaker("Tom Hale"))(statement)


def renamed(statement: Statement) -> None:
    assert statement.speaker is not None
    statement.speaker.name = "Anna Ruiz"
    statement.speaker.save()


def merged(statement: Statement) -> None:
    into = World().speaker("Ana Ruiz-Ortega")
    merge_speakers(absorbed=statement.speaker, into=into, merged_by=UserFactory())


def called_otherwise_too(statement: Statement) -> None:
    add_alias(speaker=statement.speaker, name="The Iron Mayor")


def no_person(statement: Statement) -> None:
    Speaker.objects.filter(pk=statement.speaker_id).update(kind="group")


def printed_again(statement: Statement) -> None:
    world = World()
    world.say(FERRY, "Ana Ruiz", "The Marn Gazette", "2026-01-01")
    world.indexed()


def taken_back_and_accepted_again(statement: Statement) -> None:
    decided(reopen)(statement)
    decided(accept)(Statement.objects.get(pk=statement.pk))


def corrected_source(**facts: object) -> Callable[[Statement], None]:
    def act(statement: Statement) -> None:
        Source.objects.filter(pk=statement.source_id).update(**facts)

    return act


def what_became(of: Question, act: Callable[[Statement], None]) -> Reread:
    row = keep(of)
    act(Statement.objects.get(text=FERRY))
    return seen(row)


@pytest.mark.parametrize(
    "act",
    [
        called_otherwise_too,
        printed_again,
        taken_back_and_accepted_again,
        pytest.param(decided(correct, act="promised"), id="another verb of saying"),
    ],
)
def test_it_stays_as_it_was_given_while_what_it_shows_stands(act: Callable[[Statement], None]) -> None:
    build()
    given = check(Question(FERRY, "Ana Ruiz"))
    found = what_became(Question(FERRY, "Ana Ruiz"), act)
    assert found.stands
    assert found.since.is_nothing
    assert found.item.checked.answer == given
    assert found.item.question == Question(FERRY, "Ana Ruiz")


@pytest.mark.parametrize(
    ("act", "gone", "otherwise"),
    [
        pytest.param(decided(reject), 1, 0, id="rejected"),
        pytest.param(decided(reopen), 1, 0, id="reopened"),
        pytest.param(decided(correct, spans=[(0, 33)]), 0, 1, id="other words"),
        pytest.param(decided(correct, modality="negated"), 0, 1, id="not said"),
        pytest.param(decided(correct, quote_kind="indirect"), 0, 1, id="indirect"),
        pytest.param(given_to_another, 0, 1, id="another speaker"),
        pytest.param(decided(reassign, speaker=None), 0, 1, id="nobody"),
        pytest.param(marked, 0, 1, id="marked"),
        pytest.param(renamed, 0, 1, id="renamed"),
        pytest.param(no_person, 0, 1, id="no person"),
        pytest.param(corrected_source(title="The ferry stays"), 0, 1, id="another headline"),
        pytest.param(corrected_source(outlet=None), 0, 1, id="another outlet"),
        pytest.param(corrected_source(published_at=None), 0, 1, id="another day"),
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
    assert found.now == check(Question(FERRY, "Ana Ruiz"))


def test_it_does_not_stand_when_a_mark_that_it_tells_of_is_taken_back() -> None:
    build()
    marked(Statement.objects.get(text=FERRY))
    row = keep(Question(FERRY))
    assert seen(row).stands
    mark = Misattribution.objects.get(statement__text=FERRY)
    withdraw_misattribution(mark=mark, withdrawn_by=UserFactory())
    assert not seen(row).stands


def test_what_is_similar_counts_too_since_the_sentences_may_name_who_said_it() -> None:
    build()
    row = keep(Question("Nobody in this council has read the shipping report, and somebody will"))
    shown = answer_of(row)
    assert shown.similar
    assert REPORT in {one.text for one in shown.similar}
    decided(reject)(Statement.objects.get(text=REPORT))
    assert not seen(row).stands


@pytest.fixture
def few_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (occurrences, keeping):
        monkeypatch.setattr(module, "MOST_SHOWN", 3)


@pytest.mark.usefixtures("few_are_shown")
def test_of_more_occurrences_than_are_shown_whom_the_sentences_name_must_be_the_same() -> None:
    world = printed(BRIDGES, by_another=2).indexed()
    row = keep(Question(BRIDGES))
    beyond = world.statements[2]
    assert beyond.public_id not in read(row).items[0].rests_on
    assert "Leah Brandt" in answer_of(row).summary
    world.say(BRIDGES, "Tom Hale", "Outlet 9", "2026-03-09")
    world.indexed()
    assert "6 times" in (check(Question(BRIDGES)).summary)
    assert seen(row).stands
    decided(reject)(beyond)
    found = seen(row)
    assert (found.since.is_nothing, found.stands) == (True, False)


@pytest.mark.usefixtures("few_are_shown")
def test_of_more_occurrences_no_number_makes_it_fall_and_a_figure_in_a_name_does() -> None:
    world = World()
    for number in range(5):
        group = number == 1
        world.say(BRIDGES, "Group 47" if group else "Tom Hale", "The Gull", f"2026-03-{number + 1:02}",
                  speaker_kind="organisation" if group else "person")  # fmt: skip
    world.indexed()
    row = keep(Question(BRIDGES))
    assert "5 times in 1 outlet" in answer_of(row).summary
    world.say(BRIDGES, "Tom Hale", "The Marn Gazette", "2026-03-09")
    world.indexed()
    assert "6 times in 2 outlets" in check(Question(BRIDGES)).summary
    assert seen(row).stands
    Speaker.objects.filter(name="Group 47").update(name="Group 12")
    assert not seen(row).stands


@pytest.mark.usefixtures("few_are_shown")
def test_of_more_that_is_similar_than_is_shown_too() -> None:
    world = printed(REPORT, by_another=2)
    world.say(BUDGET, "Mira Sand", day="2026-02-11")
    world.indexed()
    row = keep(Question(TWO, "Mira Sand"))
    assert "Leah Brandt" in answer_of(row).summary
    assert seen(row).stands
    decided(reject)(world.statements[2])
    assert not seen(row).stands


def test_it_does_not_stand_when_editors_part_what_was_one_quotation() -> None:
    world = World()
    one = world.say(QUAY, "Ana Ruiz", day="2026-01-01")
    world.say(QUAY.replace("ever ", ""), "Leah Brandt", "The Marn Gazette", "2026-01-02")
    world.indexed()
    row = keep(Question(QUAY))
    assert answer_of(row).verdict is Verdict.DISPUTED
    part(statement=one, judged_by=UserFactory())
    assert (seen(row).stands, check(Question(QUAY)).verdict) == (False, Verdict.VERBATIM)


def test_it_does_not_stand_when_editors_join_what_it_told_apart_and_does_again_when_that_is_undone() -> None:
    world = World()
    lido = "The lido will be sold to a bank in the autumn"
    one = world.say(f"{lido} if the council of the eastern quarter agrees to it in June.", "Ana Ruiz")
    other = world.say(f"{lido} because nobody has paid for the leaking roof since the war.", "Tom Hale", "Gull")
    world.indexed()
    row = keep(Question(lido))
    assert "2 different statements" in answer_of(row).summary
    judgement = judge(one=one, other=other, is_same=True, judged_by=UserFactory())
    assert (seen(row).stands, check(Question(lido)).verdict) == (False, Verdict.DISPUTED)
    together = keep(Question(lido))
    undo_judgement(judgement=judgement, undone_by=UserFactory())
    assert [seen(one).stands for one in (row, together)] == [True, False]


@pytest.mark.parametrize("status", ["accepted", "pending"])
def test_no_import_makes_it_fall_whatever_it_does_to_quotations(status: str) -> None:
    lido = "The lido behind the customs house will be sold to a bank in the autumn of next year"
    world = World()
    world.say(f"{lido}.", "Ana Ruiz")
    world.say(f"{lido}, as the council has long wished.", "Ana Ruiz", "The Marn Gazette")
    world.indexed()
    row = keep(Question(lido))
    for number, tail in enumerate(["since nobody swims there any more", "while the depot goes to the county"]):
        world.say(f"{lido}, {tail}.", "Tom Hale", f"Outlet {number}", status=status)
    world.indexed()
    assert seen(row).stands


@pytest.mark.parametrize("is_added", [True, False])
def test_it_does_not_stand_when_it_is_known_otherwise_whom_the_claimed_name_means(is_added: bool) -> None:
    world = World()
    world.say(QUAY, "Tom Hale")
    world.indexed()
    if not is_added:
        add_alias(speaker=world.speaker("Tom Hale"), name="Rob Dale")
    row, unclaimed = keep(Question(QUAY, "Rob Dale")), keep(Question(QUAY))
    if is_added:
        add_alias(speaker=world.speaker("Tom Hale"), name="Rob Dale")
    else:
        SpeakerAlias.objects.filter(name="Rob Dale").delete()
    assert [seen(one).stands for one in (row, unclaimed)] == [False, True]


def test_it_does_not_stand_when_the_one_whose_words_they_are_is_no_more_who_is_claimed() -> None:
    world = World()
    statement = world.say(QUAY, "Tom Hale")
    world.indexed()
    mark_misattributed(
        statement=statement, speaker=statement.speaker, said_by=world.speaker("Eva Vale"), note="Mixed up.",
        marked_by=UserFactory(),
    )  # fmt: skip
    add_alias(speaker=world.speaker("Eva Vale"), name="Rob Dale")
    row = keep(Question(QUAY, "Rob Dale"))
    assert seen(row).stands
    SpeakerAlias.objects.filter(name="Rob Dale").delete()
    assert not seen(row).stands


def test_a_mark_against_a_namesake_becomes_one_against_the_speaker_when_they_are_merged() -> None:
    world = World()
    statement = world.say(QUAY, "Ana Ruiz")
    world.indexed()
    twin = Speaker.objects.create(name="Ana Ruiz", kind="person", normalised_name=normalise("Ana Ruiz"))
    mark_misattributed(statement=statement, speaker=twin, note="From a sketch.", marked_by=UserFactory())
    row = keep(Question(QUAY))
    assert answer_of(row).verdict is Verdict.VERBATIM
    merge_speakers(absorbed=twin, into=statement.speaker, merged_by=UserFactory())
    assert not seen(row).stands


def test_a_mark_on_the_same_words_in_an_indirect_report_counts() -> None:
    world = World()
    world.say(QUAY, "Ana Ruiz")
    world.indexed()
    row = keep(Question(QUAY, "Ana Ruiz"))
    report = world.say(QUAY, "Ana Ruiz", "The Marn Gazette", "2026-05-01", kind="indirect")
    world.indexed()
    assert seen(row).stands
    marked(report)
    assert not seen(row).stands
