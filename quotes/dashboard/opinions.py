"""Second opinions: how far editors agree, and what waits for an adjudicator."""

from __future__ import annotations

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from quotes.models import Opinion
from quotes.review.adjudication import disputes, follow
from quotes.review.agreement import agreement
from quotes.review.recording import StaleStatement
from quotes.review.second_opinion import OpinionRefused


@permission_required("quotes.adjudicate_statement", raise_exception=True)
def agreement_page(request: HttpRequest) -> HttpResponse:
    """Krippendorff's alpha over all, by pair of editors, by kind."""
    tables = agreement()
    context = {
        **admin.site.each_context(request),
        "title": "Agreement",
        "overall": tables.overall,
        "groups": {"all": [tables.overall], "pair of editors": tables.pairs, "kind": tables.kinds},
    }
    return TemplateResponse(request, "admin/quotes/agreement.html", context)


@permission_required("quotes.adjudicate_statement", raise_exception=True)
def adjudication_page(request: HttpRequest) -> HttpResponse:
    """What two editors see differently; POST opinion= follows one of them."""
    if request.method == "POST":
        given = request.POST.get("opinion", "")
        opinion = get_object_or_404(Opinion, pk=int(given) if given.isdigit() else 0)
        try:
            follow(opinion=opinion, adjudicator=request.user, note=request.POST.get("note", "")[:1000])
        except StaleStatement as stale:
            messages.error(request, str(stale))
        except OpinionRefused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, "Settled.")
        return HttpResponseRedirect(reverse("admin:quotes_adjudication"))
    context = {**admin.site.each_context(request), "title": "Adjudication", "disputes": disputes()}
    return TemplateResponse(request, "admin/quotes/adjudication.html", context)
