"""Run today's engine over stored sources."""

from __future__ import annotations

import json
import sys
import uuid
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quotes.models import Source
from quotes.models.source import SourceQuerySet
from quotes.review.rerun import SourceRerun, rerun_sources


class Command(BaseCommand):
    """Add what the engine finds now, withdraw pending proposals that it no longer makes, and list where it
    disagrees with editors, whose decisions it never touches. Exit status 1: a source failed."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--source", nargs="+", metavar="ID", help="public ids of sources")
        which.add_argument("--outlet", metavar="DOMAIN", help="every source of an outlet")
        which.add_argument("--all", action="store_true", help="every source")
        parser.add_argument("--dry-run", action="store_true", help="store nothing, say what would come of it")
        parser.add_argument("--json", action="store_true", help="print the summary as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        sources = self._sources(options)
        disagreements: list[dict[str, Any]] = []

        def on_source(outcome: SourceRerun) -> None:
            if outcome.error:
                self.stderr.write(f"{outcome.source.public_id}: {outcome.error}")
            for one in outcome.disagreements:
                disagreements.append({"statement": str(one.statement.public_id), "differences": one.differences})
                if not options["json"]:
                    self.stdout.write(f"{one.statement.public_id} “{one.statement}”: {' '.join(one.differences)}")

        rerun = rerun_sources(
            sources=sources.defer("original").order_by("pk").iterator(chunk_size=100),
            dry_run=options["dry_run"],
            on_source=on_source,
        )
        summary = {
            "engine_version": rerun.engine_version, "sources": rerun.sources, "failed": len(rerun.errors),
            "kept": rerun.kept, "added": rerun.added, "withdrawn": rerun.withdrawn, "disagreements": disagreements,
        }  # fmt: skip
        if options["json"]:
            self.stdout.write(json.dumps(summary, ensure_ascii=False))
        else:
            would = "Nothing was stored. Would be: " if options["dry_run"] else ""
            self.stdout.write(
                f"{would}{rerun.sources} sources, {len(rerun.errors)} failed. Proposals: {rerun.kept} kept, "
                f"{rerun.added} added, {rerun.withdrawn} withdrawn. {len(disagreements)} disagreements with editors."
            )
        if rerun.errors:
            sys.exit(1)

    def _sources(self, options: dict[str, Any]) -> SourceQuerySet:
        sources: SourceQuerySet = Source.objects.all()
        if options["outlet"]:
            sources = sources.filter(outlet__domain=options["outlet"])
            if not sources.exists():
                raise CommandError(f"There is no source of an outlet at “{options['outlet']}”.")
        for given in options["source"] or ():
            if not _is_id(given) or not Source.objects.filter(public_id=given).exists():
                raise CommandError(f"There is no source {given}: give the id that the API shows.")
        return sources.filter(public_id__in=options["source"]) if options["source"] else sources


def _is_id(given: str) -> bool:
    try:
        uuid.UUID(given)
    except ValueError:
        return False
    return True
