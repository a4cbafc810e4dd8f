"""The pages that belong to no one table: who opens them, and what they show."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from quotes.dashboard.charts import HEIGHT, SIDE, bars, calibration_points
from quotes.dashboard.numbers import DAYS
from quotes.models import ImportItem, ImportRun, Statement
from quotes.review.decisions import accept, reject
from quotes.review.evaluation import Tally
from tests.factories import StatementFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGES = [
    # page, and the first role that may open it
    ("quotes_evaluation", "reader"),
    ("quotes_agreement", "editor"),
    ("quotes_adjudication", "editor"),
]
ROLES = ("nobody", "reader", "reviewer", "editor", "administrator")


def client_of(role: str) -> Client:
    user = UserFactory(is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("page", "first"), PAGES)
def test_who_opens_the_page(page: str, first: str, role: str) -> None:
    expected = 200 if ROLES.index(role) >= ROLES.index(first) else 403
    assert client_of(role).get(reverse(f"admin:{page}")).status_code == expected


@pytest.mark.parametrize("page", [page for page, _ in PAGES])
def test_a_stranger_is_asked_to_log_in(page: str) -> None:
    assert "/login/" in Client().get(reverse(f"admin:{page}"))["Location"]


def test_the_evaluation_shows_what_was_decided_and_follows_new_decisions() -> None:
    reader, address = client_of("reader"), reverse("admin:quotes_evaluation")
    assert b"decided nothing" in reader.get(address).content
    for service in (accept, reject):
        service(statement=StatementFactory(confidence=0.95), reviewer=UserFactory(), expected_version=1)
    page = reader.get(address + "?days=all")
    assert (page.context["evaluation"].overall.decided, page.context["evaluation"].ece) == (2, pytest.approx(0.45))
    assert "Confidence 0.9-1.0: said 0.95, right 0.50 of 2." in page.content.decode()
    accept(statement=StatementFactory(), reviewer=UserFactory(), expected_version=1)
    assert reader.get(address + "?days=nonsense").context["evaluation"].overall.decided == 3


def test_a_point_stands_where_its_numbers_are() -> None:
    (point,) = calibration_points([("0.0-0.1", Tally()), ("0.7-0.8", Tally(decided=4, right=1, confidence_sum=3.0))])
    assert (point.x, point.y) == (0.75 * SIDE, 0.75 * SIDE)
    assert point.high < point.y < point.low


def test_the_largest_bar_fills_the_field_and_nothing_is_flat() -> None:
    small, large, none = bars([("a", 1), ("b", 4), ("c", 0)])
    assert (large.y, large.height) == (0, HEIGHT)
    assert small.height == HEIGHT / 4
    assert none.height == 0
    assert [bar.height for bar in bars([("a", 0)])] == [0]


@pytest.mark.parametrize("role", ROLES)
def test_the_front_page_shows_to_each_what_they_may_see(role: str) -> None:
    page = client_of(role).get(reverse("admin:index"))
    assert page.status_code == 200
    assert ("numbers" in page.context) == (role != "nobody")
    assert (b"Agreement of editors" in page.content) == (role in {"editor", "administrator"})


def aged(days: float, **more: Any) -> Statement:
    statement: Statement = StatementFactory(**more)
    Statement.objects.filter(pk=statement.pk).update(created=timezone.now() - dt.timedelta(days=days))
    return statement


def test_the_front_page_counts() -> None:
    for days in (0, 3, 3, 20, 40, 400):
        aged(days)
    aged(0, withdrawn_at=timezone.now())
    editor = UserFactory(username="ana")
    for _ in range(2):
        accept(statement=StatementFactory(), reviewer=editor, expected_version=1)
    run = ImportRun.objects.create(engine_version="1", articles_failed=1, statements=7)
    ImportItem.objects.create(run=run, where="a.txt", outcome="failed", error="The article is empty.")
    page = client_of("reader").get(reverse("admin:index"))
    numbers = page.context["numbers"]
    assert [number for _, number in numbers.pending_by_age] == [1, 2, 1, 2]
    assert (numbers.pending, numbers.reviewed_this_week, numbers.by_editor) == (6, 2, [("ana", 2)])
    assert [number for _, number in numbers.by_day][-4:] == [2, 0, 0, 4]
    assert len(numbers.by_day) == DAYS
    assert "a.txt</strong>: The article is empty." in page.content.decode()


def test_the_front_page_takes_a_constant_number_of_queries() -> None:
    client, counts = client_of("editor"), []
    for number in (1, 10):
        for _ in range(number):
            accept(statement=StatementFactory(), reviewer=UserFactory(), expected_version=1)
            run = ImportRun.objects.create(engine_version="1")
            ImportItem.objects.create(run=run, where="a.txt", outcome="failed", error="Empty.")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("admin:index"))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14


def test_the_chart_has_its_numbers_in_words() -> None:
    StatementFactory()
    page = client_of("reader").get(reverse("admin:index")).content.decode()
    assert f"{timezone.localtime():%-d %b}: 1. </desc>" in page
