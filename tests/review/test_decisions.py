"""Each decision changes one statement and leaves one record, or changes nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.utils import timezone

from quotes.models import Decision, Opinion, Review, SecondOpinionRule, Statement
from quotes.review.decisions import NothingCorrected, accept, correct, decide_many, reassign, reject, reopen
from quotes.review.recording import StaleStatement, WithdrawnStatement
from tests.factories import SpeakerFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db

DECISIONS: list[tuple[Callable[..., Statement], dict[str, Any], str]] = [
    (accept, {}, "accepted"),
    (reject, {}, "rejected"),
    (reopen, {}, "pending"),
    (reassign, {"speaker": None}, "corrected"),
    (correct, {"quote_kind": "mixed"}, "corrected"),
]


@pytest.mark.parametrize(("decide", "more", "status"), DECISIONS)
def test_a_decision_is_carried_out_and_recorded(
    decide: Callable[..., Statement], more: dict[str, Any], status: str
) -> None:
    statement, editor = StatementFactory(), UserFactory()
    after = decide(statement=statement, reviewer=editor, expected_version=1, note="seen", **more)
    assert (after.review_status, after.version) == (status, 2)
    review = Review.objects.get()
    assert (review.statement, review.reviewer, review.note) == (after, editor, "seen")
    assert review.before["review_status"] == "pending"
    assert review.after["review_status"] == status


@pytest.mark.parametrize(("decide", "more", "status"), DECISIONS)
def test_the_second_editor_is_told_instead_of_overwriting_the_first(
    decide: Callable[..., Statement], more: dict[str, Any], status: str
) -> None:
    statement = StatementFactory()
    accept(statement=statement, reviewer=UserFactory(), expected_version=1)
    with pytest.raises(StaleStatement, match="somebody else"):
        decide(statement=statement, reviewer=UserFactory(), expected_version=1, **more)
    statement.refresh_from_db()
    assert (statement.review_status, statement.version, Review.objects.count()) == ("accepted", 2, 1)


@pytest.mark.parametrize("covered", [False, True], ids=["alone", "two must agree"])
@pytest.mark.parametrize(("decide", "more", "status"), DECISIONS)
def test_what_a_newer_engine_withdrew_is_not_decided(
    decide: Callable[..., Statement], more: dict[str, Any], status: str, covered: bool
) -> None:
    statement = StatementFactory(withdrawn_at=timezone.now(), version=2)
    if covered:
        SecondOpinionRule.objects.create(source=statement.source)
    with pytest.raises(WithdrawnStatement, match="newer engine"):
        decide(statement=statement, reviewer=UserFactory(), expected_version=2, **more)
    with pytest.raises(StaleStatement):
        decide(statement=statement, reviewer=UserFactory(), expected_version=1, **more)
    statement.refresh_from_db()
    assert (statement.review_status, statement.version) == ("pending", 2)
    assert (Review.objects.count(), Opinion.objects.count()) == (0, 0)


def test_reassigning_names_the_speaker_and_resolves_the_attribution() -> None:
    statement, speaker = StatementFactory(speaker=None), SpeakerFactory()
    after = reassign(statement=statement, reviewer=UserFactory(), expected_version=1, speaker=speaker)
    assert (after.speaker, after.attribution_status) == (speaker, "resolved")
    assert Review.objects.get().after["speaker_name"] == speaker.name


def test_correcting_the_words_takes_them_from_the_source() -> None:
    statement = StatementFactory()
    after = correct(statement=statement, reviewer=UserFactory(), expected_version=1, spans=[(1, 4), (5, 9)])
    assert after.text == "The quay"
    assert after.span_pairs() == [(1, 4), (5, 9)]
    assert Review.objects.get().before["spans"] == [[0, 22]]


def test_an_act_is_kept_in_small_letters_as_the_engine_gives_it() -> None:
    after = correct(statement=StatementFactory(), reviewer=UserFactory(), expected_version=1, act="Denied")
    assert after.act == "denied"


def test_words_outside_the_source_are_refused_and_nothing_changes() -> None:
    statement = StatementFactory()
    with pytest.raises(ValidationError, match="do not fit"):
        correct(statement=statement, reviewer=UserFactory(), expected_version=1, spans=[(0, 10_000)])
    statement.refresh_from_db()
    assert (statement.version, Review.objects.count()) == (1, 0)


UNCHANGED: list[tuple[dict[str, Any], str]] = [
    ({}, "Say what to correct"),
    ({"quote_kind": None}, "Say what to correct"),
    ({"quote_kind": "direct"}, "already"),
    ({"spans": [(0, 22)], "act": "said", "modality": "asserted"}, "already"),
]


@pytest.mark.parametrize(("wishes", "words"), UNCHANGED)
@pytest.mark.parametrize("settle", [True, False])
def test_a_correction_that_changes_nothing_is_refused_and_not_recorded(
    wishes: dict[str, Any], words: str, settle: bool
) -> None:
    statement = StatementFactory(review_status="accepted")
    with pytest.raises(NothingCorrected, match=words):
        correct(statement=statement, reviewer=UserFactory(), expected_version=1, settle=settle, **wishes)
    statement.refresh_from_db()
    assert (statement.version, statement.review_status, Review.objects.count()) == (1, "accepted", 0)


def test_a_correction_needs_no_more_than_one_thing_that_differs() -> None:
    statement = StatementFactory()
    after = correct(
        statement=statement, reviewer=UserFactory(), expected_version=1, spans=[(0, 22)], quote_kind="mixed"
    )
    assert (after.quote_kind, after.version) == ("mixed", 2)


def test_where_two_must_agree_a_correction_is_held_against_what_its_editor_said_last() -> None:
    statement, editor = StatementFactory(), UserFactory()
    SecondOpinionRule.objects.create(source=statement.source)
    correct(statement=statement, reviewer=editor, expected_version=1, quote_kind="mixed")
    with pytest.raises(NothingCorrected, match="already"):
        correct(statement=statement, reviewer=editor, expected_version=1, quote_kind="mixed")
    correct(statement=statement, reviewer=editor, expected_version=1, quote_kind="direct")
    assert [opinion.proposed["quote_kind"] for opinion in Opinion.objects.order_by("id")] == ["mixed", "direct"]


def test_many_at_once_leaves_alone_what_somebody_decided_meanwhile() -> None:
    pending, decided = StatementFactory(), StatementFactory(review_status="rejected")
    withdrawn = StatementFactory(withdrawn_at=timezone.now())
    result = decide_many(statements=[pending, decided, withdrawn], reviewer=UserFactory(), decision=Decision.ACCEPT)
    assert ([s.pk for s in result.done], [s.pk for s in result.stale]) == ([pending.pk], [decided.pk, withdrawn.pk])
    decided.refresh_from_db()
    assert decided.review_status == "rejected"


def test_a_decision_that_needs_more_than_yes_or_no_is_not_made_for_many() -> None:
    with pytest.raises(ValueError, match="at once"):
        decide_many(statements=[], reviewer=UserFactory(), decision=Decision.CORRECT)


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_the_same_moment_exactly_one_wins() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one connection write at a time: there is no same moment")
    statement = StatementFactory()
    editors = [UserFactory(), UserFactory()]
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def decide(editor: Any) -> None:
        start.wait()
        try:
            accept(statement=statement, reviewer=editor, expected_version=1)
            outcomes.append("done")
        except StaleStatement:
            outcomes.append("stale")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=decide, args=(editor,)) for editor in editors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "stale"]
    assert Review.objects.count() == 1
