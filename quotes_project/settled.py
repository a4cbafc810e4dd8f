"""What a server does once, before its first request."""

from __future__ import annotations

import gc

from django.urls import get_resolver


def settle() -> None:
    """Load all pages, then tell the collector of garbage that what is loaded stays.

    Looking through it again and again takes it longer than most requests take. The rest, which is what
    requests leave behind, it looks through three times as often, so that no request waits long for it.
    """
    get_resolver().url_patterns  # noqa: B018 - loads them
    gc.collect()
    gc.freeze()
    gc.set_threshold(700, 10, 3)
