"""The OpenAPI schema: examples at every field, problems and headers at every answer."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from quotes.api.formats import COMPONENTS
from quotes.api.problems import MEDIA_TYPE
from quotes.api.renderers import RowRenderer
from quotes.api.serializers.summaries import ID
from quotes.api.shaping import ShapedSerializer, StrictSerializer, TextField, Whole

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
NO_NUL = r"^[^\x00]*$"
"""What each string is that somebody sends: PostgreSQL stores no NUL."""
WORDS = {
    "200": "What was asked for.",
    "202": "It was taken, and is being worked off: Location leads to the run.",
    "400": "The request makes no sense: unknown parameters, bad values, a body that cannot be read.",
    "401": "The token is missing where it is needed, or unknown, expired or revoked.",
    "403": "The token or account may not do this.",
    "404": "There is no such object that you may see.",
    "406": "None of the accepted media types can be given.",
    "409": "It cannot be done as things stand; nothing was changed.",
    "410": "What was begun is gone: begin anew.",
    "411": "The body does not tell its length (Content-Length).",
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
    # What a header can hold, without controls, the space that does not break and the hyphen that does not show.
    {"type": "string", "maxLength": 255, "pattern": r"^[\x20-\x7e\xa1-\xac\xae-\xff]*$"},
    OpenApiParameter.HEADER,
    description="Any text of up to 255 printable characters. The same key with the same body gives the same run.",
)
ARTICLE_TEXT = "“The quay is sinking,” said Ana Ruiz."
ARTICLE = {
    "type": "object",
    "description": "An article. What cannot be stored, or has other fields than these, is told in the run's failures.",
    "properties": {
        "text": {"type": "string", "description": "The plain text; this or html.", "example": ARTICLE_TEXT},
        "html": {"type": "string", "description": "The page; this or text.", "example": f"<p>{ARTICLE_TEXT}</p>"},
        "id": {"type": "string", "description": "The sender's own id.", "example": "quay-1"},
        "url": {"type": "string", "description": "Its address.", "example": "https://courier.example/quay"},
        "archive_url": {
            "type": "string",
            "description": "The address of an archived copy.",
            "example": "https://archive.example/2026/courier.example/quay",
        },
        "title": {"type": "string", "description": "Its headline.", "example": "Quay is sinking"},
        "outlet": {"type": "string", "description": "Who published it.", "example": "The Lund Courier"},
        "authors": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Names of the byline.",
            "example": ["Ola Berg"],
        },
        "published_at": {
            "type": "string",
            "description": "Date, or date and time, in ISO 8601.",
            "example": "2026-03-31",
        },
        "language": {
            "type": "string",
            "description": "ISO 639-1 code; detected where it is left out.",
            "example": "en",
        },
        "kind": {
            "type": "string",
            "description": "article, transcript, press_release, letter or post.",
            "example": "article",
        },
    },
    "example": {"text": ARTICLE_TEXT, "url": "https://courier.example/quay"},
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
        if direction == "request":  # here and not at the field: a pattern and “may be blank” make two schemas there
            for name, field in kind().get_fields().items():
                if isinstance(field, TextField):
                    schema["properties"][name].setdefault("pattern", NO_NUL)
        if issubclass(kind, Whole):
            schema = {**schema, "required": sorted(schema["properties"])}
        elif issubclass(kind, ShapedSerializer):
            schema = {**schema, "required": ["id"]}  # what else comes depends on fields= and include=
        if issubclass(kind, StrictSerializer):
            schema = {**schema, "additionalProperties": False}
            if kind.exactly_one:
                schema["oneOf"] = [_alternative(kind, name) for name in kind.exactly_one]
        return schema

    def _get_response_for_code(self, serializer: Any, status_code: str, *args: Any, **kwargs: Any) -> Any:
        response = super()._get_response_for_code(serializer, status_code, *args, **kwargs)  # type: ignore[no-untyped-call]  # as its parent
        content = response.get("content", {})
        for renderer in self.view.get_renderers():
            name = renderer.media_type.partition(";")[0]
            if isinstance(renderer, RowRenderer) and name in content:
                content[name] = {"schema": renderer.schema(is_list=self._is_list_view(serializer))}
        return response

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
        formats = self.map_renderers("format")
        if len(formats) < 2:
            return []
        named = {"type": "string", "enum": formats}
        return [_query("format", named, "The representation; without it, Accept decides.")]

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        operation = super().get_operation(*args, **kwargs)
        if operation is not None:
            self._add_answers(operation)
        return operation

    def _add_answers(self, operation: dict[str, Any]) -> None:
        view: Any = self.view
        responses = operation["responses"]
        names = {parameter["name"] for parameter in operation.get("parameters", ())}
        if "requestBody" in operation and "If-Match" not in names:  # a decision alone needs no words
            operation["requestBody"]["required"] = True
        validated = "If-Match" in names or (self.method == "GET" and not view.streams)
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "path":
                parameter |= {"description": "The id of the object, as its field “id” gives it.", "example": ID}
        for code, response in responses.items():
            response["description"] = response["description"] or WORDS[code]
            response["headers"] = _headers("RateLimit", "RateLimit-Policy")
            if code == "200" and validated:
                response["headers"] |= _headers("ETag")
            if code == "200" and view.streams:
                response["headers"] |= _headers("Changes-Since", required=False)
            if code == "202":
                response["headers"] |= _headers("Location")
        codes = ["400", "401", "403", "406", "429"]
        codes += ["404"] if "{" in self.path else []
        codes += ["411", "413", "415"] if self.method == "POST" else []
        codes += ["412", "428"] if "If-Match" in names else []
        codes += ["422"] if "Idempotency-Key" in names else []
        if self.method == "GET" and validated:
            responses["304"] = {"description": "You have it already, by If-None-Match or If-Modified-Since."}
        for code in sorted({*codes, *(code for code in responses if code >= "400")}):
            responses[code] = {
                "description": (responses.get(code) or {}).get("description") or WORDS[code],
                "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
            }
        responses["429"]["headers"] = _headers("Retry-After")
        if ONE_STATEMENT in self.path:
            responses["200"]["links"] = {name: _decision_link(name) for name in DECISIONS}
        if "Idempotency-Key" in names:
            responses["202"]["links"] = {"poll": RUN_LINK}


def _names(name: str, names: Any, words: str) -> dict[str, Any]:
    several = {"type": "array", "items": {"type": "string", "enum": list(names)}}
    return _query(name, several, f"{words} Several, separated by commas or repeated.")


def _query(name: str, schema: dict[str, Any], words: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": words, "schema": schema}


def _alternative(kind: type[StrictSerializer], name: str) -> dict[str, Any]:
    """The body with this one of the fields of which exactly one is given, and with none that goes with another."""
    others = [other for other in kind.exactly_one if other != name]
    others += [other for other, beside in kind.only_with.items() if beside != name]
    return {"required": [name], "not": {"anyOf": [{"required": [other]} for other in others]}}


ONE_STATEMENT = "/statements/{id}/"
DECISIONS = ("accept", "reject", "reopen", "reassign", "correct")
RUN_LINK = {
    "operationId": "imports_retrieve",
    "parameters": {"id": "$response.body#/id"},
    "description": "See what became of the articles.",
}


def _decision_link(name: str) -> dict[str, Any]:
    return {
        "operationId": f"statements_{name}_create",
        "parameters": {"id": "$request.path.id", "If-Match": "$response.header.ETag"},
        "description": "Decide about the statement as it was shown.",
    }


HEADER_WORDS = {
    "Changes-Since": "Where the change feed stood before the first statement was read; absent while it is empty, and "
    "in a part with “after”.",
    "ETag": "Names this version of the representation.",
    "Location": "The run to poll.",
    "RateLimit": "r: requests left; t: seconds until the count falls.",
    "RateLimit-Policy": "q: requests allowed; w: in this many seconds.",
    "Retry-After": "Seconds to wait.",
}


def _headers(*names: str, required: bool = True) -> dict[str, Any]:
    return {
        name: {"description": HEADER_WORDS[name], "required": required, "schema": {"type": "string"}} for name in names
    }


def add_components(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """A hook of drf-spectacular: the problem document and other people's formats, which no serializer describes."""
    result.setdefault("components", {}).setdefault("schemas", {}).update({**COMPONENTS, "Problem": PROBLEM})
    return result
