"""Merging speakers through the API. The service does the work."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from quotes.api.access import MayMerge, visible_speakers
from quotes.api.problems import Refused
from quotes.api.serializers.editors import LONGEST_NOTE, SpeakerById
from quotes.api.serializers.speakers import SpeakerSerializer
from quotes.api.serializers.summaries import ID
from quotes.api.shaping import StrictSerializer, TextField
from quotes.api.views.base import ApiView
from quotes.api.views.reading import loaded_speakers
from quotes.speakers.merging import MergeRefused, merge_speakers

NOTE = "Why; only editors see it."


class MergeSerializer(StrictSerializer):
    """Which speaker becomes part of the one of the address."""

    examples: ClassVar[dict[str, Any]] = {"absorbed": ID, "note": "One person, two spellings."}
    absorbed = SpeakerById(help_text="Id of the speaker who becomes part of the other.")
    note = TextField(default="", allow_blank=True, max_length=LONGEST_NOTE, help_text=NOTE)


class SpeakerMergeView(ApiView):
    """Make another speaker part of this one."""

    permission_classes = (MayMerge,)

    @extend_schema(
        request=MergeSerializer,
        responses={200: SpeakerSerializer, 409: OpenApiResponse(description="Why they cannot be merged")},
        summary="Merge a speaker into this one",
    )
    def post(self, request: Request, id: uuid.UUID) -> Response:
        into = visible_speakers(request).filter(public_id=id).first()
        if into is None:
            raise Http404("There is no such speaker.")
        asked = MergeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        try:
            merge_speakers(into=into, merged_by=request.user, **asked.validated_data)
        except MergeRefused as refusal:
            raise Refused(409, "conflict", str(refusal)) from refusal
        fresh = loaded_speakers(request, frozenset({"aliases", "roles"})).get(pk=into.pk)
        return Response(SpeakerSerializer(fresh, context={"request": request}).data)
