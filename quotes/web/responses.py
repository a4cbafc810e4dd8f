"""What every page has in common: who sees it, how long it may be kept, what it may load."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import conditional_page

from quotes.review.access import sees_everything

SECONDS = 60
"""How long others may keep a page: no longer, since editors take misattributions back."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """A page that loads nothing but this site's own files; kept by caches for the public's GET only."""

    @conditional_page
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Content-Security-Policy"] = POLICY
        patch_vary_headers(response, ["Cookie"])
        if request.user.is_authenticated or request.method == "POST" or response.status_code >= 400:
            patch_cache_control(response, private=True, no_store=True)
        else:
            patch_cache_control(response, public=True, max_age=SECONDS)
        return response

    return page


def shown(request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """A page, with whether the one who reads it sees what waits for an editor."""
    return render(request, template, {"sees_everything": sees_everything(request.user), **context}, status=status)


def missing(request: HttpRequest, what: str) -> HttpResponse:
    """404, the same for what there is not and for what editors have not let through."""
    return shown(request, "web/missing.html", {"what": what}, status=404)
