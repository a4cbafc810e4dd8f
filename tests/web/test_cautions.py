"""Words that are not a speaker's own are nowhere shown as if they were: each place says why."""

from __future__ import annotations

import html
import json
import re

import pytest
from django.core.cache import cache
from django.test import Client

from quotes.lookup.judgements import mark_misattributed, withdraw_misattribution
from quotes.models import Misattribution, Speaker, Statement
from quotes.speakers.merging import merge_speakers
from tests.factories import UserFactory
from tests.lookup.world import FERRY, FISH, QUAY, SILENCE, TUNNEL, World, build

pytestmark = pytest.mark.django_db

MAYBE = "I would sell the harbour cranes for one krone if anybody asked me nicely."
NOTE = "It is from a comedy sketch of 2019."
NOT_SAID = "The source reports that this was not said."
CRANES = "that the city “would sell the harbour cranes to anybody who pays for the paint”"
DENIED = "The source reports that this was denied."
MIGHT = "The source reports that this might be said, not that it was."
PARAPHRASE = "A paraphrase: the words are the article’s, not the speaker’s."
WRONGLY = f"editors found that these words are wrongly given to Ana Ruiz. {NOTE}"
# words → who is named with them, how the title puts it, and what each place says
CASES = [
    (SILENCE, "Tom Hale", "Tom Hale (reported as not said): I took money", NOT_SAID),
    (MAYBE, "Tom Hale", "Tom Hale (reported as what might be said): I would", MIGHT),
    (CRANES, "Mira Sand", "Mira Sand (denied): that the city", DENIED),
    (TUNNEL, "Ben Okoro", "Ben Okoro (paraphrase): the tunnel", PARAPHRASE),
    (FISH, "Ana Ruiz", "Ana Ruiz (misattributed): If the fish", f"Misattributed: {WRONGLY}"),
]


@pytest.fixture(autouse=True)
def _world() -> None:
    cache.clear()
    world = build()
    world.say(MAYBE, "Tom Hale", modality="hypothetical")
    world.say(CRANES, "Mira Sand", kind="mixed", act="denied")
    world.indexed()


def of(text: str, name: str) -> Statement:
    return Statement.objects.get(text=text, speaker__name=name)


def page(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def told(markup: str) -> str:
    """Without tags, white space as one space."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def listed(name: str, text: str) -> str:
    """What a speaker's page says of a statement."""
    items = re.findall(r"<li>(.*?)</li>", page(f"/speakers/{Speaker.objects.get(name=name).public_id}/"), re.S)
    (item,) = [told(item) for item in items if text[:60] in told(item)]
    return item


def cited(statement: Statement) -> list[str]:
    """The notes of both citations."""
    (item,) = json.loads(page(f"/statements/{statement.public_id}/cite.json"))
    (note,) = re.findall(r"note = \{(.*)\},", page(f"/statements/{statement.public_id}/cite.bib"))
    return [item["note"], note]


@pytest.mark.parametrize(("text", "name", "title", "caution"), CASES)
def test_each_place_says_why_the_words_are_not_the_speakers_own(
    text: str, name: str, title: str, caution: str
) -> None:
    statement = of(text, name)
    assert caution in listed(name, text)
    own = page(f"/statements/{statement.public_id}/")
    assert html.unescape(own[own.index("<title>") + 7 :]).startswith(title)
    (heading,) = re.findall(r"<h1.*?</h1>", own, re.S)
    assert told(heading).startswith(title.split("(")[1].split(")")[0].capitalize())
    assert caution in told(own)
    assert ("application/ld+json" in own) == (text == TUNNEL)
    for note in cited(statement):
        assert note.startswith(caution)
        assert ("Speaker: " in note) == (text == TUNNEL)
        assert name in note


@pytest.mark.parametrize(("text", "name", "title", "caution"), CASES)
def test_a_row_of_a_table_says_it_too(text: str, name: str, title: str, caution: str) -> None:
    found = Client().get("/check", {"quote": text}).content.decode()
    (row,) = re.findall(r"<tr[^>]*>\s*<td.*?</tr>", found, re.S)
    assert title.split("(")[1].split(")")[0] in told(row)
    assert caution in told(found)


def test_words_of_a_speakers_own_are_shown_without_a_caution() -> None:
    statement = of(FERRY, "Ana Ruiz")
    assert listed("Ana Ruiz", FERRY).startswith("We won’t close")
    own = page(f"/statements/{statement.public_id}/")
    assert html.unescape(own[own.index("<title>") + 7 :]).startswith(f"Ana Ruiz: {FERRY}")
    (note, _) = cited(statement)
    assert note == f"Statement: {FERRY} Speaker: Ana Ruiz. Given as: direct."


def test_the_true_author_is_not_accused() -> None:
    """A mark names one wrongly named speaker; whose words they are is told, and theirs stay theirs."""
    world = World()
    wrong = world.say(QUAY, "Nora Feld", "The Gull Weekly")
    statement = of(QUAY, "Ana Ruiz")
    world.indexed()
    mark_misattributed(
        statement=wrong, speaker=wrong.speaker, said_by=statement.speaker, note="A mix-up.", marked_by=UserFactory()
    )
    wrongly = (
        "editors found that these words are wrongly given to Nora Feld. A mix-up. "
        "Whose words they are, by what editors found: Ana Ruiz."
    )
    assert f"Misattributed: {wrongly}" in listed("Nora Feld", QUAY)
    assert f"Misattributed: {wrongly}" in cited(wrong)[0]
    assert "isattributed" not in listed("Ana Ruiz", QUAY)
    assert "isattributed" not in cited(statement)[0]
    own = page(f"/statements/{statement.public_id}/")
    (card,) = re.findall(r"<article.*?</article>", own, re.S)
    assert "isattributed" not in told(own[: own.index("<table")]) + told(card)
    assert f"Elsewhere: {wrongly}" in told(own)
    assert "application/ld+json" in own
    rows = [told(row) for row in re.findall(r"<tr[^>]*>\s*<td.*?</tr>", own, re.S)]
    assert len(rows) == 3
    assert [row for row in rows if "misattributed" in row] == [row for row in rows if "Nora Feld" in row] != []


def test_a_mark_on_whoever_is_named_spares_whom_editors_found() -> None:
    world = World()
    wrong = world.say(QUAY, "Nora Feld", "The Gull Weekly")
    world.indexed()
    mark_misattributed(
        statement=wrong, speaker=None, said_by=of(QUAY, "Ana Ruiz").speaker, note="A mix-up.", marked_by=UserFactory()
    )
    assert "wrongly given to whoever is named" in listed("Nora Feld", QUAY)
    assert "isattributed" not in listed("Ana Ruiz", QUAY)


def test_a_mark_holds_after_a_merge_and_not_after_it_was_withdrawn() -> None:
    ruiz, into = (Speaker.objects.get(name=name) for name in ("Ana Ruiz", "Mira Sand"))
    merge_speakers(absorbed=ruiz, into=into, merged_by=UserFactory())
    assert "wrongly given to Mira Sand" in listed("Mira Sand", FISH)
    withdraw_misattribution(mark=Misattribution.objects.get(statement__text=FISH), withdrawn_by=UserFactory())
    cache.clear()
    assert "isattributed" not in listed("Mira Sand", FISH)
