"""What came in when, and what could not."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from quotes.models.base import Published


class ItemOutcome(models.TextChoices):
    """What became of one input."""

    NEW = "new", "new"
    KNOWN = "known", "known already"
    FAILED = "failed", "failed"


class RunState(models.TextChoices):
    """Whether a run is done."""

    RUNNING = "running", "queued or running"
    FINISHED = "finished", "finished"


class ImportRun(Published):
    """One import: what was asked for, what came of it."""

    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    engine_version = models.CharField(max_length=60)
    inputs = models.JSONField(default=list, help_text="The files and folders that were named.")
    articles_new = models.PositiveIntegerField(default=0)
    articles_known = models.PositiveIntegerField(default=0)
    articles_failed = models.PositiveIntegerField(default=0)
    statements = models.PositiveIntegerField(default=0)
    unattributed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"import of {self.created:%Y-%m-%d %H:%M}"


class ImportItem(models.Model):
    """One input of a run: where it stood and what became of it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="items")
    where = models.CharField(max_length=1000, help_text="File, and line where the file holds several.")
    outcome = models.CharField(max_length=10, choices=ItemOutcome)
    source = models.ForeignKey(
        "quotes.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="import_items"
    )
    error = models.TextField(blank=True, help_text="What was wrong and what to do, in words.")

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=ItemOutcome.values), name="item_outcome_is_known"),
            models.CheckConstraint(
                condition=(Q(outcome="failed") & ~Q(error="")) | (~Q(outcome="failed") & Q(error="")),
                name="item_error_says_why_it_failed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.where}: {self.outcome}"
