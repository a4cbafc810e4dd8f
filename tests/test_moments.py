"""Moments come out of PostgreSQL as they went in."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DataError, connection

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps moments as text"),
]


def read(written: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz", [written])
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    "moment",
    [
        dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC),
        dt.datetime(2026, 3, 31, 12, 0, 0, 250_000, dt.UTC),
        dt.datetime(1, 1, 1, 0, 0, 0, 1, dt.UTC),
        dt.datetime(9999, 12, 31, 23, 59, 59, 999_999, dt.UTC),
    ],
)
def test_a_moment_is_what_was_written_in_utc(moment: dt.datetime) -> None:
    found = read(moment.isoformat())
    assert isinstance(found, dt.datetime)
    assert (found, found.tzinfo) == (moment, dt.UTC)


def test_a_moment_with_an_offset_is_given_in_utc() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'Asia/Kolkata'")
    found = read("2026-03-31 17:30:00+05:30")
    assert isinstance(found, dt.datetime)
    assert (found, found.tzinfo) == (dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC), dt.UTC)


@pytest.mark.parametrize("written", ["infinity", "10000-01-01 00:00:00+00", "0044-03-15 00:00:00+00 BC"])
def test_what_python_has_no_moment_for_is_refused(written: str) -> None:
    with pytest.raises(DataError):
        read(written)
