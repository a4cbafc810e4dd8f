"""A server's collector of garbage looks through everything between requests, not in them."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from django.core.signals import request_finished

from quotes_project.settled import REQUESTS, settle, sweep


class Left:
    """What a request leaves behind, holding itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def settled() -> Iterator[None]:
    """As a server is; afterwards as tests are."""
    threshold = gc.get_threshold()
    settle()
    yield
    gc.set_threshold(*threshold)
    gc.unfreeze()
    assert request_finished.disconnect(sweep, dispatch_uid="sweep")


@pytest.mark.usefixtures("settled")
def test_what_requests_leave_behind_is_gone_after_so_many() -> None:
    left = Left()
    seen = weakref.ref(left)
    gc.collect()  # it is old by now: young garbage goes by itself
    del left
    assert seen() is not None
    for _ in range(REQUESTS):
        sweep()
    assert seen() is None


@pytest.mark.usefixtures("settled")
def test_of_what_was_loaded_nothing_is_looked_through() -> None:
    assert gc.get_freeze_count() > 10_000
    assert gc.get_threshold()[:2] == (700, 10)
    assert gc.get_threshold()[2] > 100
