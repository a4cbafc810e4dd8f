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


SAME_WORDS = [
    ("sieben Meter", "7 Meter"),
    ("drei Gutachter", "3 Gutachter"),
    ("einundzwanzig Schiffe", "21 Schiffe"),
    ("zweihundertfünfzig Arbeiter", "250 Arbeiter", "zweihundertundfünfzig Arbeiter"),
    ("zwölf Häuser", "12 Häuser", "zwoelf Häuser"),
    ("dreißig, fünfzig", "30, 50", "dreissig, fuenfzig"),
    ("hundert Leute", "100 Leute", "einhundert Leute"),
    ("tausend Leute", "1.000 Leute", "eintausend Leute"),
    ("dreihundertzwanzigtausend Euro", "320.000 Euro", "320 Tsd. Euro", "320 tausend Euro"),
    ("eine Million Euro", "1.000.000 Euro", "1 Million Euro", "1 Mio. Euro"),
    ("zwei Millionen Euro", "2 Mio. Euro", "2.000.000 Euro", "2 Mio Euro"),
    ("3,5 Milliarden Euro", "3,5 Mrd. Euro", "3.500.000.000 Euro"),
    ("einer Milliarde Euro", "1.000.000.000 Euro"),
    ("zweihundertfünfzig Millionen Euro", "250 Mio. Euro"),
    ("eine halbe Million Euro", "500.000 Euro", "½ Million Euro"),
    ("zweieinhalb Meter", "2,5 Meter", "2½ Meter"),
    ("anderthalb Meter", "eineinhalb Meter", "1,5 Meter", "1½ Meter"),
    ("neunzehnhundertneunundachtzig", "1989"),
    ("zweitausendneunzehn", "2019"),
    ("die elf Boote im Hafen", "die 11 Boote im Hafen"),
    ("null Toleranz für die Firma", "0 Toleranz für die Firma"),
    ("um 6.30 Uhr", "um 6:30 Uhr"),
    ("at 6.30pm", "at 6:30 p.m.", "at 6.30 pm"),
    ("1 000 Schiffe", "1.000 Schiffe", "1\u00a0000 Schiffe", "1\u202f000 Schiffe", "1000 Schiffe", "1'000 Schiffe"),
    ("12 345 678 votes", "12,345,678 votes"),
    ("3\u202f300 votes", "3,300 votes"),
    ("25 000,50 Euro", "25.000,50 Euro"),
    ("May 3rd", "May 3"),
    ("3rd May", "3 May"),
    ("the 3rd of May", "the 3 of May"),
    ("half a million", "500,000", "half-a-million"),
    ("40 %", "40 Prozent", "vierzig Prozent", "40%"),
    ("5 € im Monat", "5 Euro im Monat", "fünf Euro im Monat", "€5 im Monat"),
    ("5 Mio. € Schulden", "fünf Millionen Euro Schulden"),
    ("20°", "20 Grad", "zwanzig Grad"),
]  # fmt: skip
DIFFERENT_WORDS = [
    ("sieben Meter", "acht Meter"), ("einundzwanzig", "zweiundzwanzig"), ("zwei Millionen", "zwei Milliarden"),
    ("ein Haus", "1 Haus"), ("eine Werft", "1 Werft"), ("the elf said that it was", "the 11 said that it was"),
    ("the law is null and void", "the law is 0 and void"), ("Millionen Menschen", "1000000 Menschen"),
    ("in May 3 300 votes were cast", "in May 3,300 votes were cast"), ("page 3 of 100", "page 3100"),
    ("the 3rd ship", "the 3 ship"), ("at 6.30", "at 6 30"), ("zweieinhalb", "zwei"), ("dreizehn", "dreißig"),
]  # fmt: skip
# Words that only begin or end as a number does, and units behind none.
NO_NUMBERS = ["hundertschaft", "achtung", "zweifel", "dreist", "einheit", "verein", "allein", "elfenbein", "weinen",
              "der euro fällt", "in hohem grad", "prozent"]  # fmt: skip


@pytest.mark.parametrize("texts", SAME_WORDS, ids=lambda texts: texts[0])
def test_one_number_in_words(texts: tuple[str, ...]) -> None:
    assert {normalise(text).joined() for text in texts} == {normalise(texts[0]).joined()}


@pytest.mark.parametrize(("one", "other"), DIFFERENT_WORDS)
def test_two_numbers_in_words(one: str, other: str) -> None:
    assert normalise(one).words != normalise(other).words


@pytest.mark.parametrize("word", NO_NUMBERS)
def test_a_word_that_is_no_number_and_behind_none_stays(word: str) -> None:
    assert normalise(word).joined() == word.replace("ä", "a")


@pytest.mark.parametrize(
    ("one", "other", "meaning"),
    [
        ("Die Mauer ist sieben Meter hoch", "Die Mauer ist acht Meter hoch", MeaningChange.NUMBER),
        ("Es kamen zwei Millionen Euro an", "Es kamen zwei Milliarden Euro an", MeaningChange.NUMBER),
        ("Vor 7 Metern Mauer standen drei Gutachter", "Vor sieben Metern Mauer standen 3 Gutachter", None),
        ("Ein Gutachter hat die alte Mauer geprüft", "Der Gutachter hat die alte Mauer geprüft", None),
    ],
)  # fmt: skip
def test_a_german_number_that_differs_is_told(one: str, other: str, meaning: MeaningChange | None) -> None:
    changes = align(normalise(one).words, normalise(other).words).changes
    assert {change.meaning for change in changes if change.meaning} == ({meaning} if meaning else set())
