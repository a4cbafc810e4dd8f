"""Pages by key: stable while rows are added, as quick at the thousandth page as at the first.

A cursor names the row that a page ended with by its opaque id, signed, so that it tells nothing
of how many rows there are that the reader may not see.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import CharField, DateTimeField, F, Func, Model, Q, Value
from django.db.models.lookups import GreaterThan, LessThan
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from quotes.api import cursors
from quotes.api.problems import BadParameters

PAGE_SIZE, LARGEST_PAGE = 50, 200
SALT = "quotes.api.cursor"
CURSOR = r"^[A-Za-z0-9_.:-]+$"
NEWEST, UPDATED = "newest", "updated"
BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: behind (or, backwards, before) a row in an order."""

    order: str
    key: str
    modified: str = ""
    backwards: bool = False

    def write(self) -> str:
        return cursors.write([self.order, self.key, self.modified, int(self.backwards)], salt=SALT)

    @classmethod
    def read(cls, written: str) -> Self:
        """Raises BadParameters."""
        try:
            order, key, modified, backwards = cursors.read(written, salt=SALT)
        except (ValueError, TypeError) as error:
            raise BadParameters(
                {"cursor": "This is no cursor of this API. Follow “next” and “previous” as they come."}
            ) from error
        return cls(order, key, modified, bool(backwards))


def _row(*values: Any) -> Func:
    """Several values as one, to be compared as one: so an index knows where a page begins."""
    return Func(*values, template="(%(expressions)s)", output_field=CharField())


class KeysetPagination(BasePagination):
    """Newest first, or with order=updated the longest unchanged first. `page_size` up to 200."""

    parameters = ("cursor", "page_size", "count", "order")

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        asked = request.query_params
        self.request = request
        self.order = _choice(asked, "order", tuple(getattr(view, "orders", (NEWEST,))))
        size = self.read_size_and_count(queryset, request)
        written = asked.get("cursor")
        cursor = Cursor.read(written) if written is not None else None
        if cursor is not None and cursor.order != self.order:
            raise BadParameters({"cursor": f"This cursor is of the order “{cursor.order}”, not of “{self.order}”."})
        backwards = cursor is not None and cursor.backwards
        # The newest come first by falling key, the updated ones by rising time: both have their index.
        falling = (self.order == NEWEST) != backwards
        names = ("pk",) if self.order == NEWEST else ("modified", "pk")
        rows = queryset.order_by(*(f"-{name}" if falling else name for name in names))
        if cursor is not None:
            rows = rows.filter(self._beyond(queryset.model, cursor, falling))
        # First which rows, then what is shown of them: what is sorted and thrown away stays narrow.
        keys = rows.values("pk")[: size + 1]
        found = list(view.get_queryset().filter(pk__in=keys).order_by(*rows.query.order_by))
        more, page = len(found) > size, found[:size]
        if backwards:
            page.reverse()
        self.has_next = bool(page) and (more or backwards)
        self.has_previous = bool(page) and (more if backwards else cursor is not None)
        self.ends = page[:1] + page[-1:]
        return page

    def read_size_and_count(self, queryset: Any, request: Request) -> int:
        """The size of the page; counts the rows where that is asked for. Raises BadParameters."""
        asked = request.query_params
        size = _page_size(asked.get("page_size"))
        self.count = queryset.count() if BOOLEANS[_choice(asked, "count", ("false", "true"))] else None
        return size

    def next_link(self) -> str | None:
        """The address of the page behind this one."""
        return self._link(self.ends[-1], False) if self.has_next else None

    def previous_link(self) -> str | None:
        """The address of the page before this one."""
        return self._link(self.ends[0], True) if self.has_previous else None

    def _beyond(self, model: type[Model], cursor: Cursor, falling: bool) -> Q | LessThan | GreaterThan:
        key = model._default_manager.filter(public_id=cursor.key).values_list("pk", flat=True).first()
        if key is None:
            raise BadParameters({"cursor": "The row that this cursor stands at is gone. Begin again."})
        if cursor.order == NEWEST:
            return Q(pk__lt=key) if falling else Q(pk__gt=key)
        moment = Value(dt.datetime.fromisoformat(cursor.modified), DateTimeField())
        beyond = LessThan if falling else GreaterThan
        return beyond(_row(F("modified"), F("pk")), _row(moment, Value(key)))

    def _link(self, row: Any, backwards: bool) -> str:
        key, modified = str(row.public_id), row.modified.isoformat() if self.order == UPDATED else ""
        cursor = Cursor(self.order, key, modified, backwards)
        return replace_query_param(self.request.build_absolute_uri(), "cursor", cursor.write())

    def get_paginated_response(self, data: Any) -> Response:
        body: dict[str, Any] = {"next": self.next_link(), "previous": self.previous_link()}
        if self.count is not None:
            body["count"] = self.count
        return Response({**body, "results": data})

    def first_page(self) -> str:
        """The address of the list from its beginning."""
        return remove_query_param(self.request.build_absolute_uri(), "cursor")

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        example = "https://quotes.example/api/v1/statements/?cursor=WyJuZXdl"
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": {**link, "description": "The next page; null at the end.", "example": example},
                "previous": {**link, "description": "The page before; null at the beginning.", "example": example},
                "count": {
                    "type": "integer",
                    "minimum": 0,
                    "description": "Number of rows of all pages; only with count=true.",
                    "example": 123,
                },
                "results": {**schema, "description": "The rows of this page."},
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        orders = list(getattr(view, "orders", (NEWEST,)))
        described: list[tuple[str, dict[str, Any], str]] = [
            (
                "cursor",
                {"type": "string", "pattern": CURSOR},
                "Where the page begins: taken from “next” or “previous”.",
            ),
            (
                "page_size",
                {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE_SIZE},
                "Rows a page.",
            ),
            ("count", {"type": "boolean", "default": False}, "Also count the rows of all pages, which takes time."),
            (
                "order",
                {"type": "string", "enum": orders, "default": NEWEST},
                "newest: the last stored first. updated: the longest unchanged first, for mirrors that poll. "
                "relevance: the best first, where “search” is given.",
            ),
        ]
        return [
            {"name": name, "in": "query", "required": False, "description": words, "schema": schema}
            for name, schema, words in described
        ]


def side_of(request: Request, model: type[Model]) -> tuple[str, int] | None:
    """“<” or “>” and the key that the rows of a later page are beyond; None where that is not known.

    None also where the rows of all pages are to be counted. A cursor that is none is not refused
    here but by what reads the page.
    """
    if request.query_params.get("count") == "true":
        return None
    try:
        cursor = Cursor.read(request.query_params.get("cursor", ""))
    except BadParameters:
        return None
    key = model._default_manager.filter(public_id=cursor.key).values_list("pk", flat=True).first()
    if cursor.order != NEWEST or key is None:
        return None
    return (">" if cursor.backwards else "<"), key


def in_order(keys: list[Any], view: Any) -> list[Any]:
    """The rows of these keys as the view loads them; without those that were hidden a moment ago."""
    rows = view.get_queryset().in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def _choice(asked: Any, name: str, choices: tuple[str, ...]) -> str:
    value = str(asked.get(name, choices[0]))
    if value not in choices:
        raise BadParameters({name: f"This must be one of: {', '.join(choices)}."})
    return value


def _page_size(written: str | None) -> int:
    if written is None:
        return PAGE_SIZE
    if not (written.isascii() and written.isdigit() and len(written) < 6 and 1 <= int(written) <= LARGEST_PAGE):
        raise BadParameters({"page_size": f"This must be a whole number from 1 to {LARGEST_PAGE}."})
    return int(written)
