"""All above the line: shown first, done exactly so, in few queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes.models import Review, SecondOpinionRule, Statement
from quotes.review.bulk import above_the_line, accept_all, held_back, preview
from quotes.review.decisions import accept, correct
from quotes.review.recording import StaleStatement
from quotes.review.undoing import undo_batch
from tests.factories import SourceFactory, SpeakerFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_preview_says_how_many_errors_to_expect_and_changes_nothing() -> None:
    source = SourceFactory()
    for confidence in (0.99, 0.9, 0.8, 0.5):
        StatementFactory(source=source, confidence=confidence)
    StatementFactory(confidence=0.99)
    StatementFactory(source=source, confidence=0.99, review_status="rejected")
    seen = preview(above_the_line(line=0.8, source=source), shown=2)
    assert (seen.count, seen.expected_errors, seen.more) == (3, 0.31, False)
    assert [s.confidence for s in seen.least_certain] == [0.8, 0.9]
    assert Review.objects.count() == 0


def test_the_line_is_for_a_speaker_too_and_never_for_everything() -> None:
    speaker = SpeakerFactory()
    mine = StatementFactory(speaker=speaker)
    StatementFactory()
    assert list(above_the_line(line=0.5, speaker=speaker)) == [mine]
    with pytest.raises(ValueError, match="name an article or a speaker"):
        above_the_line(line=0.5)


def test_exactly_what_was_shown_is_accepted_in_one_batch() -> None:
    source = SourceFactory()
    plain, changed = StatementFactory(source=source), StatementFactory(source=source)
    correct(
        statement=changed, reviewer=UserFactory(), expected_version=1, quote_kind="mixed", settle=False
    )  # fmt: skip
    above = above_the_line(line=0.5, source=source)
    batch = accept_all(statements=above, reviewer=UserFactory(), seal=preview(above).seal)
    assert dict(Statement.objects.values_list("pk", "review_status")) == {
        plain.pk: "accepted", changed.pk: "corrected",
    }  # fmt: skip
    reviews = Review.objects.filter(batch=batch)
    assert {(r.decision, r.before["review_status"], r.after["version"] - r.before["version"]) for r in reviews} == {
        ("accept", "pending", 1)
    }
    assert reviews.count() == 2


def test_a_change_since_the_preview_stops_everything() -> None:
    source = SourceFactory()
    first, second = StatementFactory(source=source), StatementFactory(source=source)
    seal = preview(above_the_line(line=0.5, source=source)).seal
    accept(statement=first, reviewer=UserFactory(), expected_version=1)
    with pytest.raises(StaleStatement, match="new preview"):
        accept_all(statements=above_the_line(line=0.5, source=source), reviewer=UserFactory(), seal=seal)
    second.refresh_from_db()
    assert second.review_status == "pending"


def test_more_statements_take_no_more_queries() -> None:
    counts = []
    for number in (2, 20):
        source, editor = SourceFactory(), UserFactory()
        for _ in range(number):
            StatementFactory(source=source)
        above = above_the_line(line=0.5, source=source)
        seal = preview(above).seal
        with CaptureQueriesContext(connection) as queries:
            accept_all(statements=above, reviewer=editor, seal=seal)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("covers", ["source", "outlet", "speaker"])
def test_what_needs_a_second_opinion_is_left_out(covers: str) -> None:
    free = StatementFactory(speaker=SpeakerFactory())
    covered = StatementFactory(speaker=free.speaker)
    line = {"line": 0.5, "speaker": free.speaker}
    seal = preview(above_the_line(**line)).seal
    of = {"source": covered.source, "outlet": covered.source.outlet, "speaker": covered.speaker}
    SecondOpinionRule.objects.create(**{covers: of[covers]})
    left = [] if covers == "speaker" else [free]
    assert list(above_the_line(**line)) == left
    assert held_back(**line) == 2 - len(left)
    with pytest.raises(StaleStatement):
        accept_all(statements=above_the_line(**line), reviewer=UserFactory(), seal=seal)
    assert Review.objects.count() == 0


def test_a_batch_is_taken_back_by_one_editor_whatever_rule_came_since() -> None:
    source = StatementFactory().source
    above = above_the_line(line=0.5, source=source)
    batch = accept_all(statements=above, reviewer=UserFactory(), seal=preview(above).seal)
    SecondOpinionRule.objects.create(source=source)
    assert undo_batch(batch=batch, reviewer=UserFactory()).undone == 1
    assert not Statement.objects.public().exists()
