"""A statement's text is the characters at its spans."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from quotes.ingest.verification import find_faults
from quotes.models import Source, Statement, text_at
from tests.factories import SourceFactory, StatementFactory

SOURCE = "“Ä,” 👩‍👩‍👧 said. “B.”"

MARCH = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
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


def days() -> list[dt.datetime | None]:
    return list(Statement.objects.order_by("pk").values_list("published_at", flat=True))


@pytest.mark.django_db
def test_a_statement_has_the_day_of_its_source_however_it_is_stored() -> None:
    source, undated = SourceFactory(published_at=MARCH), SourceFactory()
    first = StatementFactory(source=source)
    StatementFactory(source=undated)
    fields = {name: getattr(first, name) for name in ("quote_kind", "text", "attribution_status", "speaker")}
    Statement.objects.bulk_create([Statement(source=source, confidence=0.5, **fields)])
    assert days() == [MARCH, None, MARCH]
    assert not [fault for fault in find_faults() if "day" in fault]


@pytest.mark.django_db
@pytest.mark.parametrize("day", [MARCH + dt.timedelta(days=1), None])
def test_where_a_sources_day_is_mended_that_of_its_statements_is_too(day: dt.datetime | None) -> None:
    source = SourceFactory(published_at=MARCH)
    StatementFactory(source=source)
    other = StatementFactory(source=SourceFactory(published_at=MARCH))
    Source.objects.filter(pk=source.pk).update(published_at=day)
    assert days() == [day, MARCH]
    other.source.published_at = day
    other.source.save()
    assert days() == [day, day]


@pytest.mark.django_db
def test_verify_finds_a_day_that_is_not_the_sources() -> None:
    StatementFactory(source=SourceFactory(published_at=MARCH))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE quotes_statement SET published_at = NULL")
    assert [fault for fault in find_faults() if "its day is not the source's" in fault]
