"""Tokens are made, found and revoked here; their secret is never stored."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import Any

from django.utils import timezone

from quotes.models import ApiToken

PREFIX = "qt_"
"""What every secret begins with, so that scanners of code find one that was committed."""


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is random and long, so that a plain digest cannot be guessed back."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def make_token(
    *,
    owner: Any,
    name: str,
    expires_at: dt.datetime,
    may_read_all: bool = False,
    may_review: bool = False,
    may_import: bool = False,
) -> tuple[ApiToken, str]:
    """A new token and its secret, which nobody can ever see again."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        owner=owner,
        name=name,
        digest=digest_of(secret),
        beginning=secret[:8],
        may_read_all=may_read_all,
        may_review=may_review,
        may_import=may_import,
        expires_at=expires_at,
    )
    return token, secret


def find_token(*, secret: str) -> ApiToken | None:
    """The token of a secret if it is good now and its owner may log in."""
    now = timezone.now()
    token = ApiToken.objects.select_related("owner").filter(digest=digest_of(secret)).first()
    if token is None or not token.is_good(now) or not token.owner.is_active:
        return None
    if token.last_used_on != now.date():  # once a day: reading should not write
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=now.date())
    return token


def revoke_token(*, token: ApiToken) -> None:
    """From now on it opens nothing. Twice is the same as once."""
    ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())
