"""Imports in the admin."""

from __future__ import annotations

from django.contrib import admin
from django.utils.html import format_html_join

from quotes.admin.base import ReadOnlyAdmin
from quotes.models import EngineDisagreement, EngineRerun, ImportItem, ImportRun, ItemOutcome

MOST_ERRORS = 200


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = (
        "created",
        "articles_new",
        "articles_known",
        "articles_failed",
        "statements",
        "unattributed",
    )
    fields = (
        "created", "finished_at", "started_by", "inputs", "engine_version", "articles_new", "articles_known",
        "articles_failed", "statements", "unattributed", "public_id", "errors",
    )  # fmt: skip

    @admin.display(description="errors")
    def errors(self, run: ImportRun) -> str:
        items = run.items.filter(outcome=ItemOutcome.FAILED)[:MOST_ERRORS]
        return format_html_join("", "<p><strong>{}</strong>: {}</p>", ((i.where, i.error) for i in items)) or "none"


@admin.register(ImportItem)
class ImportItemAdmin(ReadOnlyAdmin):
    list_display = ("where", "outcome", "source", "error")
    list_filter = ("outcome",)
    list_select_related = ("source",)
    search_fields = ("where", "error")


@admin.register(EngineRerun)
class EngineRerunAdmin(ReadOnlyAdmin):
    list_display = ("created", "engine_version", "sources", "kept", "added", "withdrawn")
    fields = (
        "created", "finished_at", "started_by", "engine_version", "sources", "kept", "added", "withdrawn", "public_id",
        "failures",
    )  # fmt: skip

    @admin.display(description="errors")
    def failures(self, rerun: EngineRerun) -> str:
        rows = ((error["source"], error["error"]) for error in rerun.errors[:MOST_ERRORS])
        return format_html_join("", "<p><strong>{}</strong>: {}</p>", rows) or "none"


@admin.register(EngineDisagreement)
class EngineDisagreementAdmin(ReadOnlyAdmin):
    list_display = ("statement", "in_words", "engine_version", "created")
    list_filter = ("engine_version",)
    list_select_related = ("statement",)
    search_fields = ("statement__text",)
    fields = ("statement", "in_words", "proposal", "engine_version", "rerun", "created")

    @admin.display(description="where it disagrees with editors")
    def in_words(self, disagreement: EngineDisagreement) -> str:
        return " ".join(disagreement.differences)
