"""Tokens: what they open, and that nothing betrays them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from quotes.models import ApiToken
from quotes.tokens.service import make_token
from tests.factories import StatementFactory, UserFactory, client_of, editor_with_rights, token_of

pytestmark = pytest.mark.django_db
# scope of the token -> what it opens; the owner may do it all
OPENS: list[tuple[dict[str, bool], set[str]]] = [
    ({}, set()),
    ({"may_read_all": True}, {"pending", "reviews", "imports"}),
    ({"may_import": True}, {"imports", "send"}),
    ({"may_review": True}, set()),
    ({"may_read_all": True, "may_review": True, "may_import": True}, {"pending", "reviews", "imports", "send"}),
]


def opened(secret: str) -> set[str]:
    client = client_of(secret)
    found = {name for name in ("reviews", "imports") if client.get(f"/api/v1/{name}/").status_code == 200}
    if client.get("/api/v1/statements/?review_status=pending").json()["results"]:
        found.add("pending")
    if client.post("/api/v1/imports", [{"text": "Rain."}], format="json").status_code == 202:
        found.add("send")
    return found


@pytest.mark.parametrize(("scopes", "opens"), OPENS, ids=lambda value: "+".join(sorted(value)) or "none")
def test_a_token_opens_what_its_scopes_say(scopes: dict[str, bool], opens: set[str]) -> None:
    StatementFactory()
    assert opened(token_of(editor_with_rights(), **scopes)) == opens


def test_a_token_gives_no_more_than_its_owner_has() -> None:
    StatementFactory()
    assert opened(token_of(UserFactory(), may_read_all=True, may_review=True, may_import=True)) == set()


@pytest.mark.parametrize("why", ["expired", "revoked", "owner gone", "unknown", "no secret", "other scheme"])
def test_a_bad_token_is_refused(why: str) -> None:
    owner = editor_with_rights()
    secret = token_of(owner, may_read_all=True)
    header = f"Bearer {secret}"
    if why == "expired":
        past = timezone.now() - dt.timedelta(seconds=1)
        ApiToken.objects.update(created=past - dt.timedelta(days=1), expires_at=past)
    elif why == "revoked":
        ApiToken.objects.update(revoked_at=timezone.now())
    elif why == "owner gone":
        type(owner).objects.update(is_active=False)
    else:
        header = {"unknown": "Bearer qt_x", "no secret": "Bearer", "other scheme": f"Basic {secret}"}[why]
    answer = Client().get("/api/v1/statements/", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert secret not in answer.content.decode()


def test_the_secret_is_not_stored() -> None:
    token, secret = make_token(owner=UserFactory(), name="x", expires_at=timezone.now() + dt.timedelta(days=1))
    stored = ApiToken.objects.filter(pk=token.pk).values().get()
    assert not any(secret in str(value) for value in stored.values())


def test_a_token_in_the_address_is_refused_and_not_repeated(caplog: Any) -> None:
    secret = token_of(UserFactory())
    answer = Client().get("/api/v1/statements/", {"token": secret})
    assert answer.status_code == 400
    assert secret not in answer.content.decode() + caplog.text


def test_an_administrator_makes_a_token_sees_it_once_and_revokes_it(admin_client: Client, admin_user: Any) -> None:
    end = timezone.now() + dt.timedelta(days=30)
    form = {"name": "mirror", "owner": admin_user.pk, "may_read_all": "on",
            "expires_at_0": f"{end:%Y-%m-%d}", "expires_at_1": f"{end:%H:%M:%S}"}  # fmt: skip
    StatementFactory()
    made = admin_client.post("/admin/quotes/apitoken/add/", form)
    assert "no-store" in made["Cache-Control"]
    secret = made.content.decode().split('<code id="secret">')[1].split("<")[0]
    token = ApiToken.objects.get()
    assert opened(secret) == {"pending", "reviews", "imports"}
    for page in ("/admin/quotes/apitoken/", f"/admin/quotes/apitoken/{token.pk}/change/"):
        assert secret not in admin_client.get(page).content.decode()
    assert secret not in str(dict(admin_client.session)) + str(admin_client.cookies)
    chosen = {"action": "revoke", "_selected_action": [token.pk]}
    admin_client.post("/admin/quotes/apitoken/", chosen)
    assert client_of(secret).get("/api/v1/statements/").status_code == 401


def test_only_a_superuser_makes_a_token_for_somebody_else(admin_user: Any) -> None:
    from django.contrib.auth.models import Permission

    clerk = UserFactory(is_staff=True)
    clerk.user_permissions.set(Permission.objects.filter(content_type__model="apitoken"))
    client = Client()
    client.force_login(clerk)
    form = {"name": "mine", "owner": admin_user.pk, "expires_at_0": "2030-01-01", "expires_at_1": "00:00:00"}
    assert client.post("/admin/quotes/apitoken/add/", form).status_code == 200
    assert ApiToken.objects.count() == 0
