"""Begin the change feed anew, from what is public now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from quotes.changes.beginning import begin_anew


class Command(BaseCommand):
    """Run it after restoring a backup: mirrors may hold what came after it, and are sent to take an export again."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        told = begin_anew()
        self.stdout.write(f"The feed begins anew with {told} statements; no cursor of before is known any more.")
