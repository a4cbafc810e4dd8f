"""What lists can be narrowed by."""

from __future__ import annotations

import uuid

import django_filters
from django.db.models import QuerySet
from django_filters.rest_framework import FilterSet

from quotes.api.search import ORDERS, query_of
from quotes.models import QuoteKind, ReviewStatus, Source, Speaker, SpeakerKind, Statement
from quotes.models.statement import StatementQuerySet
from quotes.search import matching
from quotes.speakers.linking import canonical


class StatementFilter(FilterSet):
    """Statements by speaker, source, kind, status, dates, confidence, words."""

    speaker = django_filters.UUIDFilter(method="by_speaker", help_text="Speaker id; ids of merged speakers follow.")
    source = django_filters.UUIDFilter(field_name="source__public_id", help_text="Source id.")
    outlet = django_filters.CharFilter(field_name="source__outlet__domain", help_text="Domain of the outlet.")
    quote_kind = django_filters.MultipleChoiceFilter(choices=QuoteKind.choices)
    review_status = django_filters.MultipleChoiceFilter(choices=ReviewStatus.choices)
    published_after = django_filters.DateFilter(field_name="source__published_at", lookup_expr="date__gte")
    published_before = django_filters.DateFilter(field_name="source__published_at", lookup_expr="date__lte")
    said_after = django_filters.DateFilter(field_name="said_on", lookup_expr="gte")
    said_before = django_filters.DateFilter(field_name="said_on", lookup_expr="lte")
    confidence_min = django_filters.NumberFilter(field_name="confidence", lookup_expr="gte", min_value=0, max_value=1)
    confidence_max = django_filters.NumberFilter(field_name="confidence", lookup_expr="lte", min_value=0, max_value=1)
    text = django_filters.CharFilter(lookup_expr="icontains", help_text="Words that the statement holds.")
    search = django_filters.CharFilter(
        method="by_words",
        help_text="Words in the statement or around it: “a phrase” in quotation marks, OR, -word, begin*. "
        "At most 1,000 characters.",
    )
    order = django_filters.ChoiceFilter(
        choices=ORDERS, method="any_order", help_text="newest (the default), or relevance where “search” is given."
    )

    class Meta:
        model = Statement
        fields: list[str] = []

    def by_speaker(self, queryset: QuerySet[Statement], name: str, value: uuid.UUID) -> QuerySet[Statement]:
        """Statements of a speaker, under whichever id they are known."""
        speaker = Speaker.objects.select_related("merged_into").filter(public_id=value).first()
        return queryset.filter(speaker=canonical(speaker)) if speaker is not None else queryset.none()

    def by_words(self, queryset: StatementQuerySet, name: str, value: str) -> StatementQuerySet:
        """Statements that full-text search finds."""
        query = query_of(value)
        return queryset if query is None else matching(queryset, query)

    def any_order(self, queryset: StatementQuerySet, name: str, value: str) -> StatementQuerySet:
        """Narrows nothing: the pages are put in order by the paginator."""
        return queryset


class ExportFilter(StatementFilter):
    """Statements of an export, which has an order of its own: the oldest first."""

    order = None  # type: ignore[assignment]  # so a filter of the class above is taken away


class SpeakerFilter(FilterSet):
    """Speakers by kind, name, Wikidata id."""

    speaker_kind = django_filters.MultipleChoiceFilter(field_name="kind", choices=SpeakerKind.choices)
    name = django_filters.CharFilter(lookup_expr="icontains", help_text="Part of the name.")
    wikidata_id = django_filters.CharFilter(help_text="As Wikidata writes it: Q42.")

    class Meta:
        model = Speaker
        fields: list[str] = []


class SourceFilter(FilterSet):
    """Sources by outlet, language, dates, address, text hash."""

    outlet = django_filters.CharFilter(field_name="outlet__domain", help_text="Domain of the outlet.")
    language = django_filters.CharFilter(help_text="ISO 639-1 code.")
    published_after = django_filters.DateFilter(field_name="published_at", lookup_expr="date__gte")
    published_before = django_filters.DateFilter(field_name="published_at", lookup_expr="date__lte")
    url = django_filters.CharFilter(help_text="The exact address.")
    text_sha256 = django_filters.CharFilter(help_text="SHA-256 of the text, in hexadecimal.")

    class Meta:
        model = Source
        fields: list[str] = []
