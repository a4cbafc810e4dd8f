"""Quotations in the admin: which words many articles print, and where they name different speakers."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from quotes.admin.base import ReadOnlyAdmin
from quotes.models import Misattribution, Occurrence, Quotation, SourceCopy


class SpeakerConflict(admin.SimpleListFilter):
    """Quotations whose occurrences name different speakers."""

    title = "speakers"
    parameter_name = "speakers"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("conflict", "different speakers")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Quotation]) -> QuerySet[Quotation]:
        if self.value() != "conflict":
            return queryset
        return queryset.filter(pk__in=Quotation.objects.with_conflict().values("pk"))


class OccurrenceInline(admin.TabularInline[Occurrence, Quotation]):
    model = Occurrence
    fields = readonly_fields = ("statement", "who", "article", "review_status")
    can_delete = False
    extra = 0
    max_num = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Occurrence]:
        occurrences = super().get_queryset(request).select_related("statement__speaker", "statement__source__outlet")
        return occurrences.defer("statement__source__text", "statement__source__original")

    @admin.display(description="speaker")
    def who(self, occurrence: Occurrence) -> str:
        speaker = occurrence.statement.speaker
        return speaker.name if speaker is not None else occurrence.statement.get_attribution_status_display()

    @admin.display(description="article")
    def article(self, occurrence: Occurrence) -> str:
        return str(occurrence.statement.source)

    @admin.display(description="review")
    def review_status(self, occurrence: Occurrence) -> str:
        return occurrence.statement.get_review_status_display()


@admin.register(Quotation)
class QuotationAdmin(ReadOnlyAdmin):
    list_display = (
        "__str__",
        "speakers",
        "occurrence_count",
        "outlet_count",
        "independent_count",
        "first_appeared_at",
    )
    list_filter = (SpeakerConflict,)
    search_fields = ("text",)
    ordering = ("-id",)
    inlines = (OccurrenceInline,)
    fields = (
        "text",
        "first_appeared_at",
        "occurrence_count",
        "outlet_count",
        "independent_count",
        "merged_into",
        "public_id",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quotation]:
        return Quotation.objects.current().with_speaker_count().order_by("-id")

    @admin.display(description="speakers", ordering="speaker_count")
    def speakers(self, quotation: Any) -> str:
        number: int = quotation.speaker_count
        return f"{number} in conflict" if number > 1 else str(number)


@admin.register(Misattribution)
class MisattributionAdmin(ReadOnlyAdmin):
    list_display = ("statement", "speaker", "note", "marked_by", "created", "withdrawn_at")
    search_fields = ("note", "statement__text", "speaker__name")
    ordering = ("-id",)


@admin.register(SourceCopy)
class SourceCopyAdmin(ReadOnlyAdmin):
    list_display = ("first", "second", "share")
    ordering = ("-id",)
