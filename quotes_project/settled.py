"""What a server does once, before its first request, so that none waits for the collector of garbage."""

from __future__ import annotations

import gc
import itertools
from typing import Any

from django.core.signals import request_finished
from django.urls import get_resolver

REQUESTS = 50
"""After so many the collector looks through everything that requests left behind."""
SELDOM = 1000
"""How often it does so by itself, in a request: a hundredth of Python's custom, for one that never ends."""
finished = itertools.count(1)


def settle() -> None:
    """Load all pages, tell the collector that what is loaded stays, and when to look through the rest.

    Looking through everything takes longer than most requests take. So it is done when an answer has
    been sent, before the next request, and what the server itself consists of is left out.
    """
    get_resolver().url_patterns  # noqa: B018 - loads them
    gc.collect()
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, SELDOM)
    request_finished.connect(sweep, dispatch_uid="sweep")


def sweep(**_: Any) -> None:
    """Look through everything after every so many requests."""
    if next(finished) % REQUESTS == 0:
        gc.collect()
