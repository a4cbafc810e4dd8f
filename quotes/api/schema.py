"""The OpenAPI schema: examples at every field, problems and headers at every answer."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from quotes.api.problems import MEDIA_TYPE
from quotes.api.shaping import ShapedSerializer, StrictSerializer

PROBLEM = {
    "type": "object",
    "description": "What went wrong, as RFC 9457 has it.",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string", "description": "Always about:blank.", "example": "about:blank"},
        "title": {"type": "string", "description": "The HTTP status in words.", "example": "Bad Request"},
        "status": {"type": "integer", "description": "The HTTP status.", "example": 400},
        "code": {
            "type": "string",
            "description": "The sort of problem, for programs; it never changes.",
            "example": "invalid_parameter",
        },
        "detail": {"type": "string", "description": "What was wrong and what to do.", "example": "See “errors”."},
        "errors": {
            "type": "array",
            "description": "Each fault with its place.",
            "items": {
                "type": "object",
                "required": ["detail"],
                "properties": {
                    "parameter": {
                        "type": "string",
                        "description": "Name of the query parameter.",
                        "example": "speakr",
                    },
                    "pointer": {
                        "type": "string",
                        "description": "JSON pointer into the body, as a URI fragment.",
                        "example": "#/content_spans/0/end",
                    },
                    "header": {"type": "string", "description": "Name of the header.", "example": "If-Match"},
                    "detail": {
                        "type": "string",
                        "description": "What is wrong there.",
                        "example": "There is no such parameter here. Did you mean “speaker”?",
                    },
                },
            },
        },
    },
}
WORDS = {
    "400": "The request makes no sense: unknown parameters, bad values, a body that cannot be read.",
    "401": "The token is missing where it is needed, or unknown, expired or revoked.",
    "403": "The token or account may not do this.",
    "404": "There is no such object that you may see.",
    "406": "None of the accepted media types can be given.",
    "409": "It cannot be done as things stand; nothing was changed.",
    "410": "What was begun is gone: begin anew.",
    "412": "The statement has changed since the ETag was given; nothing was changed.",
    "413": "The body is too large.",
    "415": "The body is of a media type that is not taken.",
    "422": "The Idempotency-Key was used with another body.",
    "428": "If-Match is missing.",
    "501": "This server lacks what that format needs.",
    "429": "Too many requests: wait as long as Retry-After says (seconds).",
}
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="The statement's ETag as it was read. 428 without it, 412 when the statement has changed since.",
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "maxLength": 255},
    OpenApiParameter.HEADER,
    description="Any text of up to 255 characters. The same key with the same body gives the same run.",
)
ARTICLE = {
    "type": "object",
    "description": "An article. What cannot be stored is told in the run's failures.",
    "properties": {
        "text": {"type": "string", "description": "The plain text; this or html."},
        "html": {"type": "string", "description": "The page; this or text."},
        "id": {"type": "string", "description": "The sender's own id."},
        "url": {"type": "string", "description": "Its address."},
        "title": {"type": "string", "description": "Its headline."},
        "outlet": {"type": "string", "description": "Who published it."},
        "authors": {"type": "array", "items": {"type": "string"}, "description": "Names of the byline."},
        "published_at": {"type": "string", "description": "Date, or date and time, in ISO 8601."},
        "language": {"type": "string", "description": "ISO 639-1 code; detected where it is left out."},
        "kind": {
            "type": "string",
            "description": "article, transcript, press_release, letter or post.",
        },
    },
    "example": {"text": "“The quay is sinking,” said Ana Ruiz.", "url": "https://courier.example/quay"},
}
SENT_ARTICLES = {
    "application/json": {
        "oneOf": [ARTICLE, {"type": "array", "items": ARTICLE, "minItems": 1, "maxItems": 1000}],
    },
    "application/x-ndjson": {"type": "string", "description": "One article a line.", "pattern": r"\S"},
}


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # its metaclass is untyped
    """How a token is sent."""

    target_class = "quotes.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A token of an administrator: qt_…"}


class Schema(AutoSchema):
    """Adds to each operation what holds for all."""

    def _map_serializer_field(self, field: Any, direction: Any, bypass_extensions: bool = False) -> Any:
        schema = super()._map_serializer_field(field, direction, bypass_extensions)  # type: ignore[no-untyped-call]  # as its parent
        example = getattr(type(field.parent), "examples", {}).get(field.field_name)
        if example is not None and "$ref" not in schema and "example" not in schema:
            schema = {**schema, "example": example}
        return schema

    def _map_serializer(self, serializer: Any, direction: Any, bypass_extensions: bool = False) -> Any:
        schema = super()._map_serializer(serializer, direction, bypass_extensions)  # type: ignore[no-untyped-call]  # as its parent
        kind = serializer if isinstance(serializer, type) else type(serializer)
        if issubclass(kind, ShapedSerializer):
            schema = {**schema, "required": ["id"]}  # what else comes depends on fields= and include=
        if issubclass(kind, StrictSerializer):
            schema = {**schema, "additionalProperties": False}
        return schema

    def _get_filter_parameters(self) -> list[dict[str, Any]]:
        parameters: list[dict[str, Any]] = super()._get_filter_parameters()  # type: ignore[no-untyped-call]  # as its parent
        action = getattr(self.view, "action", "")
        if action in {"list", "retrieve"}:
            view: Any = self.view
            serializer = view.get_serializer_class()
            names = serializer.Meta.fields
            parameters.append(_names("fields", names, "Give only these fields, and the id."))
            if serializer.extra and action == "list":
                parameters.append(_names("include", serializer.extra, "Give these fields too."))
        return parameters

    def _get_format_parameters(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = super()._get_format_parameters()
        return [{**parameter, "description": "The representation; without it, Accept decides."} for parameter in found]

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        operation = super().get_operation(*args, **kwargs)
        if operation is not None:
            self._add_answers(operation)
        return operation

    def _add_answers(self, operation: dict[str, Any]) -> None:
        responses = operation["responses"]
        headers = _headers("RateLimit", "RateLimit-Policy")
        for code, response in responses.items():
            response["headers"] = dict(headers)
            if code == "200":
                response["headers"].update(_headers("ETag"))
            if code == "202":
                response["headers"].update(_headers("Location"))
        names = {parameter["name"] for parameter in operation.get("parameters", ())}
        codes = ["400", "401", "403", "406", "429"]
        codes += ["404"] if "{" in self.path else []
        codes += ["413", "415"] if self.method == "POST" else []
        codes += ["412", "428"] if "If-Match" in names else []
        codes += ["422"] if "Idempotency-Key" in names else []
        if self.method == "GET":
            responses["304"] = {"description": "You have it already, by If-None-Match or If-Modified-Since."}
        for code in {*codes, *(set(responses) & {"409", "410", "501"})}:
            responses[code] = {
                "description": (responses.get(code) or {}).get("description") or WORDS[code],
                "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
            }


def _names(name: str, names: Any, words: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": f"{words} Several, separated by commas or repeated.",
        "schema": {"type": "array", "items": {"type": "string", "enum": list(names)}},
    }


HEADER_WORDS = {
    "ETag": "Names this version of the representation.",
    "Location": "The run to poll.",
    "RateLimit": "r: requests left; t: seconds until the count falls.",
    "RateLimit-Policy": "q: requests allowed; w: in this many seconds.",
}


def _headers(*names: str) -> dict[str, Any]:
    return {name: {"description": HEADER_WORDS[name], "schema": {"type": "string"}} for name in names}


def add_problem(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """A hook of drf-spectacular: the problem document, which no serializer describes."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    return result
