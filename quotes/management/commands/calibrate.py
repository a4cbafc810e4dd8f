"""Refit the engine's confidence from what editors decided."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quotes.extraction import ExtractionError
from quotes.models import Calibration
from quotes.review.calibration import Proposal, TooFewDecisions, propose, store, withdraw


class Command(BaseCommand):
    """Fit this site's calibration to the decisions on today's engine's statements; what is shipped stays.

    It is stored only where it lowers the expected calibration error on statements that it was
    not fitted on. Running processes take it up when they start anew.
    """

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", default="en", help="ISO 639-1 code (default: en)")
        parser.add_argument("--dry-run", action="store_true", help="show what would be stored, and store nothing")
        parser.add_argument("--withdraw", action="store_true", help="go back to the engine's own confidence")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        language = options["language"]
        if options["withdraw"]:
            if options["dry_run"]:
                raise CommandError("--withdraw and --dry-run do not go together: choose one.")
            number = withdraw(language=language)
            self._tell(options, {"withdrawn": number}, f"Withdrawn: {number}. The engine's own confidence holds.")
            return
        try:
            proposal = propose(language=language)
        except (TooFewDecisions, ExtractionError) as error:
            raise CommandError(str(error)) from error
        calibration = store(proposal) if proposal.helps and not options["dry_run"] else None
        self._tell(options, as_json(proposal, calibration), in_words(proposal, calibration, options["dry_run"]))

    def _tell(self, options: dict[str, Any], data: dict[str, Any], words: str) -> None:
        self.stdout.write(json.dumps(data) if options["json"] else words)


def as_json(proposal: Proposal, calibration: Calibration | None) -> dict[str, Any]:
    """The proposal for scripts; stored is the id of the calibration, or null."""
    return {
        "language": proposal.language,
        "engine_version": proposal.engine_version,
        "decisions": proposal.decisions,
        "accepted": proposal.accepted,
        "slope": round(proposal.curve.slope, 6),
        "intercept": round(proposal.curve.intercept, 6),
        "ece_before": round(proposal.ece_before, 4),
        "ece_after": round(proposal.ece_after, 4),
        "stored": str(calibration.public_id) if calibration is not None else None,
    }


def in_words(proposal: Proposal, calibration: Calibration | None, dry_run: bool) -> str:
    """The proposal for people: what it rests on, what it does, what became of it."""
    examples = ", ".join(f"{c:.2f} → {proposal.curve.at(c):.2f}" for c in (0.3, 0.5, 0.7, 0.9, 0.97))
    if calibration is not None:
        outcome = f"Stored as {calibration.label}; it holds for processes that start from now on."
    elif not proposal.helps:
        outcome = "Not stored: it does not lower the error. The confidence stays as it is."
    else:
        outcome = "Not stored (--dry-run)." if dry_run else ""
    return (
        f"{proposal.decisions} decisions on {proposal.engine_version}: {proposal.accepted} right as they stood.\n"
        f"Confidence would become: {examples}.\n"
        f"Expected calibration error: {proposal.ece_before:.3f} now, {proposal.ece_after:.3f} with it "
        f"(cross-validated, by article).\n{outcome}"
    )
