"""Nothing hidden reaches the public by any page: every route that the site knows is walked, or named as not walked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from quotes.models import Quotation
from quotes.web.kept import KeepingThrottle
from quotes.web.lookup import Throttle
from tests.factories import UserFactory, viewer
from tests.unseen import SECRET, World, gone, hidden
from tests.walking import PLACE, UNKNOWN, Route, addresses, assert_silent, routes, schema

pytestmark = pytest.mark.django_db
WORLDS = [hidden, gone]


def questions(world: World) -> Iterator[dict[str, str]]:
    """What finds what is hidden, as one quotation and as one in a text; what finds what is public too."""
    everything = " ".join(asked["quote"] for asked in world.questions if "speaker" not in asked)
    for asked in [*world.questions, {"quote": "The quay is sinking", "speaker": "Leah Brandt"}, {"quote": everything}]:
        yield asked
        yield {"quote": f"“{asked['quote']},” said {asked.get('speaker', 'Ana Ruiz')}.", "whole": "1"}
        yield {**asked, "date": "no date"}


def positions(world: World) -> Iterator[dict[str, str]]:
    for key in (*world.ids, str(world.shown.public_id), UNKNOWN, "nonsense"):
        yield {"before": key}


def nothing(world: World) -> Iterator[dict[str, str]]:
    yield {}


PAGES: dict[str, Callable[[World], Iterator[dict[str, str]]]] = {
    "home": questions,
    "check": questions,
    "keep": nothing,
    "kept": nothing,
    "statement": nothing,
    "cite-csl": nothing,
    "cite-bibtex": nothing,
    "quotation": nothing,
    "speaker": positions,
}
"""Each page with the parameters that it takes."""
KEPT = {"keep", "kept"}
"""Pages of kept answers, where an editor is answered as the public is; tests/test_gone.py goes there."""
BY_LOGIN = {"admin", "desk"}
"""Routes that only somebody who is logged in goes."""
OPEN = {"login", "logout"}
"""Those of them that are there for everybody."""
BESIDE_THE_SCHEMA = {"root", "schema", "docs", "redoc"}
"""Routes of the API that its schema does not tell of; the others are walked by it."""


@pytest.fixture(autouse=True)
def _no_limit(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    for throttle in (Throttle, KeepingThrottle):
        monkeypatch.setattr(throttle, "rate", "1000000/min")
    settings.API_RATES = dict.fromkeys(settings.API_RATES, "1000000/min")


def those(space: str) -> list[Route]:
    return [route for route in routes() if route.space == space]


def clients() -> list[Client]:
    """Whom nobody knows, and who may nothing."""
    known = Client()
    known.force_login(UserFactory(is_staff=True))
    return [Client(), known]


def seeing() -> Client:
    client = Client()
    client.force_login(viewer())
    return client


def test_every_route_is_walked() -> None:
    told = {path.strip("/") for path in schema()["paths"]}
    for route in routes():
        if route.space == "web":
            assert route.name in PAGES, f"say in PAGES what {route} may be asked with"
        elif route.space == "":
            path = re.sub(r"<\w+:(\w+)>", r"{\1}", route.path).strip("/")
            assert path in told or route.name in BESIDE_THE_SCHEMA, f"{route} is not walked"
        else:
            assert route.space in BY_LOGIN, f"{route} is not walked"
    assert {route.name for route in those("web")} == set(PAGES)


def asked_pages(world: World, route: Route) -> Iterator[str]:
    """A page on every hidden id, and on the public one with every parameter."""
    quotation = Quotation.objects.get(occurrences__statement=world.shown)
    shown = str({"speaker": world.shown.speaker, "quotation": quotation}.get(route.name, world.shown).public_id)
    yield from addresses(route, world)
    for parameters in PAGES[route.name](world):
        yield f"{PLACE.sub(shown, route.path)}?{urlencode(parameters)}".rstrip("?")


@pytest.mark.parametrize("make", WORLDS)
@pytest.mark.parametrize("page", PAGES)
def test_no_page_and_no_parameter_tells_what_is_hidden(page: str, make: Callable[[], World]) -> None:
    world = make()
    (route,) = (route for route in those("web") if route.name == page)
    for client in clients():
        for address in asked_pages(world, route):
            assert_silent(client.get(address), world, address)


@pytest.mark.parametrize("make", WORLDS)
def test_what_stands_beside_the_schema_tells_nothing(make: Callable[[], World]) -> None:
    world = make()
    for route in those(""):
        if route.name in BESIDE_THE_SCHEMA:
            assert_silent(Client().get(route.path), world, route.path)


@pytest.mark.parametrize("make", WORLDS)
def test_an_id_of_what_is_hidden_is_answered_as_one_of_nothing(make: Callable[[], World]) -> None:
    world = make()
    for route in those("web"):
        if "<" not in route.path:
            continue
        unknown = Client().get(PLACE.sub(UNKNOWN, route.path))
        for key in world.ids:
            address = PLACE.sub(key, route.path)
            answer = Client().get(address)
            assert (answer.status_code, answer.content) == (unknown.status_code, unknown.content), address
            assert dict(answer.headers) == dict(unknown.headers), address
    speaker = f"/speakers/{world.shown.speaker.public_id}/?before="
    assert {Client().get(f"{speaker}{key}").content for key in world.ids} == {
        Client().get(f"{speaker}{UNKNOWN}").content
    }


@pytest.mark.parametrize("make", WORLDS)
def test_no_posted_question_finds_what_is_hidden(make: Callable[[], World]) -> None:
    world = make()
    for asked in questions(world):
        for address in ("/", "/check"):
            long = {**asked, "quote": asked["quote"] + " the" * 1_200}  # too long for a link: answered as it is posted
            answers = [Client().post(address, asked, follow=True), Client().post(address, long)]
            for client in (Client(), seeing()):  # what an editor keeps is read by everybody
                kept = client.post("/answers/", asked)
                answers.append(
                    Client().get(kept["Location"]) if kept.status_code == 303 else Client().post("/answers/", asked)
                )
            for answer in answers:
                assert_silent(answer, world, "")


@pytest.mark.parametrize("page", [page for page in PAGES if page not in KEPT])
def test_whoever_may_see_it_is_told_so_that_the_walk_means_something(page: str) -> None:
    world = hidden()
    (route,) = (route for route in those("web") if route.name == page)
    told = "".join(seeing().get(address).content.decode() for address in asked_pages(world, route))
    assert SECRET in told
    # Beside the public statement too, where a page has room for it.
    assert (f"{SECRET} then" in told) == (page not in {"cite-csl", "cite-bibtex"})


def test_pages_tell_machines_of_what_is_public_beside_what_is_not() -> None:
    """The JSON-LD that is walked is there to be walked."""
    world = hidden()
    for address in (f"/statements/{world.shown.public_id}/", "/check?quote=The+quay+is+sinking"):
        page = Client().get(address).content.decode()
        (written,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
        assert json.loads(written)["identifier"] == str(world.shown.public_id)


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_way_to_the_editors_pages_ends_at_the_log_in(method: str) -> None:
    """Undoing and restoring among them: the answer is the same for what is there and what is not."""
    world = hidden()
    world.hide("statements", world.shown)
    stranger, colleague = clients()
    body = json.dumps({"version": 1, "review": 1, "note": "?", "before": True})
    for space in BY_LOGIN:
        for route in those(space):
            refused = set()
            for address in addresses(route, world):
                asked: dict[str, Any] = {} if method == "get" else {"data": body, "content_type": "application/json"}
                answer = getattr(stranger, method)(address, **asked)
                assert_silent(answer, world, address)
                assert route.name in OPEN or (answer.status_code, "/login/" in answer["Location"]) == (302, True)
                answer = getattr(colleague, method)(address, **asked)
                if route.name != "logout":
                    assert_silent(answer, world, address)
                    refused.add(answer.status_code)
                else:
                    stranger, colleague = clients()
            if space == "desk":
                assert refused == {403}, route
