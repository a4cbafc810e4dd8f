"""Sources in the admin: snapshots to read, not to change."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from quotes.admin.base import QuotesAdmin, ReadOnlyAdmin
from quotes.models import ArchiveCopy, Source, SourceCopy, Statement

MOST_COPIES = 100


@admin.register(Source)
class SourceAdmin(ReadOnlyAdmin):
    list_display = ("title_or_address", "outlet", "kind", "published_at", "language", "statements_found")
    list_filter = ("kind", "language", ("outlet", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("outlet",)
    search_fields = ("title", "url", "text_sha256")
    fields = (
        "title", "kind", "outlet", "authors", "url", "canonical_url", "published_at", "retrieved_at", "language",
        "flags", "revises", "import_run", "extractor", "text_sha256", "public_id", "statements_link",
        "copies", "whole_text",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return Source.objects.light().with_statement_count(Statement.objects.all()).order_by("-id")

    @admin.display(description="source", ordering="title")
    def title_or_address(self, source: Source) -> str:
        return str(source)

    @admin.display(description="statements", ordering="statement_count")
    def statements_found(self, source: Any) -> int:
        return int(source.statement_count)

    @admin.display(description="statements")
    def statements_link(self, source: Any) -> str:
        address = reverse("admin:quotes_statement_changelist")
        return format_html(
            '<a href="{}?source__id__exact={}">{} statements</a>', address, source.pk, source.statement_count
        )

    @admin.display(description="printed nearly alike by")
    def copies(self, source: Source) -> str:
        """The articles with nearly the same text: one agency's report in many papers, or another version."""
        links = SourceCopy.objects.filter(Q(first=source) | Q(second=source)).order_by("-share", "id")[:MOST_COPIES]
        share = {link.first_id + link.second_id - source.pk: link.share for link in links}
        others = Source.objects.light().select_related("outlet").in_bulk(share)
        rows = []
        for pk, part in share.items():
            other = others[pk]
            address = reverse("admin:quotes_source_change", args=[pk])
            rows.append((address, other.outlet or "no outlet", other, f"{part:.0%}"))
        return format_html_join(mark_safe("<br>"), '{1}: <a href="{0}">{2}</a>, {3} of the text', rows) or "nobody"

    @admin.display(description="text")
    def whole_text(self, source: Source) -> str:
        return format_html('<div class="quotes-text">{}</div>', source.text)

    class Media:
        css = {"all": ("quotes/admin.css",)}


@admin.register(ArchiveCopy)
class ArchiveCopyAdmin(QuotesAdmin):
    """Editors add where an archive keeps an article; its own row never changes."""

    list_display = ("url", "source")
    list_select_related = ("source",)
    search_fields = ("url", "source__title", "source__url")
    autocomplete_fields = ("source",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArchiveCopy]:
        return ArchiveCopy.objects.defer("source__text", "source__original").order_by("-id")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """An address without a scheme is a secure one, as it will be in Django 6."""
        if db_field.name == "url":
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)
