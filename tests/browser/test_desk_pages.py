"""Dashboard, evaluation, agreement and adjudication: axe finds nothing, and they fit a telephone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.utils import timezone

from quotes.models import ImportItem, ImportRun, SecondOpinionRule, Statement
from quotes.review.decisions import accept, reassign, reject
from tests.factories import StatementFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = [
    # address, and what must stand there once it is filled
    ("dashboard", "/admin/", "Statements by day"),
    ("evaluation", "/admin/quotes/evaluation/", "Is its confidence honest?"),
    ("agreement", "/admin/quotes/agreement/", "Over all"),
    ("adjudication", "/admin/quotes/adjudication/", "Opinion 2"),
]
RULES = ("cue_found", "pronoun_antecedent", "quotation_announced")


def fill() -> None:
    """Statements of several days, decisions that fit their confidence more or less, and two opinions each on some."""
    editors = [UserFactory(username=name) for name in ("ana.ruiz", "tom.lind", "eva.vale")]
    for number in range(36):
        confidence = 0.35 + 0.6 * (number % 12) / 12
        evidence = [{"rule": RULES[number % 3], "weight": 1.0, "span": None, "detail": ""}]
        kind = ("direct", "mixed", "indirect")[number % 3]
        statement = StatementFactory(
            confidence=confidence, evidence=evidence, quote_kind=kind, engine_version="1.0+en"
        )
        created = timezone.now() - dt.timedelta(days=number * number % 17)
        Statement.objects.filter(pk=statement.pk).update(created=created)
        if number % 4:
            service = accept if (number * 7) % 12 < 12 * confidence else reject
            service(statement=statement, reviewer=editors[number % 3], expected_version=1)
    for number in range(8):
        statement = StatementFactory(quote_kind=("direct", "mixed")[number % 2])
        SecondOpinionRule.objects.create(source=statement.source)
        one, other = editors[number % 2], editors[2]
        accept(statement=statement, reviewer=one, expected_version=1)
        if number % 4 == 3:
            reassign(statement=statement, reviewer=other, expected_version=1, speaker=None, note="Nobody is named.")
        else:
            (reject if number == 6 else accept)(statement=statement, reviewer=other, expected_version=1)
    run = ImportRun.objects.create(engine_version="1.0+en", articles_new=40, articles_failed=1, statements=44)
    where = "incoming/2026-11/quay-council-minutes.jsonl, line 12"
    ImportItem.objects.create(run=run, where=where, outcome="failed", error="The line is not JSON: mend it.")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_are_for_everybody(width: int, theme: str, page: Any, shots: Path) -> None:
    fill()
    get_user_model()._default_manager.create_superuser(username="editor", password="pictures-of-boats")
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("pictures-of-boats")
    page.get_by_role("button", name="Log in").click()
    for name, address, words in PAGES:
        page.goto(address)
        page.get_by_text(words).first.wait_for()
        suffix = ("" if width == 1440 else f"-{width}") + ("-dark" if theme == "dark" else "")
        page.screenshot(path=shots / f"{name}{suffix}.png", full_page=True)
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        told = [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found]
        assert told == [], f"{name} at {width} px, {theme}"
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} is {wide} px wider than a window of {width} px"
