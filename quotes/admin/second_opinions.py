"""Whose statements need two editors who agree."""

from __future__ import annotations

from django.contrib import admin

from quotes.admin.base import QuotesAdmin
from quotes.models import SecondOpinionRule


@admin.register(SecondOpinionRule)
class SecondOpinionRuleAdmin(QuotesAdmin):
    list_display = ("__str__", "note", "created")
    list_select_related = ("outlet", "source", "speaker")
    fields = ("outlet", "source", "speaker", "note")
    autocomplete_fields = ("outlet", "source", "speaker")
    search_fields = ("outlet__name", "source__title", "speaker__name", "note")
