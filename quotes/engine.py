"""The engine that this site runs."""

from __future__ import annotations

from functools import cache
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from quotes.extraction import Engine


@cache
def site_engine() -> Engine:
    """The engine that the settings name: QUOTES_ENGINE is its class, QUOTES_ENGINE_OPTIONS its arguments."""
    return cast(Engine, import_string(settings.QUOTES_ENGINE)(**settings.QUOTES_ENGINE_OPTIONS))
