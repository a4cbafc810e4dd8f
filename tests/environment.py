"""What the tests need of the environment, read before the settings are (pyproject.toml names it).

SQLite unless DATABASE_URL says otherwise.
"""

from __future__ import annotations

import os

os.environ.setdefault("DEBUG", "1")
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
os.environ.setdefault("IMPORT_THREAD", "0")


def pytest_addoption(parser: object) -> None:
    """--screenshots FOLDER keeps the pictures that browser tests take."""
    parser.addoption("--screenshots", default=None, metavar="FOLDER")  # type: ignore[attr-defined]  # pytest's parser
