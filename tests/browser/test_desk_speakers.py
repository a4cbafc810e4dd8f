"""Choosing who said it: by number, by typing, and what is told where nobody can be offered."""

from __future__ import annotations

from typing import Any

import pytest

from quotes.models import Review, Speaker, Statement
from tests.browser.articles import import_pending
from tests.browser.desk import log_in, open_desk, press, shown, state

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_keys_give_a_statement_to_somebody_else(page: Any) -> None:
    import_pending(8)
    log_in(page)
    first = open_desk(page)
    other = page.locator("#card-choices button[aria-pressed=false]").first
    number, name = other.locator("kbd").inner_text(), other.inner_text().split("\n")[0]
    press(page, number)
    assert first.pk == int(shown(page)[0])
    press(page, "a")
    after = state(first)
    assert after["status"] == "corrected"
    assert after["speaker"] in name
    assert after["speaker"] != first.speaker.name


def test_a_known_or_a_new_speaker_is_typed(page: Any) -> None:
    import_pending(8)
    log_in(page)
    first = open_desk(page)
    page.keyboard.press("s")
    page.keyboard.type("Ag Morkeberg")
    page.get_by_role("option", name="New: Ag Morkeberg group").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Ag Morkeberg").wait_for()
    assert Speaker.objects.get(name="Ag Morkeberg").kind == "organisation"
    press(page, "a")
    page.keyboard.press("s")
    page.keyboard.type("mork")
    page.get_by_role("option", name="Ag Morkeberg organisation").wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Ag Morkeberg").wait_for()
    press(page, "a")
    assert state(first)["speaker"] == "Ag Morkeberg"
    assert Statement.objects.filter(speaker__name="Ag Morkeberg", review_status="corrected").count() == 2


def test_who_is_quick_finds_the_options_of_a_field_that_was_just_left(page: Any) -> None:
    """Leaving the field must not close what is typed into it right afterwards."""
    import_pending(8)
    log_in(page)
    open_desk(page)
    page.evaluate(
        """() => {
          const field = document.getElementById('card-find');
          field.focus();
          field.blur();
          field.focus();
          field.value = 'berg';
          field.dispatchEvent(new Event('input'));
        }"""
    )
    option = page.get_by_role("option", name="New: berg person")
    option.wait_for()
    page.wait_for_timeout(500)
    assert option.is_visible()
    page.get_by_label("Order", exact=True).focus()
    option.wait_for(state="hidden")


def test_why_nobody_can_be_offered_is_told_where_the_options_would_be(page: Any) -> None:
    import_pending(8)
    log_in(page)
    open_desk(page)
    page.route("**/speakers/?**", lambda route: route.abort())
    page.keyboard.press("s")
    page.keyboard.type("mork")
    told = page.get_by_role("option", name="The server cannot be reached.")
    told.wait_for()
    page.keyboard.press("Enter")
    told.click(force=True)
    assert Review.objects.count() == 0
    page.unroute("**/speakers/?**")
    page.keyboard.type("e")
    page.get_by_role("option", name="New: morke person").wait_for()
