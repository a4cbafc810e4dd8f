"""An editor marks words as misattributed in a real browser; axe finds nothing, and the pages fit a telephone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model

from quotes.admin.misattributions import quotation_of
from quotes.models import Misattribution
from quotes.search.documents import write_documents
from tests.lookup.world import QUAY, World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def world() -> World:
    """One quotation in two wordings, given to two speakers."""
    made = World()
    made.say(QUAY, "Ana Ruiz")
    made.say(QUAY.replace("workers", "people"), "Tom Hale", "The Marn Gazette")
    made.indexed()
    for statement in made.statements:
        write_documents(source=statement.source, statements=[(statement, [(0, len(statement.text))])])
    return made


def log_in(page: Any) -> None:
    get_user_model()._default_manager.create_superuser(username="ana", password="a long enough one")  # type: ignore[attr-defined]
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("ana")
    page.get_by_label("Password").fill("a long enough one")
    page.get_by_role("button", name="Log in").click()


@pytest.mark.parametrize("width", [1440, 390])
def test_words_are_marked_and_the_pages_are_for_everybody(width: int, page: Any, shots: Path) -> None:
    statement = world().statements[0]
    log_in(page)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/admin/quotes/statement/{statement.pk}/change/")
    page.get_by_text("Mark as misattributed …").click()
    page.get_by_label("Why, and who said it").fill("It is from a play by Eva Vale.")
    page.get_by_role("button", name="Mark as misattributed").click()
    page.get_by_text("Whoever looks these words up is told so.").wait_for()
    mark = Misattribution.objects.get()
    assert (mark.speaker, mark.note) == (statement.speaker, "It is from a play by Eva Vale.")
    addresses = {
        "statement": page.url,
        "quotation": f"/admin/quotes/quotation/{quotation_of(statement)}/change/",
        "marks": "/admin/quotes/misattribution/",
        "judgements": "/admin/quotes/wordingjudgement/",
    }
    for name, address in addresses.items():
        page.goto(address)
        if name in ("statement", "quotation"):
            page.get_by_text("Mark as misattributed …").click()
        page.screenshot(path=shots / f"judging-{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        # The box for another speaker, further up on the statement's page, is Django's own.
        result = Axe().run(page, context=".quotes-mark" if name == "statement" else None)
        assert result.violations_count == 0, f"{name}: {result.generate_report()}"
    page.goto(addresses["quotation"])
    page.get_by_role("button", name="Take back").click()
    page.get_by_text("Taken back: not Ana Ruiz’s words").wait_for()
