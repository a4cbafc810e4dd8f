"""What tests of more than one folder need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from quotes.models import Change


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite is a file of the worker's own, as it is in use.

    In memory, a live server's threads and the test share tables that one of them locks and the
    other then cannot wait for.
    """
    if connection.vendor == "sqlite":
        file: Path = tmp_path_factory.mktemp("database") / "quotes.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """A test that commits is cleared away by a flush, which on SQLite deletes row by row.

    So the triggers that keep reviews and opinions from being deleted are set aside while it
    does, and the feed, which heard of the deletions of what had been public, is emptied last.
    PostgreSQL truncates, and no trigger hears of it.
    """
    if connection.vendor != "sqlite":
        yield
        return
    operations = type(connection.ops)
    flush = operations.sql_flush

    def sql_flush(self: Any, *args: Any, **kwargs: Any) -> list[str]:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE '%_is_not_deleted'")
            guards = cursor.fetchall()
        return [
            *(f"DROP TRIGGER {name}" for name, _ in guards),
            *flush(self, *args, **kwargs),
            f"DELETE FROM {Change._meta.db_table}",  # noqa: S608 - a name of ours
            *(rule for _, rule in guards),
        ]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", sql_flush)
        yield


@pytest.fixture(scope="session")
def live_server(django_db_setup: None, live_server: Any) -> Any:
    """Begins when the database is there.

    Before, it takes SQLite to be in memory and shares one connection among its threads, each of which closes it.
    """
    return live_server
