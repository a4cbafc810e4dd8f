"""Quotations in the admin: which words many articles print, and where they name different speakers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from quotes.admin.base import ReadOnlyAdmin
from quotes.admin.misattributions import marks_context, may_judge, told
from quotes.lookup.judgements import join, part
from quotes.models import Occurrence, Quotation, SourceCopy, Statement

MOST_CHOICES = 200
"""Occurrences that a page offers to mark or to part; there is no reading longer lists."""


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


class JudgementForm(forms.Form):
    """Why, for colleagues."""

    note = forms.CharField(required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class OccurrenceInline(admin.TabularInline[Occurrence, Quotation]):
    model = Occurrence
    fields = readonly_fields = ("printed", "who", "article", "review_status")
    can_delete = False
    extra = 0
    max_num = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Occurrence]:
        occurrences = super().get_queryset(request).select_related("statement__speaker", "statement__source__outlet")
        return occurrences.defer("statement__source__text", "statement__source__original")

    @admin.display(description="words as printed")
    def printed(self, occurrence: Occurrence) -> str:
        address = reverse("admin:quotes_statement_change", args=[occurrence.pk])
        return format_html('<a href="{}">{}</a>', address, occurrence.statement.text)

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

    actions = ("join_chosen",)
    change_form_template = "admin/quotes/quotation/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quotation]:
        return Quotation.objects.current().with_speaker_count().order_by("-id")

    def has_judge_permission(self, request: HttpRequest) -> bool:
        return may_judge(request)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.part_view)
        return [path("<int:pk>/part/", view, name="quotes_quotation_part"), *super().get_urls()]

    @admin.action(description="Say that the chosen two are one quotation …", permissions=["judge"])
    def join_chosen(self, request: HttpRequest, queryset: QuerySet[Quotation]) -> HttpResponse | None:
        chosen = list(queryset.order_by("pk")[:3])
        if len(chosen) != 2:
            self.message_user(request, "Choose exactly two quotations.", messages.ERROR)
            return None
        form = JudgementForm(request.POST if "confirmed" in request.POST else None)
        if form.is_bound and form.is_valid():
            note = form.cleaned_data["note"]
            told(
                self,
                request,
                lambda: join(one=chosen[0], other=chosen[1], judged_by=request.user, note=note),
                "They are one quotation now. Take it back under Wording judgements.",
            )
            return HttpResponseRedirect(reverse("admin:quotes_quotation_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "form": form,
            "quotations": chosen,
            "opts": self.model._meta,
            "title": "One quotation",
        }
        return TemplateResponse(request, "admin/quotes/quotation/join.html", context)

    def part_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the words of one occurrence out of a quotation."""
        if not may_judge(request) or request.method != "POST":
            raise PermissionDenied
        chosen = request.POST.get("statement", "")
        statement = get_object_or_404(Statement, pk=int(chosen) if chosen.isdecimal() else 0, occurrence__quotation=pk)
        note = request.POST.get("note", "")[:1000]
        told(
            self,
            request,
            lambda: part(statement=statement, judged_by=request.user, note=note),
            "These words are a quotation of their own now. Take it back under Wording judgements.",
        )
        return HttpResponseRedirect(reverse("admin:quotes_quotation_change", args=[pk]))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = dict(extra_context or {})
        quotation = int(object_id) if object_id.isdecimal() else 0
        statements = Statement.objects.filter(occurrence__quotation=quotation).select_related("speaker", "source")
        statements = statements.defer("source__text", "source__original", "evidence", "candidates").order_by("pk")
        shown = list(statements[:MOST_CHOICES])
        context |= marks_context(request, shown, quotation, at="quotation")
        context |= {
            "statements": shown,
            "wordings": Occurrence.objects.filter(quotation=quotation).values("words_hash").distinct().count(),
        }
        return super().change_view(request, object_id, form_url, context)

    class Media:
        css = {"all": ("quotes/admin.css",)}

    @admin.display(description="speakers", ordering="speaker_count")
    def speakers(self, quotation: Any) -> str:
        number: int = quotation.speaker_count
        return f"{number} in conflict" if number > 1 else str(number)


@admin.register(SourceCopy)
class SourceCopyAdmin(ReadOnlyAdmin):
    list_display = ("first", "second", "share")
    ordering = ("-id",)
