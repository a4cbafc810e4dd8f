"""Prove that every stored statement is what its source says at its spans."""

from __future__ import annotations

import sys
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand

from quotes.changes.beginning import is_restored
from quotes.ingest.verification import find_faults
from quotes.models import Source, Statement


class Command(BaseCommand):
    """Check the whole database. Exit status 0: all is as it must be; 1: faults, each named."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        faults = 0
        of_feed = ["The change feed came out of a backup and halts: run manage.py begin_feed."]
        for fault in chain(of_feed if is_restored() else [], find_faults()):
            faults += 1
            self.stderr.write(fault)
        self.stdout.write(
            f"{Source.objects.count()} sources and {Statement.objects.count()} statements checked: "
            f"{faults or 'no'} {'fault' if faults == 1 else 'faults'}."
        )
        if faults:
            sys.exit(1)
