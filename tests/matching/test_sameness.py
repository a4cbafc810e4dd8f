"""Which wordings are one quotation."""

from __future__ import annotations

import pytest

from quotes.matching.normalise import normalise
from quotes.matching.sameness import Relation, relation

pytestmark = pytest.mark.engine
BRIDGE = "The old bridge is not safe but the new tunnel is"
LOHN = "Wir zahlen 3.000 Arbeitern am Hafen einen Lohn"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (BRIDGE, BRIDGE.replace("is not", "isn’t"), Relation.SAME),
        (BRIDGE, "The old bridge is but the new tunnel is not safe", None),
        (LOHN, LOHN.replace("3.000", "3000"), Relation.SAME),
        (LOHN, LOHN.replace("3.000", "3"), None),
        ("It was -5 degrees on the quay in the night", "It was 5 degrees on the quay in the night", None),
        ("It’s been a long year for the quay and for us", "It has been a long year for the quay", Relation.WHOLE),
    ],
)
def test_a_not_or_a_number_makes_two(one: str, other: str, expected: Relation | None) -> None:
    assert relation(normalise(one).words, normalise(other).words) is expected
