"""What tests of several pages need."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories import viewer


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


@pytest.fixture
def reviewer() -> Client:
    client = Client()
    client.force_login(viewer())
    return client
