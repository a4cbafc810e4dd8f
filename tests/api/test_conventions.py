"""Problems, validators, limits, origins: what holds for every answer."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from quotes.models import Statement
from tests.factories import StatementFactory, UserFactory, client_of, editor_with_rights, token_of

pytestmark = pytest.mark.django_db
LISTS = ("statements", "speakers", "sources", "outlets", "reviews", "imports")


def problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert (body["type"], body["status"]) == ("about:blank", status)
    assert body["title"]
    assert body["detail"]
    return body


def test_an_unknown_address_is_a_problem() -> None:
    problem(APIClient().get("/api/v1/nowhere"), 404)
    problem(APIClient().get("/api/v1/statements/not-an-id/"), 404)
    problem(APIClient().get("/api/v1/statements/3f0f5c7e-58b7-4d7c-9c0e-5f5a4c3d2b1a/"), 404)


def test_a_method_a_media_type_and_a_host_that_are_not_taken_are_problems() -> None:
    answer = APIClient().delete("/api/v1/statements/")
    problem(answer, 405)
    assert answer["Allow"]
    problem(Client().post("/api/v1/extract", "x", content_type="text/plain"), 415)
    problem(Client().post("/api/v1/extract", "{", content_type="application/json"), 400)
    problem(Client().get("/api/v1/statements/", headers={"Accept": "image/png"}), 406)
    problem(Client(SERVER_NAME="elsewhere.example").get("/api/v1/nowhere"), 400)


TAKEN = [
    ("extract", "text/plain", ["“text/plain”", "application/json"]),
    ("extract", "", ["without a Content-Type", "application/json"]),
    ("imports", "application/xml", ["“application/xml”", "application/json", "application/x-ndjson"]),
]


@pytest.mark.parametrize(("path", "media_type", "words"), TAKEN)
def test_who_sends_another_media_type_is_told_what_is_taken(path: str, media_type: str, words: list[str]) -> None:
    client = client_of(token_of(editor_with_rights(), may_import=True))
    detail = problem(client.generic("POST", f"/api/v1/{path}", b"x", content_type=media_type), 415)["detail"]
    assert [word for word in words if word not in detail] == []


@pytest.mark.parametrize(
    ("path", "words"),
    [("statements/", ["application/json", "text/csv", 'profile="http://www.w3.org/ns/anno.jsonld"']),
     ("exports", ["application/x-ndjson", "application/vnd.apache.parquet"]), ("speakers/", ["application/json"])],
)  # fmt: skip
def test_who_wants_another_media_type_is_told_what_there_is(path: str, words: list[str]) -> None:
    detail = problem(Client().get(f"/api/v1/{path}", headers={"Accept": "image/png"}), 406)["detail"]
    assert [word for word in words if word not in detail] == []


@pytest.mark.parametrize("path", ["extract", "check", "imports"])
def test_a_compressed_body_is_refused_as_one(path: str) -> None:
    client = client_of(token_of(editor_with_rights(), may_import=True))
    for coding, status in (("gzip", 415), ("br", 415), ("identity", 400)):
        sent = {"content_type": "application/json", "headers": {"Content-Encoding": coding}}
        told = problem(client.generic("POST", f"/api/v1/{path}", gzip.compress(b"{}"), **sent), status)
        assert (told.get("errors", [{}])[0].get("header") == "Content-Encoding") == (status == 415)


@pytest.mark.parametrize("path", [*LISTS, "", "schema", "docs", "redoc"])
def test_an_unknown_parameter_is_refused_everywhere(path: str) -> None:
    client = client_of(token_of(editor_with_rights(), may_read_all=True, may_import=True))
    body = problem(client.get(f"/api/v1/{path}", {"colour": "red"}), 400)
    assert body["errors"][0]["parameter"] == "colour"


@pytest.mark.parametrize("path", [*(name for name in LISTS if name != "statements"), "changes", ""])
def test_a_format_is_a_parameter_like_any_other(path: str) -> None:
    client = client_of(token_of(editor_with_rights(), may_read_all=True, may_import=True))
    body = problem(client.get(f"/api/v1/{path}", {"format": "csv"}), 400)
    assert body["errors"][0]["parameter"] == "format"


def test_extract_takes_no_parameters() -> None:
    problem(APIClient().post("/api/v1/extract?colour=red", {"text": "x"}, format="json"), 400)


@pytest.mark.parametrize(
    ("query", "hint"),
    [("speakr=1", "speaker"), ("pagesize=1", "page_size"), ("fields=txt", "text"), ("include=evidense", "evidence")],
)
def test_who_mistypes_is_helped(query: str, hint: str) -> None:
    body = problem(APIClient().get(f"/api/v1/statements/?{query}"), 400)
    assert f"Did you mean “{hint}”?" in body["errors"][0]["detail"]


@pytest.mark.parametrize(
    "query",
    ["confidence_min=0&confidence_min=1", "page_size=0", "page_size=201", "page_size=x", "count=yes", "order=random",
     "cursor=abc", "text=", "fields=", "include=", "has_context=maybe", "updated_since=yesterday", "length_min=-1",
     "domain=x", "said_after=2026-02-30", "confidence_min=nan", "format=", "format=xml"],
)  # fmt: skip
def test_a_value_that_makes_no_sense_is_refused_with_its_name(query: str) -> None:
    body = problem(APIClient().get(f"/api/v1/statements/?{query}"), 400)
    assert [error["parameter"] for error in body["errors"]] == [query.split("=")[0]]


def test_a_bad_field_of_a_body_is_pointed_at() -> None:
    body = problem(APIClient().post("/api/v1/extract", {"text": "x", "authors": ["", "y"]}, format="json"), 400)
    assert [error["pointer"] for error in body["errors"]] == ["#/authors/0"]
    body = problem(APIClient().post("/api/v1/extract", {"text": "x", "colour": "red"}, format="json"), 400)
    assert [error["pointer"] for error in body["errors"]] == ["#/colour"]


@pytest.mark.parametrize("path", ["statements", "speakers", "exports", "changes", "schema"])
def test_the_last_slash_may_be_left_out_or_added(path: str) -> None:
    StatementFactory(review_status="accepted")
    without, within = (APIClient().get(f"/api/v1/{path}{slash}") for slash in ("", "/"))
    assert without.status_code == within.status_code == 200
    assert without.getvalue() == within.getvalue()


@pytest.mark.parametrize(("path", "body"), [("extract", {"text": "x"}), ("check", {"quote": "The quay"})])
def test_the_last_slash_makes_no_difference_to_a_body(path: str, body: dict[str, Any]) -> None:
    without, within = (APIClient().post(f"/api/v1/{path}{slash}", body, format="json") for slash in ("", "/"))
    assert without.status_code == within.status_code == 200
    assert without.content == within.content


def test_an_id_may_be_written_in_capitals() -> None:
    statement = StatementFactory(review_status="accepted")
    key = str(statement.public_id)
    page = f"/api/v1/statements/{key}/"
    for shouted in (f"/api/v1/statements/{key.upper()}/", f"/api/v1/statements/{key.upper()}"):
        answer = APIClient().get(shouted)
        assert (answer.status_code, answer.content) == (200, APIClient().get(page).content)
    client = client_of(token_of(editor_with_rights(), may_read_all=True, may_review=True))
    tag = {"If-Match": answer["ETag"]}
    decided = client.post(f"/api/v1/statements/{key.upper()}/accept/", {"note": "Heard."}, format="json", headers=tag)
    assert (decided.status_code, decided.json()["id"]) == (200, key)
    hidden = StatementFactory().public_id
    problem(APIClient().get(f"/api/v1/statements/{str(hidden).upper()}"), 404)


def test_an_etag_is_the_same_for_all_and_saves_the_body() -> None:
    statement = StatementFactory(review_status="accepted")
    page = f"/api/v1/statements/{statement.public_id}/"
    editor = client_of(token_of(editor_with_rights(), may_read_all=True))
    first = APIClient().get(page)
    assert editor.get(page)["ETag"] == first["ETag"]
    assert f"{statement.public_id}.1." in first["ETag"]
    again = APIClient().get(page, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert APIClient().get(page, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304


@pytest.mark.parametrize("change", ["version", "speaker", "source", "outlet", "fields"])
def test_an_etag_changes_with_what_is_shown(change: str) -> None:
    statement = StatementFactory(review_status="accepted")
    page = f"/api/v1/statements/{statement.public_id}/"
    tag = APIClient().get(page)["ETag"]
    if change == "version":
        Statement.objects.filter(pk=statement.pk).update(version=2)
    elif change == "fields":
        page += "?fields=text"
    else:
        {"speaker": statement.speaker, "source": statement.source, "outlet": statement.source.outlet}[change].save()
    assert APIClient().get(page, headers={"If-None-Match": tag}).status_code == 200


def test_a_list_that_has_not_changed_is_not_sent_again() -> None:
    StatementFactory(review_status="accepted")
    tag = APIClient().get("/api/v1/statements/")["ETag"]
    assert APIClient().get("/api/v1/statements/", headers={"If-None-Match": tag}).status_code == 304
    StatementFactory(review_status="accepted")
    assert APIClient().get("/api/v1/statements/", headers={"If-None-Match": tag}).status_code == 200


def test_answers_are_compressed_and_their_tags_weak() -> None:
    for _ in range(5):
        statement = StatementFactory(review_status="accepted")
    answer = APIClient().get("/api/v1/statements/", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert answer["ETag"].startswith('W/"')
    again = {"Accept-Encoding": "gzip", "If-None-Match": answer["ETag"]}
    assert APIClient().get("/api/v1/statements/", headers=again).status_code == 304
    assert statement


def test_other_sites_may_read_and_not_write() -> None:
    answer = APIClient().get("/api/v1/statements/", headers={"Origin": "https://elsewhere.example"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert {"ETag", "Changes-Since", "Retry-After"} <= set(answer["Access-Control-Expose-Headers"].split(", "))
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    preflight = APIClient().options("/api/v1/imports", headers=asked)
    assert preflight.status_code == 204
    assert "POST" not in preflight["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Origin" not in APIClient().get("/admin/login/")


def test_limits_are_told_and_held(settings: Any) -> None:
    settings.API_RATES = {**settings.API_RATES, "anonymous": "2/min", "token": "5/min"}
    first = APIClient().get("/api/v1/speakers/")
    assert first["RateLimit-Policy"] == '"anonymous";q=2;w=60'
    assert first["RateLimit"].startswith('"anonymous";r=1;t=')
    APIClient().get("/api/v1/speakers/")
    third = APIClient().get("/api/v1/speakers/")
    problem(third, 429)
    assert 0 < int(third["Retry-After"]) <= 60
    assert third["RateLimit"].startswith('"anonymous";r=0;')
    one, other = token_of(UserFactory()), token_of(UserFactory())
    assert client_of(one).get("/api/v1/speakers/")["RateLimit"].startswith('"token";r=4;')
    assert client_of(other).get("/api/v1/speakers/")["RateLimit"].startswith('"token";r=4;')


@pytest.mark.parametrize(("address", "backend"), [("", "LocMemCache"), ("redis://counts.example/1", "RedisCache")])
def test_processes_count_together_where_a_redis_is_named(address: str, backend: str) -> None:
    code = "from django.conf import settings as s; print(s.CACHES['default'])"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "quotes_project.settings", "CACHE_URL": address}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert f".{backend}'" in told.stdout
    assert address in told.stdout


def test_an_address_cannot_be_forged_to_escape_the_limit(settings: Any) -> None:
    settings.API_RATES = {**settings.API_RATES, "anonymous": "1/min"}
    for number, status in ((1, 200), (2, 429)):
        answer = APIClient().get("/api/v1/speakers/", headers={"X-Forwarded-For": f"192.0.2.{number}"})
        assert answer.status_code == status


@pytest.mark.parametrize("path", ["speakers/", "extract", "check"])
def test_who_guesses_tokens_is_counted_by_address(path: str, settings: Any) -> None:
    settings.API_RATES = dict.fromkeys(settings.API_RATES, "2/min")
    how = "get" if path == "speakers/" else "post"
    told = []
    for number in range(3):
        guess = {"Authorization": f"Bearer qt_{number}"}
        told.append(getattr(APIClient(), how)(f"/api/v1/{path}", headers=guess))
    assert [answer.status_code for answer in told] == [401, 401, 429]
    assert [answer["RateLimit"].split(";")[1] for answer in told] == ["r=1", "r=0", "r=0"]
    assert 0 < int(told[-1]["Retry-After"]) <= 60
    problem(getattr(APIClient(), how)(f"/api/v1/{path}"), 429)
    assert client_of(token_of(UserFactory())).get("/api/v1/speakers/").status_code == 200


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_a_method_that_is_not_taken_is_told_before_a_parameter(method: str) -> None:
    statement = StatementFactory(review_status="accepted")
    for path in ("statements/", f"statements/{statement.public_id}/", "extract", "exports"):
        problem(getattr(APIClient(), method)(f"/api/v1/{path}?fields=id&format=csv"), 405)


NO_BODY = [
    '{"quotes": [{"quote": "\\ud800"}]}',
    '{"quotes": [{"\\udfff": "The quay"}]}',
    '{"text": "\\ud800 The quay"}',
    "[" * 100_000,
    '{"text": NaN}',
]


@pytest.mark.parametrize("body", NO_BODY, ids=lambda body: body[:40])
@pytest.mark.parametrize("path", ["check", "extract"])
def test_a_body_that_is_no_text_is_refused(path: str, body: str) -> None:
    problem(Client().post(f"/api/v1/{path}", body, content_type="application/json"), 400)


class Endless(io.RawIOBase):
    """A body that never ends, and how much of it was read."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "all of it is read"
        self.taken += size
        return b" " * size


