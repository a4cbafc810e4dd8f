"""The page tells of who and when is claimed whether that agrees, on the screen and on paper."""

from __future__ import annotations

import html
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from quotes.models import ArchiveCopy
from tests.lookup.world import BRIDGES, FERRY, FISH, HERRING, QUAY, REPORT, World, build

pytestmark = pytest.mark.django_db
NOBODY = "The moon is made of the very finest cheese in the valley."


def asked(**question: str) -> str:
    return Client().get("/check", question).content.decode()


def claim(**question: str) -> list[str]:
    """What is told of the claim, a line each."""
    found = re.findall(r'<dl class="facts claim">(.*?)</dl>', asked(**question), re.S)
    rows = re.findall(r"<div>(.*?)</div>", "".join(found), re.S)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in rows]


@pytest.mark.parametrize(
    ("quote", "speaker", "told"),
    [
        (QUAY, "Ana Ruiz", "agrees, quoted with these words"),
        (QUAY.replace("quay", "bridge"), "Ana Ruiz", "agrees, quoted with words close to these"),
        (QUAY.replace("do not", "do"), "Ana Ruiz", "quoted, but not in this sense: see the warning"),
        ("the quay will ever sink", "Ana Ruiz", "quoted, but not in this sense: see the warning"),
        (QUAY, "Ben Okoro", "differs, the words are given to others"),
        (REPORT, "the mayor", "cannot be told from what was found"),
        (BRIDGES, "Tom Hale", "quoted, and so are others"),
        (FISH, "Ana Ruiz", "see what editors found"),
        (HERRING, "Eva Vale", "agrees, quoted with these words"),
        (f"{QUAY} {FERRY}", "Ana Ruiz", "agrees, quoted with every part"),
        (f"{QUAY} {REPORT}", "Ana Ruiz", "differs, a part is given to others"),
        (NOBODY, "Ana Ruiz", "these words were not found"),
    ],
)
def test_whether_the_claimed_speaker_agrees(quote: str, speaker: str, told: str) -> None:
    build()
    assert claim(quote=quote, speaker=speaker) == [f"Claimed for {speaker}: {told}"]


@pytest.mark.parametrize(
    ("quote", "date", "told"),
    [
        (REPORT, "2026-02-10", "10 February 2026: agrees"),
        (REPORT, "2019-02-10", "10 February 2019: before the first appearance here"),
        (REPORT, "2026-09-01", "1 September 2026: no occurrence shown is of that day"),
        (NOBODY, "2026-09-01", "1 September 2026: these words were not found"),
    ],
)
def test_whether_the_claimed_date_agrees(quote: str, date: str, told: str) -> None:
    build()
    assert claim(quote=quote, date=date) == [f"Claimed of {told}"]


def test_nothing_is_told_of_a_claim_that_nobody_made() -> None:
    build()
    assert claim(quote=QUAY) == []


def test_the_archive_copy_is_marked_to_be_printed() -> None:
    world = build()
    source = world.statements[0].source
    ArchiveCopy.objects.create(source=source, url="https://archive.example/quay")
    assert re.search(r'<a class="archive" href="https://archive.example/quay"', asked(quote=QUAY))


def test_quotation_marks_stand_once() -> None:
    world = World()
    world.say(f"“{QUAY}”", "Ana Ruiz")
    world.indexed()
    out = StringIO()
    call_command("check_quote", f"“{QUAY}”", stdout=out)
    assert f"“{QUAY}”" in out.getvalue()
    assert "““" not in out.getvalue()
    (title, *_) = re.findall(r"<title>(.*?)</title>", asked(quote=f"“{QUAY}”"))
    assert title.startswith("Verbatim: “I do not believe")
    assert title.count("“") == title.count("”") == 1
