"""The address of a late page, as a reader who follows `next` would come to it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from rest_framework.test import APIClient, APIRequestFactory

from quotes.api.pagination import NEWEST, PAGE_SIZE, UPDATED, Cursor
from quotes.api.search import RELEVANCE
from quotes.api.views.reading import OutletViewSet, SourceViewSet, SpeakerViewSet
from quotes.api.views.statements import StatementViewSet
from quotes.models import Change

ROOT = "/api/v1/"
VIEWS: dict[str, Any] = {
    "statements": StatementViewSet,
    "speakers": SpeakerViewSet,
    "sources": SourceViewSet,
    "outlets": OutletViewSet,
}
CHANGES = 200


def address(resource: str, query: str) -> str:
    """The first page."""
    slash = "" if resource == "changes" else "/"
    return f"{ROOT}{resource}{slash}?{query}" if query else f"{ROOT}{resource}{slash}"


def late(resource: str, query: str, page: int) -> tuple[str, int] | None:
    """The address and the number of that page, else of the last one; None where the first is the last.

    The way of a reader is long: the row that the page before ends with is counted out instead, and
    the cursor is made of it. Rankings, which end after a thousand rows, are walked.
    """
    if resource == "changes":
        return _late_changes(page)
    path = address(resource, query)
    if f"order={RELEVANCE}" in query:
        return _walked(path)
    order = UPDATED if f"order={UPDATED}" in query else NEWEST
    rows = _rows(resource, path).order_by(*(("modified", "pk") if order == UPDATED else ("-pk",)))
    found = rows.values_list("public_id", "modified")
    ends = list(found[(page - 1) * PAGE_SIZE - 1 : (page - 1) * PAGE_SIZE + 1])
    if len(ends) < 2:
        page = -(-rows.count() // PAGE_SIZE)
        if page < 2:
            return None
        ends = list(found[(page - 1) * PAGE_SIZE - 1 : (page - 1) * PAGE_SIZE])
    key, modified = ends[0]
    cursor = Cursor(order, str(key), modified.isoformat() if order == UPDATED else "").write()
    return f"{path}{'&' if query else '?'}{urlencode({'cursor': cursor})}", page


def _rows(resource: str, path: str) -> QuerySet[Any]:
    view = VIEWS[resource]()
    view.action_map, view.format_kwarg, view.kwargs = {"get": "list"}, None, {}
    view.request = view.initialize_request(APIRequestFactory().get(path))
    rows: QuerySet[Any] = view.filter_queryset(view.get_queryset())
    return rows


def _walked(path: str) -> tuple[str, int] | None:
    client, here, page = APIClient(), path, 1
    while following := client.get(here).json()["next"]:
        here, page = following, page + 1
    return (here.removeprefix("http://testserver"), page) if page > 1 else None


def _late_changes(page: int) -> tuple[str, int] | None:
    page = min(page, Change.objects.count() // CHANGES)
    if page < 2:
        return None
    before = Change.objects.order_by("xact", "id")[(page - 1) * CHANGES - 1]
    return address("changes", f"since={before.token}"), page
