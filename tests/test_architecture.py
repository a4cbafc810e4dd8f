"""The house stands as docs/development.md draws it: imports point one way, rooms are small."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.engine

ROOT = Path(__file__).resolve().parent.parent
# package -> the other packages of quotes/ that it may import
MAY_IMPORT: dict[str, set[str]] = {
    "extraction": set(),
    "matching": set(),
    "models": set(),
    "tokens": {"models"},
    "speakers": {"models", "extraction"},
    "search": {"models", "extraction", "speakers"},
    "lookup": {"models", "extraction", "matching", "speakers"},
    "ingest": {"models", "extraction", "speakers", "search", "lookup"},
    "review": {"models", "extraction", "speakers", "search", "ingest", "lookup"},
    "representations": {"models"},
    "exports": {"models", "representations"},
    "changes": {"models", "representations", "exports"},
    "api": {
        "models",
        "extraction",
        "ingest",
        "speakers",
        "search",
        "review",
        "matching",
        "lookup",
        "representations",
        "exports",
        "changes",
        "tokens",
    },
    "admin": {"models", "extraction", "ingest", "speakers", "search", "review", "lookup", "tokens"},
    "desk": {"models", "extraction", "speakers", "review"},
    "dashboard": {"models", "speakers", "review"},
    "web": {"models", "speakers", "matching", "review", "lookup", "representations"},
    "management": {
        "models",
        "extraction",
        "ingest",
        "speakers",
        "search",
        "review",
        "matching",
        "lookup",
        "representations",
        "exports",
        "changes",
        "api",
    },
    "migrations": set(),
}
PURE = ("extraction", "matching", "ingest/readers")
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 60


def python_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def packages() -> list[str]:
    return sorted(p.name for p in (ROOT / "quotes").iterdir() if p.is_dir() and (p / "__init__.py").exists())


def test_every_package_has_its_place() -> None:
    assert set(packages()) <= set(MAY_IMPORT)


@pytest.mark.parametrize("package", packages())
def test_imports_point_down(package: str) -> None:
    files = python_files(ROOT / "quotes" / package)
    assert files, f"quotes/{package} is empty"
    for path in files:
        for name in imported(path):
            parts = name.split(".")
            if parts[0] == "quotes" and len(parts) > 1 and parts[1] in MAY_IMPORT and parts[1] != package:
                assert parts[1] in MAY_IMPORT[package], f"{path.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize("package", PURE)
def test_pure_packages_know_nothing_of_django(package: str) -> None:
    files = python_files(ROOT / "quotes" / package)
    assert files
    for path in files:
        for name in imported(path):
            assert name.split(".")[0] not in {"django", "rest_framework"}, f"{path.relative_to(ROOT)} imports {name}"


def test_the_engine_runs_where_django_is_not_installed() -> None:
    code = (
        "import sys; sys.modules['django'] = None\n"
        "from quotes.extraction import Article, extract\n"
        "assert [s.speaker.name for s in extract(Article('“No,” said Ana Ruiz.'))] == ['Ana Ruiz']"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_the_engine_needs_nothing_but_regex() -> None:
    allowed = set(sys.stdlib_module_names) | {"quotes", "regex"}
    for path in python_files(ROOT / "quotes" / "extraction"):
        assert {name.split(".")[0] for name in imported(path)} <= allowed, path.name


def our_files() -> list[Path]:
    folders = ("quotes", "quotes_project", "tests", "tools", "benchmarks")
    return [p for folder in folders for p in python_files(ROOT / folder) if "migrations" not in p.parts]


def test_rooms_are_small() -> None:
    files = our_files()
    assert len(files) > 50
    large = {str(p.relative_to(ROOT)): n for p in files if (n := len(p.read_text().splitlines())) > MOST_LINES}
    assert large == {}


def test_functions_are_short() -> None:
    long: dict[str, int] = {}
    for path in our_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MOST_LINES_OF_A_FUNCTION:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = length
    assert long == {}
