"""Words that face each other as opposites, other amounts or other units: a change of the meaning."""

from __future__ import annotations

import pytest

from quotes.matching.alignment import MeaningChange, align
from quotes.matching.normalise import normalise
from quotes.matching.sameness import Relation, relation

pytestmark = pytest.mark.engine
NEGATION, NUMBER = MeaningChange.NEGATION, MeaningChange.NUMBER

# A statement with the words that were said and those that are quoted in their place, and what they change.
PUT_FOR = [
    ("The old bridge is {} for all of us", "safe", "unsafe", NEGATION),
    ("The old bridge is {} for all of us", "unsafe", "safe", NEGATION),
    ("What the council did was {} in our eyes", "legal", "illegal", NEGATION),
    ("It was {} to hold the quay up", "possible", "impossible", NEGATION),
    ("Their answer was {} from the first day", "regular", "irregular", NEGATION),
    ("They were {} about the money", "honest", "dishonest", NEGATION),
    ("We {} with the plan of the council", "agree", "disagree", NEGATION),
    ("It was an {} answer to the town", "adequate", "inadequate", NEGATION),
    ("He was {} by the mayor of the town", "trusted", "mistrusted", NEGATION),
    ("Die alte Brücke ist {} für uns alle", "sicher", "unsicher", NEGATION),
    ("Das war eine {} Entscheidung der Stadt", "zulässige", "unzulässige", NEGATION),
    ("It is {} that the quay will sink", "likely", "unlikely", NEGATION),
    ("They are {} to sell the old quay", "likely", "unlikely", NEGATION),
    ("The old bridge is {} for all of us", "unsafe", "not safe", None),
    ("The old bridge is {} for all of us", "not unsafe", "safe", None),
    ("The old bridge is {} for all of us", "safe", "strong", None),
    ("They will {} the council in the spring", "form", "inform", None),
    ("The firm will {} the prices by the spring", "cover", "discover", None),
    ("This is {} for the town and the ferry", "invaluable", "valuable", None),
    ("Das ist ein {} für die ganze Stadt", "Fall", "Unfall", None),
    ("We pay {} of what the firm asks", "half", "double", NUMBER),
    ("We pay {} what the firm asks", "twice", "half", NUMBER),
    ("Wir zahlen den {} Preis für die Kohle", "doppelten", "halben", NUMBER),
    ("There were {} of people at the quay", "hundreds", "thousands", NUMBER),
    ("Es kamen {} von Menschen an den Hafen", "Hunderte", "Tausende", NUMBER),
    ("The repair will cost us {} in the spring", "$5", "€5", NUMBER),
    ("The repair will cost us {} in the spring", "five dollars", "five euros", NUMBER),
    ("The price of coal rose by {} in May", "5 percent", "5 percentage points", NUMBER),
    ("Der Preis stieg im Mai um {} an", "5 Prozent", "5 Prozentpunkte", NUMBER),
    ("They will need five {} for the quay", "years", "months", NUMBER),
    ("The wall is seven {} high at the quay", "metres", "feet", NUMBER),
    ("The price of coal rose by {} in May", "5 percent", "5 per cent", None),
    ("They will need five {} for the quay", "years", "winters", None),
    ("The wall is seven {} high at the quay", "metres", "meters", None),
    ("Die Mauer aus Stein ist sieben {} hoch", "Meter", "Metern", None),
]


@pytest.mark.parametrize(("frame", "said", "quoted", "meaning"), PUT_FOR)
def test_an_opposite_an_amount_or_a_unit_put_for_another_is_told(
    frame: str, said: str, quoted: str, meaning: MeaningChange | None
) -> None:
    one, other = normalise(frame.format(quoted)), normalise(frame.format(said))
    changes = align(one.words, other.words).changes
    assert {change.meaning for change in changes if change.meaning} == ({meaning} if meaning else set())


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("The old bridge by the quay is safe for us", "The old bridge by the quay is unsafe for us", None),
        ("The old bridge by the quay is safe for us", "The old bridge at the quay is safe for us", Relation.SAME),
        ("The old bridge cost the town half of the money", "The old bridge cost the town twice the money", None),
    ],
)  # fmt: skip
def test_opposites_are_two_quotations(one: str, other: str, expected: Relation | None) -> None:
    assert relation(normalise(one).words, normalise(other).words) is expected
