"""Who denied the words is never named as having said them, whoever else is quoted with them."""

from __future__ import annotations

import pytest

from quotes.lookup.answers import Question
from quotes.lookup.checking import check
from quotes.matching.verdicts import Verdict
from quotes.models import Statement
from tests.lookup.world import FERRY, World

pytestmark = pytest.mark.django_db
LIDO = "The lido will be sold to a bank in the autumn"
BELIEVED = f"I do not believe that {LIDO[0].lower()}{LIDO[1:]}"
WOOD = "Wir verkaufen den Stadtwald an die Holzfirma"
MARKET = "Our covered market is going to be moved behind the railway station"


@pytest.fixture
def world() -> World:
    """One says it and another denies it: with a “not” before the words, and with a German one behind them."""
    world = World()
    world.say(f"{LIDO}.", "Celia Dorn")
    world.say(f"{BELIEVED}.", "Rufus Hale", "The Marn Gazette")
    world.say(f"{WOOD}.", "Jutta Kern", "Der Marner Bote", language="de")
    world.say(f"{WOOD} nicht.", "Emil Bach", "Der Marner Bote", language="de")
    world.say(FERRY, "Ana Ruiz")
    return world.indexed()


@pytest.mark.parametrize(
    ("words", "says", "denies", "text", "how"),
    [
        (LIDO, "Celia Dorn", "Rufus Hale", f"{BELIEVED}.", "behind a “not”"),
        (WOOD, "Jutta Kern", "Emil Bach", f"{WOOD} nicht.", "in front of a “not”"),
    ],
)
def test_who_denies_the_words_is_shown_beside_and_told_apart(
    words: str, says: str, denies: str, text: str, how: str, world: World
) -> None:
    answer = check(Question(words))
    assert answer.verdict is Verdict.VERBATIM
    assert answer.summary.startswith(f"Verbatim: {says} is quoted with exactly these words")
    assert f"{denies} is quoted with these words {how}." in answer.summary
    assert "different statements" not in answer.summary
    assert f"{denies} and" not in answer.summary
    assert f"and {denies}" not in answer.summary
    assert [o.speaker.name for o in answer.occurrences if o.speaker] == [says]
    assert [o.text for o in answer.similar] == [text]
    assert (answer.cut_after_negation, answer.cut_before_negation) == (False, False)


def test_words_that_are_close_are_not_told_to_be_these(world: World) -> None:
    altered = LIDO.replace("will be sold to a bank in", "will soon be sold to a bank in")
    answer = check(Question(altered))
    assert (answer.verdict, answer.wording) == (Verdict.ALTERED, "altered")
    assert "Rufus Hale is quoted with words close to these behind a “not”." in answer.summary


def test_where_a_third_person_is_claimed_only_who_said_it_is_named_instead(world: World) -> None:
    answer = check(Question(LIDO, "Tom Vale"))
    assert (answer.verdict, answer.speaker_agrees) == (Verdict.SAID_BY_OTHER, False)
    assert "Celia Dorn is quoted with these words, not Tom Vale" in answer.summary
    assert "Rufus Hale is quoted with these words behind a “not”." in answer.summary


def test_where_who_denies_it_is_claimed_the_answer_leads_with_the_denial_and_its_warning(world: World) -> None:
    answer = check(Question(LIDO, "Rufus Hale"))
    assert (answer.verdict, answer.cut_after_negation) == (Verdict.VERBATIM_PART, True)
    assert [o.text for o in answer.occurrences] == [f"{BELIEVED}."]
    assert "cut from behind a “not”" in answer.summary
    german = check(Question(WOOD, "Emil Bach"))
    assert (german.verdict, german.cut_before_negation) == (Verdict.VERBATIM_PART, True)


def test_where_who_says_it_is_claimed_the_denial_is_still_told_apart(world: World) -> None:
    answer = check(Question(LIDO, "Celia Dorn"))
    assert (answer.verdict, answer.speaker_agrees) == (Verdict.VERBATIM, True)
    assert "Rufus Hale is quoted with these words behind a “not”." in answer.summary
    assert "with such words in another statement" not in answer.summary


def test_of_two_statements_of_the_claimed_speaker_the_one_that_says_it_leads(world: World) -> None:
    world.say(f"Nobody believes that {MARKET[0].lower()}{MARKET[1:]} on a Sunday.", "Rufus Hale")
    world.say(f"{MARKET} on a Monday.", "Rufus Hale", "The Marn Gazette")
    world.indexed()
    answer = check(Question(MARKET, "Rufus Hale"))
    assert (answer.verdict, answer.cut_after_negation) == (Verdict.VERBATIM_PART, False)
    assert [o.text for o in answer.occurrences] == [f"{MARKET} on a Monday."]
    assert "Rufus Hale is quoted with these words behind a “not”." in answer.summary


