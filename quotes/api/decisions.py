"""What editors may do through the API: decide a statement, merge two speakers. Services do the work."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from quotes.api.access import visible_sources, visible_speakers, visible_statements
from quotes.api.serializers import SpeakerDetailSerializer, StatementDetailSerializer
from quotes.models import Decision, Speaker, Statement
from quotes.review.decisions import accept, reassign, reject, reopen
from quotes.review.recording import StaleStatement
from quotes.review.second_opinion import OpinionRefused
from quotes.speakers.linking import canonical
from quotes.speakers.merging import MergeRefused, merge_speakers

SERVICES: dict[Decision, Callable[..., Statement]] = {
    Decision.ACCEPT: accept,
    Decision.REJECT: reject,
    Decision.REOPEN: reopen,
    Decision.REASSIGN: reassign,
}


class Conflict(APIException):
    """The rows are not, or no longer, such that this can be done; the detail says why."""

    status_code = 409
    default_code = "conflict"


class MayReview(BasePermission):
    """Whoever has the permission to review statements."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return request.user.has_perm("quotes.review_statement")


class MayMerge(BasePermission):
    """Whoever has the permission to merge speakers."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return request.user.has_perm("quotes.merge_speaker")


@extend_schema_field(OpenApiTypes.UUID)
class SpeakerById(serializers.Field[Any, Any, Any, Any]):
    """A speaker by id; the id of a merged one gives the other."""

    def to_internal_value(self, data: Any) -> Speaker:
        try:
            key = uuid.UUID(str(data))
        except ValueError as error:
            raise serializers.ValidationError(f"“{data}” is no id: give a speaker's id.") from error
        speaker = Speaker.objects.select_related("merged_into").filter(public_id=key).first()
        if speaker is None:
            raise serializers.ValidationError(f"There is no speaker {data}.")
        return canonical(speaker)


class DecisionRequest(serializers.Serializer[Any]):
    """One decision about one statement, at the version that was seen."""

    decision = serializers.ChoiceField(choices=[(d.value, d.label) for d in SERVICES])
    version = serializers.IntegerField(min_value=1, help_text="The statement's version when it was read.")
    speaker = SpeakerById(required=False, allow_null=True, help_text="With “reassign”: an id, or null for nobody.")
    note = serializers.CharField(default="", allow_blank=True, max_length=1000)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if (attrs["decision"] == Decision.REASSIGN) != ("speaker" in attrs):
            raise serializers.ValidationError(
                {"speaker": "Give a speaker's id, or null for nobody, with “reassign” and with no other decision."}
            )
        return attrs


class MergeRequest(serializers.Serializer[Any]):
    """Which speaker becomes part of the one of the address."""

    absorbed = SpeakerById()
    note = serializers.CharField(default="", allow_blank=True, max_length=1000)


class StatementDecisionView(APIView):
    """Accept, reject, reopen or reassign a statement."""

    permission_classes = (MayReview,)

    @extend_schema(
        request=DecisionRequest,
        responses={200: StatementDetailSerializer, 409: OpenApiResponse(description="Somebody was faster")},
        summary="Decide a statement",
    )
    def post(self, request: Request, id: uuid.UUID) -> Response:
        statement = visible_statements(request).filter(public_id=id).first()
        if statement is None:
            raise Http404
        asked = DecisionRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        data = dict(asked.validated_data)
        service, version = SERVICES[Decision(data.pop("decision"))], data.pop("version")
        try:
            service(statement=statement, reviewer=request.user, expected_version=version, **data)
        except StaleStatement as stale:
            raise Conflict(str(stale)) from stale
        except OpinionRefused as refusal:
            raise Conflict(refusal.message) from refusal
        fresh = Statement.objects.with_context().defer(None).defer("source__text", "source__original")
        context = {"request": request, "visible_statements": visible_statements(request)}
        return Response(StatementDetailSerializer(fresh.get(pk=statement.pk), context=context).data)


class SpeakerMergeView(APIView):
    """Make another speaker part of this one."""

    permission_classes = (MayMerge,)

    @extend_schema(
        request=MergeRequest,
        responses={200: SpeakerDetailSerializer, 409: OpenApiResponse(description="Why they cannot be merged")},
        summary="Merge a speaker into this one",
    )
    def post(self, request: Request, id: uuid.UUID) -> Response:
        into = visible_speakers(request).filter(public_id=id).first()
        if into is None:
            raise Http404
        asked = MergeRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        try:
            merge_speakers(into=into, merged_by=request.user, **asked.validated_data)
        except MergeRefused as refusal:
            raise Conflict(str(refusal)) from refusal
        context = {"request": request, "visible_sources": visible_sources(request)}
        return Response(SpeakerDetailSerializer(visible_speakers(request).get(pk=into.pk), context=context).data)
