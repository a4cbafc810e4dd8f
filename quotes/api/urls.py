"""Addresses of the API."""

from __future__ import annotations

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularRedocView, SpectacularSwaggerView
from rest_framework.routers import DefaultRouter

from quotes.api.changes import ChangesView
from quotes.api.checking import CheckView
from quotes.api.decisions import SpeakerMergeView, StatementDecisionView
from quotes.api.exporting import ExportView
from quotes.api.views import ExtractView, SourceViewSet, SpeakerViewSet, StatementViewSet

router = DefaultRouter(use_regex_path=False)
router.register("statements", StatementViewSet, basename="statement")
router.register("speakers", SpeakerViewSet, basename="speaker")
router.register("sources", SourceViewSet, basename="source")

urlpatterns = [
    path("extract", ExtractView.as_view(), name="extract"),
    path("check", CheckView.as_view(), name="check"),
    path("changes", ChangesView.as_view(), name="changes"),
    path("exports", ExportView.as_view(), name="exports"),
    path("statements/<uuid:id>/decisions", StatementDecisionView.as_view(), name="statement-decisions"),
    path("speakers/<uuid:id>/merges", SpeakerMergeView.as_view(), name="speaker-merges"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="schema"), name="docs"),
    path("redoc/", SpectacularRedocView.as_view(url_name="schema"), name="redoc"),
    path("", include(router.urls)),
]
