"""Every address of the desk as every role: who may, does; who may not, gets 403 and leaves no trace."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from quotes.desk import actions, urls
from quotes.models import Review, Source, Speaker, Statement
from quotes.review.bulk import above_the_line, accept_all, preview
from quotes.review.decisions import accept
from tests.factories import SourceFactory, SpeakerFactory, StatementFactory, UserFactory
from tests.roles import EDITORS, REVIEWERS, ROLES, client_of, fingerprint

pytestmark = pytest.mark.django_db
CANDIDATES = [{"name": "Bo Lind", "kind": "person", "score": 1.0, "evidence": []}]
NEW = {"new": {"name": "Eva Holm", "kind": "person"}}


@dataclass(frozen=True)
class World:
    """A statement that waits, one that was decided, and articles of which one was accepted as a whole."""

    waiting: Statement
    decided: Review
    source: Source
    seal: str
    batch: uuid.UUID
    other: Speaker


@pytest.fixture
def world() -> World:
    waiting = StatementFactory(candidates=CANDIDATES)
    decided = StatementFactory()
    accept(statement=decided, reviewer=UserFactory(), expected_version=1)
    done = above_the_line(line=0.5, source=StatementFactory(source=SourceFactory()).source)
    batch = accept_all(statements=done, reviewer=UserFactory(), seal=preview(done).seal)
    seal = preview(above_the_line(line=0.5, source=waiting.source)).seal
    return World(waiting, Review.objects.get(statement=decided), waiting.source, seal, batch, SpeakerFactory())


def nothing(w: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Ask:
    """One address, what is sent there, who may, and whether it changes anything."""

    name: str
    method: str
    changes: bool
    body: Callable[[World], dict[str, Any]] = nothing
    args: Callable[[World], list[Any]] = lambda w: []
    who: frozenset[str] = frozenset(REVIEWERS)


def act(
    action: str, more: Callable[[World], dict[str, Any]] = nothing, decided: bool = False, who: set[str] = REVIEWERS
) -> Ask:
    def args(w: World) -> list[Any]:
        return [w.decided.statement_id if decided else w.waiting.pk, action]

    def body(w: World) -> dict[str, Any]:
        return {"version": 2 if decided else 1, **more(w)}

    return Ask("act", "post", True, body, args, frozenset(who))


ASKS = [
    Ask("page", "get", False),
    Ask("next", "get", False),
    Ask("statement", "get", False, args=lambda w: [w.waiting.pk]),
    Ask("article", "get", False, args=lambda w: [w.source.pk]),
    Ask("speakers", "get", False),
    Ask("outlets", "get", False),
    Ask("leave", "post", False),
    Ask("open", "post", True, args=lambda w: [w.source.pk]),
    Ask("add", "post", True, lambda w: {"spans": [[1, 9]], "nobody": True}, lambda w: [w.source.pk]),
    Ask("add", "post", True, lambda w: {"spans": [[1, 9]], **NEW}, lambda w: [w.source.pk], frozenset(EDITORS)),
    Ask("bulk_preview", "post", False, lambda w: {"line": 0.5, "article": w.source.pk}),
    Ask("bulk_accept", "post", True, lambda w: {"line": 0.5, "article": w.source.pk, "seal": w.seal}),
    Ask("bulk_undo", "post", True, lambda w: {"batch": str(w.batch)}),
    act("accept"),
    act("reject", lambda w: {"reason": "scare_quote"}),
    act("kind", lambda w: {"quote_kind": "mixed"}),
    act("content", lambda w: {"spans": [[1, 9]]}),
    act("edge", lambda w: {"edge": "end", "words": -1}),
    act("reassign", lambda w: {"speaker": str(w.other.public_id)}),
    act("reassign", lambda w: {"candidate": 0}),
    act("reassign", lambda w: {"nobody": True}),
    act("reassign", lambda w: NEW, who=EDITORS),
    act("reopen", decided=True),
    act("undo", lambda w: {"review": w.decided.pk}, decided=True),
    act("restore", lambda w: {"review": w.decided.pk, "before": True}, decided=True),
]
IDS = [f"{number} {ask.name}" for number, ask in enumerate(ASKS)]


def send(client: Client, ask: Ask, world: World) -> Any:
    address = reverse(f"desk:{ask.name}", args=ask.args(world))
    if ask.method == "get":
        return client.get(address)
    return client.post(address, json.dumps(ask.body(world)), content_type="application/json")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("ask", ASKS, ids=IDS)
def test_who_may_does_and_who_may_not_leaves_no_trace(ask: Ask, role: str, world: World) -> None:
    client, before = client_of(role), fingerprint()
    answer = send(client, ask, world)
    may = role in ask.who
    assert answer.status_code == (200 if may else 403), answer.content
    assert (fingerprint() != before) == (may and ask.changes)


@pytest.mark.parametrize("ask", ASKS, ids=IDS)
def test_a_stranger_is_asked_to_log_in(ask: Ask, world: World) -> None:
    before = fingerprint()
    answer = send(Client(), ask, world)
    assert (answer.status_code, "/login/" in answer["Location"]) == (302, True)
    assert fingerprint() == before


@pytest.mark.parametrize("role", ROLES)
def test_the_way_to_the_desk_is_shown_to_those_who_may_go_it(role: str) -> None:
    page = client_of(role).get(reverse("admin:index")).content.decode()
    assert (f'href="{reverse("desk:page")}"' in page) == (role in REVIEWERS)


def test_every_address_and_action_is_tried(world: World) -> None:
    assert {ask.name for ask in ASKS} == {pattern.name for pattern in urls.urlpatterns}
    assert {ask.args(world)[1] for ask in ASKS if ask.name == "act"} == set(actions.ACTIONS)
