"""The desk where two editors must agree: each sees their own opinion, nobody a colleague's."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from quotes.models import Opinion, Review, SecondOpinionRule, Statement
from quotes.review.decisions import reject
from tests.factories import StatementFactory, UserFactory
from tests.roles import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def covered() -> Statement:
    statement: Statement = StatementFactory(confidence=0.95)
    SecondOpinionRule.objects.create(source=statement.source)
    return statement


@pytest.fixture
def first() -> Client:
    return client_of("reviewer")


@pytest.fixture
def second() -> Client:
    return client_of("reviewer")


def post(client: Client, name: str, *args: Any, **body: Any) -> Any:
    return client.post(reverse(f"desk:{name}", args=args), json.dumps(body), content_type="application/json")


def act(client: Client, statement: Statement, action: str, **body: Any) -> dict[str, Any]:
    answer = post(client, "act", statement.pk, action, **{"version": 1, **body})
    assert answer.status_code == 200, answer.content
    item: dict[str, Any] = answer.json()["item"]
    return item


def card(client: Client, statement: Statement) -> dict[str, Any]:
    item: dict[str, Any] = client.get(reverse("desk:statement", args=[statement.pk])).json()["item"]
    return item


def first_in_queue(client: Client) -> int | None:
    item = client.get(reverse("desk:next")).json()["item"]
    return item["id"] if item else None


def test_a_decision_is_an_opinion_and_the_version_tells(covered: Statement, first: Client) -> None:
    item = act(first, covered, "accept")
    assert (item["version"], item["review_status"], item["last_review"]) == (1, "pending", None)
    assert item["opinion"] == {"is_draft": False, "sentences": ["It is right as it stands."]}
    assert Review.objects.count() == 0


def test_steps_build_upon_each_other_and_only_their_editor_sees_them(
    covered: Statement, first: Client, second: Client
) -> None:
    act(first, covered, "edge", edge="end", words=-1)
    item = act(first, covered, "edge", edge="end", words=-1)
    assert item["text"] == "“The quay is sinking"
    item = act(first, covered, "reassign", nobody=True)
    assert (item["spans"], item["speaker"], item["attribution_status"]) == ([[0, 20]], None, "nobody")
    assert item["opinion"]["is_draft"]
    assert card(first, covered) == item
    theirs = card(second, covered)
    assert (theirs["opinion"], theirs["text"], theirs["version"]) == (None, covered.text, 1)
    assert theirs["speaker"]["name"] == covered.speaker.name
    covered.refresh_from_db()
    assert covered.span_pairs() == [(0, 22)]


def test_two_editors_who_take_the_same_steps_decide(covered: Statement, first: Client, second: Client) -> None:
    for client in (first, second):
        for _ in range(2):
            act(client, covered, "edge", edge="end", words=-1)
        item = act(client, covered, "accept")
    assert (item["version"], item["review_status"], item["text"]) == (2, "corrected", "“The quay is sinking")
    assert item["opinion"] is None
    assert Review.objects.get().pk == item["last_review"]


@pytest.mark.parametrize("reasons", [("", "scare_quote"), ("scare_quote", "")])
def test_a_rejection_keeps_the_reason_of_either(
    reasons: tuple[str, str], covered: Statement, first: Client, second: Client
) -> None:
    for client, reason in zip((first, second), reasons, strict=True):
        act(client, covered, "reject", reason=reason)
    assert Review.objects.get().reason == "scare_quote"


def test_the_queue_leaves_out_what_one_has_said_and_what_is_disputed(
    covered: Statement, first: Client, second: Client
) -> None:
    act(first, covered, "kind", quote_kind="mixed")
    assert first_in_queue(first) == covered.pk
    act(first, covered, "accept")
    assert (first_in_queue(first), first_in_queue(second)) == (None, covered.pk)
    assert first.get(reverse("desk:page")).context["waiting"] == "0"
    act(second, covered, "reject")
    assert first_in_queue(client_of("editor")) is None


def test_why_an_opinion_is_not_taken_is_told(covered: Statement, first: Client) -> None:
    act(first, covered, "accept")
    reject(statement=covered, reviewer=UserFactory(), expected_version=1)
    answer = post(first, "act", covered.pk, "accept", version=1)
    assert (answer.status_code, "somebody else adjudicates" in answer.json()["error"]) == (422, True)
    answer = post(client_of("reviewer"), "act", covered.pk, "accept", version=1)
    assert (answer.status_code, "somebody who may adjudicate" in answer.json()["error"]) == (422, True)


def test_all_above_the_line_leaves_out_what_needs_two_and_says_so(covered: Statement, first: Client) -> None:
    body = {"line": 0.5, "speaker": covered.speaker_id}
    seen = post(first, "bulk_preview", **body).json()
    assert (seen["count"], seen["held"]) == (0, "1 more need a second opinion, each on its own.")
    free = StatementFactory(speaker=covered.speaker)
    seen = post(first, "bulk_preview", **body).json()
    assert post(first, "bulk_accept", seal=seen["seal"], **body).status_code == 200
    assert [s.pk for s in Statement.objects.public()] == [free.pk]


def test_what_one_adds_waits_and_a_colleague_confirms_it(covered: Statement, first: Client, second: Client) -> None:
    item = post(first, "add", covered.source_id, spans=[[38, 55]], nobody=True).json()["item"]
    added = Statement.objects.get(pk=item["id"])
    assert (added.review_status, item["opinion"]["is_draft"]) == ("pending", False)
    assert act(second, added, "accept")["review_status"] == "accepted"
    assert added in Statement.objects.public()


def test_what_one_added_oneself_is_taken_back_alone(covered: Statement, first: Client, second: Client) -> None:
    item = post(first, "add", covered.source_id, spans=[[38, 55]], nobody=True).json()["item"]
    added = Statement.objects.get(pk=item["id"])
    assert act(second, added, "undo", review=item["last_review"])["review_status"] == "pending"
    assert Opinion.objects.filter(statement=added).count() == 2
    assert act(first, added, "undo", review=item["last_review"])["review_status"] == "rejected"
