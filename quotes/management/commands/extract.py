"""Run the engine alone, without a database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from quotes.extraction import Article, ExtractedStatement, ExtractionError, Span, extract
from quotes.ingest.readers.article import Rejected
from quotes.ingest.readers.files import read_files
from quotes.ingest.readers.jsonl import read_line

COLOURS = {"direct": "green", "mixed": "yellow", "indirect": "cyan"}


class Command(BaseCommand):
    """Print the statements of articles: of files and folders, or of JSONL on standard input (-)."""

    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", default=["-"], metavar="PATH")
        parser.add_argument("--format", choices=("table", "jsonl"), default="table")
        parser.add_argument(
            "--language", default=None, help="ISO 639-1 code; else the article's own, else as detected"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(file=cast(TextIO, self.stdout))
        failed = 0
        for name, article in self._articles(options["paths"], options["language"]):
            try:
                if isinstance(article, Rejected):
                    raise ExtractionError(article.reason)
                statements = extract(article)
            except ExtractionError as error:
                failed += 1
                self.stderr.write(f"{name}: {error}")
                continue
            if options["format"] == "jsonl":
                record = {"id": name, "statements": [as_record(s) for s in statements]}
                self.stdout.write(json.dumps(record, ensure_ascii=False))
            else:
                console.print(as_table(name, article, statements))
        if failed:
            sys.exit(1)

    def _articles(self, paths: list[str], language: str | None) -> Iterator[tuple[str, Article | Rejected]]:
        """Name and article of each input. The text of a JSONL line is taken as it is, unchanged."""
        for path in paths:
            if path == "-":
                yield from _from_lines(sys.stdin.buffer, "standard input", language)
            elif path.endswith(".jsonl"):
                try:
                    with Path(path).open("rb") as lines:
                        yield from _from_lines(lines, path, language)
                except OSError as error:
                    raise CommandError(f"{path}: cannot be read: {error.strerror}.") from error
            else:
                for read in read_files([Path(path)]):
                    if isinstance(read, Rejected):
                        yield read.where, read
                    else:
                        yield (
                            read.where,
                            Article(read.text, language or read.language or "", read.title, read.authors),
                        )


def _from_lines(lines: Any, name: str, language: str | None) -> Iterator[tuple[str, Article | Rejected]]:
    for number, line in enumerate(lines, start=1):
        where = f"{name}, line {number}"
        if not line.strip():
            continue
        read = read_line(line, where)
        if isinstance(read, Rejected):
            yield where, read
            continue
        record = json.loads(line.decode("utf-8-sig"))
        text = record.get("text") or read.text
        day = read.published_at.date() if read.published_at else None
        article = Article(text, language or read.language or "", read.title, read.authors, day)
        yield read.external_id or where, article


def _pairs(span: Span | None) -> list[list[int]]:
    return [[span.start, span.end]] if span is not None else []


def as_record(statement: ExtractedStatement) -> dict[str, Any]:
    """A statement as `extract --format jsonl` prints it; offsets in code points, ends exclusive."""
    return {
        "content": [[span.start, span.end] for span in statement.content],
        "cue": _pairs(statement.cue),
        "source": _pairs(statement.mention) or None,
        "speaker": statement.speaker.name if statement.speaker else None,
        "kind": statement.kind.value,
        "act": statement.act,
        "modality": statement.modality.value,
        "attribution": statement.attribution.value,
        "confidence": statement.confidence,
        "parent": statement.parent,
    }


def as_table(name: str, article: Article, statements: list[ExtractedStatement]) -> Table:
    """The statements of one article for people: the words beside who said them."""
    table = Table(title=escape(name), title_justify="left", show_lines=True, expand=True)
    table.add_column("Who", ratio=2)
    table.add_column("What", ratio=5)
    table.add_column("How", min_width=10)
    table.add_column("Sure", justify="right", width=5)
    for statement in statements:
        mention = statement.mention.of(article.text) if statement.mention else ""
        who = statement.speaker.name if statement.speaker else f"({statement.attribution.value})"
        printed = f"\n[dim]“{escape(mention)}”[/dim]" if mention and mention != who else ""
        words = " … ".join(span.of(article.text) for span in statement.content)
        colour = COLOURS[statement.kind.value]
        how = f"[{colour}]{statement.kind.value}[/{colour}]\n{statement.act}"
        table.add_row(escape(who) + printed, escape(words), how, f"{statement.confidence:.2f}")
    return table
