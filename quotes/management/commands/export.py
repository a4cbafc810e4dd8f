"""Write all statements that match a filter to a file."""

from __future__ import annotations

import gc
import sys
import time
import uuid
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from rest_framework.exceptions import ValidationError

from quotes.api.filters import StatementFilter
from quotes.api.parameters import refuse_unknown
from quotes.exports.reading import UnknownCursor, chunks, position_after, public_or_all
from quotes.exports.writing import WRITERS, MissingLibrary, gzipped


class Command(BaseCommand):
    """Export statements as JSONL, CSV or Parquet. Public ones only, unless --all is given."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "filter", nargs="?", default="", metavar="FILTER", help="as in the API: 'quote_kind=direct&speaker=ID'"
        )
        parser.add_argument("--format", choices=sorted(WRITERS), default="jsonl")
        parser.add_argument("--output", default="-", metavar="PATH", help="a file; - is standard output")
        parser.add_argument("--gzip", action="store_true", help="compress it")
        parser.add_argument("--after", type=uuid.UUID, metavar="ID", help="go on behind the statement with this id")
        parser.add_argument("--limit", type=int, metavar="N", help="at most so many statements")
        parser.add_argument("--all", action="store_true", help="pending, rejected and withdrawn ones too")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["limit"] is not None and options["limit"] < 1:
            raise CommandError("--limit must be 1 or more.")
        content = self._content(**options)
        begin = time.monotonic()
        with _uncollected():
            size = self._written_to(content, options["output"])
        self.stderr.write(f"{self.written} statements, {size} bytes, {time.monotonic() - begin:.1f} seconds.")

    def _written_to(self, content: Iterable[bytes], output: str) -> int:
        if output == "-":
            return _write(content, sys.stdout.buffer)
        path = Path(output)
        # Under another name until it is whole: a file of that name is a complete export.
        partial = path.parent / f"{path.name}.part"
        try:
            if path.is_dir():
                raise CommandError(f"{output}: is a folder: name a file in it.")
            with partial.open("wb") as file:
                size = _write(content, file)
            partial.replace(path)
        except OSError as error:
            raise CommandError(f"{output}: cannot be written: {error.strerror}.") from error
        return size

    def _content(self, **options: Any) -> Iterable[bytes]:
        everything = public_or_all(everything=options["all"])
        asked = QueryDict(options["filter"])
        found = StatementFilter(asked, queryset=everything)
        if not found.is_valid():
            faults = (f"{name}: {' '.join(map(str, errors))}" for name, errors in found.errors.items())
            raise CommandError("The filter makes no sense. " + " ".join(faults))
        try:
            refuse_unknown(asked, StatementFilter.base_filters, StatementFilter.several())
            after = position_after(options["after"], everything) if options["after"] else 0
            content = WRITERS[options["format"]](self._counted(chunks(found.qs, after=after, limit=options["limit"])))
        except (UnknownCursor, MissingLibrary) as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(f"The filter makes no sense. {_told(error)}") from error
        return gzipped(content) if options["gzip"] else content

    def _counted(self, found: Iterable[list[Any]]) -> Iterable[list[Any]]:
        self.written = 0
        for rows in found:
            self.written += len(rows)
            yield rows


def _told(error: ValidationError) -> str:
    """What a filter has against a value, as its own message says it: “search: Put a word …”."""
    assert isinstance(error.detail, dict)  # noqa: S101 - filters name the parameter
    return " ".join(f"{name}: {' '.join(map(str, faults))}" for name, faults in error.detail.items())


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of garbage: rows hold no cycles, and passing over them takes a fifth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _write(content: Iterable[bytes], file: Any) -> int:
    return sum(file.write(piece) for piece in content)
