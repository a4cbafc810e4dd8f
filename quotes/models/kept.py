"""Answers that somebody kept, so that a link goes on showing what was answered."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class KeptAnswer(models.Model):
    """What was answered to a question at one moment. Whose address it is given sees it; it names nobody who kept it.

    body is JSON, as quotes.lookup.keeping writes it. A row never changes: the database refuses. It can be
    removed, and nobody is answered at its address any more.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kept_at = models.DateTimeField(auto_now_add=True)
    digest = models.CharField(max_length=64, unique=True, editable=False, help_text="SHA-256 of what it tells.")
    body = models.TextField()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=Q(digest__length=64), name="kept_answer_digest_is_whole"),
            models.CheckConstraint(condition=~Q(body=""), name="kept_answer_has_a_body"),
        ]

    def __str__(self) -> str:
        return f"answer of {self.kept_at:%Y-%m-%d %H:%M}"
