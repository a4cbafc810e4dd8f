"""What only the setting of a text put into its words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.matching.normalise import normalise

pytestmark = pytest.mark.engine

# Each line: a text as it was set, and as it was written.
SET = [
    ("The har\u00adbour is ours", "The harbour is ours"),
    ("The har\u200bbour is ours", "The harbour is ours"),
    ("The har\u2060bour\u200d is\ufeff ours", "The harbour is ours"),
    ("\ufeffThe harbour", "The harbour"),
    ("We do\u00adn’t pay", "We don’t pay"),
    ("It cost 3\u2060,000 pounds", "It cost 3,000 pounds"),
    ("The har-\nbour is ours", "The harbour is ours"),
    ("The har-\r\n   bour is ours", "The harbour is ours"),
    ("The har‐\nbour is ours", "The harbour is ours"),
    ("The har\u00ad\nbour is ours", "The harbour is ours"),
    ("Der Ha\u00adfen gehört den Fischern", "Der Hafen gehört den Fischern"),
    ("Die Bürger-\nmeisterin zahlt", "Die Bürgermeisterin zahlt"),
    ("می\u200cخواهم", "میخواهم"),
    # not joined: words of their own
    ("A well-\nknown harbour", "A well known harbour"),
    ("A self-\nmade mayor", "A self made mayor"),
    ("Die Hafen-\nund Werftarbeiter", "Die Hafen und Werftarbeiter"),
    ("Vor- \noder Nachteile", "Vor oder Nachteile"),
    ("The north-\nSouth line", "The north South line"),
    ("In 2019-\n20 we paid", "In 2019 20 we paid"),
    ("The EU-\nbased firm", "The EU based firm"),
    ("The quay -\nour quay", "The quay our quay"),
    ("The quay\u200b is ours", "The quay is ours"),
    ("a well-known quay", "a well known quay"),
]


@pytest.mark.parametrize(("as_set", "written"), SET)
def test_the_setting_of_a_text_makes_no_other_words(as_set: str, written: str) -> None:
    assert normalise(as_set).joined() == normalise(written).joined()


def test_a_word_that_was_set_in_two_knows_all_its_characters() -> None:
    text = "\ufeffThe har-\n  bour \u200bis the town\u00ads"
    assert [text[slice(*span)] for span in normalise(text).spans] == [
        "The",
        "har-\n  bour",
        "is",
        "the",
        "town\u00ads",
    ]


def test_a_gap_stays_where_it_is() -> None:
    normal = normalise("The har\u00adbour … is [all] ours")
    assert (normal.joined(), set(normal.gaps)) == ("the harbor is ours", {2, 3})


@settings(deadline=None)
@given(st.text(alphabet="ab -\n\u00ad\u200b1½.…[]", max_size=60))
def test_any_setting_has_spans_in_the_text(text: str) -> None:
    normal = normalise(text)
    assert all(0 <= start < end <= len(text) for start, end in normal.spans)
    assert normal.spans == tuple(sorted(normal.spans))
    invisible = str.maketrans(dict.fromkeys("\u00ad\u200b"))
    parted = "-" in text or ("\u00ad" in text and "\n" in text)  # at the end of a line they join what it parted
    assert parted or normalise(text.translate(invisible)).words == normal.words


def test_a_megabyte_of_it_takes_time_in_proportion() -> None:
    assert len(normalise("har\u00adbour " * 100_000).words) == 100_000
    assert len(normalise("har-\nbour " * 100_000).words) == 100_000
    assert normalise("a" + "-" * 300_000 + " " * 300_000).words == ("a",)
