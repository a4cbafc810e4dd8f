"""Speakers, sources, outlets: what stands around statements."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet, Subquery
from django.db.models.expressions import OuterRef
from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request

from quotes.api.access import (
    sees_everything,
    visible_outlets,
    visible_sources,
    visible_speakers,
    visible_statements,
)
from quotes.api.filters import OutletFilter, SourceFilter, SpeakerFilter
from quotes.api.pagination import NEWEST, UPDATED
from quotes.api.serializers.sources import OutletSerializer, SourceDetailSerializer, SourceSerializer
from quotes.api.serializers.speakers import SpeakerSerializer
from quotes.api.views.base import Resource
from quotes.models import Outlet, Source, Speaker, SpeakerRole
from quotes.models.speaker import SpeakerRoleQuerySet
from quotes.speakers.linking import canonical


def loaded_speakers(request: Request, shape: frozenset[str]) -> QuerySet[Speaker]:
    """The speakers that the request may see, with what is shown of them in a fixed number of queries."""
    speakers: QuerySet[Speaker] = visible_speakers(request)
    if "aliases" in shape:
        speakers = speakers.prefetch_related("aliases")
    if "roles" in shape:
        roles: SpeakerRoleQuerySet = SpeakerRole.objects.all()
        if not sees_everything(request):
            roles = roles.told_beside(visible_statements(request))
        roles = roles.select_related("source").defer("source__text", "source__original")
        speakers = speakers.prefetch_related(Prefetch("roles", roles.order_by("title", "pk")))
    return speakers


@extend_schema_view(list=extend_schema(summary="Speakers"), retrieve=extend_schema(summary="One speaker"))
class SpeakerViewSet(Resource):
    """Who speaks. The id of a speaker who was merged into another goes on working: it gives the other."""

    queryset = Speaker.objects.none()
    filterset_class = SpeakerFilter
    serializer_class = SpeakerSerializer
    orders = (NEWEST, UPDATED)

    def get_queryset(self) -> QuerySet[Speaker]:
        return loaded_speakers(self.request, self.shape)

    def get_object(self) -> Speaker:
        speaker = Speaker.objects.select_related("merged_into").filter(public_id=self.kwargs["id"]).first()
        if speaker is None:
            raise Http404("There is no such speaker.")
        found: Speaker | None = self.get_queryset().filter(pk=canonical(speaker).pk).first()
        if found is None:
            raise Http404("There is no such speaker.")
        return found


@extend_schema_view(list=extend_schema(summary="Sources"), retrieve=extend_schema(summary="One source with its text"))
class SourceViewSet(Resource):
    """Immutable snapshots of what was published."""

    queryset = Source.objects.none()
    filterset_class = SourceFilter
    orders = (NEWEST, UPDATED)

    def get_queryset(self) -> QuerySet[Source]:
        sources: QuerySet[Source] = visible_sources(self.request).select_related("outlet")
        before = visible_sources(self.request).filter(pk=OuterRef("revises")).values("public_id")
        sources = sources.annotate(visible_revised=Subquery(before))
        return sources.defer("original") if self.action == "retrieve" else sources.defer("text", "original")

    def get_serializer_class(self) -> Any:
        return SourceDetailSerializer if self.action == "retrieve" else SourceSerializer


@extend_schema_view(list=extend_schema(summary="Outlets"), retrieve=extend_schema(summary="One outlet"))
class OutletViewSet(Resource):
    """Who publishes."""

    queryset = Outlet.objects.none()
    filterset_class = OutletFilter
    serializer_class = OutletSerializer
    orders = (NEWEST, UPDATED)

    def get_queryset(self) -> QuerySet[Outlet]:
        outlets = visible_outlets(self.request)
        # An outlet has printed a large part of all statements: a list counts them only when asked to.
        if "statement_count" in self.shape:
            outlets = outlets.with_statement_count(visible_statements(self.request))
        return outlets
