"""What editors may do through the API: decide a statement, merge two speakers. Services do the work."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from quotes.api.access import MayMerge, MayReview, sees_everything, visible_speakers, visible_statements
from quotes.api.problems import Refused
from quotes.api.serializers.editors import LONGEST_NOTE, SpeakerById
from quotes.api.serializers.speakers import SpeakerSerializer
from quotes.api.serializers.statements import StatementSerializer
from quotes.api.serializers.summaries import ID
from quotes.api.shaping import StrictSerializer
from quotes.api.views.base import ApiView
from quotes.api.views.reading import loaded_speakers
from quotes.api.views.statements import loaded
from quotes.models import Decision, Statement
from quotes.review.decisions import accept, reassign, reject, reopen
from quotes.review.recording import StaleStatement
from quotes.review.second_opinion import OpinionRefused
from quotes.speakers.merging import MergeRefused, merge_speakers

SERVICES: dict[Decision, Callable[..., Statement]] = {
    Decision.ACCEPT: accept,
    Decision.REJECT: reject,
    Decision.REOPEN: reopen,
    Decision.REASSIGN: reassign,
}


CHOICES = [(decision.value, decision.label) for decision in SERVICES]
NOTE = "Why; only editors see it."


def conflict(reason: str) -> Refused:
    """The rows are not, or no longer, such that this can be done."""
    return Refused(409, "conflict", reason)


class DecisionRequest(StrictSerializer):
    """One decision about one statement, at the version that was seen."""

    examples: ClassVar[dict[str, Any]] = {"decision": "accept", "version": 1, "speaker": ID, "note": "Heard it."}
    decision = serializers.ChoiceField(choices=CHOICES, help_text="What is decided.")
    version = serializers.IntegerField(min_value=1, help_text="The statement's version when it was read.")
    speaker = SpeakerById(required=False, allow_null=True, help_text="With “reassign”: an id, or null for nobody.")
    note = serializers.CharField(default="", allow_blank=True, max_length=LONGEST_NOTE, help_text=NOTE)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if (attrs["decision"] == Decision.REASSIGN) != ("speaker" in attrs):
            raise serializers.ValidationError(
                {"speaker": "Give a speaker's id, or null for nobody, with “reassign” and with no other decision."}
            )
        return attrs


class MergeRequest(StrictSerializer):
    """Which speaker becomes part of the one of the address."""

    examples: ClassVar[dict[str, Any]] = {"absorbed": ID, "note": "One person, two spellings."}
    absorbed = SpeakerById(help_text="Id of the speaker who becomes part of the other.")
    note = serializers.CharField(default="", allow_blank=True, max_length=LONGEST_NOTE, help_text=NOTE)


class StatementDecisionView(ApiView):
    """Accept, reject, reopen or reassign a statement."""

    permission_classes = (MayReview,)

    @extend_schema(
        request=DecisionRequest,
        responses={200: StatementSerializer, 409: OpenApiResponse(description="Somebody was faster")},
        summary="Decide a statement",
    )
    def post(self, request: Request, id: uuid.UUID) -> Response:
        statement = visible_statements(request).filter(public_id=id).first()
        if statement is None:
            raise Http404("There is no such statement.")
        asked = DecisionRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        data = dict(asked.validated_data)
        service, version = SERVICES[Decision(data.pop("decision"))], data.pop("version")
        try:
            service(statement=statement, reviewer=request.user, expected_version=version, **data)
        except StaleStatement as stale:
            raise conflict(str(stale)) from stale
        except OpinionRefused as refusal:
            raise conflict(str(refusal.message)) from refusal
        fresh = loaded(Statement.objects.filter(pk=statement.pk), True).get()
        context = {"request": request, "sees_everything": sees_everything(request)}
        return Response(StatementSerializer(fresh, context=context).data)


class SpeakerMergeView(ApiView):
    """Make another speaker part of this one."""

    permission_classes = (MayMerge,)

    @extend_schema(
        request=MergeRequest,
        responses={200: SpeakerSerializer, 409: OpenApiResponse(description="Why they cannot be merged")},
        summary="Merge a speaker into this one",
    )
    def post(self, request: Request, id: uuid.UUID) -> Response:
        into = visible_speakers(request).filter(public_id=id).first()
        if into is None:
            raise Http404("There is no such speaker.")
        asked = MergeRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        try:
            merge_speakers(into=into, merged_by=request.user, **asked.validated_data)
        except MergeRefused as refusal:
            raise conflict(str(refusal)) from refusal
        fresh = loaded_speakers(request, frozenset({"aliases", "roles"})).get(pk=into.pk)
        return Response(SpeakerSerializer(fresh, context={"request": request}).data)
