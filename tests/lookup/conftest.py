"""What tests of look-up need."""

from __future__ import annotations

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _fresh() -> None:
    """Nothing that another test counted is known: what was searched is cached."""
    cache.clear()
