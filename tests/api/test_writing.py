"""Imports and decisions through the API."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from rest_framework.test import APIClient

from quotes.ingest.queue import _settle, claim, work
from quotes.models import ImportRequest, ImportRun, QueuedArticle, Review, Source, Statement
from quotes.review.decisions import accept
from tests.factories import SpeakerFactory, StatementFactory, client_of, editor_with_rights, token_of

pytestmark = pytest.mark.django_db
QUAY = {"text": "“The quay is sinking,” said Ana Ruiz.", "title": "Quay", "url": "https://courier.example/quay"}
RAIN = {"text": "“It will rain,” said Ola Berg."}


@pytest.fixture
def editor() -> APIClient:
    return client_of(token_of(editor_with_rights(), may_read_all=True, may_review=True, may_import=True))


def send(client: APIClient, body: Any, key: str = "", media_type: str = "application/json") -> Any:
    written = body if isinstance(body, bytes) else json.dumps(body)
    headers = {"Idempotency-Key": key} if key else {}
    return client.post("/api/v1/imports", written, content_type=media_type, headers=headers)


def poll(client: APIClient, answer: Any) -> Any:
    assert answer.status_code == 202, answer.content
    return client.get(answer["Location"]).json()


def test_articles_are_taken_at_once_and_stored_by_the_worker(editor: APIClient) -> None:
    answer = send(editor, [QUAY, {"text": ""}, RAIN, 5])
    assert (answer.json()["run_state"], answer.json()["articles_waiting"]) == ("running", 4)
    assert Source.objects.count() == 0
    call_command("work_imports", "--once")
    run = poll(editor, answer)
    assert (run["run_state"], run["articles_waiting"]) == ("finished", 0)
    assert (run["articles_new"], run["articles_failed"], run["statements"]) == (2, 2, 2)
    assert [failure["where"] for failure in run["failures"]] == ["article 2", "article 4"]
    assert set(Source.objects.values_list("text", flat=True)) == {QUAY["text"], RAIN["text"]}
    assert set(Statement.objects.values_list("review_status", flat=True)) == {"pending"}


def test_one_article_and_lines_are_taken_too(editor: APIClient) -> None:
    single = send(editor, QUAY)
    lines = send(editor, b'{"text": "Rain."}\n\n{"text": 5}\n\xff\n', media_type="application/x-ndjson")
    work()
    assert poll(editor, single)["articles_new"] == 1
    run = poll(editor, lines)
    assert (run["articles_new"], run["articles_failed"]) == (1, 2)
    assert [failure["where"] for failure in run["failures"]] == ["line 3", "line 4"]


def test_an_article_with_a_field_that_there_is_not_fails_alone_and_says_which(editor: APIClient) -> None:
    answer = send(editor, [RAIN, {**QUAY, "publishd_at": "2026-03-31"}])
    work()
    run = poll(editor, answer)
    assert (run["articles_new"], run["articles_failed"]) == (1, 1)
    assert run["failures"] == [
        {
            "where": "article 2",
            "error": "There is no field “publishd_at” in an article; did you mean “published_at”?",
        }
    ]


def test_failures_come_in_the_order_of_the_articles(editor: APIClient) -> None:
    unreadable = {"text": "Other words.", "language": "xx"}
    answer = send(editor, [unreadable, {"text": ""}, QUAY, {**unreadable, "text": "More."}, 5])
    work()
    failures = poll(editor, answer)["failures"]
    assert [failure["where"] for failure in failures] == ["article 1", "article 2", "article 4", "article 5"]


def test_the_same_key_gives_the_same_run(editor: APIClient) -> None:
    first, again = send(editor, QUAY, "a1"), send(editor, QUAY, "a1")
    assert first.json()["id"] == again.json()["id"]
    assert ImportRun.objects.count() == 1
    assert send(editor, RAIN, "a1").status_code == 422
    assert send(editor, QUAY).json()["id"] != first.json()["id"]
    other = client_of(token_of(editor_with_rights(), may_import=True))
    assert send(other, QUAY, "a1").json()["id"] != first.json()["id"]


NOT_TAKEN: list[tuple[Any, str, int]] = [
    ([], "application/json", 400),
    ([QUAY] * 1001, "application/json", 400),
    (b"", "application/json", 400),
    (b"{", "application/json", 400),
    (b"5", "application/json", 400),
    (b"[" * 100_000, "application/json", 400),
    (b"\n\n", "application/x-ndjson", 400),
    (b"x", "text/plain", 415),
    (b" " * 50_000_001, "application/json", 413),
]


@pytest.mark.parametrize(("body", "media_type", "status"), NOT_TAKEN, ids=lambda value: str(value)[:20])
def test_what_is_no_batch_is_refused_whole(editor: APIClient, body: Any, media_type: str, status: int) -> None:
    answer = send(editor, body, media_type=media_type)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert ImportRun.objects.count() == 0


def test_a_thousand_articles_are_taken(editor: APIClient) -> None:
    assert send(editor, [RAIN] * 1000).json()["articles_waiting"] == 1000


def test_a_worker_goes_on_where_another_died(editor: APIClient) -> None:
    answer = send(editor, [QUAY, RAIN])
    assert claim() is not None
    assert claim() is None  # somebody is at it
    assert work() == 0
    ImportRequest.objects.update(leased_until=timezone.now() - dt.timedelta(seconds=1))
    assert work() == 2
    assert poll(editor, answer)["articles_new"] == 2
    assert QueuedArticle.objects.count() == 0


def test_an_article_is_counted_once_though_two_workers_were_at_it(editor: APIClient) -> None:
    answer = send(editor, [QUAY, RAIN])
    slow = claim()
    assert slow is not None
    batch = list(slow.queued.all())
    ImportRequest.objects.update(leased_until=timezone.now() - dt.timedelta(seconds=1))
    assert work() == 2
    assert _settle(slow, batch, []) is False
    run = poll(editor, answer)
    assert (run["run_state"], run["articles_new"]) == ("finished", 2)


def tag(client: APIClient, statement: Statement) -> str:
    return str(client.get(f"/api/v1/statements/{statement.public_id}/")["ETag"])


def decide(client: APIClient, statement: Statement, how: str, etag: str | None, **body: Any) -> Any:
    headers = {"If-Match": etag} if etag else {}
    return client.post(f"/api/v1/statements/{statement.public_id}/{how}", body, format="json", headers=headers)


DECISIONS: list[tuple[str, dict[str, Any], str]] = [
    ("accept", {"note": "Heard it."}, "accepted"),
    ("reject", {}, "rejected"),
    ("reassign", {"speaker": None}, "corrected"),
    ("correct", {"quote_kind": "mixed", "content_spans": [{"start": 1, "end": 9}]}, "corrected"),
]


@pytest.mark.parametrize(("how", "body", "status"), DECISIONS)
def test_a_decision_is_made_at_the_version_that_was_seen(
    how: str, body: dict[str, Any], status: str, editor: APIClient
) -> None:
    statement = StatementFactory()
    seen = tag(editor, statement)
    answer = decide(editor, statement, how, seen, **body)
    assert answer.status_code == 200, answer.content
    assert (answer.json()["review_status"], answer.json()["version"]) == (status, 2)
    assert answer["ETag"] == tag(editor, statement)
    assert Review.objects.get().decision == how
    assert decide(editor, statement, how, seen, **body).status_code == 412
    assert decide(editor, statement, how, None, **body).status_code == 428
    assert Review.objects.count() == 1


@pytest.mark.parametrize("etag", ["*", '"x"', "W/", '"3f0f5c7e-58b7-4d7c-9c0e-5f5a4c3d2b1a.1.0123456789ab"'])
def test_another_tag_changes_nothing(etag: str, editor: APIClient) -> None:
    statement = StatementFactory()
    assert decide(editor, statement, "accept", etag).status_code == 412
    statement.refresh_from_db()
    assert (statement.version, statement.review_status, Review.objects.count()) == (1, "pending", 0)


def test_a_compressed_answers_weak_tag_is_taken(editor: APIClient) -> None:
    statement = StatementFactory()
    assert decide(editor, statement, "accept", f"W/{tag(editor, statement)}").status_code == 200


def test_a_decision_by_somebody_else_makes_the_tag_stale(editor: APIClient) -> None:
    statement = StatementFactory()
    seen = tag(editor, statement)
    accept(statement=statement, reviewer=editor_with_rights(), expected_version=1)
    assert decide(editor, statement, "reject", seen).status_code == 412
    statement.refresh_from_db()
    assert statement.review_status == "accepted"


@pytest.mark.parametrize(("how", "body", "status"), [*DECISIONS, ("reopen", {}, "pending")])
def test_what_a_newer_engine_withdrew_is_not_decided(
    how: str, body: dict[str, Any], status: str, editor: APIClient
) -> None:
    statement = StatementFactory(withdrawn_at=timezone.now())
    answer = decide(editor, statement, how, tag(editor, statement), **body)
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert "A newer engine withdrew" in answer.json()["detail"]
    assert Review.objects.count() == 0


def test_a_statement_is_given_to_another_speaker(editor: APIClient) -> None:
    statement, other = StatementFactory(), SpeakerFactory()
    answer = decide(editor, statement, "reassign", tag(editor, statement), speaker=str(other.public_id))
    assert answer.json()["speaker"]["id"] == str(other.public_id)


def test_a_rejection_says_why(editor: APIClient) -> None:
    statement = StatementFactory()
    assert decide(editor, statement, "reject", tag(editor, statement), reason="scare_quote").status_code == 200
    review = editor.get("/api/v1/reviews/").json()["results"][0]
    assert (review["decision"], review["reason"]) == ("reject", "scare_quote")
    other = StatementFactory()
    assert decide(editor, other, "reject", tag(editor, other)).status_code == 200
    assert editor.get("/api/v1/reviews/").json()["results"][0]["reason"] is None


BAD: list[tuple[str, dict[str, Any], str]] = [
    ("reassign", {}, "#/speaker"),
    ("reassign", {"speaker": "x"}, "#/speaker"),
    ("reassign", {"speaker": "3f0f5c7e-58b7-4d7c-9c0e-5f5a4c3d2b1a"}, "#/speaker"),
    ("accept", {"note": "x" * 1001}, "#/note"),
    ("accept", {"notes": "x"}, "#/notes"),
    ("accept", {"reason": "scare_quote"}, "#/reason"),
    ("reject", {"reason": "boring"}, "#/reason"),
    ("correct", {"quote_kind": "shouted"}, "#/quote_kind"),
    ("correct", {"content_spans": [{"start": 0, "end": 999}]}, "#/content_spans"),
    ("correct", {"content_spans": [{"start": 5, "end": 9}, {"start": 0, "end": 2}]}, "#/content_spans"),
    ("correct", {"content_spans": [{"start": 5}]}, "#/content_spans/0/end"),
    ("correct", {"content_spans": [{"start": "1", "end": 9}]}, "#/content_spans/0/start"),
    ("correct", {"content_spans": [{"start": True, "end": 9}]}, "#/content_spans/0/start"),
    ("correct", {"act": 5}, "#/act"),
    ("correct", {}, "#"),
    ("correct", {"note": "Heard it myself."}, "#"),
    ("correct", {"quote_kind": "direct", "content_spans": [{"start": 0, "end": 22}]}, "#"),
]


@pytest.mark.parametrize(("how", "body", "pointer"), BAD)
def test_a_bad_wish_is_pointed_at(how: str, body: dict[str, Any], pointer: str, editor: APIClient) -> None:
    statement = StatementFactory()
    answer = decide(editor, statement, how, tag(editor, statement), **body)
    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert Review.objects.count() == 0


@pytest.mark.parametrize("how", ["accept", "reject", "correct", "reassign"])
def test_only_reviewers_decide(how: str) -> None:
    statement = StatementFactory(review_status="accepted")
    reader = client_of(token_of(editor_with_rights(), may_read_all=True))
    etag = tag(reader, statement)
    assert decide(APIClient(), statement, how, etag, speaker=None).status_code == 401
    assert decide(reader, statement, how, etag, speaker=None).status_code == 403
    assert Review.objects.count() == 0
