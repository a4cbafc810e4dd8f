"""The admin site of the desk: Django's own, with a dashboard and a few pages that belong to no one table."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path

from quotes.dashboard import evaluation, opinions
from quotes.dashboard.charts import bars
from quotes.dashboard.numbers import numbers
from quotes.review.second_opinion import disputed


class QuotesAdminSite(AdminSite):
    """Reached as `admin.site`; settings name it by QuotesAdminConfig.

    It stands outside quotes.admin, whose import registers tables with the site and so needs it made.
    """

    site_header = "Quotes"
    site_title = "Quotes"
    index_title = "The editors' desk"
    index_template = "admin/quotes/dashboard.html"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        pages = [
            path("quotes/evaluation/", self.admin_view(evaluation.page), name="quotes_evaluation"),
            path("quotes/agreement/", self.admin_view(opinions.agreement_page), name="quotes_agreement"),
            path("quotes/adjudication/", self.admin_view(opinions.adjudication_page), name="quotes_adjudication"),
        ]
        return [*pages, *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The front page: how things stand, for who may see statements; then Django's list of tables."""
        context = dict(extra_context or {})
        if request.user.has_perm("quotes.view_statement"):
            counted = numbers()
            context |= {"numbers": counted, "by_day": bars(counted.by_day)}
        if request.user.has_perm("quotes.adjudicate_statement"):
            context["disputed"] = disputed().count()
        return super().index(request, context)
