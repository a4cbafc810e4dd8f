"""Requests and answers in JSON: what went wrong is told in words, with the right status."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from quotes.desk import payloads
from quotes.review.history import changed_since
from quotes.review.recording import StaleStatement, snapshot


class Unreadable(Exception):
    """The request's body is not what the desk's page sends; says what is missing."""


class Conflict(Exception):
    """A colleague was faster: the statement as it is now, who changed it, and what is different."""

    def __init__(self, pk: int, seen: int, editor: Any, error: StaleStatement) -> None:
        super().__init__(str(error))
        statement = payloads.statement_at(pk)
        who, what = changed_since(statement, seen, statement.source.text, snapshot(statement))
        self.told = {"theirs": payloads.item(statement, editor), "changed_by": who, "differences": what}


class Body:
    """The fields of a JSON request, each asked for with its type."""

    def __init__(self, request: HttpRequest) -> None:
        try:
            self.fields: Any = json.loads(request.body or b"{}")
        except ValueError as error:
            raise Unreadable("The request is not JSON.") from error
        if not isinstance(self.fields, dict):
            raise Unreadable("The request is not a JSON object.")

    def number(self, name: str) -> int:
        value = self.fields.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise Unreadable(f"“{name}” must be a whole number.")
        return value

    def share(self, name: str) -> float:
        value = self.fields.get(name)
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
            raise Unreadable(f"“{name}” must be a number from 0 to 1.")
        return float(value)

    def words(self, name: str, default: str | None = None) -> str:
        value = self.fields.get(name, default)
        if not isinstance(value, str):
            raise Unreadable(f"“{name}” must be a text.")
        return value

    def spans(self) -> list[tuple[int, int]]:
        value = self.fields.get("spans")
        if not isinstance(value, list) or not all(
            isinstance(pair, list) and len(pair) == 2 and all(type(end) is int for end in pair) for pair in value
        ):
            raise Unreadable("“spans” must be a list of [start, end] pairs.")
        return [(start, end) for start, end in value]


def in_json(view: Callable[..., dict[str, Any]]) -> Callable[..., HttpResponse]:
    """A view that gives a dictionary, its errors as JSON: 400 unreadable, 403, 404, 409 stale, 422 impossible."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return JsonResponse(view(request, *args, **kwargs))
        except Unreadable as error:
            return JsonResponse({"error": str(error)}, status=400)
        except PermissionDenied as error:
            return JsonResponse({"error": str(error) or "You may not do this."}, status=403)
        except Http404:
            return JsonResponse({"error": "It is not there any more."}, status=404)
        except Conflict as error:
            return JsonResponse({"error": str(error), **error.told}, status=409)
        except StaleStatement as error:
            return JsonResponse({"error": str(error)}, status=409)
        except ValidationError as error:
            return JsonResponse({"error": " ".join(error.messages)}, status=422)

    return answering
