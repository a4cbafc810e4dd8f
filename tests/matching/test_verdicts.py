"""What a match must reach, and what it may differ in."""

from __future__ import annotations

import pytest

from quotes.matching.alignment import align
from quotes.matching.verdicts import threshold

pytestmark = pytest.mark.engine
LONG = "the harbour council will rebuild the northern quay before winter with stone from the quarry near lund"
SHORT = "rebuild the northern quay before winter"
BEHIND = " and every ferry that lands there must then pay twice what fishing boats paid last autumn"


def least(quoted: str, said: str) -> float:
    return threshold(align(quoted.split(), said.split()), quoted.split())


def matches(quoted: str, said: str) -> bool:
    return align(quoted.split(), said.split()).score >= least(quoted, said)


@pytest.mark.parametrize(
    ("quoted", "said", "matched"),
    [
        (LONG, LONG, True),
        (LONG.replace("stone", "wood"), LONG, True),
        (LONG.replace("stone", "wood").replace("winter", "summer").replace("quay", "pier"), LONG, True),
        (SHORT, LONG, True),  # the very words, however few
        (SHORT.replace("winter", "summer"), SHORT + BEHIND, False),  # a phrase that is shared up to its end
        (SHORT.replace("northern", "southern"), LONG, False),  # few words, and the statement goes on
        ("northern quay", "the northern quay", True),
        ("northern pier", "the northern quay", False),
        ("entirely other words about something else", LONG, False),
    ],
)
def test_what_is_a_match(quoted: str, said: str, matched: bool) -> None:
    assert matches(quoted, said) is matched


def test_fewer_words_must_agree_more() -> None:
    lengths = [" ".join(LONG.split()[:size]) for size in (5, 8, 12, 17)]
    asked = [least(quoted, quoted) for quoted in lengths]
    assert asked == sorted(asked, reverse=True)
    assert len(set(asked)) == len(asked)


def test_more_is_asked_where_the_statement_goes_on() -> None:
    assert least(LONG, LONG + BEHIND) > least(LONG, LONG)


def test_differing_words_at_the_ends_are_worse_than_others() -> None:
    inside, at_the_end = LONG.replace("quay", "pier"), LONG.replace("lund", "marn")
    assert least(at_the_end, LONG) > least(inside, LONG)
