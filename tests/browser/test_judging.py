"""An editor marks a quotation as misattributed on its own page, with the mouse, on a wide screen and a narrow one."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from quotes.admin.misattributions import quotation_of
from quotes.models import Misattribution
from tests.browser.desk import PASSWORD
from tests.lookup.world import BRIDGES, World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def log_in_as_editor(page: Any) -> None:
    user = get_user_model()._default_manager.create_user(username="ana", password=PASSWORD, is_staff=True)
    names = ["view_quotation", "view_statement", "view_speaker", "view_misattribution", "judge_quotation"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    page.goto("/admin/")
    page.get_by_label("Username").fill("ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")


@pytest.mark.parametrize("width", [1440, 390])
def test_a_mark_that_names_nobody_known_is_mended_and_made(width: int, page: Any, shots: Any) -> None:
    world = World()
    said = world.say(BRIDGES, "Tom Hale")
    world.say(BRIDGES, "Leah Brandt", "The Marn Gazette")
    world.indexed()
    page.set_viewport_size({"width": width, "height": 900})
    log_in_as_editor(page)
    page.goto(f"/admin/quotes/quotation/{quotation_of(said)}/change/")
    page.get_by_text("Mark as misattributed …").click()
    page.get_by_label("As printed in").select_option(str(said.pk))
    page.get_by_label("Who said it in fact").fill("Nobody Known")
    page.get_by_label("Why, and who said it").fill("Tom Hale read it from a card.")
    page.get_by_role("button", name="Mark as misattributed").click()
    page.get_by_text("There is no speaker, or more than one, by the name of “Nobody Known”.").wait_for()
    assert page.get_by_label("Why, and who said it").input_value() == "Tom Hale read it from a card."
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()
    page.get_by_label("Who said it in fact").fill("Leah Brandt")
    page.get_by_role("button", name="Mark as misattributed").click()
    page.get_by_text("Marked as misattributed. Whoever looks these words up is told so.").wait_for()
    page.get_by_text("not Tom Hale’s words").wait_for()
    page.screenshot(path=shots / f"misattributed-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()
    made = Misattribution.objects.get()
    assert made.said_by is not None
    assert (made.statement, made.said_by.name) == (said, "Leah Brandt")
