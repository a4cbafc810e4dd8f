"""Kept answers in the admin: administrators see the list, and remove what must not stay at its address."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from quotes.admin.base import ReadOnlyAdmin
from quotes.lookup.keeping import Unreadable, read
from quotes.models import KeptAnswer


@admin.register(KeptAnswer)
class KeptAnswerAdmin(ReadOnlyAdmin):
    list_display = ("kept_at", "asked", "page")
    search_fields = ("public_id", "body")
    fields = ("kept_at", "asked", "page", "digest")
    ordering = ("-id",)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    @admin.display(description="question")
    def asked(self, row: KeptAnswer) -> str:
        try:
            kept = read(row)
        except Unreadable:
            return "(in a form that is not read any more)"
        questions = [item.question for item in kept.items]
        claimed = f" ({questions[0].speaker})" if questions[0].speaker else ""
        more = f" and {len(questions) - 1} more" if len(questions) > 1 else ""
        return f"{questions[0].quote[:200]}{claimed}{more}"

    @admin.display(description="page")
    def page(self, row: KeptAnswer) -> Any:
        return format_html('<a href="{}">as it is shown</a>', reverse("web:kept", args=[row.public_id]))
