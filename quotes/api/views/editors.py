"""Reviews and import runs: for editors and importers only."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Count, QuerySet, Value, When
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from quotes.api.access import MayImport, MayReadAll
from quotes.api.filters import ReviewFilter, RunFilter
from quotes.api.pagination import NEWEST, UPDATED
from quotes.api.parsers import ArticlesJSONLParser, ArticlesJSONParser, SentArticles
from quotes.api.problems import BadHeader, Refused
from quotes.api.schema import IDEMPOTENCY_KEY, SENT_ARTICLES
from quotes.api.serializers.editors import ImportRunSerializer, ReviewSerializer
from quotes.api.views.base import Resource
from quotes.ingest.queue import KeyUsedOtherwise, enqueue
from quotes.ingest.worker import wake
from quotes.models import ImportRun, Review, RunState

LONGEST_KEY = 255


@extend_schema_view(list=extend_schema(summary="Reviews"), retrieve=extend_schema(summary="One review"))
class ReviewViewSet(Resource):
    """What editors decided: appended to, never changed."""

    queryset = Review.objects.none()
    filterset_class = ReviewFilter
    serializer_class = ReviewSerializer
    permission_classes = (MayReadAll,)

    def get_queryset(self) -> QuerySet[Review]:
        reviews = Review.objects.select_related("statement", "reviewer")
        return reviews.only(
            "public_id", "decision", "before", "after", "note", "created", "statement__public_id", "reviewer__username"
        )


@extend_schema_view(
    list=extend_schema(summary="Import runs"),
    retrieve=extend_schema(summary="One import run"),
    create=extend_schema(
        summary="Send one article or up to 1,000",
        description="Answers at once with a run to poll. A bad article loses only itself.",
        request=SENT_ARTICLES,
        responses={202: ImportRunSerializer},
        parameters=[IDEMPOTENCY_KEY],
    ),
)
class ImportViewSet(Resource):
    """Imports: what was sent and what came of it."""

    queryset = ImportRun.objects.none()
    filterset_class = RunFilter
    serializer_class = ImportRunSerializer
    permission_classes = (MayImport,)
    parser_classes = (ArticlesJSONParser, ArticlesJSONLParser)
    largest_body = 50_000_000
    orders = (NEWEST, UPDATED)

    def get_queryset(self) -> QuerySet[ImportRun]:
        return ImportRun.objects.annotate(
            articles_waiting=Count("request__queued"),
            run_state=Case(
                When(finished_at__isnull=True, then=Value(RunState.RUNNING)), default=Value(RunState.FINISHED)
            ),
        )

    def create(self, request: Request) -> Response:
        key = request.headers.get("Idempotency-Key", "")
        if len(key) > LONGEST_KEY or not key.isprintable():
            raise BadHeader("Idempotency-Key", f"This must be up to {LONGEST_KEY} printable characters.")
        sent: SentArticles = request.data  # type: ignore[assignment]  # what the parsers give
        if not isinstance(sent, SentArticles):
            raise Refused(400, "no_article", "The body is empty: send an article or a list of articles.")
        try:
            run = enqueue(articles=sent.articles, body_sha256=sent.sha256, sender=request.user, idempotency_key=key)
        except KeyUsedOtherwise as error:
            raise Refused(422, "idempotency_key_used", str(error)) from error
        wake()
        self.shape = ImportRunSerializer.shape(request, alone=True)
        found: Any = self.get_queryset().get(pk=run.pk)
        where = reverse("import-detail", kwargs={"id": run.public_id}, request=request)
        return Response(self.get_serializer(found).data, status=202, headers={"Location": where})
