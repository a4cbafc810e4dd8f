"""/answers: an answer that somebody kept, at an address that goes on showing it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from rest_framework.throttling import AnonRateThrottle

from quotes.lookup.answers import Answer, CheckRefused
from quotes.lookup.keeping import Reread, Unreadable, keep, keep_text, reread
from quotes.models import KeptAnswer
from quotes.web.lookup import (
    TOO_MANY,
    Throttle,
    asked,
    may_ask,
    quotation_context,
    refused,
    share_link,
    text_context,
)
from quotes.web.responses import missing, public_page, shown
from quotes.web.words import told

TOO_MANY_KEPT = "Sixty answers were kept from here within an hour. Wait a little and keep it then."
UNREADABLE = "What was kept here cannot be read any more."


class KeepingThrottle(AnonRateThrottle):
    """Whoever has no account keeps 60 answers an hour: more than anybody reads, little enough to store."""

    scope = "keep"
    rate = "60/hour"


@csrf_exempt  # as the box: it changes nothing that is anybody's, and the page with the button is kept by caches
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def keep_answer(request: HttpRequest) -> HttpResponse:
    """Keep what the public is answered to the question, and lead to it; whoever only comes by is led to the box."""
    if request.method != "POST":
        return redirect("web:home")
    form, status = asked(request)
    if not form.is_valid():
        return refused(request, form, max(status, 400))
    for throttle, problem in ((Throttle(), TOO_MANY), (KeepingThrottle(), TOO_MANY_KEPT)):
        if not may_ask(request, throttle):
            form.add_error(None, problem)
            return refused(request, form, 429)
    try:
        row = keep_text(form.cleaned_data["quote"]) if form.is_text() else keep(form.question())
    except CheckRefused as refusal:
        form.add_error("quote", str(refusal))
        return refused(request, form)
    return HttpResponseRedirect(reverse("web:kept", args=[row.public_id]), status=303)


@require_safe
@public_page
def kept_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What stands of it as it was given, and in the place of what does not what is answered now."""
    row = KeptAnswer.objects.filter(public_id=public_id).first()
    if row is None:
        return missing(request, "kept answer")
    if not may_ask(request, Throttle()):
        return shown(request, "web/kept.html", {"problem": TOO_MANY}, status=429)
    try:
        is_text, found = reread(row)
    except Unreadable:
        return shown(request, "web/kept.html", {"problem": UNREADABLE}, status=410)
    link = request.build_absolute_uri(reverse("web:kept", args=[row.public_id]))
    context = _of_text(found, row.kept_at) if is_text else _of_quotation(request, found[0], row.kept_at)
    return shown(request, "web/kept.html", {"kept_at": row.kept_at, "kept_link": link, **context})


def _of_quotation(request: HttpRequest, found: Reread, kept_at: dt.datetime) -> dict[str, Any]:
    question = found.item.question
    link = share_link({"quote": question.quote, "speaker": question.speaker, "date": question.date})
    context: dict[str, Any] = {"asked_again": link, "mended": _mended(found, kept_at)}
    answer = _answer(found)
    if answer is None:
        return context
    then, now = found.item.checked.answer, found.now
    if found.stands and then is not None and now is not None and told(then) != told(now):
        warning = f"{'with' if told(now).tone == 'warns' else 'without'} a warning"
        alike = told(now).words == told(then).words
        context["verdict_now"] = f"{told(now).words}, {warning}" if alike else told(now).words
    return context | quotation_context(request, answer)


def _of_text(found: Sequence[Reread], kept_at: dt.datetime) -> dict[str, Any]:
    checked = [replace(one.item.checked, answer=_answer(one)) for one in found]
    covered = next(one.item.checked.answer.coverage for one in found if one.item.checked.answer is not None)
    context = text_context(checked, covered)
    context["items"] = [
        replace(item, mended=_mended(one, kept_at)) for item, one in zip(context["items"], found, strict=True)
    ]
    context["number_mended"] = sum(not one.stands for one in found)
    return context


def _answer(found: Reread) -> Answer | None:
    """What is shown of it."""
    return found.item.checked.answer if found.stands else found.now


def _mended(found: Reread, kept_at: dt.datetime) -> str:
    """Why what was kept is not shown, in words; nothing where it is."""
    then = found.item.checked.answer
    if found.stands or then is None:
        return ""
    gone, otherwise = found.since.gone, found.since.otherwise
    changes = [
        f"{number} statement{'' if number == 1 else 's'} that it showed {'is' if number == 1 else 'are'} {what}"
        for number, what in ((gone, "not public any more"), (otherwise, "told otherwise"))
        if number
    ]
    return (
        f"The answer that was kept here no longer stands. It was given on {date_format(kept_at, 'j F Y, H:i')} UTC, "
        f"with the verdict “{told(then).words}”. Since then {' and '.join(changes) or 'what it told has changed'}, "
        "so it is not shown any more. In its place is what is answered now."
    )
