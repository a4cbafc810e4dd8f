"""A real browser against the live server; skipped, with the reason, where there is none."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished, request_started

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
IDLE, PATIENCE = 0.3, 15.0
"""Seconds without a request after which a live server is quiet, and how long that is waited for."""
# Playwright's calls run inside an event loop of its own, in this thread; the tests' own
# database calls are plain ones, between its calls.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, headless. With REQUIRE_BROWSER set its absence is a failure instead of a skip."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    missing = "" if path else "there is no chromium on this machine"
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing = "playwright is not installed (requirements-dev.txt)"
    if missing:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def quiet(transactional_db: None) -> Iterator[None]:
    """Waits, when the windows are closed, until the live server has answered what they still asked.

    A page that closes says goodbye, and a request under way while the tables are flushed would
    lock them the other way round.
    """
    under_way: set[int] = set()

    def begun(**_: Any) -> None:
        under_way.add(threading.get_ident())

    def ended(**_: Any) -> None:
        under_way.discard(threading.get_ident())

    request_started.connect(begun, weak=False)
    request_finished.connect(ended, weak=False)
    yield
    idle_since = time.monotonic()
    end = idle_since + PATIENCE
    while time.monotonic() - idle_since < IDLE and time.monotonic() < end:
        time.sleep(0.05)
        if under_way:
            idle_since = time.monotonic()
    request_started.disconnect(begun)
    request_finished.disconnect(ended)


@pytest.fixture
def page(browser: Any, quiet: None, live_server: Any) -> Iterator[Any]:
    """A fresh window of 1440 by 900 that knows the live server as its base."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    yield opened
    context.close()


@pytest.fixture
def shots(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where screenshots go: the folder of --screenshots, else one that is thrown away."""
    folder = request.config.getoption("--screenshots", default=None)
    path = Path(folder) if folder else tmp_path
    path.mkdir(parents=True, exist_ok=True)
    return path
