"""Check a quotation: which stored statements it comes from, who said it, and what differs."""

from __future__ import annotations

import datetime as dt
import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from quotes.lookup.answers import Answer, CheckRefused, OccurrenceShown, Question, Segment, SegmentKind, SimilarShown
from quotes.lookup.checking import check
from quotes.lookup.wrapping import bare
from quotes.matching.verdicts import Verdict
from quotes.models import Modality, QuoteKind

MOST_PRINTED = 10
GIVEN: dict[str, str] = {Modality.NEGATED: "reported as not said", Modality.HYPOTHETICAL: "reported as possible"}


class Command(BaseCommand):
    """Exit status 0: something was found; 1: nothing was."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("quote", help="the quotation as it circulates; - reads standard input")
        parser.add_argument("--speaker", default="", metavar="NAME", help="who is said to have said it")
        parser.add_argument("--date", default=None, metavar="YYYY-MM-DD", help="when")
        parser.add_argument("--pending", action="store_true", help="search what waits for an editor too")
        parser.add_argument("--json", action="store_true", help="print the answer as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        quote = sys.stdin.read() if options["quote"] == "-" else options["quote"]
        try:
            date = dt.date.fromisoformat(options["date"]) if options["date"] else None
        except ValueError as error:
            raise CommandError(f"--date {options['date']}: write it as 2026-03-31.") from error
        try:
            answer = check(Question(quote, options["speaker"], date), everything=options["pending"])
        except CheckRefused as refused:
            raise CommandError(str(refused)) from refused
        if options["json"]:
            self.stdout.write(json.dumps(asdict(answer), cls=DjangoJSONEncoder, ensure_ascii=False))
        else:
            self._print(answer)
        if answer.verdict is Verdict.NOT_FOUND:
            sys.exit(1)

    def _print(self, answer: Answer) -> None:
        self.stdout.write(answer.summary)
        for segments in [answer.segments, *(part.segments for part in answer.parts)]:
            self._print_differences(segments)
        shown = answer.occurrences or [o for part in answer.parts for o in part.occurrences]
        self._print_occurrences(shown, answer.occurrence_count or sum(part.occurrence_count for part in answer.parts))
        if answer.similar:
            self.stdout.write("Similar, maybe another statement:")
            self._print_occurrences(answer.similar, len(answer.similar))

    def _print_differences(self, segments: Sequence[Segment]) -> None:
        for segment in segments:
            if segment.segment_kind is not SegmentKind.SAME:
                meaning = f"  ({segment.meaning_change}: the meaning changes)" if segment.meaning_change else ""
                said = f"said: “{bare(segment.said)}”" if segment.said else "said: nothing here"
                self.stdout.write(f"  {segment.segment_kind}: “{bare(segment.quoted)}”, {said}{meaning}")

    def _print_occurrences(self, shown: Sequence[OccurrenceShown], number: int) -> None:
        for occurrence in shown[:MOST_PRINTED]:
            who = occurrence.speaker.name if occurrence.speaker else occurrence.attribution_status
            day = occurrence.source.published_at.date() if occurrence.source.published_at else "no date"
            where = occurrence.source.outlet or occurrence.source.title
            given = GIVEN.get(occurrence.modality, "indirectly" if occurrence.quote_kind == QuoteKind.INDIRECT else "")
            line = (
                f"  “{bare(occurrence.text)}” {who}{given and f' ({given})'}, {where}, {day} {occurrence.source.url}"
            )
            self.stdout.write(line.rstrip())
            if isinstance(occurrence, SimilarShown) and occurrence.meaning_changed:
                self._print_differences(occurrence.segments)
        if number > MOST_PRINTED:
            self.stdout.write(f"  and {number - MOST_PRINTED:,} more")