def test_where_all_deny_the_words_the_answer_rests_on_them_and_warns(world: World) -> None:
    world.say(f"Nobody believes that {MARKET[0].lower()}{MARKET[1:]} on a Sunday.", "Rufus Hale")
    doubt = "before the bridge is mended, the tram runs again and anybody has asked the fishmongers what they want"
    world.say(f"I doubt that {MARKET[0].lower()}{MARKET[1:]} {doubt}.", "Celia Dorn", "The Marn Gazette")
    world.indexed()
    answer = check(Question(MARKET))
    assert (answer.verdict, answer.cut_after_negation) == (Verdict.VERBATIM_PART, True)
    assert len(answer.occurrences) == 2


def test_a_not_in_the_midst_of_a_long_quotation_that_fits_nearly_as_well_makes_no_witness(world: World) -> None:
    said = " ".join(
        f"Behind the {thing} stood a {colour} cart full of {load}, drawn by two tired horses."
        for thing, colour, load in zip(
            ["mill", "church", "tannery", "brewery", "sawmill", "foundry", "dairy", "quarry", "pottery"],
            ["red", "blue", "green", "white", "black", "brown", "grey", "yellow", "purple"],
            ["rye", "salt", "hides", "barley", "timber", "iron", "milk", "stones", "clay"],
            strict=True,
        )
    )  # fmt: skip
    world.say(f"{said} We will pay for it.", "Celia Dorn")
    world.say(f"{said} We will not pay for it.", "Rufus Hale", "The Marn Gazette")
    world.indexed()
    answer = check(Question(f"{said} We will pay for it."))
    assert [o.speaker.name for o in answer.occurrences if o.speaker] == ["Celia Dorn"]
    assert (
        "Rufus Hale is quoted with such words in another statement, where a “not” or a number differs."
        in answer.summary
    )
    assert "and Rufus Hale" not in answer.summary


def test_so_it_is_with_each_part_of_a_stitched_quotation(world: World) -> None:
    answer = check(Question(f"{LIDO}. {FERRY}"))
    assert answer.verdict is Verdict.STITCHED
    assert answer.summary.startswith("Stitched: it is put together from 2 statements in 2 articles, by Celia Dorn and")
    assert "Part 1: Rufus Hale is quoted with these words behind a “not”." in answer.summary
    assert [o.text for o in answer.parts[0].occurrences] == [f"{LIDO}."]
    assert [o.text for o in answer.similar] == [f"{BELIEVED}."]
    assert not answer.cut_after_negation
    claimed = check(Question(f"{LIDO}. {FERRY}", "Rufus Hale"))
    assert claimed.parts[0].cut_after_negation
    assert "Part 1: The part is cut from behind a “not”" in claimed.summary


@pytest.mark.parametrize(
    ("claimed", "told"),
    [
        (
            "",
            "Verbatim: Celia Dorn is quoted with exactly these words; Rufus Hale and Eva Li with these words and more",
        ),
        ("Rufus Hale", "Verbatim, and part of a longer statement: Rufus Hale is quoted with these words and more"),
        ("Celia Dorn", "Verbatim: Celia Dorn is quoted with exactly these words"),
    ],
)
def test_exactly_these_words_is_told_of_whole_statements_alone(claimed: str, told: str, world: World) -> None:
    world.say(f"{MARKET}.", "Celia Dorn")
    for speaker, more in (
        ("Rufus Hale", "as soon as the fishmongers have found another cellar for their barrels and their ice"),
        ("Eva Li", "because its glass roof leaks on every single stall whenever the wind blows from the lake"),
    ):
        world.say(f"{MARKET} {more}.", speaker, "The Marn Gazette")
    world.indexed()
    answer = check(Question(MARKET, claimed))
    assert answer.summary.startswith(f"{told}, in ")


FALSE_ALARMS = [
    "Make no mistake: the orchards of the lower valley will be watered from the new canal",
    "Not surprisingly, the orchards of the lower valley will be watered from the new canal",
    "Why not? The orchards of the lower valley will be watered from the new canal",
    "Nothing will change: the orchards of the lower valley will be watered from the new canal",
    "Niemand hat mich gefragt. Die Obstgärten unten am See werden aus dem neuen Kanal bewässert",
    "Keine Frage, die Obstgärten unten am See werden aus dem neuen Kanal bewässert",
]


