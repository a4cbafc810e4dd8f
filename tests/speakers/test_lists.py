"""The word lists that tell names apart are in order."""

from __future__ import annotations

from quotes.speakers.families import DATA as FAMILY_NAMES
from quotes.speakers.names import fold
from quotes.speakers.parts import is_given
from quotes.speakers.spelling import DATA, entries


def test_the_list_of_family_names_is_in_order_and_says_where_it_is_from() -> None:
    lines = FAMILY_NAMES.read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("# From:") for line in lines)
    entries = [line.split(" = ") for line in lines if not line.startswith("#")]
    assert [word for word, _ in entries] == sorted({word for word, _ in entries})
    assert {told for _, told in entries} == {"double", "begins", "joins"}
    assert [word for word, told in entries if told == "double" and is_given(fold(word))] == []


def test_the_other_lists_are_in_order_and_say_where_they_are_from() -> None:
    for name in ("around.txt", "given_names.txt", "sounds.txt"):
        assert "\n# From: " in (DATA / name).read_text(encoding="utf-8")
    given = list(entries("given_names.txt"))
    assert [word for word, _ in given] == sorted({word for word, _ in given})
    assert {told.split()[0] for _, told in given} == {"short", "like"}
    around = list(entries("around.txt"))
    assert [word for word, _ in around] == sorted({word for word, _ in around})
    assert {told for _, told in around} == {"person", "of", "von", "joins", "denies"}
