"""What was searched: said with every answer, since what is not found here may have been said elsewhere."""

from __future__ import annotations

from django.core.cache import cache
from django.db.models import Count, Max, Min
from django.utils import timezone

from quotes.lookup.answers import Coverage
from quotes.models import Source, Statement

SECONDS = 300
"""How long the figures are kept: counting them takes longer than a check."""


def coverage(*, everything: bool) -> Coverage:
    """The articles whose statements were searched, as of a few minutes ago at most (`as_of`)."""
    key = f"quotes.lookup.coverage.{everything}"
    found: Coverage | None = cache.get(key)
    if found is None:
        found = _counted(everything)
        cache.set(key, found, SECONDS)
    return found


def _counted(everything: bool) -> Coverage:
    sources = Source.objects.order_by()
    if not everything:
        sources = sources.having(Statement.objects.public())
    counts = sources.aggregate(
        articles=Count("pk"),
        outlets=Count("outlet", distinct=True),
        first=Min("published_at"),
        last=Max("published_at"),
    )
    return Coverage(
        articles=counts["articles"],
        outlets=counts["outlets"],
        languages=tuple(sources.order_by("language").values_list("language", flat=True).distinct()),
        published_from=counts["first"].date() if counts["first"] else None,
        published_until=counts["last"].date() if counts["last"] else None,
        as_of=timezone.now(),
    )
