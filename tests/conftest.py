"""What tests of more than one folder need."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection


@pytest.fixture
def clearable(transactional_db: None) -> Iterator[None]:
    """Clears what is never deleted after a test that commits, which flushes every table.

    The triggers that keep reviews and opinions from being deleted do their duty in tests too: on
    SQLite, where a flush deletes, they are set aside for this moment. PostgreSQL truncates.
    """
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE name LIKE '%_is_not_deleted'")
            for name, table, rule in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of ours
                cursor.execute(rule)
