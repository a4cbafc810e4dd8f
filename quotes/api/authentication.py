"""Tokens in the header Authorization, and nowhere else."""

from __future__ import annotations

from typing import Any

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from quotes.tokens.service import find_token

SCHEME = "Bearer"


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer qt_…`"""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        words = get_authorization_header(request).split()
        if not words:
            return None
        if words[0].lower() != SCHEME.lower().encode() or len(words) != 2:
            raise AuthenticationFailed("Send the token as “Authorization: Bearer qt_…”.", "bad_token")
        token = find_token(secret=words[1].decode("latin-1"))
        if token is None:
            raise AuthenticationFailed(
                "The token is unknown, expired or revoked. Ask an administrator for a new one.", "bad_token"
            )
        return token.owner, token

    def authenticate_header(self, request: Request) -> str:
        return SCHEME
