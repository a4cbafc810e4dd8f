"""The Django application."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class QuotesConfig(AppConfig):
    name = "quotes"
    verbose_name = "Quotes"


class QuotesAdminConfig(AdminConfig):
    """Django's admin with our site, which adds the dashboard and the pages that belong to no one table."""

    default_site = "quotes.dashboard.site.QuotesAdminSite"
