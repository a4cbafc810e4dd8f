"""What very many statements share hides none of them, wherever among them it was stored."""

from __future__ import annotations

import pytest

from quotes.lookup import retrieval
from quotes.lookup.answers import Question
from quotes.lookup.checking import check
from quotes.matching.verdicts import Verdict
from tests.lookup.world import World

pytestmark = pytest.mark.django_db
TOWNS = ["Lund", "Marn", "Oslo", "Turku", "Delft", "Ghent", "Porto", "Split", "Basel", "Cork", "Nantes", "Graz"]
THINGS = ["orchard", "tannery", "sawmill", "brewery", "dairy", "foundry", "quarry", "pottery"]


@pytest.fixture(autouse=True)
def _few_are_very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a dozen statements do for what takes hundreds."""
    monkeypatch.setattr(retrieval, "MOST_POSTINGS", 10)
    for name in ("SURE_CANDIDATES", "MOST_CANDIDATES", "MORE_CANDIDATES"):
        monkeypatch.setattr(retrieval, name, 4)


def test_words_that_are_all_stock_phrases_are_found_where_they_stand_together() -> None:
    world = World()
    for town in TOWNS:
        world.say(f"The honest people of this proud old town know the {town} harbour.", "Ana Ruiz")
        world.say(f"In {town} I saw better than what their fathers were given after the war.", "Ben Okoro")
    for thing in THINGS:
        world.say(f"Every {thing} of this proud old town deserves better than what their owners sell.", "Mira Sand")
    said = "The honest people of this proud old town deserves better than what their fathers were given after the war."
    world.say(said, "Tom Hale")
    world.indexed()
    answer = check(Question(said))
    assert (answer.verdict, answer.occurrences[0].text) == (Verdict.VERBATIM, said)


def test_a_part_is_found_beside_the_many_that_share_the_other_part() -> None:
    world = World()
    stock = "The old brass lanterns along our northern embankment were polished by"
    for thing in THINGS:
        world.say(f"{stock} a boy from the {thing}.", "Ana Ruiz")
    other = "A reporter asked whether nobody dares to count herring barrels twice."
    world.say(other, "Tom Hale")
    world.indexed()
    answer = check(Question(f"{stock} a boy nobody dares to count herring barrels twice"))
    assert answer.verdict is Verdict.STITCHED
    one, rest = (part.occurrences[0].text for part in answer.parts)
    assert one.startswith(f"{stock} a boy")
    assert rest == other


def test_a_statement_of_these_very_words_is_found_whatever_else_has_each_part_of_them() -> None:
    """Of a few words every shingle may be shared by very many: the whole wording is looked up too."""
    world = World()
    for town in TOWNS:
        world.say(f"He announced his support for the bridge of {town} on Monday", "Ana Ruiz")
        world.say(f"In {town} people say his support for building was never in doubt", "Ben Okoro")
    said = "He announced his support for building"
    world.say(said, "Tom Hale")
    hidden = "Every tannery announced his support for the bridge"
    world.say(hidden, "Tom Hale", status="pending")
    world.indexed()
    answer = check(Question(said))
    assert (answer.verdict, answer.occurrences[0].text) == (Verdict.VERBATIM, said)
    assert hidden not in {one.text for one in check(Question(hidden)).similar}
    assert check(Question(hidden), everything=True).verdict is Verdict.VERBATIM
