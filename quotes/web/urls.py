"""Addresses of the pages."""

from __future__ import annotations

from django.urls import path

from quotes.web import citing, kept, lookup, records

app_name = "web"
urlpatterns = [
    path("", lookup.look_up, name="home"),
    path("check", lookup.look_up, name="check"),
    path("answers/", kept.keep_answer, name="keep"),
    path("answers/<uuid:public_id>/", kept.kept_page, name="kept"),
    path("statements/<uuid:public_id>/", records.statement_page, name="statement"),
    path("statements/<uuid:public_id>/cite.json", citing.csl_json, name="cite-csl"),
    path("statements/<uuid:public_id>/cite.bib", citing.bibtex, name="cite-bibtex"),
    path("quotations/<uuid:public_id>/", records.quotation_page, name="quotation"),
    path("speakers/<uuid:public_id>/", records.speaker_page, name="speaker"),
]
