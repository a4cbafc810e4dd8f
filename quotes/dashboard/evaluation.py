"""The evaluation page: how the engine's proposals fare with editors."""

from __future__ import annotations

import datetime as dt

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from quotes.dashboard.charts import calibration_points
from quotes.models import Review
from quotes.review.evaluation import Evaluation, added_by_editors, band_name, evaluate
from quotes.review.judgements import judgements

PERIODS = {"30": "the last 30 days", "90": "the last 90 days", "365": "the last year", "all": "all time"}
USUAL = "90"
SECONDS_KEPT = 3600
MOST_ROWS = 50


@permission_required("quotes.view_review", raise_exception=True)
def page(request: HttpRequest) -> HttpResponse:
    """Figures of one period; ?days= is one of PERIODS."""
    period = request.GET.get("days", USUAL)
    period = period if period in PERIODS else USUAL
    evaluation = _evaluation(period)
    context = {
        **admin.site.each_context(request),
        "title": "Evaluation",
        "evaluation": evaluation,
        "groups": {name: list(table.items())[:MOST_ROWS] for name, table in evaluation.groups().items()},
        "points": calibration_points([(band_name(n), tally) for n, tally in enumerate(evaluation.bins)]),
        "periods": PERIODS,
        "period": period,
    }
    return TemplateResponse(request, "admin/quotes/evaluation.html", context)


def _evaluation(period: str) -> Evaluation:
    """The figures of a period, counted anew only when something was decided since."""
    newest = Review.objects.order_by("-id").values_list("pk", flat=True).first()
    key = f"quotes-evaluation-{period}-{newest}"
    known: Evaluation | None = cache.get(key)
    if known is None:
        since = None if period == "all" else timezone.now() - dt.timedelta(days=int(period))
        known = evaluate(judgements(since=since))
        known.added = added_by_editors(since=since)
        cache.set(key, known, SECONDS_KEPT)
    return known
