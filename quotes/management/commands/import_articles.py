"""Import articles from files and folders."""

from __future__ import annotations

import json
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from quotes.ingest.readers.fields import note
from quotes.ingest.readers.files import read_files
from quotes.ingest.runs import import_articles
from quotes.models import ImportItem, ImportRun, ItemOutcome

FAILED = 1


class Command(BaseCommand):
    """Import files or folders of .txt, .html and .jsonl. Exit status 0: all in or known; 1: something failed."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes that extract")
        parser.add_argument("--json", action="store_true", help="print the summary as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["workers"] < 1:
            self.stderr.write("--workers must be 1 or more.")
            sys.exit(2)
        begin = time.monotonic()
        failures: list[ImportItem] = []
        not_read: dict[str, tuple[str, ...]] = {}
        console = Console(stderr=True)
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        quiet = not console.is_terminal or options["json"]
        with Progress(*columns, console=console, disable=quiet) as progress:
            task = progress.add_task("articles", total=None)

            def on_item(item: ImportItem) -> None:
                progress.advance(task)
                if item.outcome == ItemOutcome.FAILED:
                    failures.append(item)

            run = import_articles(
                articles=read_files(options["paths"], not_read.__setitem__),
                inputs=[str(path) for path in options["paths"]],
                workers=options["workers"],
                on_item=on_item,
            )
        summary = {**_summary(run, failures, time.monotonic() - begin), "not_read": not_read}
        if options["json"]:
            self.stdout.write(json.dumps(summary, ensure_ascii=False))
        else:
            self._tell(summary)
        if failures:
            sys.exit(FAILED)

    def _tell(self, summary: dict[str, Any]) -> None:
        self.stdout.write(
            f"Articles: {summary['new']} new, {summary['known']} known, {summary['failed']} failed. "
            f"Statements: {summary['statements']}, of which {summary['unattributed']} unattributed. "
            f"{summary['articles_per_second']} articles a second."
        )
        for file, names in summary["not_read"].items():
            self.stderr.write(f"{file}: {note(names)}")
        for error in summary["errors"]:
            self.stderr.write(f"{error['where']}: {error['error']}")


def _summary(run: ImportRun, failures: list[ImportItem], seconds: float) -> dict[str, Any]:
    total = run.articles_new + run.articles_known + run.articles_failed
    return {
        "run": str(run.public_id),
        "new": run.articles_new,
        "known": run.articles_known,
        "failed": run.articles_failed,
        "statements": run.statements,
        "unattributed": run.unattributed,
        "articles_per_second": round(total / seconds, 1) if seconds else 0.0,
        "errors": [{"where": item.where, "error": item.error} for item in failures],
    }
