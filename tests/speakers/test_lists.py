"""The word lists that tell names apart are in order."""

from __future__ import annotations

import pytest

from quotes.speakers.names import fold
from quotes.speakers.parts import is_given
from quotes.speakers.spelling import DATA, entries

LISTS = {
    "family_names.txt": {"double", "begins", "joins"},
    "given_names.txt": {"short", "like"},
    "around.txt": {"person", "of", "von", "joins", "denies"},
}
"""Each with what may be told of an entry, in its first word."""


@pytest.mark.parametrize("path", sorted(DATA.glob("*.txt")), ids=lambda path: path.name)
def test_a_list_says_where_it_is_from(path: object) -> None:
    assert "\n# From: " in (DATA / str(path)).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_in_order_and_tells_what_is_known(name: str) -> None:
    found = list(entries(name))
    assert [word for word, _ in found] == sorted({word for word, _ in found})
    assert {told.split()[0] for _, told in found} == LISTS[name]


def test_no_family_name_that_may_be_left_out_behind_is_a_given_name() -> None:
    double = [word for word, told in entries("family_names.txt") if told == "double"]
    assert len(double) > 500
    assert [word for word in double if is_given(fold(word))] == []
