"""Nothing hidden reaches the public: every route and every parameter of the schema is walked."""

from __future__ import annotations

import io
import itertools
import json
from collections.abc import Iterator
from typing import Any

import pyarrow.parquet
import pytest
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from quotes.ingest.queue import SentArticle, enqueue, work
from quotes.models import SpeakerRole, Statement
from tests.factories import (
    AliasFactory,
    OutletFactory,
    SourceFactory,
    SpeakerFactory,
    StatementFactory,
    UserFactory,
    client_of,
    editor_with_rights,
    review_of,
    token_of,
)

pytestmark = pytest.mark.django_db
SECRET = "Xylophon"
"""A word that stands in everything hidden, and in nothing else."""
WORDS = f"Nobody here has ever heard the {SECRET} play at the harbour"
VALUES = {"string": [SECRET, "Q42", "en", "x.example"], "boolean": ["true", "false"], "integer": ["0", "1", "200"],
          "number": ["0", "0.5", "1"]}  # fmt: skip
FORMATS = {"date": ["2000-01-01", "2040-01-01"], "date-time": ["2000-01-01T00:00:00Z", "2040-01-01T00:00:00Z"]}


def schema() -> dict[str, Any]:
    found: dict[str, Any] = SchemaGenerator().get_schema(public=True)
    return found


@pytest.fixture
def hidden() -> dict[str, list[str]]:
    """Rows of every kind that the public must not see, beside one statement that it may; the hidden ids by kind."""
    editor = UserFactory(username=f"{SECRET}-editor")
    shown = StatementFactory(review_status="accepted", evidence=[])
    review_of(shown, editor, note=SECRET).statement.save()
    rows: dict[str, list[str]] = {"statements": [], "speakers": [], "sources": [], "outlets": [], "reviews": []}
    for status in ("pending", "rejected", "accepted"):
        outlet = OutletFactory(name=f"{SECRET} {status}", domain=f"{SECRET.lower()}-{status}.example")
        source = SourceFactory(
            title=SECRET, outlet=outlet, authors=[SECRET], url=f"https://x.example/{SECRET}/{status}"
        )
        speaker = SpeakerFactory(name=f"{SECRET} {status}")
        AliasFactory(speaker=speaker, name=f"{SECRET} alias")
        statement = StatementFactory(
            source=source, speaker=speaker, text=WORDS, review_status=status, medium=SECRET, act=SECRET
        )
        if status == "accepted":  # a newer engine took it back
            Statement.objects.filter(pk=statement.pk).update(withdrawn_at=statement.created)
        SpeakerRole.objects.create(speaker=shown.speaker, title=SECRET, organisation=SECRET, source=source)
        Statement.objects.filter(pk=shown.pk).update(parent=statement)
        review = review_of(statement, editor, note=SECRET)
        for kind, row in (("statements", statement), ("speakers", speaker), ("sources", source),
                          ("outlets", outlet), ("reviews", review)):  # fmt: skip
            rows[kind].append(str(row.public_id))
    sent = SentArticle(SECRET, f'{{"text": "{SECRET}", "kind": "{SECRET}"}}'.encode())
    rows["imports"] = [str(enqueue(articles=[sent], body_sha256="0" * 64, sender=editor).public_id)]
    work()
    return rows


def values_of(parameter: dict[str, Any], ids: list[str]) -> list[str]:
    inner = parameter["schema"].get("items", parameter["schema"])
    if "enum" in inner:
        return [*inner["enum"], ",".join(inner["enum"])]
    if inner.get("format") == "uuid":
        return ids
    example = [str(inner["example"])] if "example" in inner else []
    return FORMATS.get(inner.get("format", "")) or VALUES[inner["type"]] + example


def requests(rows: dict[str, list[str]]) -> Iterator[str]:
    """Every GET of the schema, with every parameter at telling values, on every hidden id."""
    every_id = list(itertools.chain.from_iterable(rows.values()))
    for path, operations in schema()["paths"].items():
        if "get" not in operations:
            continue
        kind = path.split("/")[3]
        addresses = [path.replace("{id}", key) for key in rows.get(kind, [])] if "{id}" in path else [path]
        for address in addresses:
            yield address
            for parameter in operations["get"].get("parameters", ()):
                if parameter["in"] != "query":
                    continue
                for value in values_of(parameter, every_id):
                    yield f"{address}?{parameter['name']}={value}"
                    yield f"{address}?{parameter['name']}={value}&count=true"


