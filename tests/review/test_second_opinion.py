"""Where two editors must agree: neither sees the other, one decides nothing, a third settles disputes."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from quotes.models import Decision, Opinion, Review, SecondOpinionRule, Statement
from quotes.review.adjudication import disputes, follow
from quotes.review.decisions import accept, correct, decide_many, reassign, reject, reopen
from quotes.review.recording import StaleStatement
from quotes.review.second_opinion import OpinionRefused, disputed, left_for, uncovered
from quotes.speakers.merging import merge_speakers
from tests.factories import OutletFactory, SourceFactory, SpeakerFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db


def person(role: str = "reviewer") -> Any:
    user = UserFactory(is_staff=True)
    user.groups.set([Group.objects.get(name=role)])
    return user


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def covered() -> Statement:
    statement: Statement = StatementFactory()
    SecondOpinionRule.objects.create(source=statement.source)
    return statement


def decide(statement: Statement, reviewer: Any, service: Any = accept, **more: Any) -> Statement:
    fresh = Statement.objects.select_related("speaker").get(pk=statement.pk)
    result: Statement = service(statement=fresh, reviewer=reviewer, expected_version=fresh.version, **more)
    return result


def state(statement: Statement) -> tuple[str, int, int]:
    statement.refresh_from_db()
    return statement.review_status, statement.version, Review.objects.filter(statement=statement).count()


UNTOUCHED = ("pending", 1, 0)


def test_one_opinion_decides_nothing(covered: Statement) -> None:
    decide(covered, person())
    assert state(covered) == UNTOUCHED
    assert not Statement.objects.public().exists()


def test_two_that_agree_decide_and_the_record_names_both(covered: Statement) -> None:
    first, second = person(), person()
    decide(covered, first, note="surely")
    decide(covered, second, note="yes")
    assert state(covered) == ("accepted", 2, 1)
    review = Review.objects.get()
    assert (review.reviewer, review.decision) == (second, Decision.ACCEPT)
    assert review.note == f"yes {first} says the same: surely"


PAIRS: list[tuple[str, tuple[Any, dict[str, Any]], tuple[Any, dict[str, Any]], bool]] = [
    ("both accept", (accept, {}), (accept, {}), True),
    ("both reject", (reject, {}), (reject, {}), True),
    ("one of each", (accept, {}), (reject, {}), False),
    ("both name nobody", (reassign, {"speaker": None}), (reassign, {"speaker": None}), True),
    ("nobody and as it is", (reassign, {"speaker": None}), (accept, {}), False),
    ("the same words", (correct, {"spans": [(0, 17)]}), (correct, {"spans": [(0, 17)]}), True),
    ("other words", (correct, {"spans": [(0, 17)]}), (correct, {"spans": [(0, 16)]}), False),
    ("other kind", (correct, {"quote_kind": "mixed"}), (correct, {"quote_kind": "indirect"}), False),
    (
        "words and kind",
        (correct, {"quote_kind": "mixed", "spans": [(0, 17)]}),
        (correct, {"quote_kind": "mixed"}),
        False,
    ),
]


@pytest.mark.parametrize(("one", "other", "agreed"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS])
def test_what_is_the_same(one: Any, other: Any, agreed: bool, covered: Statement) -> None:
    for service, more in (one, other):
        decide(covered, person(), service, **more)
    assert (state(covered) != UNTOUCHED) == agreed
    assert disputed().filter(pk=covered.pk).exists() != agreed


def test_what_both_corrected_is_carried_out_whole(covered: Statement) -> None:
    speaker = SpeakerFactory()
    for editor in (person(), person()):
        assert state(covered) == UNTOUCHED
        decide(covered, editor, reassign, speaker=speaker, note="first step")
        if state(covered) != UNTOUCHED:
            break
        decide(covered, editor, reassign, speaker=covered.speaker)
        decide(covered, editor, reassign, speaker=speaker)
    assert (covered.speaker, covered.review_status, covered.attribution_status) == (speaker, "corrected", "resolved")
    assert Review.objects.get().decision == Decision.REASSIGN


def test_several_steps_of_one_editor_are_one_opinion(covered: Statement) -> None:
    speaker, first, second = SpeakerFactory(), person(), person()
    decide(covered, first, reassign, speaker=speaker)
    decide(covered, first, correct, spans=[(0, 17)])
    decide(covered, first, accept)
    proposed = Opinion.objects.latest("id").proposed
    assert (proposed["speaker"], proposed["spans"], proposed["review_status"]) == (
        str(speaker.public_id), [[0, 17]], "corrected",
    )  # fmt: skip
    decide(covered, first, reassign, speaker=covered.speaker)
    decide(covered, second, correct, spans=[(0, 17)])
    covered.refresh_from_db()
    assert (covered.text, covered.review_status, covered.version) == ("“The quay is sink", "corrected", 2)


@pytest.mark.parametrize("of", ["source", "outlet", "speaker", "merged speaker", "new speaker"])
def test_what_a_rule_covers(of: str) -> None:
    statement, speaker = StatementFactory(), SpeakerFactory()
    match of:
        case "source":
            SecondOpinionRule.objects.create(source=statement.source)
        case "outlet":
            SecondOpinionRule.objects.create(outlet=statement.source.outlet)
        case "speaker":
            SecondOpinionRule.objects.create(speaker=statement.speaker)
        case "new speaker":
            SecondOpinionRule.objects.create(speaker=speaker)
        case _:
            SecondOpinionRule.objects.create(speaker=statement.speaker)
            merge_speakers(absorbed=statement.speaker, into=SpeakerFactory(), merged_by=UserFactory())
    version = Statement.objects.get(pk=statement.pk).version
    decide(statement, person(), reassign, speaker=speaker)
    assert state(statement) == ("pending", version, 0)
    assert uncovered(Statement.objects.all()).exists() == (of == "new speaker")


def test_what_no_rule_covers_is_decided_by_one(covered: Statement) -> None:
    other = StatementFactory()
    SecondOpinionRule.objects.create(speaker=SpeakerFactory())
    SecondOpinionRule.objects.create(outlet=OutletFactory())
    decide(other, person())
    assert state(other) == ("accepted", 2, 1)
    assert list(uncovered(Statement.objects.all())) == [other]


def test_one_editor_cannot_be_both(covered: Statement) -> None:
    editor = person()
    decide(covered, editor)
    decide(covered, editor)
    assert state(covered) == UNTOUCHED


def test_who_thinks_again_before_the_other_comes_is_heard(covered: Statement) -> None:
    first = person()
    decide(covered, first, reject)
    decide(covered, first, accept)
    decide(covered, person(), accept)
    assert state(covered) == ("accepted", 2, 1)


def test_reopening_takes_one_and_begins_anew(covered: Statement) -> None:
    editors = [person(), person()]
    for editor in editors:
        decide(covered, editor)
    decide(covered, editors[0], reopen)
    assert state(covered) == ("pending", 3, 2)
    decide(covered, editors[0])
    assert state(covered) == ("pending", 3, 2)
    decide(covered, editors[1])
    assert state(covered) == ("accepted", 4, 3)


def test_an_opinion_on_an_old_version_is_refused(covered: Statement) -> None:
    stale = Statement.objects.get(pk=covered.pk)
    for _ in range(2):
        decide(covered, person())
    with pytest.raises(StaleStatement):
        reject(statement=stale, reviewer=person(), expected_version=1)
    assert Opinion.objects.count() == 2


def dispute(statement: Statement) -> tuple[Any, Any]:
    first, second = person(), person()
    decide(statement, first)
    decide(statement, second, reject, note="scare quotes")
    return first, second


def test_a_third_editor_settles_a_dispute(covered: Statement) -> None:
    dispute(covered)
    ((one, other),) = [d.sides for d in disputes()]
    assert one.sentences == ("It is right as it stands.",)
    assert other.sentences == ("It is no statement, or not worth keeping.",)
    judge = person("editor")
    follow(opinion=other.opinion, adjudicator=judge)
    assert state(covered) == ("rejected", 2, 1)
    assert Review.objects.get().reviewer == judge
    with pytest.raises(StaleStatement, match="settled already"):
        follow(opinion=one.opinion, adjudicator=judge)


def test_a_third_editor_may_see_it_in_a_third_way(covered: Statement) -> None:
    dispute(covered)
    decide(covered, person("editor"), reassign, speaker=None)
    assert state(covered) == ("corrected", 2, 1)


def test_who_may_not_settle(covered: Statement) -> None:
    first, _ = dispute(covered)
    opinion = Opinion.objects.filter(reviewer=first).get()
    first.groups.add(Group.objects.get(name="editor"))
    for somebody, words in ((person(), "somebody who may adjudicate"), (first, "somebody else adjudicates")):
        with pytest.raises(OpinionRefused, match=words):
            follow(opinion=opinion, adjudicator=somebody)
        with pytest.raises(OpinionRefused, match=words):
            decide(covered, somebody, reject)
    assert state(covered) == UNTOUCHED


def test_an_opinion_that_is_not_disputed_cannot_be_followed(covered: Statement) -> None:
    decide(covered, person())
    with pytest.raises(StaleStatement):
        follow(opinion=Opinion.objects.get(), adjudicator=person("editor"))
    assert state(covered) == UNTOUCHED


def test_the_queue_leaves_out_what_an_editor_has_said_or_others_dispute(covered: Statement) -> None:
    other, free = StatementFactory(source=covered.source), StatementFactory()
    first, third = person(), person()
    decide(covered, first)
    everything = Statement.objects.pending()
    assert set(left_for(everything, first)) == {other, free}
    assert set(left_for(everything, third)) == {covered, other, free}
    decide(covered, person(), reject)
    assert set(left_for(everything, third)) == {other, free}


def test_many_at_once_are_opinions_too(covered: Statement) -> None:
    free = StatementFactory()
    result = decide_many(statements=[covered, free], reviewer=person(), decision=Decision.ACCEPT)
    assert (result.done, result.held, result.stale) == ([free], [covered], [])
    assert state(covered) == UNTOUCHED


def test_the_second_editor_sees_nothing_of_the_first(covered: Statement) -> None:
    """By page, list, history or API: after one opinion every answer is what it was before, byte for byte."""
    addresses = [
        reverse("admin:quotes_statement_change", args=[covered.pk]),
        reverse("admin:quotes_statement_changelist"),
        reverse("admin:quotes_review_changelist"),
        reverse("admin:quotes_agreement"),
        reverse("admin:quotes_adjudication"),
        reverse("admin:quotes_evaluation"),
        f"/api/v1/statements/{covered.public_id}/",
    ]
    second = client_of(person("administrator"))

    def seen() -> list[str]:
        pages = [second.get(address).content.decode() for address in addresses]
        return [page if "csrf" not in page else _without_tokens(page) for page in pages]

    before = seen()
    decide(covered, person(), reject, note="telltale")
    assert seen() == before


def _without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_the_page_says_that_it_was_an_opinion(covered: Statement) -> None:
    address = reverse("admin:quotes_statement_decide", args=[covered.pk])
    response = client_of(person()).post(address, {"decision": "accept", "version": 1}, follow=True)
    assert "Your opinion is recorded" in str(next(iter(response.context["messages"])))


def test_the_page_and_the_api_say_why_an_opinion_is_not_taken(covered: Statement) -> None:
    first, _ = dispute(covered)
    address = reverse("admin:quotes_statement_decide", args=[covered.pk])
    response = client_of(first).post(address, {"decision": "accept", "version": 1}, follow=True)
    assert "somebody else adjudicates" in str(next(iter(response.context["messages"])))
    page = f"/api/v1/statements/{covered.public_id}/"
    tag = {"If-Match": client_of(first).get(page)["ETag"]}
    api = client_of(first).post(f"{page}accept/", {}, content_type="application/json", headers=tag)
    assert (api.status_code, "somebody else adjudicates" in api.content.decode()) == (409, True)


@pytest.mark.parametrize("of", ["source", "outlet", "speaker", "new speaker"])
def test_what_no_rule_asks_any_more_waits_for_everybody_again(of: str) -> None:
    statement, speaker, editor = StatementFactory(), SpeakerFactory(), person()
    target = {"source": statement.source, "outlet": statement.source.outlet, "speaker": statement.speaker}
    rule = SecondOpinionRule.objects.create(**{of.removeprefix("new "): target.get(of, speaker)})
    decide(statement, editor, reassign, speaker=speaker)
    decide(statement, editor)
    waiting = left_for(Statement.objects.filter(pk=statement.pk), editor)
    assert not waiting.exists()
    rule.delete()
    assert left_for(Statement.objects.filter(pk=statement.pk), editor).exists()
    decide(statement, editor)
    assert state(statement) == ("accepted", 2, 1)


def test_accepting_does_not_forget_whom_one_gave_it_to_before() -> None:
    """Only the new speaker is covered, and the second step does not name them."""
    statement, speaker, first, second = StatementFactory(), SpeakerFactory(), person(), person()
    SecondOpinionRule.objects.create(speaker=speaker)
    for editor in (first, second):
        assert state(statement) == UNTOUCHED
        decide(statement, editor, reassign, speaker=speaker)
        decide(statement, editor)
    assert (state(statement), statement.speaker) == (("corrected", 2, 1), speaker)


def test_who_takes_the_covered_speaker_back_decides_alone() -> None:
    statement, speaker, editor = StatementFactory(), SpeakerFactory(), person()
    SecondOpinionRule.objects.create(speaker=speaker)
    decide(statement, editor, reassign, speaker=speaker)
    decide(statement, editor, reassign, speaker=None)
    decide(statement, editor)
    assert (state(statement)[0], statement.speaker) == ("corrected", None)


def test_a_dispute_ends_with_its_rule(covered: Statement) -> None:
    first, _ = dispute(covered)
    SecondOpinionRule.objects.all().delete()
    assert not disputed().exists()
    assert left_for(Statement.objects.all(), first).exists()


def test_settling_on_the_page(covered: Statement) -> None:
    first, _ = dispute(covered)
    address, judge = reverse("admin:quotes_adjudication"), client_of(person("editor"))
    page = judge.get(address).content.decode()
    assert "scare quotes" in page
    assert str(first) not in page
    opinion = Opinion.objects.get(reviewer=first)
    for reviewer in (client_of(person()), client_of(person("reader"))):
        assert reviewer.post(address, {"opinion": opinion.pk}).status_code == 403
    assert state(covered) == UNTOUCHED
    assert judge.post(address, {"opinion": "x"}).status_code == 404
    assert "Settled." in judge.post(address, {"opinion": opinion.pk}, follow=True).content.decode()
    assert state(covered) == ("accepted", 2, 1)
    assert "settled already" in judge.post(address, {"opinion": opinion.pk}, follow=True).content.decode()


def test_an_opinion_can_neither_be_changed_nor_deleted(covered: Statement) -> None:
    decide(covered, person())
    for change in (lambda o: o.update(note="never"), lambda o: o.delete()):
        with pytest.raises(DatabaseError, match="An opinion is a record"), transaction.atomic():
            change(Opinion.objects.all())


@pytest.mark.parametrize("targets", [(), ("source", "speaker"), ("outlet", "source", "speaker")])
def test_a_rule_is_of_one_thing(targets: tuple[str, ...]) -> None:
    rows = {"source": SourceFactory(), "speaker": SpeakerFactory(), "outlet": OutletFactory()}
    rule = SecondOpinionRule(**{target: rows[target] for target in targets})
    with pytest.raises(ValidationError, match="Choose one"):
        rule.full_clean()
    with pytest.raises(DatabaseError), transaction.atomic():
        rule.save()