TOO_LARGE = [("check", 12_460_000), ("extract", 1_300_000), ("statements/{id}/accept", 1_000_000)]


@pytest.mark.parametrize(("path", "limit"), TOO_LARGE)
def test_a_body_that_is_too_large_is_not_read_to_its_end(path: str, limit: int) -> None:
    statement = StatementFactory()
    client, body = client_of(token_of(editor_with_rights(), may_read_all=True, may_review=True)), Endless()
    address = f"/api/v1/{path.format(id=statement.public_id)}"
    tag = f'"{statement.public_id}.1.{"0" * 12}"'
    sent = {"wsgi.input": body, "CONTENT_LENGTH": str(10**12), "HTTP_IF_MATCH": tag}
    answer = problem(client.generic("POST", address, content_type="application/json", **sent), 413)
    assert answer["code"] == "too_large"
    assert f"{limit:,} bytes" in answer["detail"]
    assert body.taken <= limit + 1


@pytest.mark.parametrize("path", ["check", "extract"])
def test_a_body_whose_length_is_not_told_is_not_read(path: str) -> None:
    body = Endless()
    sent = {"wsgi.input": body, "HTTP_TRANSFER_ENCODING": "chunked"}
    answer = problem(Client().generic("POST", f"/api/v1/{path}", content_type="application/json", **sent), 411)
    assert "Content-Length" in answer["detail"]
    assert body.taken == 0


