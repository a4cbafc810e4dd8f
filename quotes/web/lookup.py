"""/ and /check: did they say it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from rest_framework.throttling import AnonRateThrottle

from quotes.lookup.answers import Answer, Checked, CheckRefused, Coverage
from quotes.lookup.checking import LONGEST_QUOTE, check
from quotes.lookup.coverage import coverage
from quotes.lookup.texts import LONGEST_TEXT, check_text
from quotes.review.access import sees_everything
from quotes.web.cards import beside, cards, linked_data
from quotes.web.comparison import stretches
from quotes.web.forms import CheckForm
from quotes.web.responses import public_page, shown
from quotes.web.results import Item, chosen, first_listed, listed, shown_answer
from quotes.web.words import languages

LONGEST_LINK = 3_500
"""Bytes of a query: gunicorn and uWSGI, as they come, refuse what is longer than about four thousand with its line."""
TOO_BIG = f"This is far more than {LONGEST_TEXT:,} characters, the most that can be checked at once. Split it."
TOO_MANY = "Too many questions in one minute from here. Wait a moment and ask again."


class Throttle(AnonRateThrottle):
    """One measure for the page and the API: whoever has no account asks 120 times a minute."""

    scope = "check"
    rate = "120/min"


@csrf_exempt  # asking changes nothing, and a page without a token can be kept by caches
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def look_up(request: HttpRequest) -> HttpResponse:
    """The box, and the answer below it. What fits a link is answered at its link, so that it can be shared."""
    form, status = asked(request)
    if status == 200 and "quote" not in form.data:
        covered = coverage(everything=sees_everything(request.user))
        return shown(request, "web/check.html", {"form": CheckForm(), **_searched(covered)})
    if status != 200:
        return refused(request, form, status)
    link = share_link(form.data)
    if request.method == "POST" and link:
        return HttpResponseRedirect(link, status=303)
    if not may_ask(request, Throttle()):
        form.add_error(None, TOO_MANY)
        return refused(request, form, 429)
    try:
        answered = _text(request, form) if form.is_text() else _quotation(request, form)
    except CheckRefused as refusal:
        form.add_error("quote", str(refusal))
        return refused(request, form)
    share = request.build_absolute_uri(link) if link else ""
    context = {"form": form, "share": share, "longest_link": f"{LONGEST_LINK:,}", "can_be_kept": True, **answered}
    return shown(request, "web/check.html", context)


def asked(request: HttpRequest) -> tuple[CheckForm, int]:
    """What is asked, with 200, or with the status of a refusal, which its errors tell in words."""
    request.encoding = "utf-8"  # whatever the sender says: no other can be stored or shown
    try:
        data = request.POST if request.method == "POST" else request.GET
    except RequestDataTooBig:
        form = CheckForm({})
        form.errors["quote"] = form.error_class([TOO_BIG])
        return form, 413
    form = CheckForm(data)
    return form, 200 if "quote" not in data or form.is_valid() else 400


def refused(request: HttpRequest, form: CheckForm, status: int = 400) -> HttpResponse:
    """The box as it was filled in, with what was wrong."""
    return shown(request, "web/check.html", {"form": form}, status=status)


def may_ask(request: HttpRequest, throttle: AnonRateThrottle) -> bool:
    """Whether it is within the measure; counts it."""
    return throttle.allow_request(request, None)  # type: ignore[arg-type]  # it reads user and META alone


def share_link(data: Mapping[str, Any]) -> str:
    """Where the same is asked again; nothing where it is too long for a link."""
    names = ("quote", "speaker", "date", "whole")
    asked = {name: str(data[name]).replace("\r\n", "\n") for name in names if data.get(name)}
    query = urlencode(asked)
    return f"{reverse('web:check')}?{query}" if len(query) <= LONGEST_LINK else ""


def _quotation(request: HttpRequest, form: CheckForm) -> dict[str, Any]:
    answer = check(form.question(), everything=sees_everything(request.user))
    return quotation_context(request, answer)


def quotation_context(request: HttpRequest, answer: Answer) -> dict[str, Any]:
    """What a page shows of the answer to one quotation."""
    held = {card.statement.public_id: card for card in cards(request, chosen(answer))}
    one = shown_answer(answer, held, beside(listed(answer)))
    return {"result": one, "linked_data": linked_data(request, held.values())}


def _text(request: HttpRequest, form: CheckForm) -> dict[str, Any]:
    text, everything = form.cleaned_data["quote"], sees_everything(request.user)
    checked = check_text(text, everything=everything)
    context = text_context(checked, coverage(everything=everything))
    found = stretches(text, [one.span or (0, 0) for one in checked])
    context["text"] = [(words, context["items"][number] if number is not None else None) for words, number in found]
    return context


def text_context(checked: Sequence[Checked], covered: Coverage) -> dict[str, Any]:
    """What a page shows of the answers to the quotations of a text, but for the text."""
    rows = beside(o for one in checked if one.answer is not None for o in first_listed(one.answer))
    items = [
        Item(
            number,
            one,
            shown_answer(one.answer, {}, rows) if one.answer is not None else None,
            share_link({"quote": one.quote, "speaker": one.speaker}),
        )
        for number, one in enumerate(checked, start=1)
    ]
    return {"items": items, "is_text": True, "longest_quote": f"{LONGEST_QUOTE:,}", **_searched(covered)}


def _searched(covered: Coverage) -> dict[str, object]:
    return {"coverage": covered, "languages": languages(covered)}
