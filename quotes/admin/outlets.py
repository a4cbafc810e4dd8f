"""Outlets in the admin."""

from __future__ import annotations

from django.contrib import admin

from quotes.models import Outlet


@admin.register(Outlet)
class OutletAdmin(admin.ModelAdmin[Outlet]):
    list_display = ("name", "domain")
    search_fields = ("name", "domain")
    readonly_fields = ("public_id",)
    show_full_result_count = False
