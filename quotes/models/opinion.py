"""Whose statements need two editors who agree, and what each of them says without seeing the other."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from quotes.models.base import Published
from quotes.models.outlet import Outlet
from quotes.models.review import Decision, RejectionReason
from quotes.models.source import Source
from quotes.models.speaker import Speaker
from quotes.models.statement import Statement


class SecondOpinionRule(Published):
    """Every statement of this outlet, in this source, or by this speaker needs a second, blind opinion."""

    outlet = models.OneToOneField(Outlet, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    source = models.OneToOneField(Source, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    speaker = models.OneToOneField(
        Speaker,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="Statements that are this speaker's, and those that an editor wants to give to them.",
    )
    note = models.CharField(max_length=200, blank=True, help_text="Why, for colleagues.")

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(outlet__isnull=False, source__isnull=True, speaker__isnull=True)
                | Q(outlet__isnull=True, source__isnull=False, speaker__isnull=True)
                | Q(outlet__isnull=True, source__isnull=True, speaker__isnull=False),
                name="second_opinion_rule_is_of_one_thing",
                violation_error_message="Choose one: an outlet, a source or a speaker.",
            ),
        ]

    def __str__(self) -> str:
        return f"second opinion: {self.outlet or self.source or self.speaker}"


class Opinion(models.Model):
    """What one of two editors would decide, before either knows of the other.

    proposed is the statement as that editor wants it, in the form of Review's before and after.
    A draft is a step on the way: a change without a verdict yet. All opinions about one version
    of a statement belong together. The database refuses to change or delete a row.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="opinions")
    statement_version = models.PositiveIntegerField()
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="opinions")
    decision = models.CharField(max_length=10, choices=Decision)
    proposed = models.JSONField()
    is_draft = models.BooleanField(default=False)
    reason = models.CharField(max_length=16, choices=RejectionReason, blank=True)
    note = models.TextField(blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=["statement", "statement_version"], name="opinion_round")]

    def __str__(self) -> str:
        return f"{self.reviewer} on statement {self.statement_id}"