def body_of(answer: Any, once_public: set[str]) -> str:
    """What was told; of the change feed without its farewells: they name what was public once, by its id alone."""
    if "parquet" in answer.headers["Content-Type"]:
        return str(pyarrow.parquet.read_table(io.BytesIO(answer.getvalue())).to_pylist())
    body = str(answer.getvalue().decode())
    if answer.status_code != 200 or not answer.request["PATH_INFO"].startswith("/api/v1/changes"):
        return body
    feed = json.loads(body)
    gone = [change for change in feed["changes"] if change["change_kind"] == "gone"]
    assert {change["id"] for change in gone} <= once_public
    assert all(change["record"] is None and change["into"] is None for change in gone)
    return json.dumps([change for change in feed["changes"] if change not in gone])


def test_no_route_and_no_parameter_tells_what_is_hidden(hidden: dict[str, list[str]], settings: Any) -> None:
    settings.API_RATES = dict.fromkeys(settings.API_RATES, "1000000/min")
    ids = set(itertools.chain.from_iterable(hidden.values()))
    once_public = {
        rows[-1] for kind, rows in hidden.items() if kind in {"statements", "speakers", "sources", "outlets"}
    }
    reader = client_of(token_of(UserFactory(), may_read_all=True))  # its owner may not see more
    walked = 0
    for address in requests(hidden):
        client = reader if walked % 2 else APIClient()
        walked += 1
        answer = client.get(address)
        told = body_of(answer, once_public) + str(answer.headers)
        if "/schema" not in address:
            assert SECRET not in told.replace(address, ""), address
            assert not {key for key in ids if key in told.replace(address, "")}, address
        if answer.status_code == 200 and "count=true" in address and "/schema" not in address:
            assert answer.json()["count"] <= 1, address
    assert walked > 300


ASKED: list[dict[str, Any]] = [
    {"quote": WORDS},
    {"quote": WORDS, "speaker": f"{SECRET} pending", "date": "2026-03-31"},
    {"quote": WORDS.replace("ever", "never")},
    {"quote": "The quay is sinking", "speaker": f"{SECRET} pending"},
    {"quotes": [{"quote": WORDS}, {"quote": SECRET}]},
    {"text": f"“{WORDS},” said Ana Ruiz."},
]


def told_of(client: APIClient, asked: dict[str, Any]) -> str:
    """What a check answers, without what was asked."""
    answer = client.post("/api/v1/check", asked, format="json")
    assert answer.status_code == 200, answer.content
    echo = {"quote", "speaker", "claimed_speaker", "quoted", "summary"}
    return json.dumps(json.loads(answer.content, object_hook=lambda o: {k: v for k, v in o.items() if k not in echo}))


@pytest.mark.parametrize("asked", ASKED, ids=range(len(ASKED)))
def test_no_check_finds_what_is_hidden(hidden: dict[str, list[str]], asked: dict[str, Any]) -> None:
    ids = set(itertools.chain.from_iterable(hidden.values()))
    for client in (APIClient(), client_of(token_of(UserFactory(), may_read_all=True))):
        told = told_of(client, asked)
        assert not {key for key in ids if key in told}
        assert SECRET not in told
        assert '"articles": 1,' in told
    everything = told_of(client_of(token_of(editor_with_rights(), may_read_all=True)), asked)
    assert '"articles": 4,' in everything
    assert "The quay" in str(asked) or {key for key in hidden["statements"] if key in everything}


def test_what_is_hidden_is_not_told_apart_from_what_is_not_there(hidden: dict[str, list[str]]) -> None:
    unknown = "3f0f5c7e-58b7-4d7c-9c0e-5f5a4c3d2b1a"
    for kind, ids in hidden.items():
        answers = [APIClient().get(f"/api/v1/{kind}/{key}/") for key in (*ids, unknown)]
        assert {(answer.status_code, answer.content) for answer in answers} == {
            (answers[0].status_code, answers[-1].content)
        }
        for how in ("accept", "reject", "correct", "reassign"):
            writes = [APIClient().post(f"/api/v1/statements/{key}/{how}") for key in (*ids, unknown)]
            assert len({(answer.status_code, answer.content) for answer in writes}) == 1


def test_editors_see_what_is_hidden_so_that_the_walk_means_something(hidden: dict[str, list[str]]) -> None:
    editor = client_of(token_of(editor_with_rights(), may_read_all=True))
    for kind, ids in hidden.items():
        rows = {row["id"] for row in editor.get(f"/api/v1/{kind}/").json()["results"]}
        assert set(ids) <= rows
        assert SECRET in editor.get(f"/api/v1/{kind}/").content.decode() or kind == "imports"
