"""Edges move by word, kinds are read off the quotation marks, in code points whatever the characters."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from quotes.review.marking import kind_of, moved_edge

TEXT = "Lund 😀 “The quay is sinking,” said Ana Ruiz. “It isn’t safe 🚧,” she said."


def spans_of(*pieces: str) -> list[tuple[int, int]]:
    return [(TEXT.index(piece), TEXT.index(piece) + len(piece)) for piece in pieces]


def words(spans: list[tuple[int, int]]) -> list[str]:
    return [TEXT[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("content", "edge", "by", "expected"),
    [
        (["quay is"], "end", 1, ["quay is sinking"]),
        (["quay is"], "end", 2, ["quay is sinking,"]),
        (["quay is"], "end", 3, ["quay is sinking,”"]),
        (["quay is"], "end", -1, ["quay"]),
        (["quay is"], "start", -1, ["The quay is"]),
        (["quay is"], "start", -2, ["“The quay is"]),
        (["quay is"], "start", -3, ["😀 “The quay is"]),
        (["quay is"], "start", 1, ["is"]),
        (["It isn’t safe"], "start", 1, ["isn’t safe"]),
        (["It isn’t safe"], "end", 1, ["It isn’t safe 🚧"]),
        (["quay", "safe"], "end", -1, ["quay"]),
        (["quay", "safe"], "start", 1, ["safe"]),
        (["quay", "safe"], "start", 2, None),
        (["quay"], "end", -1, None),
        (["Lund"], "start", -1, None),
        (["said."], "end", 1, None),
    ],
)
def test_an_edge_moves_by_word_or_says_why_not(
    content: list[str], edge: str, by: int, expected: list[str] | None
) -> None:
    spans = spans_of(*content)
    if content == ["said."]:
        spans = [(len(TEXT) - 5, len(TEXT))]
    if expected is None:
        with pytest.raises(ValidationError):
            moved_edge(TEXT, spans, edge, by)  # type: ignore[arg-type]  # a table's strings
    else:
        assert words(moved_edge(TEXT, spans, edge, by)) == expected  # type: ignore[arg-type]  # a table's strings


def test_the_beginning_moves_over_the_end_of_a_paragraph() -> None:
    assert moved_edge("One two.\n\n\nThree four", [(11, 16)], "start", -2) == [(4, 16)]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (["“The quay is sinking,”"], "direct"),
        (["quay is"], "direct"),
        (["“The quay is sinking,”", "“It isn’t safe 🚧,”"], "direct"),
        (["Lund 😀 “The quay"], "mixed"),
        (["said Ana Ruiz"], "indirect"),
    ],
)
def test_the_kind_is_read_off_the_marks(content: list[str], kind: str) -> None:
    assert kind_of(TEXT, spans_of(*content), "en") == kind


@pytest.mark.parametrize("edge", ["start", "end"])
@pytest.mark.parametrize("by", [1, -1])
def test_a_step_back_undoes_a_step(edge: str, by: int) -> None:
    for content in (["quay is"], ["“The quay is sinking,”"], ["It isn’t safe 🚧"], ["The quay", "Ana Ruiz"]):
        spans = spans_of(*content)
        there = moved_edge(TEXT, spans, edge, by)  # type: ignore[arg-type]  # a table's strings
        assert there != spans
        assert moved_edge(TEXT, there, edge, -by) == spans  # type: ignore[arg-type]  # a table's strings


def test_an_emoji_of_several_code_points_is_one_step() -> None:
    text = "Yes 👩‍🚒 no"
    assert moved_edge(text, [(0, 3)], "end", 1) == [(0, text.index(" no"))]
