"""The admin site of the desk: Django's own, with a dashboard and a few pages that belong to no one table."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.urls import URLPattern, URLResolver, path

from quotes.dashboard import evaluation, opinions


class QuotesAdminSite(AdminSite):
    """Reached as `admin.site`; settings name it by QuotesAdminConfig.

    It stands outside quotes.admin, whose import registers tables with the site and so needs it made.
    """

    site_header = "Quotes"
    site_title = "Quotes"
    index_title = "The editors' desk"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        pages = [
            path("quotes/evaluation/", self.admin_view(evaluation.page), name="quotes_evaluation"),
            path("quotes/agreement/", self.admin_view(opinions.agreement_page), name="quotes_agreement"),
            path("quotes/adjudication/", self.admin_view(opinions.adjudication_page), name="quotes_adjudication"),
        ]
        return [*pages, *super().get_urls()]
