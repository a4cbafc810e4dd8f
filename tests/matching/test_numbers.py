"""Which numbers are the same, however they are written."""

from __future__ import annotations

import pytest

from quotes.matching.alignment import MeaningChange, align
from quotes.matching.normalise import normalise

pytestmark = pytest.mark.engine

# Each line: texts that are one quotation.
SAME_SIGNS = [
    ("½ of all the water", "half of all the water"),
    ("2½ metres", "2.5 metres", "2 ½ metres", "two and a half metres", "two-and-a-half metres"),
    ("2½ million", "2.5 million", "two and a half million", "2,500,000"),
    ("½ million", "half a million", "half million", "500,000"),
    ("a million and a half", "1½ million", "1.5 million"),
    ("¼ of the fleet", "a quarter of the fleet"),
    ("¾ of the fleet", "three quarters of the fleet", "3 quarters of the fleet"),
    ("⅔ of the fleet", "two thirds of the fleet", "two-thirds of the fleet"),
    ("⅓ of us", "a third of us"),
    ("3¼ miles", "3.25 miles"),
    ("H₂O", "H2O"),
    ("20 m²", "20 m2"),
    ("①", "1"),
    ("10¹² cells", "10^12 cells"),
    ("Ⅻ", "XII"),
]  # fmt: skip
DIFFERENT_SIGNS = [
    ("needs ½ of all the water", "needs ¼ of all the water"), ("needs ½ of the water", "needs of the water"),
    ("2½ metres", "2 metres"), ("2½ metres", "2¼ metres"), ("20²", "20"), ("H₂O", "HO"), ("H₂O", "H₃O"),
    ("10⁻⁶", "10⁶"), ("⅓ of us", "⅔ of us"), ("2⅓", "2⅔"), ("½ million", "1 million"), ("two and a half", "two"),
    ("page ⑤", "page ⑥"), ("half of a million votes", "500000 votes"), ("five ½", "five"),
]  # fmt: skip


@pytest.mark.parametrize("texts", SAME_SIGNS, ids=lambda texts: texts[0])
def test_one_number(texts: tuple[str, ...]) -> None:
    assert {normalise(text).joined() for text in texts} == {normalise(texts[0]).joined()}
    assert normalise(texts[0]).words


@pytest.mark.parametrize(("one", "other"), DIFFERENT_SIGNS)
def test_two_numbers(one: str, other: str) -> None:
    assert normalise(one).words != normalise(other).words


def test_the_words_of_a_sign_share_its_characters() -> None:
    text = "We need ¾ of it, or 2½ litres, H₂O"
    normal = normalise(text)
    told = [(word, text[slice(*span)]) for word, span in zip(normal.words, normal.spans, strict=True)]
    assert told[2:4] == [("3", "¾"), ("quarters", "¾")]
    assert ("2.5", "2½") in told
    assert told[-3:] == [("h", "H"), ("2", "₂"), ("o", "O")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The town needs ½ of all the water", "The town needs ¼ of all the water"),
        ("The town needs ½ of all the water", "The town needs all of the water"),
        ("The wall is 2½ metres high", "The wall is 2 metres high"),
        ("The wall has 20² stones in it", "The wall has 20 stones in it"),
    ],
)
def test_another_fraction_is_another_number(one: str, other: str) -> None:
    changes = align(normalise(one).words, normalise(other).words).changes
    assert MeaningChange.NUMBER in {change.meaning for change in changes}
