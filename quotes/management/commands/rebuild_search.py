"""Write anew what full-text search reads, of every statement."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from quotes.search.documents import rebuild


class Command(BaseCommand):
    """Run it once after an upgrade that brings search or changes its words; the site may go on meanwhile."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild()} statements can be searched.")
