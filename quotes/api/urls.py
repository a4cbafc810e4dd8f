"""Addresses of the API. The last slash may be left out or added everywhere (quotes.api.middleware)."""

from __future__ import annotations

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from quotes.api.changes import ChangesView
from quotes.api.checking import CheckView
from quotes.api.exporting import ExportView
from quotes.api.merging import SpeakerMergeView
from quotes.api.views.documents import DocsView, RedocView, RootView, SchemaView
from quotes.api.views.editors import ImportViewSet, ReviewViewSet
from quotes.api.views.extract import ExtractView
from quotes.api.views.reading import OutletViewSet, SourceViewSet, SpeakerViewSet
from quotes.api.views.statements import StatementViewSet

router = SimpleRouter(use_regex_path=False)
router.register("statements", StatementViewSet, basename="statement")
router.register("speakers", SpeakerViewSet, basename="speaker")
router.register("sources", SourceViewSet, basename="source")
router.register("outlets", OutletViewSet, basename="outlet")
router.register("reviews", ReviewViewSet, basename="review")
router.register("imports", ImportViewSet, basename="import")

urlpatterns = [
    path("", RootView.as_view(), name="root"),
    path("extract", ExtractView.as_view(), name="extract"),
    path("check", CheckView.as_view(), name="check"),
    path("changes", ChangesView.as_view(), name="changes"),
    path("exports", ExportView.as_view(), name="exports"),
    path("speakers/<uuid:id>/merges", SpeakerMergeView.as_view(), name="speaker-merges"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(url_name="schema"), name="docs"),
    path("redoc/", RedocView.as_view(url_name="schema"), name="redoc"),
    path("", include(router.urls)),
]
