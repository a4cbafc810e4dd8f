"""Whatever changes a statement, look-up follows in the same transaction: decisions, batches, additions, withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quotes.lookup.answers import Question
from quotes.lookup.checking import check
from quotes.lookup.indexing import index_statements
from quotes.matching.verdicts import Verdict
from quotes.models import Fingerprint, Occurrence, Quotation, Review, SecondOpinionRule, Statement
from quotes.review.additions import add_missed
from quotes.review.bulk import above_the_line, accept_all, preview
from quotes.review.decisions import accept, correct, reject
from quotes.review.recording import StaleStatement
from quotes.review.undoing import restore, undo, undo_batch
from tests.factories import SourceFactory, UserFactory
from tests.lookup.world import FERRY, QUAY, World

pytestmark = pytest.mark.django_db
FOUND, HIDDEN, GONE = (Verdict.VERBATIM, Verdict.VERBATIM), (Verdict.NOT_FOUND, Verdict.VERBATIM), None


def seen(quote: str = QUAY) -> tuple[Verdict, Verdict] | None:
    """The verdict for the public and the one for editors; None where neither finds it."""
    cache.clear()
    verdicts = check(Question(quote)).verdict, check(Question(quote), everything=True).verdict
    return GONE if verdicts == (Verdict.NOT_FOUND, Verdict.NOT_FOUND) else verdicts


@pytest.fixture
def pending() -> Statement:
    world = World()
    statement = world.say(QUAY, "Ana Ruiz", status="pending")
    world.indexed()
    return statement


def take_back() -> Statement:
    review = Review.objects.order_by("-id")[0]
    version = Statement.objects.get(pk=review.statement_id).version
    return undo(review=review, reviewer=UserFactory(), expected_version=version)


@pytest.mark.parametrize(
    ("decide", "more", "then"),
    [
        (accept, {}, FOUND),
        (reject, {}, GONE),
        (correct, {"act": "warned"}, FOUND),
        (correct, {"act": "warned", "settle": False}, HIDDEN),
    ],
)
def test_a_decision_and_its_undoing_are_followed(
    pending: Statement, decide: Callable[..., Statement], more: dict[str, Any], then: tuple[Verdict, Verdict] | None
) -> None:
    before = list(Occurrence.objects.values("words", "words_hash", "shown"))
    decide(statement=pending, reviewer=UserFactory(), expected_version=1, **more)
    assert seen() == then
    take_back()
    assert seen() == HIDDEN
    assert list(Occurrence.objects.values("words", "words_hash", "shown")) == before


def test_words_that_an_editor_cuts_off_are_found_no_more_until_that_is_taken_back(pending: Statement) -> None:
    kept, cut = QUAY[:46], QUAY[47:]
    assert seen(cut) == (Verdict.NOT_FOUND, Verdict.VERBATIM_PART)
    correct(statement=pending, reviewer=UserFactory(), expected_version=1, spans=[(0, len(kept))])
    assert (seen(kept), seen(cut)) == (FOUND, GONE)
    take_back()
    assert seen(cut) == (Verdict.NOT_FOUND, Verdict.VERBATIM_PART)


def test_an_earlier_state_that_is_restored_is_followed(pending: Statement) -> None:
    accept(statement=pending, reviewer=UserFactory(), expected_version=1)
    review = Review.objects.get()
    reject(statement=pending, reviewer=UserFactory(), expected_version=2)
    restore(review=review, reviewer=UserFactory(), expected_version=3)
    assert seen() == FOUND


def test_a_decision_that_comes_too_late_leaves_the_index_alone(pending: Statement) -> None:
    accept(statement=pending, reviewer=UserFactory(), expected_version=1)
    with pytest.raises(StaleStatement):
        reject(statement=pending, reviewer=UserFactory(), expected_version=1)
    assert seen() == FOUND


def test_an_added_statement_is_found_by_everybody_and_gone_when_taken_back() -> None:
    source = SourceFactory(text=f"“{FERRY}” Ben Okoro said so.")
    add_missed(source=source, reviewer=UserFactory(), spans=[(0, len(FERRY) + 2)], speaker=None)
    assert seen(FERRY) == FOUND
    take_back()
    assert (seen(FERRY), Fingerprint.objects.count(), Occurrence.objects.count()) == (GONE, 0, 0)


def batch_of(number: int) -> Statement:
    """So many pending statements of one article, each in words of its own, all indexed; the last one."""
    world = World()
    source = world.say(QUAY, "Ana Ruiz", status="pending").source
    world.statements += Statement.objects.bulk_create(
        Statement(
            source=source, quote_kind="direct", attribution_status="nobody", confidence=0.9,
            text=f"Pier {n} of harbour {n * 7} was sold to crew {n * 13} for {n * 31} crowns.",
        )
        for n in range(1, number)
    )  # fmt: skip
    world.indexed()
    return world.statements[-1]


def test_a_bulk_acceptance_and_its_undoing_are_followed_statement_by_statement() -> None:
    last = batch_of(4)
    above = above_the_line(line=0.5, source=last.source)
    batch = accept_all(statements=above, reviewer=UserFactory(), seal=preview(above).seal)
    assert (seen(), seen(last.text)) == (FOUND, FOUND)
    reject(statement=last, reviewer=UserFactory(), expected_version=2)
    undo_batch(batch=batch, reviewer=UserFactory())
    assert (seen(), seen(last.text)) == (HIDDEN, GONE)
    assert set(Occurrence.objects.values_list("shown", flat=True)) == {False}


def test_a_larger_batch_takes_no_more_queries_in_either_direction() -> None:
    counts = []
    for number in (3, 30):
        above, editor = above_the_line(line=0.5, source=batch_of(number).source), UserFactory()
        seal = preview(above).seal
        with CaptureQueriesContext(connection) as accepting:
            batch = accept_all(statements=above, reviewer=editor, seal=seal)
        with CaptureQueriesContext(connection) as undoing:
            undo_batch(batch=batch, reviewer=editor)
        counts.append((len(accepting), len(undoing)))
    assert counts[0] == counts[1]


def test_what_a_newer_engine_withdraws_is_gone_once_it_is_indexed(pending: Statement) -> None:
    with transaction.atomic():
        Statement.objects.filter(pk=pending.pk).update(withdrawn_at=timezone.now())
        index_statements(Statement.objects.filter(pk=pending.pk))
    assert (seen(), Occurrence.objects.count(), Quotation.objects.current().count()) == (GONE, 0, 0)


def test_a_quotation_counts_what_stands_of_it() -> None:
    world = World()
    one, other = world.say(QUAY, "Ana Ruiz"), world.say(QUAY.replace("workers", "people"), "Ana Ruiz")
    world.indexed()
    quotation = Quotation.objects.current().get()

    def counted() -> tuple[int, str]:
        quotation.refresh_from_db()
        return quotation.occurrence_count, quotation.text

    assert counted()[0] == 2
    reject(statement=one, reviewer=UserFactory(), expected_version=1)
    assert counted() == (1, other.text)
    take_back()
    assert counted()[0] == 2
    correct(statement=one, reviewer=UserFactory(), expected_version=3, quote_kind="indirect")
    assert counted() == (1, other.text), "indirect words are no occurrence of a quotation"
    take_back()
    assert counted()[0] == 2
    for statement in (one, other):
        version = Statement.objects.get(pk=statement.pk).version
        reject(statement=statement, reviewer=UserFactory(), expected_version=version)
    assert counted()[0] == 0
    assert not Quotation.objects.current().exists()


def test_what_is_taken_back_with_its_transaction_is_taken_back_in_the_index(pending: Statement) -> None:
    with transaction.atomic():
        accept(statement=pending, reviewer=UserFactory(), expected_version=1)
        transaction.set_rollback(True)
    assert seen() == HIDDEN


def test_where_two_editors_must_agree_look_up_waits_for_the_second(pending: Statement) -> None:
    SecondOpinionRule.objects.create(source=pending.source)
    accept(statement=pending, reviewer=UserFactory(), expected_version=1)
    assert seen() == HIDDEN
    accept(statement=pending, reviewer=UserFactory(), expected_version=1)
    assert seen() == FOUND


def test_an_addition_that_waits_for_a_second_editor_is_found_by_editors_alone() -> None:
    source = SourceFactory(text=f"“{FERRY}” Ben Okoro said so.")
    SecondOpinionRule.objects.create(source=source)
    add_missed(source=source, reviewer=UserFactory(), spans=[(0, len(FERRY) + 2)], speaker=None)
    assert seen(FERRY) == HIDDEN
