"""A statement's text is the characters at its spans."""

from __future__ import annotations

import pytest

from quotes.models import Statement, text_at
from tests.factories import StatementFactory

SOURCE = "“Ä,” 👩‍👩‍👧 said. “B.”"

FITS = [
    ([(0, 4)], "“Ä,”"),
    ([(0, 4), (17, 21)], "“Ä,” “B.”"),
    ([(5, 10)], "👩‍👩‍👧"),
]
DOES_NOT_FIT = [[], [(3, 3)], [(4, 2)], [(0, 99)], [(5, 8), (0, 4)], [(0, 4), (3, 6)], [(-1, 3)]]


@pytest.mark.parametrize(("spans", "expected"), FITS)
def test_text_is_what_stands_at_the_spans(spans: list[tuple[int, int]], expected: str) -> None:
    assert text_at(SOURCE, spans) == expected


@pytest.mark.parametrize("spans", DOES_NOT_FIT)
def test_spans_that_do_not_fit_are_refused(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="span"):
        text_at(SOURCE, spans)


@pytest.mark.django_db
def test_the_public_sees_what_editors_let_through_and_nothing_withdrawn() -> None:
    for status in ("pending", "rejected"):
        StatementFactory(review_status=status)
    shown = {StatementFactory(review_status=status).pk for status in ("accepted", "corrected")}
    withdrawn = StatementFactory(review_status="accepted")
    Statement.objects.filter(pk=withdrawn.pk).update(withdrawn_at=withdrawn.created)
    assert set(Statement.objects.public().values_list("pk", flat=True)) == shown


@pytest.mark.django_db
def test_the_queue_begins_with_the_least_certain() -> None:
    sure, unsure = StatementFactory(confidence=0.9), StatementFactory(confidence=0.2)
    StatementFactory(review_status="accepted", confidence=0.1)
    assert list(Statement.objects.pending()) == [unsure, sure]
