"""The word lists behind the normal form, read once from quotes/matching/data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"


@cache
def words(name: str) -> frozenset[str]:
    """The entries of a list."""
    return frozenset(_lines(name))


@cache
def pairs(name: str) -> dict[str, str]:
    """The entries of a list of “from = to”."""
    return dict(line.split(" = ") for line in _lines(name))


def _lines(name: str) -> list[str]:
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
