"""Articles that wait for the engine."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from quotes.models.run import ImportRun


class ImportRequest(models.Model):
    """A run that somebody asked for and does not wait for.

    leased_until says that a worker is at it; a lease that ran out is of a worker that died, and
    another goes on with the articles that are still queued.
    """

    run = models.OneToOneField(ImportRun, on_delete=models.CASCADE, related_name="request")
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    idempotency_key = models.CharField(max_length=255, blank=True)
    body_sha256 = models.CharField(max_length=64)
    article_count = models.PositiveIntegerField(help_text="How many articles were sent.")
    leased_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "idempotency_key"],
                condition=~Q(idempotency_key=""),
                name="import_request_once_a_key",
            ),
            models.CheckConstraint(condition=Q(body_sha256__length=64), name="import_request_sha256_is_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.article_count} articles for {self.run}"


class QueuedArticle(models.Model):
    """One article as it was sent; gone as soon as its item of the run is there."""

    request = models.ForeignKey(ImportRequest, on_delete=models.CASCADE, related_name="queued")
    position = models.PositiveIntegerField()
    where = models.CharField(max_length=100)
    line = models.BinaryField(help_text="One JSON object, as a line of JSONL.")

    class Meta:
        ordering = ("request", "position")
        constraints = [
            models.UniqueConstraint(fields=["request", "position"], name="queued_article_position_once"),
        ]

    def __str__(self) -> str:
        return self.where
