"""Searching the list of statements: the parameter, the pages in order of relevance, the highlights."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from quotes.api.pagination import NewestFirst
from quotes.api.serializers import SpanSerializer, StatementSerializer
from quotes.models import Statement
from quotes.models.statement import StatementQuerySet
from quotes.search import BadQuery, Query, parse
from quotes.search.highlights import highlights
from quotes.search.ranking import Place, ranking

NEWEST, RELEVANCE = "newest", "relevance"
ORDERS = ((NEWEST, "newest first"), (RELEVANCE, "best first"))


def searched(request: Request) -> Query | None:
    """What the request searches for; None where it does not. Raises ValidationError."""
    return query_of(request.query_params.get("search", ""))


def query_of(text: str) -> Query | None:
    """What a text searches for; None where it has no words to search for. Raises ValidationError."""
    if not text.strip():
        return None
    try:
        return parse(text)
    except BadQuery as bad:
        raise ValidationError({"search": [str(bad)]}) from bad


def by_relevance(request: Request) -> bool:
    """Whether the request wants the best first. Raises ValidationError where it searches for nothing."""
    if request.query_params.get("order") != RELEVANCE:
        return False
    if searched(request) is None:
        raise ValidationError({"order": ["“relevance” needs something to be relevant to: add “search=…”."]})
    return True


class BestFirst(NewestFirst):
    """The best first; a cursor holds the place reached and the newest statement of the first page.

    What is added after the first page is not in the later ones, so nothing moves between them.
    """

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        query = searched(request)
        assert query is not None  # noqa: S101 - by_relevance chose this class
        self.request = request
        reached, newest = self._read(request)
        size = self.get_page_size(request) or self.page_size
        places = ranking(queryset, query, newest)
        newest = newest or max((place.statement_id for place in places), default=0)
        left = [place for place in places if reached is None or place < reached]
        page = left[:size]
        self.following = f"{page[-1].score}.{page[-1].statement_id}.{newest}" if len(left) > size else None
        rows = queryset.in_bulk([place.statement_id for place in page])
        return [rows[place.statement_id] for place in page if place.statement_id in rows]

    def _read(self, request: Request) -> tuple[Place | None, int | None]:
        given = request.query_params.get(self.cursor_query_param)
        if not given:
            return None, None
        try:
            numbers = base64.urlsafe_b64decode(given.encode("ascii")).decode("ascii").split(".")
            score, statement_id, newest = (int(number) for number in numbers if len(number) < 19)
        except (ValueError, binascii.Error) as error:
            raise NotFound("The cursor is not one of this search: begin without it.") from error
        return Place(score, statement_id), newest

    def get_next_link(self) -> str | None:
        if self.following is None:
            return None
        cursor = base64.urlsafe_b64encode(self.following.encode("ascii")).decode("ascii")
        return replace_query_param(self.request.build_absolute_uri(), self.cursor_query_param, cursor)

    def get_previous_link(self) -> str | None:
        return None


class HighlightSerializer(serializers.Serializer[Any]):
    """Plain text as the source prints it, and where the search was found in it. Nothing is escaped."""

    field = serializers.ChoiceField(
        choices=[("text", "the statement"), ("context", "around it")],
        help_text="Whether the fragment is of the statement or of the sentences around it.",
    )
    text = serializers.CharField(help_text="At most 240 characters, cut between words; a longer phrase is whole.")
    marks = SpanSerializer(many=True, help_text="Found stretches: code points of this fragment, ends exclusive.")


class FoundStatementSerializer(StatementSerializer):
    """A statement of a list, with where the search found it."""

    highlights = serializers.SerializerMethodField(help_text="Null unless the request has “search”.")

    class Meta(StatementSerializer.Meta):
        fields = (*StatementSerializer.Meta.fields, "highlights")  # type: ignore[assignment]  # one field list longer

    @extend_schema_field(HighlightSerializer(many=True, allow_null=True))
    def get_highlights(self, statement: Statement) -> list[dict[str, Any]] | None:
        query: Query | None = self.context.get("search")
        if query is None:
            return None
        return [
            {
                "field": fragment.field,
                "text": fragment.text,
                "marks": [{"start": start, "end": end} for start, end in fragment.marks],
            }
            for fragment in highlights(query, statement.text, statement.search_document.context)
        ]


def with_documents(statements: StatementQuerySet) -> StatementQuerySet:
    """With what highlights are cut from."""
    return statements.select_related("search_document").defer(
        "search_document__text_words", "search_document__context_words"
    )
