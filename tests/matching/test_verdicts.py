"""What a match must reach, and what it may differ in."""

from __future__ import annotations

import pytest

from quotes.matching.alignment import align
from quotes.matching.verdicts import Verdict, Witness, Wording, agrees, threshold, verdict_of

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


def witness(name: str, given: str = "quoted", fits: bool | None = None, of: str = "one") -> Witness:
    """Who is named ("" nobody), how the words are given, whether it is who is claimed, and the statement."""
    speaker = sum(map(ord, name)) if name else None
    return Witness(
        of, speaker, name, quoted=given != "told", asserted=given not in ("denied", "possible"),
        denied=given == "denied", fits_claim=fits, misattributed=given == "wrong",
    )  # fmt: skip


ONE, OTHER = witness("Ana"), witness("Ben", of="other")
VERDICTS: list[tuple[list[Witness], Verdict, list[str]]] = [
    ([ONE], Verdict.ALTERED, ["Ana"]),
    ([witness("")], Verdict.ALTERED, [""]),
    # marked by editors
    ([witness("Ana", "wrong")], Verdict.MISATTRIBUTED, ["Ana"]),
    ([witness("Ana", "wrong", False)], Verdict.MISATTRIBUTED, ["Ana"]),
    ([witness("Ana", "wrong", False), witness("Tom", "denied", True)], Verdict.MISATTRIBUTED, ["Ana"]),
    ([witness("Ana", "wrong"), witness("Eva")], Verdict.MISATTRIBUTED, ["Ana"]),
    ([witness("Ana", "wrong", True), witness("Eva", fits=False)], Verdict.MISATTRIBUTED, ["Ana"]),
    ([witness("Ana", "wrong", False), witness("Eva", fits=True)], Verdict.ALTERED, ["Eva"]),
    ([witness("", "wrong"), witness("Eva", fits=True)], Verdict.ALTERED, ["Eva"]),
    ([witness("Ana", "wrong", False), witness("Eva", fits=False)], Verdict.SAID_BY_OTHER, ["Eva"]),
    ([witness("Ana", "wrong"), OTHER], Verdict.ALTERED, ["Ben"]),
    ([witness("Ana", "wrong", True), witness("Ana", fits=True, of="other")], Verdict.ALTERED, ["Ana"]),
    # not quoted as said
    ([witness("Ana", "told")], Verdict.REPORTED_INDIRECTLY, ["Ana"]),
    ([witness("Ana", "denied", True)], Verdict.REPORTED_INDIRECTLY, ["Ana"]),
    ([witness("Ana", "possible"), witness("Tom", "denied")], Verdict.REPORTED_INDIRECTLY, ["Tom"]),
    ([witness("Tom", "denied"), witness("Ana", "told")], Verdict.REPORTED_INDIRECTLY, ["Ana"]),
    # several speakers
    ([ONE, witness("Ben"), witness("")], Verdict.DISPUTED, ["Ana", "Ben"]),
    ([ONE, OTHER], Verdict.ALTERED, ["Ana", "Ben"]),
    ([ONE, OTHER, witness("Leah", of="other")], Verdict.DISPUTED, ["Ben", "Leah"]),
    ([ONE, witness("Ben", "told")], Verdict.ALTERED, ["Ana"]),
    ([witness("Ana", fits=False), witness("Ben", "told", True)], Verdict.SAID_BY_OTHER, ["Ana"]),
    ([witness("Ana", fits=False), witness("Ben", fits=False, of="other")], Verdict.SAID_BY_OTHER, ["Ana", "Ben"]),
]  # fmt: skip


@pytest.mark.parametrize(("witnesses", "verdict", "names"), VERDICTS, ids=range(len(VERDICTS)))
def test_a_verdict_rests_on_those_whom_it_is_about(
    witnesses: list[Witness], verdict: Verdict, names: list[str]
) -> None:
    found = verdict_of(Wording.ALTERED, 9, witnesses)
    assert (found.verdict, [w.name for w in found.rests_on]) == (verdict, names)


@pytest.mark.parametrize(
    ("witnesses", "agreed"),
    [
        ([witness("Ana", fits=True), witness("Ben", fits=False)], True),
        ([witness("Ben", fits=False), witness("Ana", "told", True)], False),
        ([witness("Ana", "wrong", True)], None),
        ([witness("Ana", "denied", True)], None),
        ([ONE, witness("")], None),
    ],
)
def test_the_claimed_speaker_is_quoted_or_it_is_not_known(witnesses: list[Witness], agreed: bool | None) -> None:
    assert agrees(witnesses) is agreed
