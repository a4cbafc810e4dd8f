"""Stitched quotations and whole texts on the page: each part with its words, its sources, and who waits for whom."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from quotes.extraction import extract
from quotes.ingest.readers.article import ReadArticle
from quotes.ingest.service import engine_article, store_article
from quotes.review.decisions import accept
from tests.factories import UserFactory
from tests.lookup.world import AUDIT, BASIN, BRIDGES, FERRY, FISH, QUAY, SILENCE, build

pytestmark = pytest.mark.django_db

ALTERED = FERRY.replace("ferry", "tram")


def told(markup: str) -> str:
    """Without tags, white space as one space."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def asked(quote: str, client: Client | None = None, **more: str) -> str:
    response = (client or Client()).post("/check", {"quote": quote, **more}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def items(text: str, client: Client | None = None) -> list[str]:
    """What is said of each quotation of a text."""
    return re.findall(r'<li id="q\d+">(.*?)</li>', asked(text, client, whole="1"), re.S)


def parts_of(page: str) -> list[str]:
    return re.findall(r'<section class="part".*?</section>', page, re.S)


def test_each_occurrence_of_a_part_is_shown_and_two_speakers_side_by_side() -> None:
    world = build()
    world.say(BASIN, "Harbour Board", "The Daily Gull", "2026-03-20", speaker_kind="organisation")
    world.indexed()
    bridges, basin = parts_of(asked(f"{BRIDGES} {BASIN}"))
    cards = re.findall(r"<article.*?</article>", bridges, re.S)
    assert [("Tom Hale" in told(card), "Leah Brandt" in told(card)) for card in cards] == [
        (True, False), (False, True),
    ]  # fmt: skip
    assert 'aria-label="Occurrences of part 1, the earliest first"' in bridges
    assert basin.count("<article") == 1
    assert [outlet in told(basin) for outlet in ("The Lund Courier", "The Daily Gull")] == [True, True]
    # One occurrence has a card, and needs no table.
    (ferry, _) = parts_of(asked(f"{FERRY} {BASIN}"))
    assert (ferry.count("<article"), ferry.count("<table")) == (1, 0)


def test_a_part_that_was_cut_at_a_not_warns() -> None:
    build()
    quote = f"Wir schließen das Werk am Fluss. {FERRY} The quay will ever sink, and we will pay 300 workers"
    (item,) = items(f"“{quote}” said Ana Ruiz.")
    for parts in (parts_of(asked(quote)), item.split("<h4>")[1:]):
        assert [("Cut off before a “not”" in part, "Cut from behind a “not”" in part) for part in parts] == [
            (True, False), (False, False), (False, True),
        ]  # fmt: skip
    assert '<span class="verdict warns">' in asked(quote)


def test_a_text_shows_each_part_of_what_was_stitched(reviewer: Client) -> None:
    world = build()
    world.say(AUDIT.replace("recess", "break"), "Leah Brandt", "The Daily Gull", status="pending")
    world.indexed()
    (item,) = items(f"“{ALTERED} {BRIDGES} {AUDIT}” said Ana Ruiz.", reviewer)
    first, bridges, second = item.split("<h4>")[1:]
    assert told(first).startswith("Part 1 of 3")
    assert re.findall(r"<ins>.*?</span>(\w+)<", first) == ["tram"]
    assert "First: The Lund Courier, 2 March 2026" in told(first)
    assert "pending" not in told(first)
    assert "Named with it: Tom Hale, Leah Brandt. First: The Lund Courier, 5 January 2026" in told(bridges)
    assert told(second).startswith("Part 3 of 3 The audit will be published")
    assert "First: The Lund Courier, 2 March 2026 pending: not public" in told(second)


def test_words_that_stand_twice_in_a_text_have_their_first_occurrence_each() -> None:
    build()
    found = items("\n\n".join(f"“{text}”" for text in (QUAY, QUAY.split(", and")[0], FISH, SILENCE)))
    assert [told(item).count("First:") for item in found] == [1, 1, 1, 1]
    assert "First: The Daily Gull, 2 March 2026 misattributed" in told(found[2])
    assert "First: The Lund Courier, 2 March 2026 reported as not said" in told(found[3])


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (f"“{FERRY}” said Ana Ruiz.", "The text gives it to Ana Ruiz."),
        (f"“{FERRY}” said a diplomat who spoke on condition of anonymity.", None),
        (f"Ana Cole never said “{FERRY}”", "The text reports that it was not said."),
        (f"If Ana Cole says “{FERRY}”, all will cheer.", "The text reports that it might be said, not that it was."),
    ],
)
def test_a_text_gives_words_to_nobody_who_is_not_said_to_have_said_them(text: str, claim: str | None) -> None:
    build()
    (item,) = items(text)
    assert "not to" not in told(item)
    assert re.findall(r"The text [^.]*\.", told(item)) == ([claim] if claim else [])


def test_links_of_tables_and_texts_open_each_span_of_a_split_quotation() -> None:
    text = "“We stay at home,” Ana Ruiz said, “whatever the weather brings.” Nobody left."
    article = ReadArticle(where="test", text=text, url="https://courier.example/stay")
    stored = store_article(article=article, extracted=extract(engine_article(article)), engine_version="test")
    (statement,) = stored.source.statements.all()
    assert len(statement.span_pairs()) == 2
    accept(statement=statement, reviewer=UserFactory(), expected_version=1)
    link = "https://courier.example/stay#:~:text=We%20stay%20at%20home&text=whatever%20the%20weather%20brings"
    whole = asked(text, whole="1")
    for page in (asked("We stay at home, whatever the weather brings"), whole):
        found = [html.unescape(found) for found in re.findall(r'href="(https://courier[^"]+)"', page)]
        assert set(found) == {link}
    assert "First:" in told(whole)


def test_the_nearest_of_what_is_not_found_is_shown_with_its_not_marked() -> None:
    world = build()
    world.say(
        "The harbour wall will not be finished before 2031, whatever the ministry says in its letters, "
        "and the fishermen of the eastern quay have known that since the first winter of the works.",
        "Livia Tarn",
    )  # fmt: skip
    world.indexed()
    page = asked("The harbour wall will be finished before 2031")
    assert "Not found here" in told(page)
    (near,) = re.findall(r'<section class="near">.*?</section>', page, re.S)
    assert told(near).startswith("Livia Tarn , The Lund Courier, 2 March 2026: has a “not” that this lacks")
    assert re.findall(r"<del>.*?</span>(\w+)<", near) == ["not"]
    assert "negation: changes the meaning" in near


def test_what_is_similar_and_has_no_other_meaning_needs_no_comparison_beside_an_answer() -> None:
    build()
    assert '<section class="near">' not in asked("Nobody in this council has read the", speaker="Mira Sand")


def test_a_similar_statement_that_denies_the_words_is_marked_in_its_row() -> None:
    world = build()
    lido = "The lido will be sold to a bank in the autumn"
    world.say(f"{lido}.", "Celia Dorn")
    world.say(f"I do not believe that the {lido[4:]}.", "Rufus Hale")
    world.indexed()
    similar = asked(lido).split("Similar words, maybe another statement")[1]
    assert "Rufus Hale" in told(similar)
    assert '<strong class="badge warns">these words behind a “not”</strong>' in similar
