"""Two reviewers at the desk about a statement on which they must agree: each is told what their word is worth."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from quotes.models import Review, SecondOpinionRule, Statement
from quotes.review.decisions import reject
from tests.browser.articles import import_pending
from tests.browser.desk import PASSWORD, open_desk, press, select, shown, state

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def log_in(page: Any, name: str) -> None:
    """As somebody who may review, and no more."""
    user = get_user_model()._default_manager.create_user(username=name, password=PASSWORD, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_statement", "review_statement"]))
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")


def covered(page: Any) -> Statement:
    """The statement on the card, in an article that now needs two."""
    statement = open_desk(page)
    SecondOpinionRule.objects.create(source=statement.source)
    return statement


def test_a_reviewer_is_told_that_the_opinion_is_recorded_and_a_second_one_decides(page: Any, shots: Any) -> None:
    import_pending(8)
    log_in(page, "ana")
    first = covered(page)
    before = state(first)
    page.keyboard.press("t")
    page.get_by_text("noted as your opinion, which is given when you accept or reject").wait_for()
    page.locator("#card-opinion", has_text="Your opinion so far: The kind is mixed.").wait_for()
    assert page.locator("#card-kind").inner_text().startswith("mixed")
    assert shown(page) == (str(first.pk), "1")
    page.screenshot(path=shots / "desk-opinion.png")
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()

    press(page, "a")
    status = page.locator("#desk-status")
    assert "Accept it: your opinion is recorded. A colleague gives theirs without seeing yours." in status.inner_text()
    assert int(shown(page)[0]) != first.pk
    assert (state(first), Review.objects.count()) == (before, 0)
    page.keyboard.press("u")
    page.get_by_text("There is nothing of yours to undo").wait_for()
    open_desk(page)
    assert int(shown(page)[0]) != first.pk

    context = page.context.browser.new_context(base_url=page.url.split("/admin")[0])
    colleague = context.new_page()
    log_in(colleague, "bo")
    assert open_desk(colleague).pk == first.pk
    assert colleague.locator("#card-opinion").is_hidden()
    assert "Nobody has decided yet." in colleague.locator(".desk-card").inner_text()
    colleague.keyboard.press("t")
    colleague.locator("#card-opinion", has_text="The kind is mixed.").wait_for()
    press(colleague, "a")
    assert "Accept it: done." in colleague.locator("#desk-status").inner_text()
    assert state(first) == before | {"status": "corrected", "kind": "mixed"}
    press(colleague, "u")
    assert state(first) == before
    context.close()


def test_a_dispute_is_told_and_what_was_added_waits(page: Any) -> None:
    import_pending(8)
    log_in(page, "ana")
    first = covered(page)
    press(page, "a")
    colleague = get_user_model()._default_manager.create_user(username="bo")
    reject(statement=first, reviewer=colleague, expected_version=1)
    page.keyboard.press("p")
    page.wait_for_function(f"document.getElementById('desk').dataset.current === '{first.pk}'")
    shown(page)
    page.keyboard.press("r")
    page.get_by_text("a colleague's differs: somebody else adjudicates").wait_for()
    assert state(first)["status"] == "pending"

    select(page, "the council met about")
    page.get_by_role("button", name="Selection is a missed statement").click()
    page.get_by_label("Who said it?").fill("varga")
    page.get_by_role("option", name="Ines Varga").first.click()
    page.get_by_text("It needs a colleague's opinion before it counts.").wait_for()
    added = Statement.objects.get(origin="human")
    assert added.review_status == "pending"
    press(page, "u")
    page.locator("#desk-status", has_text="Undone.").wait_for()
    assert state(added)["status"] == "rejected"
