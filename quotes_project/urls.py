"""Every address of the site."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/desk/", include("quotes.desk.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("quotes.api.urls")),
    path("", include("quotes.web.urls")),
]
