"""Who makes tokens of the API, and what a token may not do whoever owns it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.utils import timezone

from quotes.models import ApiToken, Review, SpeakerMerge
from tests.factories import UserFactory, token_of
from tests.roles import ACTS, ADMINISTRATORS, ROLES, World, admin, client_of, make_world, post

pytestmark = pytest.mark.django_db


@pytest.fixture(name="world")
def _world() -> World:
    return make_world()


@pytest.mark.parametrize("role", ROLES)
def test_only_administrators_make_tokens_and_see_only_their_own(role: str, world: World) -> None:
    token_of(UserFactory(username="somebody-else"))
    (theirs,) = ApiToken.objects.all()
    client = client_of(role)
    page = client.get(admin("quotes_apitoken_changelist"))
    assert page.status_code == client.get(admin("quotes_apitoken_add")).status_code
    assert page.status_code == (200 if role in ADMINISTRATORS else 403)
    assert "somebody-else" not in page.content.decode()
    assert client.get(admin("quotes_apitoken_change", theirs.pk)).status_code == (
        302 if role in ADMINISTRATORS else 403
    )
    until = timezone.now() + dt.timedelta(days=9)
    data = {"name": "mirror", "owner": get_user(client).pk, "expires_at_0": f"{until:%Y-%m-%d}",
            "expires_at_1": "12:00:00"}  # fmt: skip
    made = client.post(admin("quotes_apitoken_add"), data)
    assert made.status_code == (200 if role in ADMINISTRATORS else 403)
    assert ApiToken.objects.count() == (2 if role in ADMINISTRATORS else 1)


@pytest.mark.parametrize("scopes", [{}, {"may_read_all": True, "may_import": True}])
def test_a_token_without_the_scope_decides_nothing(scopes: dict[str, bool], world: World) -> None:
    owner = UserFactory(is_superuser=True)
    secret = token_of(owner, **scopes)
    before = deeds()
    for act in ACTS:
        if act.api and act.address(world) != "/api/v1/imports/":
            assert post(Client(headers={"Authorization": f"Bearer {secret}"}), act, world).status_code == 403, act.name
    assert deeds() == before


def test_no_token_merges(world: World) -> None:
    secret = token_of(UserFactory(is_superuser=True), may_read_all=True, may_review=True, may_import=True)
    (act,) = (act for act in ACTS if act.name == "merge by API")
    before = deeds()
    assert post(Client(headers={"Authorization": f"Bearer {secret}"}), act, world).status_code == 403
    assert deeds() == before


def deeds() -> tuple[int, int]:
    """What decisions and merges leave behind, where a token's day of use does not count."""
    return Review.objects.count(), SpeakerMerge.objects.count()
