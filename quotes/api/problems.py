"""Errors as RFC 9457 problems: what was wrong, where, and what to do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from rest_framework import exceptions
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"
Fault = dict[str, str]
"""{"pointer" or "parameter" or "header": where, "detail": what}."""


class BadParameters(exceptions.ValidationError):
    """Query parameters that are unknown or make no sense: {name: reasons}."""


class BadHeader(exceptions.APIException):
    """A header that is missing or makes no sense."""

    def __init__(self, header: str, detail: str, status: int = 400, code: str = "invalid_header") -> None:
        super().__init__(detail, code)
        self.header = header
        self.status_code = status


class Refused(exceptions.APIException):
    """The request is understood and cannot be done as things stand."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail, code)
        self.status_code = status


def problem(
    status: int,
    detail: str,
    *,
    code: str = "",
    errors: Iterable[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A problem document. code names the sort of problem for programs and never changes."""
    phrase = HTTPStatus(status).phrase
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": phrase,
        "status": status,
        "code": code or phrase.lower().replace(" ", "_"),
        "detail": detail,
    }
    if faults := list(errors):
        body["errors"] = faults
    return HttpResponse(json.dumps(body), content_type=MEDIA_TYPE, status=status, headers=headers)


def answer(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """The exception handler of the API; None for what only Django can answer (a fault of ours)."""
    usual = exception_handler(error, context)
    if usual is None:
        return None
    headers = {name: usual[name] for name in ("WWW-Authenticate", "Retry-After") if name in usual}
    if isinstance(error, exceptions.ValidationError):
        where = "parameter" if isinstance(error, BadParameters) else "pointer"
        faults = list(_faults(error.detail, where))
        what = "parameter" if where == "parameter" else "field"
        detail = f"{len(faults)} {what}{'s' if len(faults) != 1 else ''} of the request cannot be used; see “errors”."
        return problem(usual.status_code, detail, code=f"invalid_{what}", errors=faults, headers=headers)
    if isinstance(error, BadHeader):
        faults = [{"header": error.header, "detail": str(error.detail)}]
        return problem(usual.status_code, str(error.detail), code=_code(error), errors=faults, headers=headers)
    if isinstance(error, exceptions.UnsupportedMediaType):
        return problem(usual.status_code, _not_taken(context), code=_code(error), headers=headers)
    if isinstance(error, exceptions.APIException):
        return problem(usual.status_code, str(error.detail), code=_code(error), headers=headers)
    return problem(usual.status_code, str(usual.data["detail"]), headers=headers)


def _not_taken(context: dict[str, Any]) -> str:
    sent = context["request"].content_type
    what = f"A body of the media type “{sent}”" if sent else "A body without a Content-Type"
    taken = " or ".join(parser.media_type for parser in context["view"].get_parsers())
    return f"{what} is not taken here. Send {taken}."


def _code(error: exceptions.APIException) -> str:
    code = error.get_codes()
    return code if isinstance(code, str) else "error"


def _faults(detail: Any, where: str, path: tuple[str, ...] = ()) -> Iterator[Fault]:
    """Each fault with its place: a JSON pointer into the body, or the name of a query parameter."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _faults(inner, where, path if name == "non_field_errors" else (*path, str(name)))
    elif isinstance(detail, list):
        for number, inner in enumerate(detail):
            nested = isinstance(inner, dict | list)
            yield from _faults(inner, where, (*path, str(number)) if nested else path)
    else:
        yield {where: _place(where, path), "detail": str(detail)}


def _place(where: str, path: tuple[str, ...]) -> str:
    if where == "parameter":
        return path[0] if path else ""
    return "#" + "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in path)
