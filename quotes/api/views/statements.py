"""Statements, and what editors decide of them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from quotes.api.access import MayReview, visible_statements
from quotes.api.conditional import expected_version, statement_etag, statement_modified
from quotes.api.filters import StatementFilter
from quotes.api.pagination import NEWEST, UPDATED
from quotes.api.problems import BadHeader, Refused
from quotes.api.renderers import STATEMENT_RENDERERS, RowRenderer, RowSerializer
from quotes.api.schema import IF_MATCH
from quotes.api.search import (
    RELEVANCE,
    BestFirst,
    FoundStatementSerializer,
    by_relevance,
    searched,
    with_documents,
)
from quotes.api.serializers.editors import CorrectSerializer, NoteSerializer, ReassignSerializer, RejectSerializer
from quotes.api.serializers.statements import StatementSerializer
from quotes.api.serializing import QuickJSONRenderer
from quotes.api.shaping import PARAMETERS
from quotes.api.views.base import Resource
from quotes.models import Statement
from quotes.models.statement import StatementQuerySet
from quotes.review.decisions import NothingCorrected, accept, correct, reassign, reject, reopen
from quotes.review.recording import StaleStatement, WithdrawnStatement
from quotes.review.second_opinion import OpinionRefused

Service = Callable[..., Statement]
Act = Callable[..., Response]
NOT_TAKEN = (
    "A newer engine withdrew the statement; or, where two editors must agree, why this one's decision is not taken. "
    "Nothing was changed."
)


OF_SOURCES = ("original", "authors", "flags", "canonical_url", "extractor", "original_media_type")
OF_PARENTS = ("text", "evidence", "candidates", "cue_text", "mention_text")
"""What is never shown of the rows around a statement."""
OF_TAGS = (
    *(f"source__{name}" for name in ("created", "modified", "retrieved_at", "text_sha256", "revises", "import_run")),
    *(f"speaker__{name}" for name in ("created", "modified", "normalised_name", "merged_into")),
    *(f"source__outlet__{name}" for name in ("created", "modified")),
)
"""What tells at most the tag of one statement; a page has one of its bytes."""


def loaded(statements: StatementQuerySet, shape: Collection[str] | None = None) -> StatementQuerySet:
    """With all that is shown, in one query; without a shape, all of a statement alone."""
    found = statements.select_related("source__outlet", "speaker").with_spans()
    found = found.defer("candidates", "published_at", *(f"source__{name}" for name in OF_SOURCES))
    if shape is None:
        shape = StatementSerializer.extra
    else:
        found = found.defer(*OF_TAGS)
    if "link" not in shape:
        found = found.defer("source__text")
    if "parent" in shape:
        found = found.select_related("parent").defer(*(f"parent__{name}" for name in OF_PARENTS))
    return found if "evidence" in shape else found.defer("evidence")


def decision(summary: str, request: Any) -> Callable[[Act], Act]:
    """What the review actions have in common: POST on one statement, at the version that was seen."""

    def decorate(method: Act) -> Act:
        acting = action(detail=True, methods=["post"], permission_classes=(MayReview,))(method)
        described: Act = extend_schema(
            summary=summary,
            request=request,
            responses={200: StatementSerializer, 409: OpenApiResponse(description=NOT_TAKEN)},
            parameters=[IF_MATCH],
        )(acting)
        return described

    return decorate


@extend_schema_view(list=extend_schema(summary="Statements"), retrieve=extend_schema(summary="One statement"))
class StatementViewSet(Resource):
    """What was said, by whom, where it stands. The public sees accepted and corrected statements."""

    queryset = Statement.objects.none()
    filterset_class = StatementFilter
    renderer_classes = STATEMENT_RENDERERS
    orders = (NEWEST, UPDATED, RELEVANCE)

    def is_read(self) -> bool:
        return self.action in {"list", "retrieve"}

    def asks_for_rows(self) -> bool:
        """Whether another representation than the API's own JSON is asked for."""
        return isinstance(getattr(self.request, "accepted_renderer", None), RowRenderer)

    def get_renderers(self) -> list[Any]:
        return super().get_renderers() if self.is_read() else [QuickJSONRenderer()]

    def known_parameters(self) -> set[str]:
        known = super().known_parameters()
        if not self.is_read():
            return known
        # Only the API's own JSON has fields to choose and room for a count.
        return {"format", *(known - {*PARAMETERS, "count"} if self.asks_for_rows() else known)}

    def get_queryset(self) -> QuerySet[Statement]:
        statements = visible_statements(self.request)
        if self.asks_for_rows():
            return statements.with_source_texts()
        found = loaded(statements, self.shape) if self.action == "list" else loaded(statements)
        if self.action == "list" and "highlights" in self.shape and searched(self.request) is not None:
            found = with_documents(found)
        return found

    def get_serializer_class(self) -> Any:
        if self.asks_for_rows():
            return RowSerializer
        return FoundStatementSerializer if self.action == "list" else StatementSerializer

    def get_serializer_context(self) -> dict[str, Any]:
        is_list = self.action == "list" and self.request is not None
        return {**super().get_serializer_context(), "search": searched(self.request) if is_list else None}

    def paginate_queryset(self, queryset: Any) -> Any:
        if by_relevance(self.request):
            self._paginator = BestFirst()
        return super().paginate_queryset(queryset)

    def remember_validators(self, found: Statement) -> None:
        if not self.asks_for_rows():
            self.validators = (statement_etag(found, self.shape), statement_modified(found))

    @decision("Accept a statement as it stands", NoteSerializer)
    def accept(self, request: Request, id: Any) -> Response:
        return self._decide(accept, NoteSerializer)

    @decision("Reject a statement", RejectSerializer)
    def reject(self, request: Request, id: Any) -> Response:
        return self._decide(reject, RejectSerializer)

    @decision("Decide a statement anew: back among the pending", NoteSerializer)
    def reopen(self, request: Request, id: Any) -> Response:
        return self._decide(reopen, NoteSerializer)

    @decision("Give a statement to another speaker, or to nobody", ReassignSerializer)
    def reassign(self, request: Request, id: Any) -> Response:
        return self._decide(reassign, ReassignSerializer)

    @decision("Correct a statement's words, kind, act or modality", CorrectSerializer)
    def correct(self, request: Request, id: Any) -> Response:
        return self._decide(correct, CorrectSerializer)

    def _decide(self, service: Service, serializer: Any) -> Response:
        statement = get_object_or_404(visible_statements(self.request), public_id=self.kwargs["id"])
        version = expected_version(self.request, statement)
        asked = serializer(data=self.request.data)
        asked.is_valid(raise_exception=True)
        wishes = dict(asked.validated_data)
        if "content_spans" in wishes:
            wishes["spans"] = [(span["start"], span["end"]) for span in wishes.pop("content_spans")]
        try:
            service(statement=statement, reviewer=self.request.user, expected_version=version, **wishes)
        except (OpinionRefused, WithdrawnStatement) as refusal:
            raise Refused(409, "conflict", str(refusal.message)) from refusal
        except StaleStatement as stale:
            raise BadHeader("If-Match", str(stale), 412, "stale") from stale
        except NothingCorrected as error:
            raise ValidationError({"non_field_errors": error.messages}) from error
        except DjangoValidationError as error:
            raise ValidationError({"content_spans": error.messages}) from error
        fresh = loaded(Statement.objects.filter(pk=statement.pk)).get()
        self.shape = StatementSerializer.shape(self.request, alone=True)
        response = Response(self.get_serializer(fresh).data)
        response["ETag"] = statement_etag(fresh, self.shape)
        return response
