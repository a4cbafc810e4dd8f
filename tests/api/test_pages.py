"""Pages as they are asked for again: nothing of them changes while nothing they show does."""

from __future__ import annotations

import time

import pytest
from django.core import signing
from rest_framework.test import APIClient

from quotes.api import pagination, search
from quotes.models import Statement
from tests.search.test_matching import statement_in

pytestmark = pytest.mark.django_db
FORMATS = ("json", "csv", "jsonl", "jsonld", "annotation", "citron", "quotebank")
ORDERS = ("newest", "updated", "relevance")


@pytest.fixture(autouse=True)
def _five_statements() -> None:
    for number in range(5):
        statement_in(f"The quay {number}")
    Statement.objects.update(review_status="accepted")


def address(order: str, fmt: str = "json") -> str:
    return f"/api/v1/statements/?search=quay&order={order}&format={fmt}&page_size=2"


def following(page: str) -> str:
    found: str = APIClient().get(page).json()["next"]
    return found


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("order", ORDERS)
def test_a_page_that_has_another_behind_it_is_not_sent_again_later(
    order: str, fmt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = address(order, fmt)
    second = following(address(order)).replace("format=json", f"format={fmt}")
    tags = {page: APIClient().get(page)["ETag"] for page in (first, second)}
    later = time.time() + 3600
    monkeypatch.setattr(time, "time", lambda: later)
    for page, tag in tags.items():
        again = APIClient().get(page, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("order", ORDERS)
def test_a_cursor_given_when_cursors_told_the_time_is_still_read(order: str) -> None:
    page = following(address(order))
    cursor = page.split("cursor=")[1].split("&")[0].replace("%3A", ":")
    salt = search.SALT if order == "relevance" else pagination.SALT
    parts = signing.Signer(salt=salt).unsign_object(cursor)
    timed = signing.dumps(parts[:3] if order == "relevance" else parts, salt=salt)  # nor had those a direction
    assert timed != cursor
    old, new = (APIClient().get(f"{address(order)}&cursor={given}") for given in (timed, cursor))
    assert old.json()["results"] == new.json()["results"] != []


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_page_is_sent_again_when_another_comes_behind_it(fmt: str) -> None:
    hidden = Statement.objects.order_by("pk")[0]
    Statement.objects.filter(pk=hidden.pk).update(review_status="pending")
    page = address("newest", fmt).replace("page_size=2", "page_size=4")
    tag = APIClient().get(page)["ETag"]
    Statement.objects.filter(pk=hidden.pk).update(review_status="accepted")
    again = APIClient().get(page, headers={"If-None-Match": tag})
    assert again.status_code == 200
    assert fmt == "json" or 'rel="next"' in again["Link"]
