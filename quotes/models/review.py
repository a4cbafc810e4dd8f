"""What editors decided: appended to, never changed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from quotes.models.statement import Statement


class Decision(models.TextChoices):
    """What an editor did to a statement."""

    ACCEPT = "accept", "accepted"
    REJECT = "reject", "rejected"
    REASSIGN = "reassign", "gave it to another speaker"
    CORRECT = "correct", "corrected"
    REOPEN = "reopen", "reopened"


class Review(models.Model):
    """One editorial decision: who, when, what, the statement before and after, and why.

    The database refuses to change or delete a row.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")
    decision = models.CharField(max_length=10, choices=Decision)
    before = models.JSONField()
    after = models.JSONField()
    note = models.TextField(blank=True)
    created = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=Q(decision__in=Decision.values), name="review_decision_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer} {self.get_decision_display()} statement {self.statement_id}"
