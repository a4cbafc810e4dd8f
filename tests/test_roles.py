"""Every role against every route, through the admin and the API: who may, does; who may not, leaves no trace."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin import site
from django.test import Client
from django.urls import URLPattern, resolve

from quotes.api.conditional import statement_etag
from quotes.api.urls import urlpatterns
from quotes.lookup.answers import Question
from quotes.lookup.keeping import keep
from quotes.models import KeptAnswer
from tests.factories import (
    UserFactory,
)
from tests.roles import (
    ACTS,
    ADMINISTRATORS,
    READERS,
    ROLES,
    Act,
    World,
    admin,
    client_of,
    fingerprint,
    make_world,
    page_of,
    post,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(name="world")
def _world() -> World:
    return make_world()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_who_may_does_and_who_may_not_leaves_no_trace(act: Act, role: str, world: World) -> None:
    client, before = client_of(role), fingerprint()
    response = post(client, act, world)
    if role in act.who:
        assert response.status_code == (act.status if act.api else 302), response.content
        assert fingerprint() != before
    else:
        assert response.status_code == 403
        assert fingerprint() == before


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_a_stranger_does_nothing(act: Act, world: World) -> None:
    before = fingerprint()
    response = post(Client(), act, world)
    assert response.status_code == 401 if act.api else "/login/" in response["Location"]
    assert fingerprint() == before


def test_not_even_a_superuser_changes_what_only_services_change(world: World) -> None:
    user = UserFactory(is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(user)
    before = fingerprint()
    for act in ACTS:
        if not act.who:
            assert post(client, act, world).status_code == 403, act.name
    assert fingerprint() == before


LISTS = (
    "outlet", "source", "speaker", "speakermerge", "statement", "review", "importrun", "importitem", "enginererun",
    "enginedisagreement", "secondopinionrule", "calibration", "quotation", "misattribution", "sourcecopy",
    "archivecopy", "wordingjudgement",
)  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("model", LISTS)
def test_who_reads_the_lists_and_pages(model: str, role: str, world: World) -> None:
    client = client_of(role)
    expected = 200 if role in READERS else 403
    assert client.get(admin(f"quotes_{model}_changelist")).status_code == expected
    assert client.get(page_of(world, model, "change")).status_code == expected


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", ["statements", "speakers", "sources"])
def test_who_sees_pending_things_in_the_api(kind: str, role: str, world: World) -> None:
    rows = {"statements": world.statement, "speakers": world.speaker, "sources": world.statement.source}
    page = client_of(role).get(f"/api/v1/{kind}/{rows[kind].public_id}/")
    assert page.status_code == (200 if role in READERS else 404)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_role_writes_through_the_resources(method: str, role: str, world: World) -> None:
    client, before = client_of(role), fingerprint()
    for kind, row in (("statements", world.statement), ("speakers", world.speaker)):
        assert getattr(client, method)(f"/api/v1/{kind}/{row.public_id}/").status_code in {403, 405}
    assert fingerprint() == before


OPEN = {"extract", "check"}  # take POST and store nothing


def test_every_address_of_the_api_that_takes_post_is_tried(world: World) -> None:
    """A new address that takes POST needs its line in ACTS, or, where it stores nothing, in OPEN."""
    taking = {pattern.name for pattern in addresses() if takes_post(pattern.callback)}
    assert taking == OPEN | {resolve(act.address(world)).url_name for act in ACTS if act.api}


def addresses() -> Iterator[URLPattern]:
    for pattern in urlpatterns:
        yield from [pattern] if isinstance(pattern, URLPattern) else pattern.url_patterns


def takes_post(view: Any) -> bool:
    return "post" in view.actions if hasattr(view, "actions") else hasattr(view.view_class, "post")


def test_every_table_is_on_the_list_of_readers(world: World) -> None:
    registered = {m._meta.model_name for m in site._registry if m._meta.app_label == "quotes"}
    assert registered == set(LISTS) | {"apitoken", "keptanswer"}


@pytest.mark.parametrize("role", ROLES)
def test_administrators_alone_see_what_answers_were_kept_and_remove_them(role: str, world: World) -> None:
    row, client = keep(Question("Nothing like this was ever said")), client_of(role)
    assert client.get(admin("quotes_keptanswer_changelist")).status_code == (200 if role in ADMINISTRATORS else 403)
    page = client.get(admin("quotes_keptanswer_change", row.pk))
    assert page.status_code == (200 if role in ADMINISTRATORS else 403)
    response = client.post(admin("quotes_keptanswer_delete", row.pk), {"post": "yes"})
    assert response.status_code == (302 if role in ADMINISTRATORS else 403)
    assert KeptAnswer.objects.exists() == (role not in ADMINISTRATORS)


@pytest.mark.parametrize(
    ("decision", "data", "tag", "status", "words"),
    [
        ("accept", {}, '"old.1"', 412, "changed"),
        ("accept", {}, None, 428, "If-Match"),
        ("reassign", {}, "", 400, "required"),
        ("reassign", {"speaker": "Ana"}, "", 400, "is no id"),
        ("accept", {"speaker": None}, "", 400, "speaker"),
        ("explode", {}, "", 404, ""),
    ],
)
def test_a_decision_by_api_that_makes_no_sense_says_why(
    decision: str, data: dict[str, Any], tag: str | None, status: int, words: str, world: World
) -> None:
    """tag is what If-Match says; empty: the statement's own; None: nothing."""
    client = client_of("reviewer")
    before = fingerprint()
    address = f"/api/v1/statements/{world.statement.public_id}/{decision}/"
    headers = {} if tag is None else {"If-Match": tag or statement_etag(world.statement, ())}
    response = client.post(address, json.dumps(data), content_type="application/json", headers=headers)
    assert (response.status_code, words in response.content.decode()) == (status, True), response.content
    assert fingerprint() == before


def test_a_merge_by_api_that_makes_no_sense_says_why(world: World) -> None:
    address = f"/api/v1/speakers/{world.other.public_id}/merges"
    data = json.dumps({"absorbed": str(world.other.public_id)})
    response = client_of("editor").post(address, data, content_type="application/json")
    assert (response.status_code, "into itself" in response.content.decode()) == (409, True)
