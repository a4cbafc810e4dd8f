"""An editor accepts a statement in the admin, and the public finds it in the API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from quotes.models import Review, Statement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ARTICLES = Path(__file__).resolve().parents[2] / "fixtures" / "articles"


def log_in(page: Any) -> None:
    get_user_model()._default_manager.create_superuser(username="editor", password="pictures-of-boats")
    page.goto("/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("pictures-of-boats")
    page.get_by_role("button", name="Log in").click()


def public_statements(page: Any) -> list[dict[str, Any]]:
    """What somebody who is not logged in gets from the API."""
    anonymous = page.context.browser.new_context(base_url=page.url.split("/admin")[0])
    response = anonymous.request.get("/api/v1/statements/")
    assert response.ok
    results: list[dict[str, Any]] = response.json()["results"]
    anonymous.close()
    return results


def test_an_accepted_statement_appears_in_the_anonymous_api(page: Any, shots: Path) -> None:
    call_command("import_articles", str(ARTICLES / "bridge.txt"), verbosity=0)
    log_in(page)
    assert public_statements(page) == []

    page.goto("/admin/quotes/statement/")
    page.screenshot(path=shots / "statements.png")
    page.get_by_role("link", name="“We have waited ten years for this,” “Nobody should wait ten more.”").click()
    page.locator("mark.content").last.wait_for()
    assert page.locator("mark.content").all_inner_texts() == [
        "content", "“We have waited ten years for this,”", "“Nobody should wait ten more.”",
    ]  # fmt: skip
    assert page.locator("mark.mention").last.inner_text() == "Okafor"
    page.screenshot(path=shots / "statement.png")
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("Statement accepted.").wait_for()

    (statement,) = public_statements(page)
    assert statement["text"] == "“We have waited ten years for this,” “Nobody should wait ten more.”"
    assert statement["speaker"]["name"] == "Dana Okafor"
    assert Review.objects.get().statement.public_id == Statement.objects.public().get().public_id


def test_characters_beyond_the_basic_plane_do_not_shift_the_marks(page: Any) -> None:
    call_command("import_articles", str(ARTICLES / "liveblog.txt"), verbosity=0)
    log_in(page)
    statement = Statement.objects.get(text__startswith="„Most of it")
    page.goto(f"/admin/quotes/statement/{statement.pk}/change/")
    assert page.locator("mark.content").last.inner_text() == "„Most of it is trees,“"
    assert page.locator("mark.cue").last.inner_text() == "says"


def test_the_statement_page_fits_a_telephone(page: Any, shots: Path) -> None:
    call_command("import_articles", str(ARTICLES / "bridge.txt"), verbosity=0)
    log_in(page)
    page.set_viewport_size({"width": 390, "height": 844})
    statement = Statement.objects.order_by("id").first()
    assert statement is not None
    page.goto(f"/admin/quotes/statement/{statement.pk}/change/")
    page.screenshot(path=shots / "statement-390.png")
    card, window = page.locator(".quotes-card").bounding_box(), page.viewport_size
    assert card["x"] >= 0
    assert card["x"] + card["width"] <= window["width"]
