"""What the review services and look-up do together reaches a mirror, each change once."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.utils import timezone

from quotes.lookup.indexing import index_statements
from quotes.models import Change, Review, Statement
from quotes.review.additions import add_missed
from quotes.review.bulk import above_the_line, accept_all, preview
from quotes.review.decisions import accept, correct, reassign, reject
from quotes.review.recording import StaleStatement
from quotes.review.undoing import restore, undo, undo_batch
from tests.changes.test_feed import Mirror, accepted, public_ids
from tests.factories import SourceFactory, SpeakerFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
CREATED, UPDATED, GONE = ("created", "statement"), ("updated", "statement"), ("gone", "statement")


@pytest.fixture
def mirror() -> Mirror:
    Change.objects.all().delete()
    return Mirror()


def take_back() -> Statement:
    review = Review.objects.order_by("-id")[0]
    version = Statement.objects.get(pk=review.statement_id).version
    return undo(review=review, reviewer=UserFactory(), expected_version=version)


def record_of(mirror: Mirror, statement: Statement) -> dict[str, object]:
    record: dict[str, object] = mirror.held["statement", str(statement.public_id)]
    return record


def test_decisions_are_told_one_by_one_with_what_they_made(mirror: Mirror) -> None:
    statement = StatementFactory()
    accept(statement=statement, reviewer=UserFactory(), expected_version=1)
    assert mirror.follow() == [CREATED]
    speaker = SpeakerFactory()
    reassign(statement=statement, reviewer=UserFactory(), expected_version=2, speaker=speaker)
    correct(statement=statement, reviewer=UserFactory(), expected_version=3, spans=[(1, 9)])
    assert mirror.follow() == [UPDATED] * 2
    record = record_of(mirror, statement)
    assert (record["text"], record["content_spans"], record["version"]) == ("The quay", [{"start": 1, "end": 9}], 4)
    assert record["speaker"] == {"id": str(speaker.public_id), "name": speaker.name, "speaker_kind": "person",
                                 "wikidata_id": None}  # fmt: skip
    reject(statement=statement, reviewer=UserFactory(), expected_version=4)
    assert (mirror.follow(), mirror.statements()) == ([GONE], set())


def test_what_is_taken_back_or_restored_is_told(mirror: Mirror) -> None:
    statement = StatementFactory()
    accept(statement=statement, reviewer=UserFactory(), expected_version=1)
    accepting = Review.objects.get()
    mirror.follow()
    take_back()
    assert (mirror.follow(), mirror.statements()) == ([GONE], set())
    restore(review=accepting, reviewer=UserFactory(), expected_version=3)
    assert (mirror.follow(), mirror.statements()) == ([CREATED], public_ids())


def test_a_bulk_acceptance_and_its_undoing_are_told_statement_by_statement(mirror: Mirror) -> None:
    source = SourceFactory()
    some = [StatementFactory(source=source) for _ in range(3)]
    above = above_the_line(line=0.5, source=source)
    batch = accept_all(statements=above, reviewer=UserFactory(), seal=preview(above).seal)
    assert mirror.follow() == [CREATED] * 3
    assert mirror.statements() == public_ids() == {str(statement.public_id) for statement in some}
    reject(statement=some[0], reviewer=UserFactory(), expected_version=2)
    undo_batch(batch=batch, reviewer=UserFactory())
    assert (mirror.follow(), mirror.statements()) == ([GONE] * 3, set())


def test_an_added_statement_is_told_with_its_words_and_gone_when_taken_back(mirror: Mirror) -> None:
    added = add_missed(source=SourceFactory(), reviewer=UserFactory(), spans=[(1, 9)], speaker=None)
    assert mirror.follow() == [CREATED]
    record = record_of(mirror, added)
    assert (record["text"], record["origin"], record["content_spans"]) == (
        "The quay", "human", [{"start": 1, "end": 9}],
    )  # fmt: skip
    take_back()
    assert (mirror.follow(), mirror.statements()) == ([GONE], set())


def test_withdrawal_by_a_newer_engine_is_told_of_what_was_public_and_of_nothing_else(mirror: Mirror) -> None:
    shown, pending = accepted(), StatementFactory()
    mirror.follow()
    with transaction.atomic():
        both = Statement.objects.filter(pk__in=[shown.pk, pending.pk])
        both.update(withdrawn_at=timezone.now())
        index_statements(both)
    assert (mirror.follow(), mirror.statements()) == ([GONE], set())


def test_a_decision_that_comes_too_late_or_is_rolled_back_is_not_told(mirror: Mirror) -> None:
    statement = accepted()
    mirror.follow()
    with pytest.raises(StaleStatement):
        reject(statement=statement, reviewer=UserFactory(), expected_version=7)
    with transaction.atomic():
        reject(statement=statement, reviewer=UserFactory(), expected_version=1)
        transaction.set_rollback(True)
    assert (mirror.follow(), mirror.statements()) == ([], public_ids())


def test_bringing_look_up_in_step_is_no_change(mirror: Mirror) -> None:
    accepted()
    mirror.follow()
    index_statements(Statement.objects.all())
    assert mirror.follow() == []
