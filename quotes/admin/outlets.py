"""Outlets in the admin."""

from __future__ import annotations

from django.contrib import admin

from quotes.admin.base import QuotesAdmin
from quotes.models import Outlet


@admin.register(Outlet)
class OutletAdmin(QuotesAdmin):
    list_display = ("name", "domain")
    search_fields = ("name", "domain")
    readonly_fields = ("public_id",)
