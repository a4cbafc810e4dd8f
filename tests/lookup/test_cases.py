"""The check cases through the service and through the API."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from pytest_django import DjangoDbBlocker
from rest_framework.test import APIClient

from quotes.lookup.answers import CheckRefused, Question
from quotes.lookup.checking import check
from quotes.matching.verdicts import Verdict
from quotes.models import Statement
from tests.lookup.cases import CASES, REFUSED, Case
from tests.lookup.world import LONG, build


@pytest.fixture(scope="module", autouse=True)
def _world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One world for all cases, which only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        build()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


def test_there_are_cases_of_each_verdict() -> None:
    assert len(CASES) >= 80
    assert {case.verdict for case in CASES} == set(Verdict)
    assert len({case.name for case in CASES}) == len(CASES)
    assert len(LONG.split()) >= 400


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    date = dt.date.fromisoformat(case.date) if case.date else None
    answer = check(Question(case.quote, case.speaker, date))
    response = APIClient().post(
        "/api/v1/check", {"quote": case.quote, "speaker": case.speaker, "date": case.date}, format="json"
    )
    assert response.status_code == 200, response.content
    told = response.json()["results"][0]["answer"]
    assert answer.verdict is case.verdict, answer.summary
    assert told["verdict"] == case.verdict.value
    for name, expected in case.more.items():
        assert getattr(answer, name) == expected, name
        assert told[name] == expected, name
    assert answer.summary == told["summary"]
    assert answer.coverage.articles == Statement.objects.public().count()  # neither the pending nor the rejected one
    assert answer.coverage.articles < Statement.objects.count()
    assert "never said" not in answer.summary
    assert (answer.score >= answer.threshold) == (case.verdict is not Verdict.NOT_FOUND)
    for segment in answer.segments:
        if segment.quoted_span is not None:
            assert case.quote[slice(*segment.quoted_span)] == segment.quoted


@pytest.mark.parametrize(("name", "quote"), REFUSED, ids=[name for name, _ in REFUSED])
def test_what_cannot_be_checked_is_refused_in_words(name: str, quote: str) -> None:
    with pytest.raises(CheckRefused, match=r"words|characters"):
        check(Question(quote))
    response = APIClient().post("/api/v1/check", {"quote": quote}, format="json")
    assert response.status_code == 400
    assert response.json()["quote"][0]
