"""Who has which article open on the desk: a courtesy, not a lock."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from quotes.models.source import Source


class ArticleClaim(models.Model):
    """That an editor has an article open. It expires by itself unless it is renewed."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="claims")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["editor"], name="claim_one_article_an_editor"),
        ]

    def __str__(self) -> str:
        return f"{self.editor} has {self.source} open"
