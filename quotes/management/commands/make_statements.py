"""Fill a database with invented statements, to measure on."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benchmarks.generator import fill
from quotes.models import Statement


class Command(BaseCommand):
    """Fill an empty database with N invented statements. The same numbers give the same statements."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("statements", type=int, metavar="N")
        parser.add_argument("--speakers", type=int, default=1000, metavar="M")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        if min(options["statements"], options["speakers"]) < 1:
            raise CommandError("N and --speakers must be 1 or more.")
        if Statement.objects.exists():
            raise CommandError("There are statements in this database already. Give an empty one in DATABASE_URL.")
        begin = time.monotonic()
        for made in fill(statements=options["statements"], speakers=options["speakers"], seed=options["seed"]):
            if made % 100_000 == 0:
                self.stdout.write(f"{made} statements, {time.monotonic() - begin:.0f} s")
        self.stdout.write(f"{options['statements']} statements in {time.monotonic() - begin:.0f} s.")
