"""/answers: an answer that somebody kept, at an address that goes on showing it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from rest_framework.throttling import AnonRateThrottle

from quotes.lookup.answers import Checked, CheckRefused, Question
from quotes.lookup.coverage import coverage
from quotes.lookup.keeping import Reread, keep, reread
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
from quotes.web.words import Told, told

TOO_MANY_KEPT = "Sixty answers were kept from here within an hour. Wait a little and keep it then."


class KeepingThrottle(AnonRateThrottle):
    """Whoever has no account keeps 60 answers an hour: more than anybody reads, little enough to store."""

    scope = "keep"
    rate = "60/hour"


@dataclass(frozen=True, slots=True)
class Later:
    """What became of a kept answer, in words. then and now are the verdicts, None where a text has several."""

    stands: bool
    changes: str
    then: Told | None
    now: Told | None

    @property
    def is_answered_alike(self) -> bool:
        return self.then == self.now


@csrf_exempt  # as the box: it changes nothing that is anybody's, and the page with the button is kept by caches
@require_POST
@public_page
def keep_answer(request: HttpRequest) -> HttpResponse:
    """Keep what the public is answered to the question, and lead to it."""
    form, status = asked(request)
    if not form.is_valid():
        return refused(request, form, max(status, 400))
    for throttle, problem in ((Throttle(), TOO_MANY), (KeepingThrottle(), TOO_MANY_KEPT)):
        if not may_ask(request, throttle):
            form.add_error(None, problem)
            return refused(request, form, 429)
    is_text = form.is_text()
    try:
        kept = keep(Question(form.cleaned_data["quote"]) if is_text else form.question(), is_text=is_text)
    except CheckRefused as refusal:
        form.add_error("quote", str(refusal))
        return refused(request, form)
    return HttpResponseRedirect(reverse("web:kept", args=[kept.public_id]), status=303)


@require_safe
@public_page
def kept_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The answer as it was given while it stands, and else what is answered now."""
    row = KeptAnswer.objects.filter(public_id=public_id).first()
    if row is None:
        return missing(request, "kept answer")
    if not may_ask(request, Throttle()):
        return shown(request, "web/kept.html", {"problem": TOO_MANY}, status=429)
    found = reread(row)
    question, is_text = found.kept.question, found.kept.is_text
    checked = found.kept.checked if found.stands else found.now
    link = share_link({
        "quote": question.quote, "speaker": question.speaker, "date": question.date, "whole": "1" if is_text else "",
    })  # fmt: skip
    context = {
        "kept_at": row.kept_at,
        "kept_link": request.build_absolute_uri(reverse("web:kept", args=[row.public_id])),
        "asked_again": link,
        "later": _later(found),
        **_context(request, question.quote, checked, is_text),
    }
    return shown(request, "web/kept.html", context)


def _context(request: HttpRequest, text: str, checked: tuple[Checked, ...], is_text: bool) -> dict[str, object]:
    answers = [one.answer for one in checked if one.answer is not None]
    if is_text:
        covered = answers[0].coverage if answers else coverage(everything=False)
        return text_context(text, checked, covered)
    return quotation_context(request, answers[0])


def _later(found: Reread) -> Later:
    one = None if found.kept.is_text else told(found.kept.answers[0])
    now = None if found.kept.is_text else next(told(item.answer) for item in found.now if item.answer is not None)
    return Later(found.stands, _changes(found), one, now)


def _changes(found: Reread) -> str:
    """What became of the statements that it showed; nothing where all of them are as they were."""
    number, gone, otherwise = len(found.kept.rests_on), found.since.gone, found.since.otherwise
    told = []
    if gone:
        told.append(f"{gone} {'is' if gone == 1 else 'are'} not public any more")
    if otherwise:
        told.append(f"{otherwise} {'is' if otherwise == 1 else 'are'} told otherwise, with other words, another "
                    "speaker or a mark of editors")  # fmt: skip
    if not told:
        return "" if found.stands else "What is known of its many occurrences has changed."
    return f"Of the {number} statement{'' if number == 1 else 's'} that it showed, {' and '.join(told)}."
