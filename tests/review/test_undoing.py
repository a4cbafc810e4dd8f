"""What an editor takes back is back, and the record says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from quotes.models import Review, Statement
from quotes.review.additions import add_missed
from quotes.review.bulk import above_the_line, accept_all, preview
from quotes.review.decisions import accept, correct, reassign, reject, reopen
from quotes.review.recording import StaleStatement, snapshot
from quotes.review.undoing import last_standing, restore, undo, undo_batch
from quotes.speakers.merging import merge_speakers
from tests.factories import SourceFactory, SpeakerFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db


def state(statement: Statement) -> dict[str, Any]:
    now = snapshot(Statement.objects.select_related("speaker").get(pk=statement.pk))
    return {**now, "version": None, "text": Statement.objects.get(pk=statement.pk).text}


def decided(statement: Statement, decide: Callable[..., Statement], **more: Any) -> Review:
    decide(
        statement=Statement.objects.get(pk=statement.pk), reviewer=UserFactory(),
        expected_version=Statement.objects.get(pk=statement.pk).version, **more,
    )  # fmt: skip
    return Review.objects.order_by("-id")[0]


def take_back(review: Review) -> Statement:
    version = Statement.objects.get(pk=review.statement_id).version
    return undo(review=review, reviewer=UserFactory(), expected_version=version)


@pytest.mark.parametrize(
    ("decide", "more"),
    [
        (accept, {}),
        (reject, {"reason": "scare_quote"}),
        (reopen, {}),
        (reassign, {"speaker": None}),
        (correct, {"quote_kind": "mixed", "modality": "negated", "act": "asked"}),
        (correct, {"spans": [(1, 4), (5, 9)]}),
    ],
)
def test_undoing_brings_back_everything_that_a_decision_changed(
    decide: Callable[..., Statement], more: dict[str, Any]
) -> None:
    statement = StatementFactory()
    before = state(statement)
    review = decided(statement, decide, **more)
    take_back(review)
    assert state(statement) == before
    assert [(r.decision, r.undoes) for r in Review.objects.order_by("id")] == [
        (review.decision, None), ("undo", review),
    ]  # fmt: skip


def test_decisions_are_taken_back_from_the_last_one_on() -> None:
    statement = StatementFactory()
    first = decided(statement, correct, quote_kind="mixed")
    second = decided(statement, accept)
    with pytest.raises(StaleStatement, match="decided again"):
        take_back(first)
    take_back(second)
    assert last_standing(statement) == first
    take_back(first)
    assert last_standing(statement) is None
    with pytest.raises(StaleStatement):
        take_back(first)


def test_undoing_at_an_old_version_changes_nothing() -> None:
    review = decided(StatementFactory(), accept)
    with pytest.raises(StaleStatement):
        undo(review=review, reviewer=UserFactory(), expected_version=1)
    assert Review.objects.count() == 1


def test_the_database_lets_a_decision_be_undone_once() -> None:
    review = decided(StatementFactory(), accept)
    take_back(review)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(
            statement=review.statement, reviewer=review.reviewer, decision="undo", before={}, after={}, undoes=review
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"decision": "undo"},
        {"decision": "accept", "reason": "scare_quote"},
        {"decision": "reject", "reason": "bad mood"},
    ],
)
def test_the_database_refuses_a_record_that_makes_no_sense(wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(statement=StatementFactory(), reviewer=UserFactory(), before={}, after={}, **wrong)


def test_an_addition_that_is_undone_is_rejected_and_stays_on_record() -> None:
    added = add_missed(source=SourceFactory(), reviewer=UserFactory(), spans=[(1, 9)], speaker=None)
    take_back(Review.objects.get())
    added.refresh_from_db()
    assert (added.review_status, Review.objects.count()) == ("rejected", 2)


def test_any_earlier_state_can_be_restored() -> None:
    statement = StatementFactory()
    first = state(statement)
    correction = decided(statement, correct, spans=[(1, 4)])
    middle = state(statement)
    decided(statement, reassign, speaker=SpeakerFactory())
    decided(statement, reject)
    for before, expected in ((False, middle), (True, first)):
        version = Statement.objects.get(pk=statement.pk).version
        restore(review=correction, reviewer=UserFactory(), expected_version=version, before=before)
        assert state(statement) == expected
    take_back(Review.objects.order_by("-id")[0])
    assert state(statement) == middle


def test_a_speaker_who_was_merged_meanwhile_comes_back_as_who_they_are_now() -> None:
    old, now = SpeakerFactory(), SpeakerFactory()
    statement = StatementFactory(speaker=old)
    review = decided(statement, reassign, speaker=None)
    merge_speakers(absorbed=old, into=now, merged_by=UserFactory())
    assert take_back(review).speaker == now


def test_a_bulk_acceptance_is_taken_back_as_one_but_not_what_was_decided_since() -> None:
    source = SourceFactory()
    some = [StatementFactory(source=source, confidence=0.97) for _ in range(3)]
    seal = preview(above_the_line(line=0.9, source=source)).seal
    batch = accept_all(statements=above_the_line(line=0.9, source=source), reviewer=UserFactory(), seal=seal)
    decided(some[1], reject)
    result = undo_batch(batch=batch, reviewer=UserFactory())
    assert (result.undone, result.left) == (2, 1)
    statuses = {s.pk: (s.review_status, s.version) for s in Statement.objects.all()}
    assert statuses == {some[0].pk: ("pending", 3), some[1].pk: ("rejected", 3), some[2].pk: ("pending", 3)}
    last = Review.objects.filter(statement=some[0]).order_by("-id")[0]
    assert (last.decision, last.before["version"], last.after["version"]) == ("undo", 2, 3)
    assert last.after["review_status"] == "pending"
