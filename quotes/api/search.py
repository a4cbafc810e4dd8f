"""Searching the list of statements: the parameter, the pages in order of relevance, the highlights."""

from __future__ import annotations

from operator import attrgetter
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet
from drf_spectacular.drainage import set_override
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from quotes.api import cursors
from quotes.api.filtering import WORDS
from quotes.api.pagination import KeysetPagination, in_order, side_of
from quotes.api.problems import BadParameters
from quotes.api.serializers.statements import StatementSerializer
from quotes.api.serializers.summaries import SpanSerializer
from quotes.models import Statement
from quotes.models.statement import StatementQuerySet
from quotes.search import BadQuery, Query, matching, parse
from quotes.search.highlights import highlights
from quotes.search.query import LONGEST_QUERY
from quotes.search.ranking import Place, ranking

RELEVANCE = "relevance"
PLACES = (("text", "the statement"), ("context", "around it"))
SALT = "quotes.api.search"


def searched(request: Request) -> Query | None:
    """What the request searches for; None where it does not. Raises BadParameters."""
    text = request.query_params.get("search")
    return None if text is None else query_of(text)


def query_of(text: str) -> Query:
    """What a text searches for. Raises BadParameters, also where it has no word to search for."""
    try:
        return parse(text)
    except BadQuery as bad:
        raise BadParameters({"search": [str(bad)]}) from bad


def by_relevance(request: Request) -> bool:
    """Whether the request wants the best first. Raises BadParameters where it searches for nothing."""
    if request.query_params.get("order") != RELEVANCE:
        return False
    if searched(request) is None:
        raise BadParameters({"order": ["“relevance” needs something to be relevant to: add “search=…”."]})
    return True


def years_asked(request: Request) -> range | None:
    """The years of publication (UTC) that the filters, which have been checked, allow; None where one end is open."""
    ends = [request.query_params.get(f"published_{side}", "")[:4] for side in ("after", "before")]
    return range(int(ends[0]), int(ends[1]) + 1) if all(ends) else None


class SearchFilter(django_filters.Filter):
    """Statements that full-text search finds."""

    def __init__(self) -> None:
        super().__init__()
        words = (
            "Words in the statement or around it: “a phrase” in quotation marks, OR, -word, begin*. "
            f"At most {LONGEST_QUERY:,} characters."
        )
        schema = {**WORDS, "maxLength": LONGEST_QUERY, "description": words, "example": "quay sink*"}
        set_override(self, "field", schema)

    @property
    def field(self) -> forms.Field:
        return forms.CharField(required=False)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        query = query_of(value)
        # There is no request, and there are no pages, on the server's own command line.
        request = self.parent.request  # type: ignore[attr-defined]  # django-filter sets it
        if request is not None and by_relevance(request):
            return qs  # BestFirst looks through them piece by piece
        beyond = side_of(request, Statement) if request is not None else None
        return matching(qs, query, beyond)  # type: ignore[arg-type]  # statements


class BestFirst(KeysetPagination):
    """The best first; a cursor holds the place reached, the newest statement of the first page, and the direction.

    What is added after the first page is not in the other ones, so nothing moves between them.
    Statements are named by their opaque ids, as in every cursor.
    """

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        query = searched(request)
        assert query is not None  # noqa: S101 - by_relevance chose this class
        self.request, self.order = request, RELEVANCE
        size = self.read_size_and_count(matching(queryset, query), request)
        reached, newest, backwards = self._read(request)
        places = ranking(queryset, query, newest.statement_id if newest else None, years_asked(request))
        if reached is not None and backwards:
            page = [place for place in places if place > reached][-size:]
        else:
            page = [place for place in places if reached is None or place < reached][:size]
        self.newest = newest or max(places, key=attrgetter("statement_id"), default=None)
        self.has_next = bool(page) and page[-1] != places[-1]
        self.has_previous = bool(page) and page[0] != places[0]
        self.ends = page[:1] + page[-1:]
        return in_order([place.statement_id for place in page], view)

    def _read(self, request: Request) -> tuple[Place | None, Place | None, bool]:
        """The place that the page begins at; the newest statement that is ranked, whose score is not told; backwards?

        Cursors told no direction when pages went forward only.
        """
        given = request.query_params.get("cursor")
        if given is None:
            return None, None, False
        try:
            score, reached, newest, *direction = cursors.read(given, salt=SALT)
        except (ValueError, TypeError) as error:
            raise BadParameters({"cursor": "The cursor is not one of this search: begin without it."}) from error
        keys = dict(Statement.objects.filter(public_id__in=[reached, newest]).values_list("public_id", "pk"))
        found = {str(public_id): Place(score, key, public_id) for public_id, key in keys.items()}
        if reached not in found or newest not in found:
            raise BadParameters({"cursor": "The row that this cursor stands at is gone. Begin again."})
        return found[reached], found[newest], direction == [1]

    def _link(self, row: Any, backwards: bool) -> str:
        assert self.newest is not None  # noqa: S101 - a page that has ends is of something
        parts = [row.score, str(row.public_id), str(self.newest.public_id), int(backwards)]
        return replace_query_param(self.request.build_absolute_uri(), "cursor", cursors.write(parts, salt=SALT))


class HighlightSerializer(serializers.Serializer[Any]):
    """Plain text as the source prints it, and where the search was found in it. Nothing is escaped."""

    examples: ClassVar[dict[str, Any]] = {"field": "text", "text": "“The quay is sinking,”"}
    field = serializers.ChoiceField(
        choices=PLACES,
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
