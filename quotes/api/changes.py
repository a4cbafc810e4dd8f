"""GET /api/v1/changes: what a mirror needs to stay in step."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import reverse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import permissions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from quotes.api.parameters import checked
from quotes.api.problems import Refused
from quotes.api.serializers.records import RecordField
from quotes.api.serializers.summaries import ID, MOMENT, SITE
from quotes.api.views.base import ApiView
from quotes.changes.feed import RestoredFeed, UnknownCursor, read
from quotes.models import ChangeKind, ObjectKind


class ChangeParameters(serializers.Serializer[Any]):
    """Where a mirror stands, and how much it takes at once."""

    since = serializers.UUIDField(required=False, help_text="The `cursor` that you got last; without it, all.")
    limit = serializers.IntegerField(default=200, min_value=1, max_value=1000, help_text="At most so many changes.")


class ChangeSerializer(serializers.Serializer[Any]):
    """One change, with what its object is now."""

    examples: ClassVar[dict[str, Any]] = {
        "change_kind": "updated", "object_kind": "statement", "id": ID, "at": MOMENT, "into": ID,
    }  # fmt: skip
    change_kind = serializers.ChoiceField(
        choices=ChangeKind.choices,
        help_text="What to do: write the record (created, updated), delete it (gone), or go on with `into` (merged).",
    )
    object_kind = serializers.ChoiceField(choices=ObjectKind.choices, help_text="What sort of object it is.")
    id = serializers.UUIDField(help_text="The object's id.")
    at = serializers.DateTimeField(help_text="When it was changed, UTC.")
    into = serializers.UUIDField(allow_null=True, help_text="As whom a merged speaker goes on.")
    record = RecordField(allow_null=True, help_text="What the object is now, as exports give it.")


class ChangesSerializer(serializers.Serializer[Any]):
    """A page of the feed."""

    examples: ClassVar[dict[str, Any]] = {"cursor": ID, "has_more": False, "next": f"{SITE}/changes?since={ID}"}
    changes = ChangeSerializer(many=True, help_text="In the order in which to apply them.")
    cursor = serializers.UUIDField(allow_null=True, help_text="Keep it; give it as `since`. Null: nothing yet.")
    has_more = serializers.BooleanField(help_text="Whether to ask again at once.")
    next = serializers.URLField(help_text="Where to ask next, at once or later.")


class ChangesView(ApiView):
    """Every change of what is public, in an order in which none is missed.

    Of pending and rejected statements there is nothing in it, whoever asks. What was public and
    is no longer is `gone`.
    """

    permission_classes = (permissions.AllowAny,)
    own_parameters = frozenset({"since", "limit"})

    @extend_schema(
        summary="What changed since",
        parameters=[ChangeParameters],
        responses={
            200: OpenApiResponse(ChangesSerializer, description="The changes behind `since`, at most `limit`."),
            410: OpenApiResponse(description="The cursor is no longer known: take an export and begin there"),
            503: OpenApiResponse(description="The database was restored, and the feed not begun anew by who runs it"),
        },
    )
    def get(self, request: Request) -> Response:
        asked = checked(ChangeParameters(data=request.query_params.dict()))
        limit = asked["limit"]
        try:
            page = read(since=asked.get("since"), limit=limit)
        except UnknownCursor as error:
            raise Refused(410, "gone", str(error)) from error
        except RestoredFeed as error:
            raise Refused(503, "feed_restored", str(error)) from error
        address = request.build_absolute_uri(reverse("changes"))
        since = f"since={page.cursor}&" if page.cursor else ""
        return Response(
            {
                "changes": page.entries,
                "cursor": page.cursor,
                "has_more": page.has_more,
                "next": f"{address}?{since}limit={limit}",
            }
        )
