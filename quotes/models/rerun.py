"""What came of running a newer engine over sources that were there already."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from quotes.models.base import Published
from quotes.models.statement import Statement


class EngineRerun(Published):
    """One run of the engine over stored sources: what it changed among the pending, and where it failed.

    errors is a list of {"source": public id, "error": what was wrong and what to do}.
    """

    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    engine_version = models.CharField(max_length=60)
    sources = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0, help_text="Pending proposals that the engine still makes.")
    added = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0, help_text="Pending proposals that it no longer makes.")
    errors = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"re-run of {self.created:%Y-%m-%d %H:%M}"


class EngineDisagreement(models.Model):
    """Where an engine decides otherwise than editors did. Nothing of the statement was changed for it.

    differences is a list of sentences; proposal holds what the engine would store (spans,
    speaker_name, quote_kind, confidence), or nothing where it finds no statement there.
    """

    rerun = models.ForeignKey(EngineRerun, on_delete=models.PROTECT, related_name="disagreements")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="disagreements")
    engine_version = models.CharField(max_length=60)
    differences = models.JSONField()
    proposal = models.JSONField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=["statement", "engine_version"], name="disagreement_once_an_engine"),
        ]

    def __str__(self) -> str:
        return f"{self.statement}: {' '.join(self.differences)}"
