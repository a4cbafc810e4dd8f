"""Which statements are ranked: the newest that are found, however far apart they stand."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes.models import Statement
from quotes.search import parse, ranking
from quotes.search.ranking import FIRST_KEYS, FIRST_OF_SEVERAL
from quotes.search.statements import MOST_SHELVES, SHELF, matching_within
from tests.search.test_matching import statement_in

pytestmark = pytest.mark.django_db

# Of the newest key: in what is looked through first, on a shelf behind it, on the last shelf that is
# asked for by itself, far behind all shelves.
NEWEST = 3_000_000
APART = (
    0, FIRST_KEYS - 1, FIRST_KEYS, 1 << SHELF, 20 * FIRST_KEYS, FIRST_OF_SEVERAL - 1, FIRST_OF_SEVERAL,
    MOST_SHELVES << SHELF, NEWEST - 1,
)  # fmt: skip
KEYS = [NEWEST - behind for behind in APART]


def said(key: int, words: str, published_at: dt.datetime | None = None) -> Statement:
    return statement_in(f"{words}, number {key}", pk=key, published_at=published_at)


def ranked(query: str, newest: int | None = None) -> list[int]:
    return [place.statement_id for place in ranking.ranking(Statement.objects.all(), parse(query), newest)]


@pytest.mark.parametrize("query", ["quay", "the quay", '"the quay"', "pier OR the quay", "qua*"])
def test_all_that_are_found_are_ranked_the_newer_of_equals_first(query: str) -> None:
    for key in KEYS:
        said(key, "The quay")
    assert ranked(query) == KEYS
    assert ranked("pier") == []


def test_the_better_comes_before_the_newer() -> None:
    said(KEYS[0], "The quay")
    said(KEYS[-1], "The quay, the quay")
    assert ranked("quay") == [KEYS[-1], KEYS[0]]


@pytest.mark.parametrize("most", [1, 2, 4])
def test_only_the_newest_are_ranked_where_many_are_found(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(ranking, "MOST_RANKED", most)
    for key in KEYS:
        said(key, "The quay")
    assert ranked("quay") == KEYS[:most]


def test_what_is_newer_than_the_first_page_is_not_ranked() -> None:
    for key in KEYS:
        said(key, "The quay")
    assert ranked("quay", newest=KEYS[2]) == KEYS[2:]


def test_nothing_is_ranked_where_there_is_nothing() -> None:
    assert ranked("quay") == []


@pytest.mark.parametrize("word", ["quay", "pier"])
def test_a_million_keys_are_looked_through_in_few_steps(word: str) -> None:
    for key in KEYS:
        said(key, "The quay")
    with CaptureQueriesContext(connection) as queries:
        ranked(word)
    assert len(queries) <= 5


LIMITS = [range(0, 1), range(10, 11), range(10, 12), range(11, 12), range(0, 1 << SHELF), range(10, 70 << SHELF)]


@pytest.mark.parametrize("keys", LIMITS)
def test_a_range_of_keys_has_its_first_and_not_its_last(keys: range) -> None:
    shelf = 1 << SHELF
    for key in (1, 9, 10, 11, 12, shelf - 1, shelf, (70 << SHELF) - 1, 70 << SHELF):
        said(key, "The quay")
    within = matching_within(Statement.objects.all(), parse("quay"), keys)
    assert set(within.values_list("pk", flat=True)) == {
        key for key in Statement.objects.values_list("pk", flat=True) if key in keys
    }


YEARS = [
    # published between, the years that are asked for
    ("2025-01-01", "2025-12-31"),
    ("2024-12-31", "2026-01-01"),
    ("2020-01-01", "2025-12-31"),
    ("2025-07-01", "2025-06-30"),
]


@pytest.mark.parametrize(("first", "last"), YEARS)
def test_what_was_published_within_years_is_ranked_as_if_nobody_knew_the_years(first: str, last: str) -> None:
    days = [dt.datetime(2024, 12, 31, 23, 59, tzinfo=dt.UTC), dt.datetime(2025, 7, 1, tzinfo=dt.UTC), None]
    for at, key in enumerate(KEYS):
        said(key, "The quay", published_at=days[at % len(days)])
    within = Statement.objects.filter(published_at__gte=f"{first}T00:00Z", published_at__lte=f"{last}T23:59:59.999Z")
    query, years = parse("the quay"), range(int(first[:4]), int(last[:4]) + 1)
    assert ranking.ranking(within, query, years=years) == ranking.ranking(within, query)
    assert len(ranking.ranking(within, query)) == within.count()
