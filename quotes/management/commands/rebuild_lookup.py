"""Derive what look-up uses anew: normal words, fingerprints, quotations."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from quotes.lookup.indexing import rebuild


class Command(BaseCommand):
    """Needed once after an update whose notes say so; import and review keep it in step otherwise."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-quotations", action="store_true", help="leave the quotations as they are")

    def handle(self, *args: Any, **options: Any) -> None:
        begin = time.monotonic()
        done: dict[str, int] = {}

        def on_batch(what: str, rows: int) -> None:
            done[what] = done.get(what, 0) + rows

        rebuild(on_batch, quotations=not options["no_quotations"])
        counted = ", ".join(f"{number:,} {what}" for what, number in done.items()) or "nothing"
        self.stdout.write(f"Rebuilt in {time.monotonic() - begin:.1f} s: {counted}.")
