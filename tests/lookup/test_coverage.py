"""The figures of what was searched: counted once, and anew beside a check that finds them old."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes.lookup.coverage import FRESH, coverage
from tests.lookup.world import QUAY, World

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "quotes.lookup.coverage.False"


def test_the_figures_are_counted_once() -> None:
    World().say(QUAY, "Ana Ruiz")
    first = coverage(everything=False)
    assert first.articles == 1
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert coverage(everything=False) == first
    assert len(asked) == 0


def test_old_figures_are_given_and_counted_anew_beside() -> None:
    world = World()
    world.say(QUAY, "Ana Ruiz")
    counted = coverage(everything=False)
    cache.set(KEY, replace(counted, articles=7, as_of=counted.as_of - 2 * FRESH))
    before = set(threading.enumerate())
    assert coverage(everything=False).articles == 7
    for thread in set(threading.enumerate()) - before:
        thread.join(10)
    assert coverage(everything=False).articles == 1


def test_while_somebody_counts_nobody_else_does() -> None:
    counted = coverage(everything=False)
    cache.set(KEY, replace(counted, as_of=counted.as_of - 2 * FRESH))
    cache.set(f"{KEY}.counting", True)
    before = threading.active_count()
    coverage(everything=False)
    assert threading.active_count() == before
