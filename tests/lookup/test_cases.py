"""The check cases through the service and through the API."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from quotes.lookup.answers import CheckRefused, Question
from quotes.lookup.checking import check
from quotes.matching.verdicts import Verdict
from quotes.models import Statement
from tests.lookup.cases import CASES, REFUSED, Case
from tests.lookup.world import BUDGET, DREDGED, DREDGING, FERRY, FISH, LOCKED, LOCKS, LONG, REPORT, TWO, build

pytestmark = pytest.mark.django_db


def test_there_are_cases_of_each_verdict() -> None:
    assert len(CASES) >= 80
    assert {case.verdict for case in CASES} == set(Verdict)
    assert len({case.name for case in CASES}) == len(CASES)
    assert len(LONG.split()) >= 400


@pytest.mark.parametrize("verdict", Verdict)
def test_cases(verdict: Verdict, subtests: pytest.Subtests) -> None:
    """All cases of a verdict in one world, which they only read."""
    build()
    for case in (case for case in CASES if case.verdict is verdict):
        with subtests.test(case.name):
            cache.clear()
            _holds(case)


def _holds(case: Case) -> None:
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
        given = getattr(answer, name)
        assert (list(given) if isinstance(given, tuple) else given) == expected, name
        assert told[name] == expected, name
    assert answer.summary == told["summary"]
    assert [words for words in case.says if words not in answer.summary] == [], answer.summary
    assert [words for words in case.never if words in answer.summary] == [], answer.summary
    # Neither the pending nor the rejected one.
    assert answer.coverage.articles == Statement.objects.public().count() == Statement.objects.count() - 2
    assert "never said" not in answer.summary
    assert (answer.score >= answer.threshold) == (case.verdict is not Verdict.NOT_FOUND)
    for segment in answer.segments:
        if segment.quoted_span is not None:
            assert case.quote[slice(*segment.quoted_span)] == segment.quoted


def test_what_the_verdict_does_not_rest_on_is_shown_as_similar(subtests: pytest.Subtests) -> None:
    build()
    for quote, claimed, shown, beside in (
        (DREDGING, "", {DREDGED}, {DREDGING}),
        (DREDGING, "Ben Okoro", {DREDGED}, {DREDGING}),
        (LOCKED, "", {LOCKED}, {LOCKS}),
        (LOCKED, "Mira Sand", {LOCKS}, {LOCKED}),
        (TWO, "", {REPORT, BUDGET}, set()),
        (TWO, "Mira Sand", {BUDGET}, {REPORT}),
    ):
        with subtests.test(f"{quote}, {claimed}"):
            answer = check(Question(quote, claimed))
            assert {one.text for one in answer.occurrences} == shown
            assert {one.text for one in answer.similar} == beside
            assert answer.segments


def test_a_part_has_a_verdict_and_marks_of_its_own() -> None:
    build()
    asked = {"quote": f"{FISH} {FERRY}", "speaker": "Ana Ruiz", "date": "2026-03-02"}
    answer = APIClient().post("/api/v1/check", asked, format="json").json()["results"][0]["answer"]
    assert [(part["verdict"], part["notes"], part["speaker_agrees"]) for part in answer["parts"]] == [
        ("misattributed", ["It is from a comedy sketch of 2019."], None),
        ("verbatim", [], True),
    ]
    assert {part["date_agreement"] for part in answer["parts"]} == {"agrees"}


def test_a_part_that_two_statements_hold_rests_on_both_or_on_that_of_who_is_claimed() -> None:
    build()
    for claimed, shown, beside in (
        ("", {REPORT, BUDGET}, set()), ("Ben Okoro", {REPORT}, {BUDGET}), ("Mira Sand", {BUDGET}, {REPORT}),
    ):  # fmt: skip
        answer = check(Question(f"{TWO}. {FERRY}", claimed))
        part, _ = answer.parts
        assert {one.text for one in part.occurrences} == shown
        assert {one.text for one in answer.similar} == beside
        assert part.speaker_agrees is (True if claimed else None)
        assert part.segments


def test_each_part_tells_whether_its_meaning_was_changed() -> None:
    build()
    parts = [
        "Wir schließen das Werk am Fluss", FERRY, "the quay will ever sink, and we will pay 30 workers to hold it up",
    ]  # fmt: skip
    response = APIClient().post("/api/v1/check", {"quote": ". ".join(parts)}, format="json")
    answer = response.json()["results"][0]["answer"]
    flags = ("cut_before_negation", "cut_after_negation", "meaning_changed")
    assert [[part[flag] for flag in flags] for part in answer["parts"]] == [
        [True, False, False], [False, False, False], [False, True, True],
    ]  # fmt: skip
    assert [answer[flag] for flag in flags] == [True, True, True]


@pytest.mark.parametrize(("name", "quote"), REFUSED, ids=[name for name, _ in REFUSED])
def test_what_cannot_be_checked_is_refused_in_words(name: str, quote: str) -> None:
    with pytest.raises(CheckRefused, match=r"words|characters"):
        check(Question(quote))
    response = APIClient().post("/api/v1/check", {"quote": quote}, format="json")
    assert response.status_code == 400
    (fault,) = response.json()["errors"]
    assert fault["pointer"] == "#/quote"
    assert fault["detail"]
