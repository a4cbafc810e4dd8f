"""How sure the engine is here: what this site's editors taught of its confidence."""

from __future__ import annotations

import math
from typing import Self

from django.db import models
from django.db.models import F, Q

from quotes.models.base import Published

LEAST, MOST = 0.0001, 0.9999
"""Chances that still have finite log-odds, at the precision in which confidence is stored."""


def log_odds(chance: float) -> float:
    """The log-odds of a chance, which is kept from being certain."""
    chance = min(max(chance, LEAST), MOST)
    return math.log(chance / (1.0 - chance))


class CalibrationQuerySet(models.QuerySet["Calibration"]):
    """Questions about calibrations."""

    def in_force(self) -> Self:
        """Those that have not been withdrawn, the newest first."""
        return self.filter(withdrawn_at__isnull=True).order_by("-id")


class Calibration(Published):
    """A curve from the confidence of one engine in one language to the share that editors accept.

    The curve is a straight line in log-odds, so that it rises everywhere and can be read
    backwards: the confidence before it can be had from any that was stored. A row is never
    changed but to withdraw it, since stored statements name it (label).
    """

    language = models.CharField(max_length=8)
    engine_version = models.CharField(max_length=60, help_text="The engine whose confidence it is for, and no other.")
    slope = models.FloatField()
    intercept = models.FloatField()
    decisions = models.PositiveIntegerField(help_text="Decided statements that it was fitted on.")
    accepted = models.PositiveIntegerField(help_text="How many of them were right as they stood.")
    ece_before = models.FloatField(help_text="Expected calibration error of the engine's own confidence.")
    ece_after = models.FloatField(help_text="The same with the curve, on statements that it was not fitted on.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = CalibrationQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=Q(slope__gt=0.0), name="calibration_rises"),
            models.CheckConstraint(
                condition=Q(decisions__gt=0, accepted__lte=F("decisions")), name="calibration_counts_decisions"
            ),
            models.CheckConstraint(
                condition=Q(ece_before__gte=0.0, ece_before__lte=1.0, ece_after__gte=0.0, ece_after__lte=1.0),
                name="calibration_errors_are_shares",
            ),
        ]

    def __str__(self) -> str:
        return f"calibration {self.pk} of {self.engine_version} on {self.decisions} decisions"

    @property
    def label(self) -> str:
        """The version of the engine under this calibration, as statements name it."""
        return f"{self.engine_version}~{self.pk}"

    def applied(self, confidence: float) -> float:
        """The share that editors accept of statements with this confidence of the engine's."""
        return round(1.0 / (1.0 + math.exp(-(self.slope * log_odds(confidence) + self.intercept))), 4)

    def undone(self, confidence: float) -> float:
        """The engine's own confidence behind one that was calibrated, to the precision in which it was stored."""
        return 1.0 / (1.0 + math.exp(-(log_odds(confidence) - self.intercept) / self.slope))
