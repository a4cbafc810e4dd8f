"""How names are compared."""

from __future__ import annotations

import pytest

from quotes.speakers.names import is_full_name, normalise

SAME = [
    # two ways of writing one name
    ("José Núñez", "Jose Nunez"),
    ("Dr. Ingrid Vale", "Ingrid Vale"),
    ("INGRID VALE", "Ingrid Vale"),
    ("Ingrid M. Vale", "Ingrid Vale"),
    ("Ingrid Vale Jr.", "Ingrid Vale"),
    ("Søren Øst", "Soren Ost"),
    ("Ana O’Hara", "Ana O'Hara"),
    ("Ana  Ruiz-Vale", "Ana Ruiz Vale"),
    ("Sir Tom Weiß", "Tom Weiss"),
]
DIFFERENT = [
    ("Ana Ruiz", "Ana Ruis"),
    ("Ana Ruiz", "Ruiz"),
    ("Ana Ruiz", "Ruiz Ana"),
    ("Dr", "Mr"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_that_are_one(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_that_are_two(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    ("name", "full"),
    [("Ana Ruiz", True), ("Ruiz", False), ("Mr. Ruiz", False), ("A. Ruiz", False), ("", False)],
)
def test_a_full_name_has_a_given_name_and_a_surname(name: str, full: bool) -> None:
    assert is_full_name(name) is full
