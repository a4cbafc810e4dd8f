"""What editors taught of the engine's confidence, in the admin."""

from __future__ import annotations

from django.contrib import admin

from quotes.admin.base import ReadOnlyAdmin
from quotes.models import Calibration


@admin.register(Calibration)
class CalibrationAdmin(ReadOnlyAdmin):
    list_display = ("engine_version", "language", "decisions", "ece_before", "ece_after", "created", "withdrawn_at")
    list_filter = ("language",)
