"""Statements in other formats than JSON, chosen by Accept or format=."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import orjson
from django.http import HttpRequest
from django.urls import reverse
from rest_framework.renderers import BaseRenderer
from rest_framework.serializers import BaseSerializer

from quotes.api.formats import ONE_CITRON, ONE_IN_LD, PAGE_IN_LD, of
from quotes.api.serializing import QuickJSONRenderer
from quotes.models import Statement
from quotes.representations import (
    COLUMNS,
    Row,
    Site,
    annotation,
    annotation_page,
    citron,
    jsonld,
    quotebank,
    record,
    row_of,
)
from quotes.representations.jsonld import CONTEXT
from quotes.representations.tables import csv_text

Document = dict[str, Any]


def site_of(request: HttpRequest) -> Site:
    """The API's root as the one who asks sees it."""
    return Site(request.build_absolute_uri(reverse("statement-list").removesuffix("statements/")))


class RowSerializer(BaseSerializer[Statement]):
    """A statement as the Row that a renderer translates."""

    def to_representation(self, instance: Statement) -> Any:
        return row_of(instance)


class RowRenderer(BaseRenderer):
    """Translates Rows. Where there are more pages, the Link header leads to them (RFC 8288)."""

    charset = "utf-8"
    words: ClassVar[str]
    """What it is, for the schema."""

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        context = renderer_context or {}
        if isinstance(data, Row):
            return self.document([data], context, is_list=False).encode()
        links = {rel: data[name] for name, rel in _PAGES if data.get(name)}
        if links:
            context["response"]["Link"] = ", ".join(f'<{address}>; rel="{rel}"' for rel, address in links.items())
        return self.document(data["results"], {**context, "links": links}, is_list=True).encode()

    def document(self, rows: list[Row], context: Mapping[str, Any], *, is_list: bool) -> str:
        """The rows in this format."""
        raise NotImplementedError

    def schema(self, *, is_list: bool) -> Document:
        """The document as the API's schema describes it."""
        return {"type": "string", "description": self.words}


_PAGES = (("next", "next"), ("previous", "prev"))


def _dumps(document: Any) -> str:
    return orjson.dumps(document, option=orjson.OPT_UTC_Z).decode()


class CSVRenderer(RowRenderer):
    media_type = "text/csv"
    format = "csv"
    words = f"A table with a header, one statement a row: {', '.join(COLUMNS)}."

    def document(self, rows: list[Row], context: Mapping[str, Any], *, is_list: bool) -> str:
        return csv_text(rows, header=True)


class LineRenderer(RowRenderer):
    """One JSON object a line."""

    translate: staticmethod[[Row], Document | None]

    def document(self, rows: list[Row], context: Mapping[str, Any], *, is_list: bool) -> str:
        documents = [self.translate(row) for row in rows]
        return "".join(_dumps(document) + "\n" for document in documents if document is not None)


class JSONLRenderer(LineRenderer):
    media_type = "application/x-ndjson"
    format = "jsonl"
    words = "One JSON object a line, each a StatementRecord."
    translate = staticmethod(record)


class QuotebankRenderer(LineRenderer):
    media_type = "application/vnd.quotebank+x-ndjson"
    format = "quotebank"
    words = "One JSON object a line, each a QuotebankLine."
    translate = staticmethod(quotebank)


class CitronRenderer(RowRenderer):
    media_type = "application/vnd.citron+json"
    format = "citron"

    def document(self, rows: list[Row], context: Mapping[str, Any], *, is_list: bool) -> str:
        quotes = [quote for row in rows if (quote := citron(row)) is not None]
        return _dumps({"quotes": quotes} if is_list or not quotes else quotes[0])

    def schema(self, *, is_list: bool) -> Document:
        return {**(of("CitronQuotes") if is_list else ONE_CITRON)}


class JSONLDRenderer(RowRenderer):
    media_type = "application/ld+json"
    format = "jsonld"
    words = "JSON-LD: schema.org's terms or, with the profile http://www.w3.org/ns/anno.jsonld, a Web Annotation."

    def document(self, rows: list[Row], context: Mapping[str, Any], *, is_list: bool) -> str:
        site = site_of(context["request"])
        nodes = [jsonld(row, site) for row in rows]
        if not is_list:
            return _dumps(nodes[0])
        graph = [{name: value for name, value in node.items() if name != "@context"} for node in nodes]
        return _dumps({"@context": CONTEXT, "@graph": graph})

    def schema(self, *, is_list: bool) -> Document:
        return {**(PAGE_IN_LD if is_list else ONE_IN_LD), "description": self.words}


class AnnotationRenderer(JSONLDRenderer):
    media_type = 'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"'
    format = "annotation"

    def document(self, rows: list[Row], context: Mapping[str, Any], *, is_list: bool) -> str:
        site = site_of(context["request"])
        if not is_list:
            return _dumps(annotation(rows[0], site))
        first = context["view"].paginator.first_page()
        later = "cursor" in context["request"].query_params
        address = context["request"].build_absolute_uri() if later else first
        return _dumps(annotation_page(rows, site, address=address, first=first, links=context["links"]))


# Annotations before JSON-LD, whose media type without a profile would take theirs too.
STATEMENT_RENDERERS = (
    QuickJSONRenderer, CSVRenderer, JSONLRenderer, AnnotationRenderer, JSONLDRenderer,
    CitronRenderer, QuotebankRenderer,
)  # fmt: skip
