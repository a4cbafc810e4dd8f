"""The stable pages of statements, quotations and speakers."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from quotes.lookup.marks import marks_on
from quotes.lookup.occurrences import Gathered, gather_like, gather_quotation
from quotes.models import Quotation, ReviewStatus, Speaker, SpeakerRole, Statement
from quotes.review.access import sees_everything
from quotes.speakers.linking import canonical
from quotes.speakers.roles import roles_at_the_time
from quotes.web.cards import beside, cards, lines, linked_data, most_shown, visible
from quotes.web.cautions import Caution, cautions, in_short, mark_told
from quotes.web.responses import missing, public_page, shown
from quotes.web.results import leading
from quotes.web.timeline import timeline

PAGE = 30


@dataclass(frozen=True, slots=True)
class Listed:
    """A statement on its speaker's page."""

    statement: Statement
    role: SpeakerRole | None
    cautions: list[Caution]


@require_safe
@public_page
def statement_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One statement, and where else its words stand."""
    found = cards(request, [public_id])
    if not found:
        return missing(request, "statement")
    (card,) = found
    gathered = gather_like(card.statement, everything=sees_everything(request.user))
    context = {
        "card": card,
        "in_short": in_short(card.cautions),
        "elsewhere": [mark_told(mark) for mark in card.elsewhere],
        "linked_data": linked_data(request, found),
    }
    return shown(request, "web/statement.html", {**context, **_occurrences(gathered)})


@require_safe
@public_page
def quotation_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The same words across articles. What was merged into another leads there, for as long as it is."""
    asked = Quotation.objects.select_related("merged_into").filter(public_id=public_id).first()
    if asked is None:
        return missing(request, "quotation")
    quotation = _head(asked)
    gathered = gather_quotation(quotation, everything=sees_everything(request.user))
    if not gathered.shown:
        return missing(request, "quotation")
    if quotation != asked:
        return redirect("web:quotation", public_id=quotation.public_id)
    texts = [occurrence.text for occurrence in gathered.shown]
    found = cards(request, [occurrence.statement for occurrence in leading(gathered.shown)])
    context = {
        # The canonical form may be a wording that still waits for an editor.
        "text": quotation.text if quotation.text in texts else texts[0],
        "notes": [mark_told(mark) for card in found[:1] for mark in card.marks],
        "cards": found,
        "is_disputed": len({card.speaker.pk for card in found if card.speaker is not None}) > 1,
        "linked_data": linked_data(request, found),
    }
    return shown(request, "web/quotation.html", {**context, **_occurrences(gathered)})


@require_safe
@public_page
def speaker_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A speaker with their latest statements; ?before=ID goes on behind that statement."""
    asked = Speaker.objects.select_related("merged_into").filter(public_id=public_id).first()
    if asked is None:
        return missing(request, "speaker")
    speaker = canonical(asked)
    theirs = visible(request).filter(Q(is_public=True) | Q(review_status=ReviewStatus.PENDING))
    theirs = theirs.filter(withdrawn_at__isnull=True, speaker=speaker).with_context()
    if not theirs.exists():
        return missing(request, "speaker")
    if speaker != asked:
        return redirect("web:speaker", public_id=speaker.public_id)
    before = _before(request)
    if before is not None:
        last = theirs.filter(public_id=before).values_list("pk", flat=True).first()
        theirs = theirs.filter(pk__lt=last or 0)
    held = list(theirs.order_by("-pk")[: PAGE + 1])
    roles = roles_at_the_time(held, everything=sees_everything(request.user))
    marks = marks_on([statement.pk for statement in held])
    context = {
        "speaker": speaker,
        "statements": [
            Listed(statement, roles.get(statement.pk), cautions(statement, marks[statement.pk]))
            for statement in held[:PAGE]
        ],
        "next": held[PAGE - 1].public_id if len(held) > PAGE else None,
        "is_first": before is None,
    }
    return shown(request, "web/speaker.html", context)


def _before(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.GET.get("before", ""))
    except ValueError:
        return None


def _head(quotation: Quotation) -> Quotation:
    while quotation.merged_into is not None:
        quotation = quotation.merged_into
    return quotation


def _occurrences(gathered: Gathered) -> dict[str, object]:
    return {
        "gathered": gathered,
        "lines": lines(gathered.shown, beside(gathered.shown)),
        "timeline": timeline(gathered.shown),
        "most_shown": most_shown(gathered.shown),
    }
