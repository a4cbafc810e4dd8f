"""A snapshot's text and a recorded decision never change: the database refuses."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from quotes.models import Review, Source
from tests.factories import SourceFactory, StatementFactory, UserFactory, review_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("column", ["text", "text_sha256"])
def test_the_text_of_a_source_cannot_be_changed_through_the_orm(column: str) -> None:
    source = SourceFactory()
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        Source.objects.filter(pk=source.pk).update(**{column: "x" * 64})


def test_the_text_of_a_source_cannot_be_changed_by_plain_sql() -> None:
    source = SourceFactory()
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE quotes_source SET text = 'other' WHERE id = %s", [source.pk])


def test_the_original_bytes_cannot_be_changed() -> None:
    source = SourceFactory(original=b"<p>one</p>")
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        Source.objects.filter(pk=source.pk).update(original=b"<p>two</p>")


def test_other_facts_about_a_source_can_be_mended() -> None:
    source = SourceFactory()
    source.title = "A better title"
    source.save()
    source.refresh_from_db()
    assert source.title == "A better title"


def test_a_review_can_neither_be_changed_nor_deleted() -> None:
    review = review_of(StatementFactory(), UserFactory())
    with pytest.raises(DatabaseError, match="record of a decision"), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(note="I never said that")
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        Review.objects.filter(pk=review.pk).delete()
