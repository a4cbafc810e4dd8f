"""The root, the schema and its pages."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularRedocView, SpectacularSwaggerView
from rest_framework import permissions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from quotes.api.views.base import ApiView

LISTS = ("statement", "speaker", "source", "outlet", "review", "import")
OTHERS = ("extract", "check", "exports", "changes", "schema", "docs", "redoc")


class RootView(ApiView):
    """What there is."""

    permission_classes = (permissions.AllowAny,)

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        lists = {f"{name}s": reverse(f"{name}-list", request=request) for name in LISTS}
        others = {name: reverse(name, request=request) for name in OTHERS}
        return Response({**lists, **others})


class SchemaView(ApiView, SpectacularAPIView):
    """OpenAPI 3: as YAML, or as JSON with format=json."""

    own_parameters = frozenset({"format"})


class DocsView(ApiView, SpectacularSwaggerView):
    """The schema to try out."""


class RedocView(ApiView, SpectacularRedocView):
    """The schema to read."""
