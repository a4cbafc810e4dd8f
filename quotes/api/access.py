"""Who sees what: the public sees what editors have let through, editors see everything."""

from __future__ import annotations

from rest_framework.request import Request

from quotes.models import Source, Speaker, Statement
from quotes.models.source import SourceQuerySet
from quotes.models.speaker import SpeakerQuerySet
from quotes.models.statement import StatementQuerySet
from quotes.review import access


def sees_everything(request: Request) -> bool:
    """Whether the request comes from somebody who may see pending and rejected statements."""
    return access.sees_everything(request.user)


def visible_statements(request: Request) -> StatementQuerySet:
    """The statements that the request may see."""
    statements: StatementQuerySet = Statement.objects.all()
    return statements if sees_everything(request) else statements.public()


def visible_sources(request: Request) -> SourceQuerySet:
    """The sources that the request may see, each with the number of its visible statements."""
    sources: SourceQuerySet = Source.objects.all()
    statements = visible_statements(request)
    shown = sources if sees_everything(request) else sources.having(statements)
    return shown.with_statement_count(statements)


def visible_speakers(request: Request) -> SpeakerQuerySet:
    """The speakers that the request may see, each with the number of its visible statements."""
    speakers: SpeakerQuerySet = Speaker.objects.canonical()
    statements = visible_statements(request)
    shown = speakers if sees_everything(request) else speakers.having(statements)
    return shown.with_statement_count(statements)
