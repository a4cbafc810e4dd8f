"""One agency's report in forty papers is one report; a report of one's own about the same matter is another."""

from __future__ import annotations

import random

import pytest

from quotes.extraction import extract
from quotes.ingest.readers.article import ReadArticle
from quotes.ingest.service import engine_article, store_article
from quotes.lookup.answers import Question
from quotes.lookup.checking import check
from quotes.lookup.copies import MOST_LINKS, independent, link_copies
from quotes.lookup.occurrences import MOST_SHOWN
from quotes.models import Source, SourceCopy
from quotes.review.decisions import accept
from tests.factories import OutletFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db
SAID = (
    "“We will mend the lock before the ice comes, and nobody will pay twice,” said Ana Ruiz, who runs the canal board."
)
AGENCY = [
    "The canal board of Lund has promised to repair the old lock at Marn before winter.",
    "The lock has leaked since a barge struck its lower gate on a foggy morning in August.",
    SAID,
    "Engineers measured the gap last week and found that it had grown by three fingers.",
    "Two families who live beside the towpath have been moved to a school hall until the work is done.",
    "Their cellars filled with water on Sunday night while volunteers stacked bags of sand along the bank.",
    "The board expects to spend nine million crowns, of which the harbour pays a third.",
    "Skippers are asked to take the northern branch, which adds half a day to the way to the sea.",
    "A crane that can lift the gate has been ordered from a yard on the far coast.",
    "It is to arrive by rail, since the road bridge cannot carry it.",
    "The old gate was built of oak a hundred and forty years ago and has been mended eleven times.",
    "A museum in the town has asked for its iron hinges.",
    "Anglers complained that the drained basin would kill the carp, and a pond was dug for them.",
    "The harbour master wants the basin filled again by the first market day of spring.",
]
OWN = [
    "At the towpath in Marn the talk is of nothing but water.",
    "Old boatmen lean on the rail and shake their heads at the splintered wood below.",
    SAID,
    "She had come by bicycle, in rubber boots, and stayed for an hour.",
    "Children threw sticks through the hole and ran to the other side to see them come out.",
    "A baker from the square handed out rolls to whoever was carrying sand.",
    "By evening the level in the street had fallen by the breadth of a hand.",
    "Nobody here believes in the date that has been given, but nobody says so aloud.",
]


def store(number: int, sentences: list[str]) -> Source:
    read = ReadArticle(
        where=f"{number}", text="\n\n".join(sentences), title=f"The lock at Marn, as told by paper {number}",
        outlet=f"Paper {number}", domain=f"paper{number}.example", language="en",
    )  # fmt: skip
    source = store_article(article=read, extracted=extract(engine_article(read)), engine_version="test").source
    for statement in source.statements.all():
        accept(statement=statement, reviewer=UserFactory(), expected_version=statement.version)
    return source


def edited(number: int, touched: float = 0.25) -> list[str]:
    """The agency's report as a paper prints it: cut from its end, words changed here and there, a line of its own."""
    chance = random.Random(number)
    kept = AGENCY[: chance.randrange(8, len(AGENCY) + 1)]
    printed = [
        _touched(sentence, chance) if sentence != SAID and chance.random() < touched else sentence for sentence in kept
    ]
    return [f"Readers of Paper {number} have asked about the lock at Marn, and here is what is known.", *printed]


def _touched(sentence: str, chance: random.Random) -> str:
    words = sentence.split()
    words[chance.randrange(1, len(words))] = "so-called"
    return " ".join(words)


def test_one_agency_in_forty_papers_is_one_report_and_a_reporter_of_ones_own_is_another() -> None:
    copies = [store(number, edited(number)) for number in range(40)]
    own = store(40, OWN)
    leaders = independent({source.pk for source in [*copies, own]})
    assert {leaders[source.pk] for source in copies} == {copies[0].pk}
    assert leaders[own.pk] == own.pk
    answer = check(Question("We will mend the lock before the ice comes, and nobody will pay twice"))
    assert (answer.occurrence_count, answer.outlet_count, answer.independent_count) == (41, 41, 2)
    assert sum(occurrence.is_copy for occurrence in answer.occurrences) == 39


def test_the_order_in_which_the_papers_come_does_not_matter() -> None:
    numbers = list(range(12))
    random.Random(7).shuffle(numbers)
    copies = [store(number, edited(number)) for number in numbers]
    assert len(set(independent({source.pk for source in copies}).values())) == 1


def test_a_short_notice_is_the_copy_of_nothing_that_only_quotes_the_same_words() -> None:
    store(1, AGENCY)
    store(2, [OWN[0], SAID])
    assert not SourceCopy.objects.exists()


def test_the_same_text_in_two_papers_is_two_sources_and_in_one_paper_it_is_known() -> None:
    first, second, again = store(1, AGENCY), store(2, AGENCY), store(1, AGENCY)
    assert (first.pk != second.pk, again.pk) == (True, first.pk)
    assert SourceCopy.objects.values_list("share", flat=True).get() == 1.0
    answer = check(Question("We will mend the lock before the ice comes, and nobody will pay twice"))
    assert (answer.occurrence_count, answer.outlet_count, answer.independent_count) == (2, 2, 1)


def test_the_same_few_words_in_two_papers_are_one_report() -> None:
    for number in range(2):
        store(number, ["“Nobody will pay twice,” Ruiz said."])
    answer = check(Question("Nobody will pay twice"))
    assert (answer.occurrence_count, answer.outlet_count, answer.independent_count) == (2, 2, 1)


def test_the_same_text_in_more_papers_than_are_shown_is_one_report() -> None:
    papers = [SourceFactory(text=" ".join(AGENCY), outlet=OutletFactory(domain="")) for _ in range(MOST_SHOWN + 60)]
    for source in papers:
        link_copies(source)
    shown = {source.pk for source in papers[-MOST_SHOWN:]}
    assert set(independent(shown).values()) == {min(shown)}


def test_one_agency_in_more_papers_than_are_shown_is_one_report() -> None:
    """Also where each prints it in a way of its own; and however many do, a new one is linked with so many at most."""
    papers = []
    for number in range(MOST_SHOWN + 100):
        text = "\n\n".join(edited(number, touched=0.1))
        papers.append(SourceFactory(text=text, outlet=OutletFactory(domain="")))
        assert len(link_copies(papers[-1])) <= MOST_LINKS
    shown = {source.pk for source in papers[-MOST_SHOWN:]}
    assert set(independent(shown).values()) == {min(shown)}


@pytest.mark.parametrize(("first", "then"), [("Paper 1", ""), ("", "Paper 1"), ("", "")])
def test_where_an_outlet_is_not_known_the_same_text_is_the_same_source(first: str, then: str) -> None:
    made = []
    for outlet in (first, then):
        read = ReadArticle(where="here", text=" ".join(AGENCY), outlet=outlet)
        made.append(store_article(article=read, extracted=[], engine_version="test").source.pk)
    assert made[0] == made[1]
