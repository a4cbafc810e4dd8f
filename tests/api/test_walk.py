"""Nothing hidden reaches the public: every route and every parameter of the schema is walked."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache
from rest_framework.test import APIClient

from quotes.api.conditional import statement_etag
from quotes.models import Review, Statement
from tests.factories import UserFactory, client_of, editor_with_rights, token_of, viewer
from tests.unseen import LISTED, SECRET, WORDS, World, gone, hidden
from tests.walking import UNKNOWN, assert_silent, body_of, requests, schema

pytestmark = pytest.mark.django_db
WORLDS = [hidden, gone]


@pytest.fixture(name="world")
def _world() -> World:
    return hidden()


@pytest.mark.parametrize("make", WORLDS)
def test_no_route_and_no_parameter_tells_what_is_hidden(make: Callable[[], World], settings: Any) -> None:
    settings.API_RATES = dict.fromkeys(settings.API_RATES, "1000000/min")
    world = make()
    reader = client_of(token_of(UserFactory(), may_read_all=True))  # its owner may not see more
    walked = 0
    for address in requests(world):
        client = reader if walked % 2 else APIClient()
        walked += 1
        answer = client.get(address)
        if "/schema" not in address:
            assert_silent(answer, world, address)
        if answer.status_code == 200 and "count=true" in address and "/schema" not in address:
            assert answer.json()["count"] <= world.public, address
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
def test_no_check_finds_what_is_hidden(world: World, asked: dict[str, Any]) -> None:
    for client in (APIClient(), client_of(token_of(UserFactory(), may_read_all=True))):
        told = told_of(client, asked)
        assert not {key for key in world.ids if key in told}
        assert SECRET not in told
        assert '"articles": 1,' in told
    everything = told_of(client_of(token_of(editor_with_rights(), may_read_all=True)), asked)
    assert '"articles": 4,' in everything
    assert "The quay" in str(asked) or {key for key in world.rows["statements"] if key in everything}


@pytest.mark.parametrize("make", WORLDS)
def test_no_check_tells_what_it_was_not_asked_with(make: Callable[[], World]) -> None:
    world = make()
    editor = client_of(token_of(editor_with_rights(), may_read_all=True))
    found = 0
    for asked in world.questions:
        cache.clear()
        assert_silent(APIClient().post("/api/v1/check", asked, format="json"), world, "")
        found += SECRET in editor.post("/api/v1/check", asked, format="json").content.decode()
    assert found


@pytest.mark.parametrize("make", WORLDS)
def test_what_is_hidden_is_not_told_apart_from_what_is_not_there(make: Callable[[], World]) -> None:
    world = make()
    for kind in LISTED:
        answers = [APIClient().get(f"/api/v1/{kind}/{key}/") for key in (*world.ids_of(kind), UNKNOWN)]
        assert {(answer.status_code, answer.content) for answer in answers} == {
            (answers[0].status_code, answers[-1].content)
        }


@pytest.mark.parametrize("make", WORLDS)
def test_an_id_of_what_is_hidden_asks_as_one_of_nothing(make: Callable[[], World], settings: Any) -> None:
    """In every parameter that takes ids, what stands behind a hidden id cannot be told from nothing."""
    settings.API_RATES = dict.fromkeys(settings.API_RATES, "1000000/min")
    world, asked = make(), 0
    for path, operations in schema()["paths"].items():
        for parameter in operations.get("get", {}).get("parameters", ()):
            inner = parameter["schema"].get("items", parameter["schema"])
            if inner.get("format") != "uuid" or parameter["in"] != "query":
                continue
            told = set()
            for key in (*world.ids, UNKNOWN):
                answer = APIClient().get(f"{path}?{parameter['name']}={key}")
                told.add((answer.status_code, body_of(answer, world.once_public).replace(key, "")))
                asked += 1
            assert len(told) == 1, (path, parameter["name"], told)
    assert asked > len(world.ids)


def owner_with(*names: str) -> Any:
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


def logged_in() -> APIClient:
    client = APIClient()
    client.force_login(viewer())
    return client


WITHOUT_THE_RIGHT: dict[str, Callable[[], APIClient]] = {
    "nobody": APIClient,
    "a token that reads": lambda: client_of(token_of(UserFactory())),
    "a token whose owner may not": lambda: client_of(
        token_of(UserFactory(), may_read_all=True, may_review=True, may_import=True)
    ),
    "a token for imports": lambda: client_of(token_of(editor_with_rights(), may_import=True)),
    "a token without review": lambda: client_of(token_of(editor_with_rights("merge_speaker"), may_read_all=True)),
    "somebody who may look alone": logged_in,
}
BODIES: list[dict[str, Any]] = [
    {}, {"note": "Heard it myself."}, {"speaker": UNKNOWN}, {"absorbed": UNKNOWN}, {"act": "denied"}, {"nonsense": 1},
]  # fmt: skip


def tag_of(key: str) -> str:
    """What who knows everything would send in If-Match."""
    statement = Statement.objects.filter(public_id=key).first()
    return statement_etag(statement, ()) if statement is not None else f'"{key}.1.{"0" * 12}"'


@pytest.mark.parametrize("who", WITHOUT_THE_RIGHT)
def test_who_may_not_decide_is_told_nothing_by_being_refused(who: str, world: World, settings: Any) -> None:
    """The same words for what waits, was rejected, is public or is not there, whatever is sent with them."""
    settings.API_RATES = dict.fromkeys(settings.API_RATES, "1000000/min")
    client, before = WITHOUT_THE_RIGHT[who](), Review.objects.count()
    acts = [path for path, operations in schema()["paths"].items() if "post" in operations and "{id}" in path]
    assert len(acts) >= 6
    for path in acts:
        told = set()
        keys = [*world.ids, *[str(world.shown.public_id)] * len(BODIES), *[UNKNOWN] * len(BODIES)]
        for key, body in zip(keys, itertools.cycle(BODIES), strict=False):
            address = path.replace("{id}", key)
            answer = client.post(address, body, format="json", headers={"If-Match": tag_of(key)})
            told.add((answer.status_code, answer.content))
            assert "ETag" not in answer, address
        ((status, content),) = told
        assert status == (401 if who == "nobody" else 403), path
        assert SECRET not in content.decode()
    assert Review.objects.count() == before


@pytest.mark.parametrize("make", WORLDS)
def test_who_may_decide_and_not_read_all_decides_what_is_public(make: Callable[[], World]) -> None:
    world = make()
    client = client_of(token_of(owner_with("review_statement"), may_review=True))
    for how in ("accept", "reject", "reopen", "reassign", "correct"):
        told = set()
        for key in (*world.rows["statements"], UNKNOWN):
            for tag in (tag_of(key), tag_of(UNKNOWN), ""):
                answer = client.post(f"/api/v1/statements/{key}/{how}", {}, format="json", headers={"If-Match": tag})
                told.add((answer.status_code, answer.content))
        ((status, _),) = told
        assert status == 404, how
        address = f"/api/v1/statements/{world.shown.public_id}/{how}"
        for tag in (tag_of(UNKNOWN), ""):
            refused = client.post(address, {}, format="json", headers={"If-Match": tag})
            assert refused.status_code in {412, 428}
            assert_silent(refused, world, address)


def test_editors_see_what_is_hidden_so_that_the_walk_means_something(world: World) -> None:
    editor = client_of(token_of(editor_with_rights(), may_read_all=True))
    for kind in LISTED:
        rows = {row["id"] for row in editor.get(f"/api/v1/{kind}/").json()["results"]}
        assert set(world.rows[kind]) <= rows
        assert SECRET in editor.get(f"/api/v1/{kind}/").content.decode() or kind == "imports"
