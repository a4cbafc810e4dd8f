"""The desk's addresses, under /admin/desk/."""

from __future__ import annotations

from django.urls import path

from quotes.desk import actions, views

app_name = "desk"
urlpatterns = [
    path("", views.page, name="page"),
    path("next/", views.following, name="next"),
    path("statement/<int:pk>/", views.statement, name="statement"),
    path("statement/<int:pk>/<slug:action>/", actions.act, name="act"),
    path("article/<int:pk>/", views.article, name="article"),
    path("article/<int:pk>/open/", views.open_article, name="open"),
    path("article/<int:pk>/add/", actions.add, name="add"),
    path("leave/", views.leave, name="leave"),
    path("speakers/", views.speakers, name="speakers"),
    path("outlets/", views.outlets, name="outlets"),
    path("bulk/preview/", views.bulk_preview, name="bulk_preview"),
    path("bulk/accept/", views.bulk_accept, name="bulk_accept"),
    path("bulk/undo/", views.bulk_undo, name="bulk_undo"),
]
