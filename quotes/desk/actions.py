"""What the desk's page can do to one statement: a table of names and services."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from quotes.desk import payloads
from quotes.desk.access import for_reviewers, may_name_speakers
from quotes.desk.answers import Body, Conflict, Unreadable, in_json
from quotes.extraction import UnsupportedLanguage
from quotes.models import QuoteKind, RejectionReason, Review, Source, Speaker, Statement
from quotes.review.additions import add_missed, fit
from quotes.review.choices import new_speaker, speaker_of_candidate
from quotes.review.decisions import accept, correct, reassign, reject, reopen
from quotes.review.marking import kind_of, moved_edge
from quotes.review.recording import StaleStatement
from quotes.review.second_opinion import opinion_of
from quotes.review.undoing import restore, undo

Action = Callable[[Statement, Body, HttpRequest], Statement]


def _common(statement: Statement, body: Body, request: HttpRequest) -> dict[str, Any]:
    return {"statement": statement, "reviewer": request.user, "expected_version": body.number("version")}


def _accept(statement: Statement, body: Body, request: HttpRequest) -> Statement:
    return accept(**_common(statement, body, request), note=body.words("note", ""))


def _reject(statement: Statement, body: Body, request: HttpRequest) -> Statement:
    reason = body.words("reason", "")
    if reason not in ("", *RejectionReason.values):
        raise Unreadable(f"“{reason}” is no reason to reject; there are: {', '.join(RejectionReason.values)}.")
    return reject(**_common(statement, body, request), reason=reason, note=body.words("note", ""))


def _reopen(statement: Statement, body: Body, request: HttpRequest) -> Statement:
    return reopen(**_common(statement, body, request))


def _kind(statement: Statement, body: Body, request: HttpRequest) -> Statement:
    kind = body.words("quote_kind")
    if kind not in QuoteKind.values:
        raise Unreadable(f"“{kind}” is no kind; there are: {', '.join(QuoteKind.values)}.")
    return correct(**_common(statement, body, request), quote_kind=kind, settle=False)


def _content(statement: Statement, body: Body, request: HttpRequest) -> Statement:
    return _with_spans(statement, body, request, fit(statement.source.text, body.spans()))


def _edge(statement: Statement, body: Body, request: HttpRequest) -> Statement:
    edge = body.words("edge")
    if edge not in ("start", "end"):
        raise Unreadable("“edge” must be start or end.")
    spans, _ = _seen(statement, request)
    moved = moved_edge(statement.source.text, spans, "start" if edge == "start" else "end", body.number("words"))
    return _with_spans(statement, body, request, moved)


def _with_spans(statement: Statement, body: Body, request: HttpRequest, spans: list[tuple[int, int]]) -> Statement:
    """New words; the kind goes with the quotation marks, unless an editor had set it against them."""
    text, kind = statement.source.text, None
    seen, kind_seen = _seen(statement, request)
    try:
        if kind_of(text, seen, statement.source.language) == kind_seen:
            kind = kind_of(text, spans, statement.source.language).value
    except UnsupportedLanguage:
        kind = None
    return correct(**_common(statement, body, request), spans=spans, quote_kind=kind, settle=False)


def _seen(statement: Statement, request: HttpRequest) -> tuple[list[tuple[int, int]], str]:
    """The words and the kind that are on this editor's card: their own opinion's, where they gave one."""
    given = opinion_of(statement, request.user)
    if given is None:
        return statement.span_pairs(), statement.quote_kind
    return [(start, end) for start, end in given.proposed["spans"]], given.proposed["quote_kind"]


def _reassign(statement: Statement, body: Body, request: HttpRequest) -> Statement:
    with transaction.atomic():  # a speaker made for a decision that fails is not left behind
        speaker = _speaker(body, request, statement)
        return reassign(**_common(statement, body, request), speaker=speaker, settle=False)


def _speaker(body: Body, request: HttpRequest, statement: Statement | None = None) -> Speaker | None:
    """Whom the request names: {"candidate": n}, {"speaker": id}, {"new": {"name", "kind"}} or {"nobody": true}."""
    fields = body.fields
    if fields.get("nobody") is True:
        return None
    if "candidate" in fields and statement is not None:
        return speaker_of_candidate(statement, body.number("candidate"))
    if isinstance(fields.get("new"), dict):
        if not may_name_speakers(request.user):
            raise PermissionDenied("You may not add speakers. Ask an editor, or choose one from the list.")
        return new_speaker(name=str(fields["new"].get("name", "")), kind=str(fields["new"].get("kind", "")))
    try:
        speaker = Speaker.objects.canonical().filter(public_id=body.words("speaker")).first()
    except ValidationError:
        speaker = None
    if speaker is None:
        raise ValidationError("There is no such speaker any more. Search again.")
    return speaker


def _undo(statement: Statement, body: Body, request: HttpRequest) -> Statement:
    review = get_object_or_404(Review, pk=body.number("review"), statement=statement)
    return undo(review=review, reviewer=request.user, expected_version=body.number("version"))


def _restore(statement: Statement, body: Body, request: HttpRequest) -> Statement:
    review = get_object_or_404(Review, pk=body.number("review"), statement=statement)
    before = body.fields.get("before") is True
    return restore(review=review, reviewer=request.user, expected_version=body.number("version"), before=before)


ACTIONS: dict[str, Action] = {
    "accept": _accept,
    "reject": _reject,
    "reopen": _reopen,
    "kind": _kind,
    "content": _content,
    "edge": _edge,
    "reassign": _reassign,
    "undo": _undo,
    "restore": _restore,
}


@for_reviewers
@require_POST
@in_json
def act(request: HttpRequest, pk: int, action: str) -> dict[str, Any]:
    """One action on one statement at the version that the editor saw; 409 where a colleague was faster."""
    if action not in ACTIONS:
        raise Unreadable(f"There is no action “{action}”.")
    body = Body(request)
    seen = body.number("version")
    try:
        ACTIONS[action](payloads.statement_at(pk), body, request)
    except StaleStatement as stale:
        raise Conflict(pk, seen, request.user, stale) from stale
    return {"item": payloads.item(payloads.statement_at(pk), request.user)}


@for_reviewers
@require_POST
@in_json
def add(request: HttpRequest, pk: int) -> dict[str, Any]:
    """A statement that the engine missed: {"spans", and whom as for reassigning}."""
    source = get_object_or_404(Source.objects.defer("original"), pk=pk)
    body = Body(request)
    with transaction.atomic():
        speaker = _speaker(body, request)
        made = add_missed(source=source, reviewer=request.user, spans=body.spans(), speaker=speaker)
    return {"item": payloads.item(payloads.statement_at(made.pk), request.user)}
