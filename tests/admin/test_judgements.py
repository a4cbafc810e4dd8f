"""Editors mark words as misattributed and say which words are one quotation; all of it is recorded and taken back."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client

from quotes.admin.misattributions import quotation_of
from quotes.lookup.answers import Question
from quotes.lookup.checking import check
from quotes.lookup.judgements import JudgementRefused, mark_misattributed
from quotes.matching.verdicts import Verdict
from quotes.models import Misattribution, Occurrence, SourceCopy, Statement, WordingJudgement
from tests.factories import SpeakerFactory, UserFactory
from tests.lookup.world import FERRY, QUAY, World

pytestmark = pytest.mark.django_db
VARIANT = QUAY.replace("workers", "people")


@pytest.fixture
def editor() -> Client:
    user = UserFactory(is_staff=True, username="ana.ruiz")
    user.groups.add(Group.objects.get(name="editor"))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def world() -> World:
    """One quotation in two wordings, and another."""
    made = World()
    for text in (QUAY, VARIANT, FERRY):
        made.say(text, "Ana Ruiz")
    made.indexed()
    return made


def page_of(client: Client, statement: Statement) -> str:
    return client.get(f"/admin/quotes/statement/{statement.pk}/change/").content.decode()


def mark(client: Client, at: Statement, **more: object) -> str:
    data = {"statement": at.pk, "note": "From a play.", "at_statement": at.pk, **more}
    return client.post("/admin/quotes/misattribution/mark/", data, follow=True).content.decode()


def test_a_mark_made_on_the_statement_is_answered_to_everybody_until_it_is_taken_back(
    editor: Client, world: World
) -> None:
    statement = world.statements[0]
    said_by = SpeakerFactory(name="Eva Vale")
    page = mark(editor, statement, said_by=said_by.name)
    assert "Marked as misattributed" in page
    made = Misattribution.objects.get()
    assert (made.speaker, made.said_by, made.note) == (statement.speaker, said_by, "From a play.")
    assert made.marked_by.username == "ana.ruiz"
    for words in ("not Ana Ruiz’s words", "Eva Vale", "From a play.", "ana.ruiz"):
        assert words in page
    for quote in (QUAY, VARIANT):
        assert check(Question(quote)).verdict == Verdict.MISATTRIBUTED
    page = editor.post(
        f"/admin/quotes/misattribution/{made.pk}/withdraw/", {"at_statement": statement.pk}, follow=True
    ).content.decode()
    made.refresh_from_db()
    assert (made.withdrawn_by, made.withdrawn_at is not None) == (made.marked_by, True)
    assert "taken back by ana.ruiz" in page
    assert check(Question(QUAY)).verdict == Verdict.VERBATIM


def test_a_mark_of_one_wording_is_seen_at_the_other_and_on_the_quotation(editor: Client, world: World) -> None:
    mark(editor, world.statements[0], whoever="on")
    quotation = quotation_of(world.statements[0])
    for page in (
        page_of(editor, world.statements[1]),
        editor.get(f"/admin/quotes/quotation/{quotation}/change/").content.decode(),
    ):
        assert "not the words of whoever is named" in page
    assert "From a play." not in page_of(editor, world.statements[2])


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"note": ""}, "Say why"),
        ({"note": "  "}, "Say why"),
        ({"statement": 0}, "not known which words"),
        ({"said_by": "Nobody Known"}, "no speaker, or more than one"),
    ],
)
def test_a_mark_that_makes_no_sense_says_why(
    more: dict[str, object], words: str, editor: Client, world: World
) -> None:
    assert words in mark(editor, world.statements[0], **more)
    assert not Misattribution.objects.exists()


def test_what_was_written_is_kept_when_a_mark_makes_no_sense(editor: Client, world: World) -> None:
    page = mark(editor, world.statements[0], said_by="Nobody Known", note="From “The Ferry”, act two.", whoever="on")
    for kept in ('value="Nobody Known"', "From “The Ferry”, act two.", " checked", QUAY):
        assert kept in page


def test_what_was_written_is_kept_where_the_words_would_be_given_to_who_is_wrongly_named(
    editor: Client, world: World
) -> None:
    page = mark(editor, world.statements[0], said_by="Ana Ruiz", note="From “The Ferry”, act two.")
    for kept in ("cannot be who is wrongly named", 'value="Ana Ruiz"', "From “The Ferry”, act two."):
        assert kept in page
    assert not Misattribution.objects.exists()


def test_what_stands_already_is_not_marked_twice(editor: Client, world: World) -> None:
    for said in ("Marked as misattributed", "marked already"):
        assert said in mark(editor, world.statements[0])
    assert Misattribution.objects.count() == 1
    speaker = world.statements[1].speaker
    with pytest.raises(JudgementRefused, match="wrongly named"):
        mark_misattributed(
            statement=world.statements[1], speaker=speaker, said_by=speaker, note="No.", marked_by=UserFactory()
        )


def test_two_quotations_are_said_to_be_one_and_it_is_taken_back(editor: Client, world: World) -> None:
    ids = [quotation_of(statement) for statement in world.statements[1:]]
    data: dict[str, object] = {"action": "join_chosen", "_selected_action": ids}
    asked = editor.post("/admin/quotes/quotation/", data).content.decode()
    assert QUAY in asked
    assert FERRY in asked
    assert len(set(map(quotation_of, world.statements))) == 2, "nothing is done before it is confirmed"
    editor.post("/admin/quotes/quotation/", data | {"confirmed": "1", "note": "One speech."})
    assert len(set(map(quotation_of, world.statements))) == 1
    judgement = WordingJudgement.objects.get()
    assert (judgement.is_same, judgement.note, judgement.judged_by.username) == (True, "One speech.", "ana.ruiz")
    assert len(set(judgement.before.values())) == 2
    assert len(set(judgement.after.values())) == 1
    listed = editor.get("/admin/quotes/wordingjudgement/").content.decode()
    assert FERRY in listed
    for _ in range(2):
        again = editor.post(
            "/admin/quotes/wordingjudgement/", {"action": "undo", "_selected_action": [judgement.pk]}, follow=True
        )
    assert "taken back already" in again.content.decode()
    judgement.refresh_from_db()
    assert judgement.undone_by == judgement.judged_by
    assert [quotation_of(statement) for statement in world.statements[1:]] == ids


def test_one_alone_or_three_cannot_be_one(editor: Client, world: World) -> None:
    ids = [quotation_of(world.statements[0])]
    page = editor.post("/admin/quotes/quotation/", {"action": "join_chosen", "_selected_action": ids}, follow=True)
    assert "exactly two" in page.content.decode()


def test_words_are_taken_out_of_a_quotation_and_come_back(editor: Client, world: World) -> None:
    one, other, _ = world.statements
    quotation = quotation_of(one)
    editor.post(f"/admin/quotes/quotation/{quotation}/part/", {"statement": other.pk, "note": "Another evening."})
    assert quotation_of(one) != quotation_of(other)
    judgement = WordingJudgement.objects.get()
    assert (judgement.is_same, judgement.note) == (False, "Another evening.")
    page = editor.get(f"/admin/quotes/quotation/{quotation_of(one)}/change/").content.decode()
    assert "Not the same quotation?" not in page, "there is nothing left to take out"
    editor.post("/admin/quotes/wordingjudgement/", {"action": "undo", "_selected_action": [judgement.pk]})
    assert quotation_of(one) == quotation_of(other) == quotation


def test_readers_and_reviewers_see_it_without_buttons(world: World) -> None:
    statement = world.statements[0]
    mark_misattributed(statement=statement, speaker=None, note="From a play.", marked_by=UserFactory())
    for role in ("reader", "reviewer"):
        user = UserFactory(is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        client = Client()
        client.force_login(user)
        quotation = client.get(f"/admin/quotes/quotation/{quotation_of(statement)}/change/").content.decode()
        for page in (page_of(client, statement), quotation):
            assert "From a play." in page
            assert "Mark as misattributed" not in page
            assert "Take back" not in page
            assert "Take them out" not in page


@pytest.mark.parametrize("change", [{"note": "Another."}, {"speaker": None}, None])
def test_the_database_changes_and_deletes_no_record(change: dict[str, object] | None, world: World) -> None:
    statement = world.statements[0]
    mark_misattributed(statement=statement, speaker=statement.speaker, note="From a play.", marked_by=UserFactory())
    marks = Misattribution.objects.all()
    with pytest.raises(IntegrityError), transaction.atomic():
        marks.update(**change) if change else marks.delete()


def test_articles_that_print_one_text_are_linked_on_their_pages(editor: Client) -> None:
    world = World()
    agency = " ".join(f"Paragraph {n} tells of pier {n * 7} and of crane {n * 3}." for n in range(40))
    one = world.say(QUAY, "Ana Ruiz", "The Lund Courier", around=agency)
    other = world.say(QUAY, "Ana Ruiz", "The Marn Gazette", around=agency)
    assert SourceCopy.objects.count() == 1
    page = editor.get(f"/admin/quotes/source/{one.source_id}/change/").content.decode()
    assert f"/admin/quotes/source/{other.source_id}/change/" in page
    assert Occurrence.objects.count() == 0
