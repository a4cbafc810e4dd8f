"""The engine, open to everybody."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import permissions
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from quotes.api.extraction import extract_text
from quotes.api.parsers import bytes_of
from quotes.api.serializers.extraction import LONGEST_TEXT, ExtractResponseSerializer, ExtractSerializer
from quotes.api.throttling import ForExtraction
from quotes.api.views.base import ApiView
from quotes.extraction import ExtractionError


class ExtractView(ApiView):
    """Run the engine on a text. Nothing is stored."""

    permission_classes = (permissions.AllowAny,)
    throttle_classes: tuple[Any, ...] = (ForExtraction,)
    largest_body = bytes_of(LONGEST_TEXT)

    @extend_schema(
        request=ExtractSerializer,
        responses=ExtractResponseSerializer,
        summary="Extract statements from a text",
    )
    def post(self, request: Request) -> Response:
        asked = ExtractSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        try:
            found = extract_text(**asked.validated_data)
        except ExtractionError as error:
            raise ValidationError({"language": [str(error)]}) from error
        return Response(ExtractResponseSerializer(found).data)
