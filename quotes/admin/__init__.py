"""The editors' side: Django's own admin, one file a model."""

from django.contrib import admin

from quotes.admin import outlets, reviews, runs, sources, speakers, statements, tokens

__all__ = ["outlets", "reviews", "runs", "sources", "speakers", "statements", "tokens"]

admin.site.site_header = "Quotes"
admin.site.site_title = "Quotes"
admin.site.index_title = "The editors' desk"
