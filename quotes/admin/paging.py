"""Lists that count no further than anybody can click."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.http import HttpRequest

PAGES_AHEAD = 10


class NearPaginator(Paginator[Any]):
    """Counts up to some rows; `more` says whether there are others behind them.

    Django counts every row that a list could show, even with show_full_result_count = False:
    with a million statements that is what a page waits for.
    """

    def __init__(self, *args: Any, counted: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counted = counted

    @cached_property
    def _near(self) -> int:
        # Neither order nor annotations change how many there are, but both would be computed.
        return int(self.object_list.order_by().values("pk")[: self.counted + 1].count())  # type: ignore[attr-defined]  # a queryset in the admin

    @cached_property
    def count(self) -> int:
        return min(self._near, self.counted)

    @property
    def more(self) -> bool:
        return self._near > self.counted


class NearChangeList(ChangeList):
    """A list whose search does not print a count that is only the beginning of one."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        if self.paginator.more:
            self.full_result_count = self.result_count


def counted_for(request: HttpRequest, per_page: int) -> int:
    """How many rows to count: some pages beyond the one that is asked for."""
    asked = request.GET.get("p") or request.GET.get("page") or "1"
    page = min(int(asked), 10**6) if asked.isascii() and asked.isdigit() else 1
    return (page + PAGES_AHEAD) * per_page
