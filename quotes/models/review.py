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
    ADD = "add", "added"
    UNDO = "undo", "undid a decision about"
    RESTORE = "restore", "restored"


class RejectionReason(models.TextChoices):
    """Why a proposal is no statement, where the editor says so."""

    SCARE_QUOTE = "scare_quote", "scare quotes"
    NOT_A_STATEMENT = "not_a_statement", "not a statement"


class Review(models.Model):
    """One editorial decision: who, when, what, the statement before and after, and why.

    before is empty for a statement that the decision added. Decisions made together share a
    batch. undoes names the decision that an UNDO took back: each at most once. The database
    refuses to change or delete a row.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")
    decision = models.CharField(max_length=10, choices=Decision)
    before = models.JSONField()
    after = models.JSONField()
    note = models.TextField(blank=True)
    reason = models.CharField(max_length=16, choices=RejectionReason, blank=True)
    batch = models.UUIDField(null=True, blank=True, db_index=True)
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by")
    created = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=Q(decision__in=Decision.values), name="review_decision_is_known"),
            models.CheckConstraint(
                condition=Q(reason="") | Q(reason__in=RejectionReason.values, decision="reject"),
                name="review_reason_is_a_rejections",
            ),
            models.CheckConstraint(
                condition=(Q(undoes__isnull=True) & ~Q(decision="undo")) | Q(undoes__isnull=False, decision="undo"),
                name="review_undoes_exactly_when_undo",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer} {self.get_decision_display()} statement {self.statement_id}"
