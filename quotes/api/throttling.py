"""How much may be asked, told in every answer (draft-ietf-httpapi-ratelimit-headers)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from quotes.models import ApiToken

if TYPE_CHECKING:
    from rest_framework.views import APIView


class Measured(SimpleRateThrottle):
    """A throttle that remembers on the request what it found."""

    now: float
    history: list[float]
    num_requests: int
    duration: int

    def get_rate(self) -> str:
        return str(settings.API_RATES[str(self.scope)])

    def allow_request(self, request: Request, view: APIView) -> bool:
        allowed = super().allow_request(request, view)
        if getattr(self, "key", None) is not None:
            seen: list[Measured] = request.__dict__.setdefault("measured", [])
            seen.append(self)
        return allowed

    def policy(self) -> str:
        return f'"{self.scope}";q={self.num_requests};w={self.duration}'

    def left(self) -> str:
        """How many requests are left, and in how many seconds the oldest one no longer counts."""
        oldest = self.history[-1] if self.history else self.now
        remaining = max(0, self.num_requests - len(self.history))
        return f'"{self.scope}";r={remaining};t={max(0, math.ceil(self.duration - (self.now - oldest)))}'


class PerAddress(Measured):
    """Anonymous clients, by address."""

    scope = "anonymous"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        return None if request.user.is_authenticated else f"throttle_{self.scope}_{self.get_ident(request)}"


class PerToken(Measured):
    """Tokens, each by itself; somebody who is logged in counts as one."""

    scope = "token"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        if not request.user.is_authenticated:
            return None
        who = f"token{request.auth.pk}" if isinstance(request.auth, ApiToken) else f"user{request.user.pk}"
        return f"throttle_{self.scope}_{who}"


class ForAnybody(Measured):
    """What is open to everybody, in measure: by account, else by address."""

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        who = f"user{request.user.pk}" if request.user.is_authenticated else self.get_ident(request)
        return f"throttle_{self.scope}_{who}"


class ForExtraction(ForAnybody):
    """Running the engine."""

    scope = "extract"


class ForLookup(ForAnybody):
    """Looking quotations up."""

    scope = "check"


def rate_limit_headers(request: Any) -> dict[str, str]:
    """RateLimit-Policy and RateLimit of the throttles that looked at a request."""
    seen: list[Measured] = getattr(request, "__dict__", {}).get("measured", [])
    if not seen:
        return {}
    return {
        "RateLimit-Policy": ", ".join(throttle.policy() for throttle in seen),
        "RateLimit": ", ".join(throttle.left() for throttle in seen),
    }
