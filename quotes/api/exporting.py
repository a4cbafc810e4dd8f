"""GET /api/v1/exports: all that matches a filter, as a stream."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import permissions, serializers
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from quotes.api.access import visible_statements
from quotes.api.filters import StatementFilter
from quotes.api.negotiation import takes_gzip
from quotes.api.parameters import checked
from quotes.api.problems import BadParameters, Refused
from quotes.api.renderers import CSVRenderer, JSONLRenderer, RowRenderer
from quotes.api.views.base import ApiView
from quotes.changes.feed import present
from quotes.exports.reading import UnknownCursor, chunks, position_after
from quotes.exports.writing import WRITERS, MissingLibrary, gzipped


class ParquetRenderer(RowRenderer):
    """Only chosen, never rendered: exports stream. Errors are JSON, as with every RowRenderer."""

    media_type = "application/vnd.apache.parquet"
    format = "parquet"
    charset = ""
    words = "A Parquet file, compressed with zstd, with the columns of CSV."

    def schema(self, *, is_list: bool) -> dict[str, Any]:
        return {"type": "string", "format": "binary", "description": self.words}


class ExportParameters(serializers.Serializer[Any]):
    """What an export takes beside the filters of statements."""

    after = serializers.UUIDField(required=False, help_text="Go on behind the statement with this id.")
    limit = serializers.IntegerField(required=False, min_value=1, help_text="At most so many statements.")


class ExportView(ApiView):
    """All statements that match, the oldest first, however many: JSONL, CSV or Parquet.

    To go on after an interruption give the id of the last statement that arrived as `after`. Such a
    part has no `Changes-Since`: the change feed is followed from that of the first.
    Takes the filters of `statements/`. Compressed with gzip where Accept-Encoding allows it.
    """

    permission_classes = (permissions.AllowAny,)
    renderer_classes = (JSONLRenderer, CSVRenderer, ParquetRenderer)
    own_parameters = frozenset({"after", "limit", "format"})
    streams = True

    def known_parameters(self) -> set[str]:
        return {*self.own_parameters, *StatementFilter.base_filters}

    def several_valued(self) -> set[str]:
        return StatementFilter.several()

    @extend_schema(
        summary="All statements that match a filter, as one file",
        parameters=[ExportParameters],
        responses={
            200: OpenApiResponse(OpenApiTypes.STR, description="All statements that match, the oldest first."),
            501: OpenApiResponse(description="This server has no pyarrow, which Parquet needs"),
        },
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        visible = visible_statements(request)
        found = StatementFilter(request.query_params, queryset=visible, request=request)
        if not found.is_valid():
            raise BadParameters({name: list(reasons) for name, reasons in found.errors.items()})
        asked = checked(ExportParameters(data=request.query_params.dict()))
        after, limit = asked.get("after"), asked.get("limit")
        renderer = request.accepted_renderer
        try:
            begin = position_after(after, visible) if after else 0
            content = WRITERS[renderer.format](chunks(found.qs, after=begin, limit=limit))
        except UnknownCursor as error:
            raise BadParameters({"after": [str(error)]}) from error
        except MissingLibrary as error:
            raise Refused(501, "not_installed", str(error)) from error
        # Where the feed stands before the first statement is read: what changes meanwhile follows there. A part
        # that goes on has none: what has changed in those before it would be stepped over.
        return _streamed(request, content, renderer, None if after else present())


def _streamed(
    request: Request, content: Iterable[bytes], renderer: BaseRenderer, position: uuid.UUID | None
) -> StreamingHttpResponse:
    packs = renderer.format != "parquet" and takes_gzip(request)
    media_type = renderer.media_type + ("; charset=utf-8" if renderer.charset else "")
    response = StreamingHttpResponse(gzipped(content) if packs else content, content_type=media_type)
    if packs:
        response["Content-Encoding"] = "gzip"
    if position is not None:
        response["Changes-Since"] = str(position)
    response["Vary"] = "Accept-Encoding"
    day = timezone.now().astimezone(dt.UTC).date().isoformat()
    response["Content-Disposition"] = f'attachment; filename="statements-{day}.{renderer.format}"'
    return response
