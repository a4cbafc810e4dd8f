"""The public sees accepted and corrected statements, in lists, details, counts and nested fields alike."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from quotes.models import SpeakerRole, Statement
from tests.factories import SourceFactory, SpeakerFactory, StatementFactory, UserFactory, viewer

pytestmark = pytest.mark.django_db
HIDDEN = ("pending", "rejected")
SHOWN = ("accepted", "corrected")


@pytest.fixture
def editor() -> APIClient:
    client = APIClient()
    client.force_login(viewer())
    return client


def ids(client: APIClient, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200, response.content
    return [row["id"] for row in response.json()["results"]]


def get(client: APIClient, path: str) -> Any:
    return client.get(path).json()


@pytest.mark.parametrize("status", [*HIDDEN, *SHOWN])
def test_who_sees_a_statement(status: str, editor: APIClient) -> None:
    statement = StatementFactory(review_status=status)
    expected = [str(statement.public_id)] if status in SHOWN else []
    page = f"/api/v1/statements/{statement.public_id}/"
    assert ids(APIClient(), "/api/v1/statements/") == expected
    assert APIClient().get(page).status_code == (200 if expected else 404)
    assert ids(editor, "/api/v1/statements/") == [str(statement.public_id)]
    assert editor.get(page).status_code == 200


@pytest.mark.parametrize("status", HIDDEN)
def test_speakers_and_sources_of_hidden_statements_are_hidden(status: str, editor: APIClient) -> None:
    statement = StatementFactory(review_status=status)
    for path, public_id in (
        ("speakers", statement.speaker.public_id),
        ("sources", statement.source.public_id),
    ):
        assert ids(APIClient(), f"/api/v1/{path}/") == []
        assert APIClient().get(f"/api/v1/{path}/{public_id}/").status_code == 404
        assert ids(editor, f"/api/v1/{path}/") == [str(public_id)]


def test_counts_count_what_may_be_seen(editor: APIClient) -> None:
    source, speaker = SourceFactory(), SpeakerFactory()
    for status in (*HIDDEN, *SHOWN):
        StatementFactory(source=source, speaker=speaker, review_status=status)
    for path, row in (("sources", source), ("speakers", speaker)):
        page = f"/api/v1/{path}/{row.public_id}/"
        assert get(APIClient(), page)["statement_count"] == 2
        assert get(editor, page)["statement_count"] == 4


def test_a_filter_by_hidden_status_gives_the_public_nothing() -> None:
    StatementFactory(review_status="pending")
    assert ids(APIClient(), "/api/v1/statements/?review_status=pending") == []


def test_a_hidden_parent_is_not_named(editor: APIClient) -> None:
    parent = StatementFactory(review_status="pending")
    child = StatementFactory(review_status="accepted", parent=parent)
    page = f"/api/v1/statements/{child.public_id}/"
    assert get(APIClient(), page)["parent"] is None
    assert get(editor, page)["parent"] == str(parent.public_id)


def test_a_hidden_parent_leaves_no_trace_in_the_validators(editor: APIClient) -> None:
    child = StatementFactory(review_status="accepted", parent=StatementFactory(review_status="pending"))
    page = f"/api/v1/statements/{child.public_id}/"
    before = APIClient().get(page)
    later = timezone.now() + dt.timedelta(days=1)
    Statement.objects.filter(pk=child.parent.pk).update(version=7, modified=later)
    after = APIClient().get(page)
    assert [before[name] for name in ("ETag", "Last-Modified")] == [after[name] for name in ("ETag", "Last-Modified")]
    Statement.objects.filter(pk=child.parent.pk).update(review_status="accepted")
    assert APIClient().get(page, headers={"If-None-Match": before["ETag"]}).json()["parent"]


def test_a_statement_with_a_parent_has_no_date_which_would_go_back_when_that_is_hidden() -> None:
    parent = StatementFactory(review_status="pending")
    child = StatementFactory(review_status="accepted", parent=parent)
    page = f"/api/v1/statements/{child.public_id}/"
    alone = APIClient().get(page)
    Statement.objects.filter(pk=parent.pk).update(review_status="accepted")
    shown = APIClient().get(page, headers={"If-Modified-Since": alone["Last-Modified"]})
    assert (shown.json()["parent"], "Last-Modified" in shown) == (str(parent.public_id), False)
    Statement.objects.filter(pk=parent.pk).update(review_status="rejected")
    hidden = APIClient().get(page, headers={"If-None-Match": shown["ETag"]})
    assert (hidden.json()["parent"], hidden["Last-Modified"]) == (None, alone["Last-Modified"])


def test_a_role_that_a_hidden_source_tells_is_hidden(editor: APIClient) -> None:
    statement = StatementFactory(review_status="accepted")
    hidden = StatementFactory(review_status="pending").source
    for title, source in (("mayor", statement.source), ("suspect", hidden)):
        SpeakerRole.objects.create(speaker=statement.speaker, title=title, source=source)
    page = f"/api/v1/speakers/{statement.speaker.public_id}/"
    assert [role["title"] for role in get(APIClient(), page)["roles"]] == ["mayor"]
    assert [role["title"] for role in get(editor, page)["roles"]] == ["mayor", "suspect"]


def test_a_withdrawn_statement_is_gone_for_the_public() -> None:
    statement = StatementFactory(review_status="accepted")
    Statement.objects.filter(pk=statement.pk).update(withdrawn_at=statement.created)
    assert ids(APIClient(), "/api/v1/statements/") == []
    assert ids(APIClient(), "/api/v1/sources/") == []


def test_editors_tell_withdrawn_statements_from_those_that_wait(editor: APIClient) -> None:
    waiting, gone = StatementFactory(), StatementFactory()
    Statement.objects.filter(pk=gone.pk).update(withdrawn_at=gone.created)
    rows = get(editor, "/api/v1/statements/?review_status=pending")["results"]
    assert {row["id"]: row["withdrawn_at"] is not None for row in rows} == {
        str(waiting.public_id): False, str(gone.public_id): True,
    }  # fmt: skip
    assert ids(editor, "/api/v1/statements/?withdrawn=true") == [str(gone.public_id)]
    assert ids(editor, "/api/v1/statements/?withdrawn=false&review_status=pending") == [str(waiting.public_id)]
    assert str(gone.public_id) not in editor.get("/api/v1/statements/?format=jsonl&withdrawn=false").content.decode()


def test_to_the_public_nothing_is_withdrawn() -> None:
    shown, gone = StatementFactory(review_status="accepted"), StatementFactory(review_status="accepted")
    Statement.objects.filter(pk=gone.pk).update(withdrawn_at=gone.created)
    assert ids(APIClient(), "/api/v1/statements/?withdrawn=true") == []
    assert ids(APIClient(), "/api/v1/statements/?withdrawn=false") == [str(shown.public_id)]
    assert get(APIClient(), f"/api/v1/statements/{shown.public_id}/")["withdrawn_at"] is None


def test_an_old_version_that_is_hidden_is_not_named() -> None:
    old = SourceFactory()
    new = StatementFactory(review_status="accepted", source=SourceFactory(revises=old)).source
    assert get(APIClient(), f"/api/v1/sources/{new.public_id}/")["revises"] is None


def test_somebody_logged_in_without_permission_is_the_public() -> None:
    StatementFactory(review_status="pending")
    client = APIClient()
    client.force_login(UserFactory())
    assert ids(client, "/api/v1/statements/") == []


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_writes_through_the_lists(method: str, editor: APIClient) -> None:
    for path in ("statements", "speakers", "sources"):
        assert getattr(editor, method)(f"/api/v1/{path}/").status_code in {403, 405}
