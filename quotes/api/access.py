"""Who sees what: the public sees what editors have let through, editors see everything."""

from __future__ import annotations

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from quotes.models import ApiToken, Outlet, Source, Speaker, Statement
from quotes.models.outlet import OutletQuerySet
from quotes.models.source import SourceQuerySet
from quotes.models.speaker import SpeakerQuerySet
from quotes.models.statement import StatementQuerySet

PERMISSIONS = {
    "read_all": "quotes.view_statement",
    "review": "quotes.review_statement",
    "import": "quotes.add_source",
}


def allowed(request: Request, scope: str) -> bool:
    """Whether the owner has the permission that a scope stands for, and the token, if any, the scope."""
    if not request.user.is_authenticated or not request.user.has_perm(PERMISSIONS[scope]):
        return False
    return not isinstance(request.auth, ApiToken) or scope in request.auth.scopes()


def sees_everything(request: Request) -> bool:
    """Whether the request comes from somebody who may see pending and rejected statements."""
    return allowed(request, "read_all")


class MayReadAll(BasePermission):
    """Editors, and tokens with the scope read_all."""

    message = "This needs the permission “view statement” and, with a token, the scope read_all."

    def has_permission(self, request: Request, view: APIView) -> bool:
        return allowed(request, "read_all")


class MayReview(BasePermission):
    """Editors, and tokens with the scope review."""

    message = "This needs the permission “review statement” and, with a token, the scope review."

    def has_permission(self, request: Request, view: APIView) -> bool:
        return allowed(request, "review")


class MayMerge(BasePermission):
    """Editors who are logged in: no scope of a token holds merging."""

    message = "This needs the permission “merge speaker”, and cannot be done with a token."

    def has_permission(self, request: Request, view: APIView) -> bool:
        return request.user.has_perm("quotes.merge_speaker") and not isinstance(request.auth, ApiToken)


class MayImport(BasePermission):
    """Importers, and tokens with the scope import; who may read all may look at the runs."""

    message = "This needs the permission “add source” and, with a token, the scope import."

    def has_permission(self, request: Request, view: APIView) -> bool:
        return allowed(request, "import") or (request.method in SAFE_METHODS and allowed(request, "read_all"))


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


def visible_outlets(request: Request) -> OutletQuerySet:
    """The outlets that the request may see."""
    outlets: OutletQuerySet = Outlet.objects.all()
    return outlets if sees_everything(request) else outlets.having(visible_statements(request))
