"""Who sees what: the public sees what editors have let through, editors see everything."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from rest_framework.request import Request

from quotes.models import ReviewStatus, Source, Speaker, Statement


def sees_everything(request: Request) -> bool:
    """Whether the request comes from somebody who may see pending and rejected statements."""
    return bool(request.user.is_authenticated and request.user.has_perm("quotes.view_statement"))


def visible_statements(request: Request) -> QuerySet[Statement]:
    """The statements that the request may see."""
    statements = Statement.objects.all()
    return statements if sees_everything(request) else statements.public()


def visible_sources(request: Request) -> QuerySet[Source]:
    """The sources that the request may see, each with the number of its visible statements."""
    sources = Source.objects.all() if sees_everything(request) else Source.objects.public()
    return sources.annotate(statement_count=_count(request))


def visible_speakers(request: Request) -> QuerySet[Speaker]:
    """The speakers that the request may see, each with the number of its visible statements."""
    speakers = Speaker.objects.canonical() if sees_everything(request) else Speaker.objects.canonical().public()
    return speakers.annotate(statement_count=_count(request))


def _count(request: Request) -> Count:
    if sees_everything(request):
        return Count("statements", distinct=True)
    shown = Q(statements__review_status__in=ReviewStatus.public(), statements__withdrawn_at__isnull=True)
    return Count("statements", filter=shown, distinct=True)
