"""Compare what the engine proposed with what editors decided."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from quotes.review.evaluation import Evaluation, Tally, added_by_editors, evaluate
from quotes.review.gold import gold_articles
from quotes.review.judgements import judgements


class Command(BaseCommand):
    """Precision by kind, rule, outlet, engine and confidence; calibration; and decisions as gold for the scorer."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print every figure as one JSON object")
        parser.add_argument("--since", type=_day, metavar="YYYY-MM-DD", help="only what was last decided from then on")
        parser.add_argument(
            "--gold",
            metavar="PATH",
            help="write decided articles as JSONL in the scorer's gold format instead; - prints",
        )
        parser.add_argument(
            "--unfinished", action="store_true", help="with --gold: articles with pending statements too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["gold"]:
            self._write_gold(options["gold"], options["unfinished"])
            return
        evaluation = evaluate(judgements(since=options["since"]))
        evaluation.added = added_by_editors(since=options["since"])
        if options["json"]:
            self.stdout.write(json.dumps(evaluation.as_dict(), ensure_ascii=False))
        elif not evaluation.overall.decided:
            self.stdout.write("Editors have decided nothing of the engine's yet.")
        else:
            self._tell(evaluation)

    def _write_gold(self, path: str, unfinished: bool) -> None:
        lines = (json.dumps(record, ensure_ascii=False) for record in gold_articles(unfinished=unfinished))
        if path == "-":
            for line in lines:
                self.stdout.write(line)
            return
        number = 0
        try:
            with Path(path).open("w", encoding="utf-8") as file:
                for number, line in enumerate(lines, start=1):  # noqa: B007 - told below
                    file.write(line + "\n")
        except OSError as error:
            raise CommandError(f"{path}: cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{number} decided articles written to {path}.")

    def _tell(self, evaluation: Evaluation) -> None:
        console = Console(file=cast(TextIO, self.stdout))
        all_of_them = evaluation.overall
        low, high = all_of_them.interval
        self.stdout.write(
            f"{all_of_them.decided} proposals decided; {all_of_them.right} right "
            f"({all_of_them.precision:.1%}, between {low:.1%} and {high:.1%}), {all_of_them.exact} of them unchanged. "
            f"{evaluation.added} statements added by editors. "
            f"Calibration error (ECE) {evaluation.ece:.3f}."
        )
        for name, table in evaluation.groups().items():
            console.print(_table(name, table))


def _table(name: str, tallies: dict[str, Tally]) -> Table:
    table = Table(title=f"By {name}", title_justify="left")
    table.add_column(name, overflow="fold")
    for column in ("decided", "right", "exact", "precision", "95 %", "said"):
        table.add_column(column, justify="right")
    for group, tally in tallies.items():
        low, high = tally.interval
        table.add_row(
            escape(group), str(tally.decided), str(tally.right), str(tally.exact), f"{tally.precision:.3f}",
            f"{low:.2f}-{high:.2f}", f"{tally.confidence:.3f}",
        )  # fmt: skip
    return table


def _day(given: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(given).replace(tzinfo=dt.UTC)
    except ValueError as error:
        raise ArgumentTypeError(f"“{given}” is no date: write it as 2026-03-31") from error
