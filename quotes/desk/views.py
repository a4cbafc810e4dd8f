"""The desk's page and what it asks for."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_POST

from quotes.desk import payloads
from quotes.desk.access import for_reviewers, may_name_speakers
from quotes.desk.answers import Body, Unreadable, in_json
from quotes.desk.filters import QueueForm, queue_of
from quotes.models import Outlet, Source, Speaker, SpeakerKind
from quotes.review.bulk import MOST_AT_ONCE, above_the_line, accept_all, held_back, preview
from quotes.review.choices import find_speakers
from quotes.review.claims import claim, others_at, release
from quotes.review.queue import MOST_COUNTED, Position
from quotes.review.undoing import undo_batch

MOST_OUTLETS = 12


@for_reviewers
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The desk. The statements come by themselves afterwards."""
    form = QueueForm(request.GET or {"order": "confidence"})
    queue = form.queue(request.user)
    waiting = queue.waiting()
    context = {
        **admin.site.each_context(request),
        "title": "Review desk",
        "form": form,
        "waiting": f"more than {MOST_COUNTED:,}" if waiting > MOST_COUNTED else f"{waiting:,}",
        "outlet": Outlet.objects.filter(pk=queue.outlet).first() if queue.outlet else None,
        "speaker": Speaker.objects.filter(pk=queue.speaker).first() if queue.speaker else None,
        "article": Source.objects.light().filter(pk=queue.source).first() if queue.source else None,
        "start": request.GET.get("statement", ""),
        "may_name": may_name_speakers(request.user),
        "speaker_kinds": SpeakerKind.choices,
    }
    return TemplateResponse(request, "desk/desk.html", context)


@for_reviewers
@require_GET
@in_json
def following(request: HttpRequest) -> dict[str, Any]:
    """The statement behind a position, or the first: {"item": … or null}."""
    queue = queue_of(request.GET, request.user)
    written = request.GET.get("after")
    if not written:
        found = queue.first()
    else:
        try:
            position = Position.read(written)
        except ValueError as error:
            raise Unreadable("The place in the queue is not understood. Begin again from the top.") from error
        found = queue.after(position, skip_article="skip_article" in request.GET)
    return {"item": payloads.item(payloads.statement_at(found), request.user) if found else None}


@for_reviewers
@require_GET
@in_json
def statement(request: HttpRequest, pk: int) -> dict[str, Any]:
    """One statement, whatever was decided of it."""
    return {"item": payloads.item(payloads.statement_at(pk), request.user)}


@for_reviewers
@require_GET
@in_json
def article(request: HttpRequest, pk: int) -> dict[str, Any]:
    """An article with the marks of its statements."""
    source = get_object_or_404(Source.objects.select_related("outlet").defer("original"), pk=pk)
    return {"article": payloads.article(source)}


@for_reviewers
@require_POST
@in_json
def open_article(request: HttpRequest, pk: int) -> dict[str, Any]:
    """The editor has this article open; who else has."""
    source = get_object_or_404(Source.objects.light(), pk=pk)
    claim(source=source, editor=request.user)
    return {"others": others_at(source_id=source.pk, editor=request.user)}


@for_reviewers
@require_POST
@in_json
def leave(request: HttpRequest) -> dict[str, Any]:
    """The editor closes the desk."""
    release(editor=request.user)
    return {}


@for_reviewers
@require_GET
@in_json
def speakers(request: HttpRequest) -> dict[str, Any]:
    """Speakers for what is typed, those of the article first."""
    number = request.GET.get("source", "")
    source = Source.objects.light().filter(pk=number).first() if number.isdigit() else None
    found = find_speakers(typed=request.GET.get("q", ""), source=source)
    return {"found": [payloads.speaker_json(speaker) for speaker in found]}


@for_reviewers
@require_GET
@in_json
def outlets(request: HttpRequest) -> dict[str, Any]:
    """Outlets whose name has what is typed."""
    found = Outlet.objects.filter(name__icontains=request.GET.get("q", ""))[:MOST_OUTLETS]
    return {"found": [{"key": outlet.pk, "name": outlet.name, "kind": outlet.domain} for outlet in found]}


@for_reviewers
@require_POST
@in_json
def bulk_preview(request: HttpRequest) -> dict[str, Any]:
    """What accepting all above the line would do: {"line", "article" and/or "speaker"}."""
    chosen = _above(Body(request))
    seen, held = preview(above_the_line(**chosen)), held_back(**chosen)
    return {
        "count": seen.count,
        "expected_errors": seen.expected_errors,
        "seal": seen.seal,
        "beyond": f"There are more; {MOST_AT_ONCE:,} are accepted at once." if seen.more else "",
        "held": f"{held:,} more need a second opinion, each on its own." if held else "",
        "least_certain": [
            {"text": str(s), "speaker": s.speaker.name if s.speaker else "nobody", "confidence": s.confidence}
            for s in seen.least_certain
        ],
    }


@for_reviewers
@require_POST
@in_json
def bulk_accept(request: HttpRequest) -> dict[str, Any]:
    """Accept exactly what the preview with this seal showed."""
    body = Body(request)
    return {
        "batch": str(
            accept_all(statements=above_the_line(**_above(body)), reviewer=request.user, seal=body.words("seal"))
        )
    }


@for_reviewers
@require_POST
@in_json
def bulk_undo(request: HttpRequest) -> dict[str, Any]:
    """Take a bulk acceptance back."""
    try:
        batch = uuid.UUID(Body(request).words("batch"))
    except ValueError as error:
        raise Unreadable("“batch” must be the id of a bulk decision.") from error
    result = undo_batch(batch=batch, reviewer=request.user)
    return {"undone": result.undone, "left": result.left}


def _above(body: Body) -> dict[str, Any]:
    source = get_object_or_404(Source.objects.light(), pk=body.number("article")) if "article" in body.fields else None
    speaker = get_object_or_404(Speaker, pk=body.number("speaker")) if "speaker" in body.fields else None
    if source is None and speaker is None:
        raise ValidationError("Name an article or a speaker.")
    return {"line": body.share("line"), "source": source, "speaker": speaker}
