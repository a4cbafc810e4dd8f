"""The record of decisions in the admin."""

from __future__ import annotations

from django.contrib import admin

from quotes.admin.base import ReadOnlyAdmin
from quotes.models import Review


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = ("created", "reviewer", "decision", "reason", "statement", "note")
    list_filter = ("decision", "reason", ("reviewer", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("reviewer", "statement")
    search_fields = ("statement__text", "note")