LARGEST: list[tuple[str, dict[str, Any]]] = [
    ("check", {"quotes": [{"quote": "🌊" * 10_000, "speaker": "🌊" * 300, "date": "2026-03-30"}] * 100}),
    ("extract", {"text": "🌊" * 100_000, "title": "🌊" * 500, "authors": ["🌊" * 200] * 20, "language": "en"}),
]


@pytest.mark.parametrize(("path", "body"), LARGEST, ids=[path for path, _ in LARGEST])
def test_the_most_that_is_taken_is_taken_however_it_is_written(path: str, body: dict[str, Any]) -> None:
    written = json.dumps(body, indent=4)
    assert len(written) > 12 * 100_000
    assert Client().post(f"/api/v1/{path}", written, content_type="application/json").status_code == 200


NOT_OF_THE_KIND: list[tuple[str, dict[str, Any], str]] = [
    ("extract", {"text": 5}, "#/text"),
    ("extract", {"text": "x", "authors": ["y", 5]}, "#/authors/1"),
    ("check", {"quote": 1200}, "#/quote"),
    ("check", {"quote": "The quay", "speaker": 5}, "#/speaker"),
    ("check", {"quote": "The quay", "text": "The quay"}, "#"),
    ("check", {}, "#"),
    ("check", {"text": "The quay", "speaker": "Ana Ruiz"}, "#/speaker"),
    ("check", {"text": "The quay", "date": "2026-03-30"}, "#/date"),
    ("check", {"quotes": [{"quote": "The quay"}], "speaker": ""}, "#/speaker"),
    ("check", {"quotes": [{"quote": "The quay"}], "date": None}, "#/date"),
]


@pytest.mark.parametrize(("path", "body", "pointer"), NOT_OF_THE_KIND)
def test_a_value_of_another_kind_is_not_turned_into_the_one_expected(
    path: str, body: dict[str, Any], pointer: str
) -> None:
    answer = problem(APIClient().post(f"/api/v1/{path}", body, format="json"), 400)
    assert [error["pointer"] for error in answer["errors"]] == [pointer]
