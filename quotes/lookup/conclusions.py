"""What is concluded of a quotation, or of one part of a stitched one, before it is put in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.lookup.answers import DateAgreement, OccurrenceShown, Question
from quotes.lookup.choosing import Chosen
from quotes.lookup.denial import is_cut_after_negation, is_cut_before_negation
from quotes.lookup.marks import Mark, notes_of, said_by_of
from quotes.matching.verdicts import Verdict, Witness, Wording, agrees, verdict_of, wording_of

DAYS_UNTIL_PRINTED = 7


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The verdict with what it rests on, and how the claim stands to it."""

    chosen: Chosen
    claimed: str
    wording: Wording
    verdict: Verdict
    cut_after_negation: bool
    cut_before_negation: bool
    rests_on: tuple[Witness, ...]
    speaker_agrees: bool | None
    date_agreement: DateAgreement | None

    @property
    def meaning_changed(self) -> bool:
        return self.chosen.best.alignment.meaning_changed

    @property
    def marks(self) -> list[Mark]:
        """What editors marked, but of others where the claimed speaker is quoted without a mark."""
        marks = self.chosen.gathered.marks
        return [mark for mark in marks if mark.fits_wrongly or not self.speaker_agrees]

    @property
    def notes(self) -> tuple[str, ...]:
        return notes_of(self.marks)

    @property
    def said_by(self) -> tuple[str, ...]:
        return said_by_of(self.marks)


def conclude(question: Question, words: int, chosen: Chosen) -> Conclusion:
    """What is concluded of so many words, from the matches that were chosen."""
    gathered = chosen.gathered
    wording = wording_of(chosen.best.alignment)
    verdict, rests_on = verdict_of(wording, words, gathered.witnesses)
    return Conclusion(
        chosen=chosen,
        claimed=question.speaker,
        wording=wording,
        verdict=verdict,
        cut_after_negation=is_cut_after_negation(chosen.best, gathered.shown),
        cut_before_negation=is_cut_before_negation(chosen.best, gathered.shown),
        rests_on=rests_on,
        speaker_agrees=agrees(gathered.witnesses),
        date_agreement=_date_agreement(question.date, gathered.shown),
    )


def all_agree(agreements: Iterable[bool | None]) -> bool | None:
    """Whether the claimed speaker is quoted with every part; None where that is not known of each."""
    found = list(agreements)
    if False in found:
        return False
    return None if None in found else True


def dates_agree(agreements: Iterable[DateAgreement | None]) -> DateAgreement | None:
    """How the claimed date stands to every part; a part that is later than it tells most."""
    found = set(agreements)
    for worst in (DateAgreement.BEFORE_FIRST, DateAgreement.DIFFERS, None):
        if worst in found:
            return worst
    return DateAgreement.AGREES


def _date_agreement(claimed: dt.date | None, shown: Sequence[OccurrenceShown]) -> DateAgreement | None:
    """Whether an occurrence was said on the claimed day or, where that is not told, printed within a week of it."""
    if claimed is None:
        return None
    days = [
        (occurrence.said_on, occurrence.source.published_at.date() if occurrence.source.published_at else None)
        for occurrence in shown
    ]
    first = min((day for pair in days if (day := pair[0] or pair[1]) is not None), default=None)
    if first is None:
        return None
    for said, printed in days:
        if said == claimed:
            return DateAgreement.AGREES
        if said is None and printed is not None and 0 <= (printed - claimed).days <= DAYS_UNTIL_PRINTED:
            return DateAgreement.AGREES
    return DateAgreement.BEFORE_FIRST if claimed < first else DateAgreement.DIFFERS
