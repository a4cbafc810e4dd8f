"""Who may do what at the desk. The only place that knows the names of permissions."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def may_review(user: Any) -> bool:
    """Decide about statements, and add what was missed."""
    return bool(user.has_perm("quotes.review_statement"))


def may_name_speakers(user: Any) -> bool:
    """Bring a new speaker into the database."""
    return bool(user.has_perm("quotes.add_speaker"))


def for_reviewers(view: View) -> View:
    """A view of the admin for those who may review; others get 403, strangers the log-in page."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_review(request.user):
            raise PermissionDenied("You may not review statements.")
        return view(request, *args, **kwargs)

    return admin.site.admin_view(checked)
