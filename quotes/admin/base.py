"""What the admin pages have in common."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from quotes.admin.paging import NearChangeList, NearPaginator, counted_for


class QuotesAdmin(admin.ModelAdmin[Any]):
    """A page of the desk: refuses what somebody may not do, instead of passing over it."""

    list_per_page = 50
    show_full_result_count = False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list. An action that this person may not take is refused with 403, where Django only warns."""
        for asked in filter(None, request.POST.getlist("action")):
            if asked not in self.get_actions(request):
                raise PermissionDenied
        return super().changelist_view(request, extra_context)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[NearChangeList]:
        return NearChangeList

    def get_paginator(
        self,
        request: HttpRequest,
        queryset: QuerySet[Any],
        per_page: int,
        orphans: int = 0,
        allow_empty_first_page: bool = True,
    ) -> NearPaginator:
        return NearPaginator(
            queryset, per_page, orphans, allow_empty_first_page, counted=counted_for(request, per_page)
        )


class ReadOnlyAdmin(QuotesAdmin):
    """A page that shows rows and changes none: services do."""

    actions: tuple[str, ...] = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
