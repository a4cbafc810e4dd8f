"""Each test begins with nothing asked yet."""

from __future__ import annotations

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_throttle_left_over() -> None:
    cache.clear()
