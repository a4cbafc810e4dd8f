"""The check cases through the page, as a browser without JavaScript asks."""

from __future__ import annotations

import html
import re

import pytest
from django.core.cache import cache
from django.test import Client

from quotes.matching.verdicts import Verdict
from quotes.web.words import VERDICTS
from tests.lookup.cases import CASES, REFUSED, Case
from tests.lookup.world import build

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("verdict", Verdict)
def test_cases(verdict: Verdict, subtests: pytest.Subtests) -> None:
    """All cases of a verdict in one world, which they only read."""
    build()
    for case in (case for case in CASES if case.verdict is verdict):
        with subtests.test(case.name):
            cache.clear()
            _holds(case)


def _holds(case: Case) -> None:
    asked = {"quote": case.quote, "speaker": case.speaker, "date": case.date or ""}
    response = Client().post("/check", asked, follow=True)
    assert response.status_code == 200, response.content
    page = response.content.decode()
    (shown,) = re.findall(r'<h2 id="verdict".*?</span> ([^<]*)</span>', page)
    assert html.unescape(shown) == VERDICTS[case.verdict].words
    assert ("The meaning is changed" in page) == case.more.get("meaning_changed", "The meaning is changed" in page)
    assert "What was searched" in page
    assert "never said" not in page
    assert (case.verdict is Verdict.NOT_FOUND) == ("s-" not in "".join(re.findall(r'<article.*? id="(s-)', page)))


@pytest.mark.parametrize(("name", "quote"), REFUSED, ids=[name for name, _ in REFUSED])
def test_what_cannot_be_checked_is_refused_in_words(name: str, quote: str) -> None:
    response = Client().post("/check", {"quote": quote}, follow=True)
    assert response.status_code == 400
    (told,) = re.findall(
        r'<span class="error" id="id_quote_error" role="alert">(.*?)</span>', response.content.decode()
    )
    assert "words" in told or "characters" in told


@pytest.mark.parametrize(
    ("quote", "tone", "mark"),
    [
        ("we will pay 300 workers to hold it up", "agrees", "✓"),
        ("the quay will ever sink", "warns", "!"),
        ("Wir schließen das Werk am Fluss", "warns", "!"),
        ("I do … believe that the quay will ever sink", "warns", "≠"),
    ],
)
def test_a_not_that_was_cut_off_warns(quote: str, tone: str, mark: str) -> None:
    build()
    page = Client().post("/check", {"quote": quote}, follow=True).content.decode()
    assert f'<span class="verdict {tone}"><span class="mark" aria-hidden="true">{mark}</span>' in page
