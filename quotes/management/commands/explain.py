"""Say why a statement is as it is, and whether the engine still decides the same."""

from __future__ import annotations

import uuid
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quotes.extraction import ExtractionError
from quotes.models import Statement
from quotes.review.explanation import candidates_of, reasons_of, recheck


class Command(BaseCommand):
    """Explain one statement, by its public id or its row number."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", help="the statement's id as the API gives it, or its row number")

    def handle(self, *args: Any, **options: Any) -> None:
        statement = self._find(options["id"])
        write = self.stdout.write
        write(f"“{statement.text}”")
        who = statement.speaker.name if statement.speaker else f"nobody ({statement.attribution_status})"
        printed = f", printed as “{statement.mention_text}”" if statement.mention_text else ""
        write(f"{statement.quote_kind}, {statement.act}, by {who}{printed}; confidence {statement.confidence:.2f}.")
        write("\nWhy:")
        for reason in reasons_of(statement, statement.source.text):
            words = f" “{reason.words}”" if reason.words else ""
            write(f"  {reason.weight:+.2f}  {reason.meaning}{words}")
            if reason.detail:
                write(f"         {reason.detail}")
        for candidate in candidates_of(statement):
            why = "; ".join(f"{e['detail']} ({e['weight']:+.2f})" for e in candidate["reasons"])
            write(f"  candidate {candidate['number']}: {candidate['name']}, score {candidate['score']:+.2f}: {why}")
        try:
            again = recheck(statement)
        except ExtractionError as error:
            raise CommandError(f"The engine cannot read the source again: {error}") from error
        write(f"\nStored by engine {statement.engine_version or '(an editor)'}; today it is {again.engine_version}.")
        write("It still decides the same." if not again.differences else "Today it decides otherwise:")
        for difference in again.differences:
            write(f"  {difference}")

    def _find(self, given: str) -> Statement:
        statements = Statement.objects.select_related("source", "speaker").prefetch_related("spans")
        try:
            key = {"pk": int(given)} if given.isdigit() else {"public_id": uuid.UUID(given)}
            return statements.get(**key)
        except ValueError as error:
            raise CommandError(f"“{given}” is no id: give the UUID that the API shows, or a row number.") from error
        except Statement.DoesNotExist as error:
            raise CommandError(f"There is no statement {given}.") from error
