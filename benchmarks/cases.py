"""What is measured: every list, and thirty combinations of filters."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.db.models import Count
from rest_framework.test import APIClient

from quotes.models import Source, Speaker, Statement

ROOT = "/api/v1/"
PAGE_SIZE = 50


def queries() -> Iterator[tuple[str, str]]:
    """Name and path of each list."""
    for resource in ("statements", "speakers", "sources"):
        yield resource, f"{ROOT}{resource}/"
    yield "changes", f"{ROOT}changes"
    for combination in combinations():
        query = urlencode(combination, doseq=True)
        yield ", ".join(combination), f"{ROOT}statements/?{query}"


def combinations() -> list[dict[str, object]]:
    """Thirty filters as researchers combine them, with values that this database has."""
    ranked = Speaker.objects.annotate(number=Count("statements")).filter(number__gt=0).order_by("number")
    rare, busy = ranked.first(), ranked.last()
    source = Source.objects.having(Statement.objects.public()).select_related("outlet").first()
    if rare is None or busy is None or source is None or source.outlet is None:
        raise SystemExit("There is nothing to measure on. Fill the database: manage.py make_statements N")
    speakers = {"busy": str(busy.public_id), "rare": str(rare.public_id)}
    outlet = source.outlet.domain
    dates = {"published_after": "2019-01-01", "published_before": "2019-12-31"}
    day = {"published_after": "2019-03-03", "published_before": "2019-03-03"}
    said = {"said_after": "2019-01-01", "said_before": "2019-12-31"}
    sure, unsure = {"confidence_min": 0.9}, {"confidence_max": 0.1}
    direct, indirect = {"quote_kind": "direct"}, {"quote_kind": ["mixed", "indirect"]}
    corrected = {"review_status": "corrected"}
    busy_one, rare_one = {"speaker": speakers["busy"]}, {"speaker": speakers["rare"]}
    paper: dict[str, object] = {"outlet": outlet}
    return [
        direct, indirect, sure, unsure, corrected, dates, day, said, busy_one, rare_one, paper,
        {"source": str(source.public_id)}, {"text": "harbour"}, {"text": "no such words"},
        {**direct, **sure}, {**indirect, **unsure}, {**direct, **dates}, {**paper, **dates}, {**paper, **direct},
        {**paper, **day}, {**busy_one, **direct}, {**busy_one, **dates}, {**busy_one, **sure}, {**rare_one, **sure},
        {**busy_one, **paper}, {**corrected, **direct}, {**said, **direct}, {**dates, **sure, **direct},
        {**busy_one, **dates, **sure}, {**paper, **dates, **sure, **direct},
    ]  # fmt: skip


def deep_page(path: str, page: int) -> str | None:
    """The address of that page, reached as a reader reaches it; None where there are fewer.

    The reader's way is long, so that the cursor is taken from a page as long as allowed.
    """
    client, here = APIClient(), f"{path}{'&' if '?' in path else '?'}page_size=200"
    if "/changes" in path:
        return None
    for _ in range(page * PAGE_SIZE // 200):
        following = client.get(here).json()["next"]
        if following is None:
            return None
        here = following
    return here.replace("page_size=200", f"page_size={PAGE_SIZE}").removeprefix("http://testserver")
