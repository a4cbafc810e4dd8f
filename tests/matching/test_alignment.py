"""What differs between a quotation and what was said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.matching.alignment import Alignment, align, align_part
from quotes.matching.normalise import Normal, normalise

pytestmark = pytest.mark.engine
SAID = (
    "I do not believe that the quay will ever sink, and we will pay 300 workers to hold it up until the spring comes."
)


def aligned(quoted: str, said: str = SAID) -> tuple[Alignment, Normal, Normal]:
    one, other = normalise(quoted), normalise(said)
    return align(one.words, other.words, one.gaps), one, other


def changes(quoted: str, said: str = SAID) -> list[str]:
    """Each change as “kind: quoted → said (meaning)”."""
    alignment, one, other = aligned(quoted, said)
    found = []
    for change in alignment.changes:
        ours, theirs = " ".join(one.words[slice(*change.quoted)]), " ".join(other.words[slice(*change.said)])
        meaning = f" ({change.meaning.value})" if change.meaning else ""
        found.append(f"{change.kind.value}: {ours} → {theirs}{meaning}")
    return found


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [
        (SAID, []),
        ("the quay will ever sink", []),
        ("I do not believe … we will pay 300 workers", []),
        ("I do not believe [it will] … hold it up until the spring comes", []),
        ("I do believe that the quay will ever sink", ["dropped:  → not (negation)"]),
        ("I do … believe that the quay will ever sink", ["dropped:  → not (negation)"]),
        ("I don't believe that the quay will ever sink", []),
        ("we will pay 3,000 workers to hold it up", ["replaced: 3000 → 300 (number)"]),
        ("we will pay three hundred workers to hold it up", []),
        ("we will not pay 300 workers to hold it up", ["added: not →  (negation)"]),
        ("we will gladly pay 300 workers to hold it up", ["added: gladly → "]),
        ("we will pay workers to hold it up", ["dropped:  → 300 (number)"]),
        ("I do not believe that the harbour will ever sink", ["replaced: harbor → quay"]),
        ("They do not believe that the quay will ever sink", ["replaced: they → i"]),
        (
            "until the spring comes we will pay 300 workers to hold it up",
            ["reordered: until the spring comes → until the spring comes"],
        ),
    ],
)
def test_what_differs(quoted: str, expected: list[str]) -> None:
    assert changes(quoted) == expected


@pytest.mark.parametrize(
    ("quoted", "least", "most"),
    [
        (SAID, 1, 1),
        ("we will pay 300 workers", 1, 1),
        ("I do not believe … until the spring comes", 1, 1),
        ("I do believe that the quay will ever sink", 0.9, 0.99),
        ("I do not think that the harbour will ever sink", 0.7, 0.9),
        ("until the spring comes we will pay 300 workers to hold it up", 0.9, 0.99),
        ("the cat sat on a mat with the spring", 0, 0.5),
        ("nobody else has said a word", 0, 0.01),
    ],
)
def test_the_score_falls_with_what_differs(quoted: str, least: float, most: float) -> None:
    assert least <= aligned(quoted)[0].score <= most


def test_a_part_that_begins_behind_a_not_is_told() -> None:
    assert aligned("believe that the quay will ever sink")[0].cut_after_negation
    assert not aligned("the quay will ever sink")[0].cut_after_negation
    assert not aligned("I do not believe that")[0].cut_after_negation


def test_the_whole_statement_is_known_from_a_part() -> None:
    assert aligned(SAID)[0].covers_statement
    assert not aligned("we will pay 300 workers")[0].covers_statement


def test_a_part_of_a_stitched_quotation_is_found() -> None:
    quoted = normalise("The harbour is ours and we will pay 300 workers to hold it up forever and a day")
    part = align_part(quoted.words, normalise(SAID).words)
    assert " ".join(quoted.words[slice(*part.quoted)]) == "and we will pay 300 workers to hold it up"
    assert part.score == 1


WORD = st.sampled_from(["the", "quay", "not", "will", "sink", "300", "we", "pay"])


def test_words_that_are_said_twice_are_taken_where_they_stand_together() -> None:
    said = "I would like to see it repeated outdoors, with wind, and with hats."
    assert changes("I would like to see it repeated outdoors … with hats", said) == []
    assert changes("I would like to see it with hats", said) == ["dropped:  → repeated outdoors with wind and"]


@settings(deadline=None)
@given(st.lists(WORD, max_size=30), st.lists(WORD, max_size=60), st.sets(st.integers(0, 30)))
def test_any_two_can_be_aligned(quoted: list[str], said: list[str], gaps: set[int]) -> None:
    places = frozenset(gap for gap in gaps if gap <= len(quoted))
    for alignment in (align(quoted, said, places), align_part(quoted, said, places)):
        assert 0 <= alignment.score <= 1
        for block in alignment.blocks:
            assert quoted[block.quoted : block.quoted + block.size] == said[block.said : block.said + block.size]
        used = [block.said + i for block in alignment.blocks for i in range(block.size)]
        assert len(used) == len(set(used))


@settings(deadline=None)
@given(st.lists(WORD, min_size=1, max_size=30))
def test_the_same_words_are_the_same(words: list[str]) -> None:
    alignment = align(words, words)
    assert (alignment.score, alignment.changes, alignment.covers_statement) == (1, (), True)
