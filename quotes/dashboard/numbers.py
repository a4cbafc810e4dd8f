"""What the front page of the desk counts: a constant number of queries, each within an index."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from quotes.models import ImportItem, ImportRun, ItemOutcome, Review, ReviewStatus, Statement

DAYS = 14
"""How far back the chart of statements by day goes."""
MOST_EDITORS = 20
LATEST_RUNS = 5
LATEST_ERRORS = 5


@dataclass(frozen=True, slots=True)
class Numbers:
    """Counts for the front page. by_day begins with the oldest day; days are those of the site's time zone."""

    pending: int
    pending_by_age: list[tuple[str, int]]
    reviewed_this_week: int
    by_editor: list[tuple[str, int]]
    runs: list[ImportRun]
    errors: list[ImportItem]
    by_day: list[tuple[str, int]]


def numbers() -> Numbers:
    """The counts of this moment."""
    now = timezone.now()
    ages = _pending_by_age(now)
    week = Review.objects.filter(created__gte=now - dt.timedelta(days=7))
    editors = week.order_by().values_list("reviewer__username").annotate(number=Count("pk")).order_by("-number")
    runs = list(ImportRun.objects.order_by("-id")[:LATEST_RUNS])
    failed = ImportItem.objects.filter(run__in=runs, outcome=ItemOutcome.FAILED).select_related("run")
    return Numbers(
        pending=sum(number for _, number in ages),
        pending_by_age=ages,
        reviewed_this_week=week.count(),
        by_editor=list(editors[:MOST_EDITORS]),
        runs=runs,
        errors=list(failed.order_by("-id")[:LATEST_ERRORS]),
        by_day=_by_day(),
    )


def _pending_by_age(now: dt.datetime) -> list[tuple[str, int]]:
    """Pending statements by when they came, the newest first."""
    edges = [now - dt.timedelta(days=days) for days in (1, 7, 30)]
    pending = Statement.objects.filter(review_status=ReviewStatus.PENDING, withdrawn_at__isnull=True).order_by()
    counts = pending.aggregate(
        day=Count("pk", filter=Q(created__gte=edges[0])),
        week=Count("pk", filter=Q(created__lt=edges[0], created__gte=edges[1])),
        month=Count("pk", filter=Q(created__lt=edges[1], created__gte=edges[2])),
        older=Count("pk", filter=Q(created__lt=edges[2])),
    )
    words = {"day": "less than a day", "week": "a day to a week", "month": "a week to 30 days", "older": "older"}
    return [(words[name], counts[name]) for name in words]


def _by_day() -> list[tuple[str, int]]:
    """Statements found or added on each of the last days, today included."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    days = [today - dt.timedelta(days=back) for back in reversed(range(DAYS))]
    edges = [*days, today + dt.timedelta(days=1)]
    recent = Statement.objects.filter(created__gte=days[0]).order_by()
    counts = recent.aggregate(
        **{
            f"day{number}": Count("pk", filter=Q(created__gte=day, created__lt=edges[number + 1]))
            for number, day in enumerate(days)
        }
    )
    return [(f"{day:%-d %b}", counts[f"day{number}"]) for number, day in enumerate(days)]
