"""The Django application."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.backends.signals import connection_created

from quotes.moments import use_quick_moments


class QuotesConfig(AppConfig):
    name = "quotes"
    verbose_name = "Quotes"

    def ready(self) -> None:
        connection_created.connect(use_quick_moments, dispatch_uid="use_quick_moments")


class QuotesAdminConfig(AdminConfig):
    """Django's admin with our site, which adds the dashboard and the pages that belong to no one table."""

    default_site = "quotes.dashboard.site.QuotesAdminSite"