@pytest.mark.parametrize("said", FALSE_ALARMS)
def test_a_not_of_another_sentence_or_clause_before_the_cut_is_no_alarm(said: str) -> None:
    world = World()
    world.say(f"{said}.", "Celia Dorn", language="de" if "Kanal" in said else "en")
    world.say(FERRY, "Ana Ruiz", "The Marn Gazette")
    world.indexed()
    begins = max(said.find("the orchards"), said.find("The orchards"), said.find("ie Obst") - 1)
    answer = check(Question(said[begins:]))
    assert (answer.verdict, answer.cut_after_negation) == (Verdict.VERBATIM_PART, False)
    stitched = check(Question(f"{said[begins:]}. {FERRY}"))
    assert (stitched.verdict, stitched.cut_after_negation) == (Verdict.STITCHED, False)


def test_a_not_that_the_commas_and_stops_let_through_is_one_of_the_words() -> None:
    world = World()
    world.say("Nobody minds. I do not believe that the orchards will be watered from the new canal.", "Celia Dorn")
    world.indexed()
    assert check(Question("the orchards will be watered from the new canal")).cut_after_negation


def test_a_long_parenthesis_before_the_words_hides_no_denial() -> None:
    world = World()
    claimed = "the granary on the eastern shore was emptied by the council in one single night"
    world.say(
        f"I have never, in all of my thirty long years as mayor of this very old town, claimed that {claimed}.",
        "Ivo Sand",
    )
    world.indexed()
    answer = check(Question(claimed))
    assert answer.verdict is Verdict.VERBATIM_PART
    assert answer.cut_after_negation


@pytest.mark.parametrize(
    ("words", "answer", "language"),
    [
        (LIDO, "Certainly not.", "en"),
        (LIDO, "No, because we need it for the children.", "en"),
        (WOOD, "Nein.", "de"),
        (MARKET, "Nonsense, of course.", "en"),
        (MARKET, "Really? No.", "en"),
    ],
)
def test_who_answers_their_own_question_with_no_has_not_said_it(words: str, answer: str, language: str) -> None:
    world = World()
    world.say(f"{words}? {answer}", "Rufus Hale", language=language)
    world.say(FERRY, "Ana Ruiz", "The Marn Gazette")
    world.indexed()
    alone = check(Question(words))
    assert (alone.verdict, alone.cut_before_negation) == (Verdict.VERBATIM_PART, True)
    whole = check(Question(f"{words}? {answer}"))
    assert (whole.verdict, whole.cut_before_negation) == (Verdict.VERBATIM, False)
    world.say(f"{words}.", "Celia Dorn", "Der Marner Bote", language=language)
    world.indexed()
    both = check(Question(words))
    assert [o.speaker.name for o in both.occurrences if o.speaker] == ["Celia Dorn"]
    assert "Rufus Hale is quoted with these words in front of a “not”." in both.summary
    assert len({s.occurrence.quotation_id for s in Statement.objects.filter(text__startswith=words)}) == 2


@pytest.mark.parametrize(
    ("words", "said", "language"),
    [
        (LIDO, f"My opponent says {LIDO[0].lower()}{LIDO[1:]}. That is false.", "en"),
        (LIDO, f"They are lying when they say that {LIDO[0].lower()}{LIDO[1:]}.", "en"),
        (MARKET, f"I deny categorically that {MARKET[0].lower()}{MARKET[1:]}.", "en"),
        (WOOD, f"{WOOD}. Das ist eine Lüge.", "de"),
        (WOOD, f"Von wegen: {WOOD}.", "de"),
    ],
)
def test_who_tells_that_others_are_wrong_to_say_it_has_not_said_it(words: str, said: str, language: str) -> None:
    world = World()
    world.say(said, "Rufus Hale", language=language)
    world.say(f"{words}.", "Celia Dorn", "Der Marner Bote", language=language)
    world.indexed()
    answer = check(Question(words))
    assert [o.speaker.name for o in answer.occurrences if o.speaker] == ["Celia Dorn"]
    assert "Rufus Hale is quoted with these words" in answer.summary
    assert "a “not”." in answer.summary


def test_a_question_that_is_left_open_denies_nothing() -> None:
    world = World()
    world.say(f"{LIDO}? No one knows.", "Rufus Hale")
    world.indexed()
    assert check(Question(LIDO)).cut_before_negation is False
