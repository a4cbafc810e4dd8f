"""A worker inside the web process, for development: one thread that empties the queue and ends."""

from __future__ import annotations

import logging
import threading

from django.conf import settings
from django.db import connection, transaction

from quotes.ingest.queue import work

log = logging.getLogger(__name__)
_running = threading.Lock()


def wake() -> None:
    """Work off the queue after this transaction, where the settings say that this process does."""
    if settings.IMPORT_THREAD:
        transaction.on_commit(lambda: threading.Thread(target=_empty, daemon=True).start())


def _empty() -> None:
    with _running:
        try:
            work()
        except Exception:
            log.exception("The import thread ended early; what is queued is taken up by the next import.")
        finally:
            connection.close()
