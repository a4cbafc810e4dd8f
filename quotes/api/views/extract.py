"""The resources of /api/v1/."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import mixins, permissions, viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle, BaseThrottle
from rest_framework.views import APIView

from quotes.api.access import visible_sources, visible_speakers, visible_statements
from quotes.api.extraction import extract_text
from quotes.api.filters import SourceFilter, SpeakerFilter, StatementFilter
from quotes.api.pagination import NewestFirst
from quotes.api.serializers import (
    ExtractRequestSerializer,
    ExtractResponseSerializer,
    SourceDetailSerializer,
    SourceSerializer,
    SpeakerDetailSerializer,
    SpeakerSerializer,
    StatementDetailSerializer,
    StatementSerializer,
)
from quotes.extraction import ExtractionError
from quotes.models import Source, Speaker, Statement
from quotes.speakers.linking import canonical


class ReadOnly(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Any]):
    """A list and its details, for everybody; what is in them depends on who asks."""

    permission_classes = (permissions.AllowAny,)
    pagination_class = NewestFirst
    lookup_field = "public_id"
    lookup_url_kwarg = "id"
    lookup_value_converter = "uuid"

    def get_serializer_context(self) -> dict[str, Any]:
        return {
            **super().get_serializer_context(),
            "visible_statements": visible_statements(self.request),
            "visible_sources": visible_sources(self.request),
        }


@extend_schema_view(
    list=extend_schema(summary="Statements, the newest first"),
    retrieve=extend_schema(summary="One statement"),
)
class StatementViewSet(ReadOnly):
    """What was said, by whom, where it stands. The public sees accepted and corrected statements."""

    queryset = Statement.objects.none()
    filterset_class = StatementFilter

    def get_queryset(self) -> QuerySet[Statement]:
        statements = visible_statements(self.request).with_context()
        return (
            statements.defer(None).defer("source__text", "source__original")
            if self.action == "retrieve"
            else statements
        )

    def get_serializer_class(self) -> type[StatementSerializer]:
        return StatementDetailSerializer if self.action == "retrieve" else StatementSerializer


@extend_schema_view(
    list=extend_schema(summary="Speakers, the newest first"), retrieve=extend_schema(summary="One speaker")
)
class SpeakerViewSet(ReadOnly):
    """Who speaks. The id of a speaker who was merged into another goes on working: it gives the other."""

    queryset = Speaker.objects.none()
    filterset_class = SpeakerFilter

    def get_queryset(self) -> QuerySet[Speaker]:
        return visible_speakers(self.request)

    def get_serializer_class(self) -> type[SpeakerSerializer]:
        return SpeakerDetailSerializer if self.action == "retrieve" else SpeakerSerializer

    def get_object(self) -> Speaker:
        speaker = Speaker.objects.select_related("merged_into").filter(public_id=self.kwargs["id"]).first()
        if speaker is None:
            raise Http404
        found: Speaker | None = self.get_queryset().filter(pk=canonical(speaker).pk).first()
        if found is None:
            raise Http404
        return found


@extend_schema_view(
    list=extend_schema(summary="Sources, the newest first"),
    retrieve=extend_schema(summary="One source with its text"),
)
class SourceViewSet(ReadOnly):
    """Immutable snapshots of what was published."""

    queryset = Source.objects.none()
    filterset_class = SourceFilter

    def get_queryset(self) -> QuerySet[Source]:
        sources = visible_sources(self.request).select_related("outlet").defer("original")
        return sources if self.action == "retrieve" else sources.defer("text", "original")

    def get_serializer_class(self) -> type[SourceSerializer]:
        return SourceDetailSerializer if self.action == "retrieve" else SourceSerializer


class ExtractThrottle(AnonRateThrottle):
    """The engine is open to everybody, in measure."""

    rate = "60/min"


class ExtractView(APIView):
    """Run the engine on a text. Nothing is stored."""

    permission_classes = (permissions.AllowAny,)
    throttle_classes: tuple[type[BaseThrottle], ...] = (ExtractThrottle,)

    @extend_schema(
        request=ExtractRequestSerializer,
        responses={
            200: ExtractResponseSerializer,
            400: OpenApiResponse(description="What is wrong with the request"),
        },
        summary="Extract statements from a text",
    )
    def post(self, request: Request) -> Response:
        asked = ExtractRequestSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        try:
            found = extract_text(**asked.validated_data)
        except ExtractionError as error:
            raise ValidationError({"language": [str(error)]}) from error
        return Response(ExtractResponseSerializer(found).data)
