"""What was searched: said with every answer, since what is not found here may have been said elsewhere."""

from __future__ import annotations

import datetime as dt
import threading

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Max, Min
from django.utils import timezone

from quotes.lookup.answers import Coverage
from quotes.models import Source, Statement

FRESH = dt.timedelta(minutes=5)
"""Counting takes a second at a million statements, a thousand times as long as a check: older figures
are counted anew beside the check that finds them so."""
KEPT = dt.timedelta(hours=1)
"""Older figures are not given any more."""
LONGEST_COUNTING = dt.timedelta(minutes=10)


def coverage(*, everything: bool) -> Coverage:
    """The articles whose statements were searched, as of some minutes ago (`as_of`), an hour at most."""
    key = f"quotes.lookup.coverage.{everything}"
    found: Coverage | None = cache.get(key)
    if found is None:
        found = _count(key, everything)
    elif timezone.now() - found.as_of > FRESH and cache.add(f"{key}.counting", True, LONGEST_COUNTING.total_seconds()):
        threading.Thread(target=_count_beside, args=(key, everything), daemon=True).start()
    return found


def _count_beside(key: str, everything: bool) -> None:
    try:
        _count(key, everything)
    finally:
        cache.delete(f"{key}.counting")
        connection.close()


def _count(key: str, everything: bool) -> Coverage:
    sources = Source.objects.order_by()
    if not everything:
        sources = sources.having(Statement.objects.public())
    counts = sources.aggregate(
        articles=Count("pk"),
        outlets=Count("outlet", distinct=True),
        first=Min("published_at"),
        last=Max("published_at"),
    )
    counted = Coverage(
        articles=counts["articles"],
        outlets=counts["outlets"],
        languages=tuple(sources.order_by("language").values_list("language", flat=True).distinct()),
        published_from=counts["first"].date() if counts["first"] else None,
        published_until=counts["last"].date() if counts["last"] else None,
        as_of=timezone.now(),
    )
    cache.set(key, counted, KEPT.total_seconds())
    return counted
