"""Work off the articles that were sent through the API."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from quotes.ingest.queue import work


class Command(BaseCommand):
    """Read and store queued articles for ever, or with --once until the queue is empty."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="end when the queue is empty")
        parser.add_argument("--pause", type=float, default=2.0, metavar="SECONDS", help="between looks at the queue")

    def handle(self, *args: Any, **options: Any) -> None:
        while True:
            if done := work():
                self.stdout.write(f"{done} articles done.")
            if options["once"]:
                return
            time.sleep(options["pause"])
