"""Did they say it? One quotation, many, or each of a text, against what is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quotes.lookup import phrasing
from quotes.lookup.answers import (
    Answer,
    Checked,
    CheckRefused,
    Coverage,
    DateAgreement,
    OccurrenceShown,
    Part,
    Question,
    Segment,
)
from quotes.lookup.comparison import segments_of
from quotes.lookup.coverage import coverage
from quotes.lookup.occurrences import Gathered, gather, similar_to
from quotes.lookup.search import NEARLY_AS_GOOD, search
from quotes.lookup.wordings import Found
from quotes.matching.normalise import Normal, normalise
from quotes.matching.verdicts import MOST_ASKED, Verdict, Wording, verdict_of, wording_of
from quotes.speakers.claims import claimed_name

LONGEST_QUOTE = 10_000
"""Code points."""
MOST_QUESTIONS = 100
DAYS_UNTIL_PRINTED = 7


def check(question: Question, *, everything: bool = False) -> Answer:
    """What is known of one quotation.

    everything: search what waits for an editor too, as editors may. Raises CheckRefused for a
    quotation that is too long or holds no words.
    """
    if len(question.quote) > LONGEST_QUOTE:
        raise CheckRefused(
            f"The quotation has {len(question.quote):,} characters; at most {LONGEST_QUOTE:,} can be checked at once. "
            "Check a part of it, or give it as a text."
        )
    question = replace(question, speaker=claimed_name(question.speaker))
    normal = normalise(question.quote)
    if not normal.words:
        raise CheckRefused("There are no words in the quotation. Give it as it circulates.")
    result = search(normal, everything=everything)
    covered = coverage(everything=everything)
    if result.parts:
        parts = tuple(_part(question, normal, found, everything) for found in result.parts)
        if all(part.occurrences for part in parts):
            return _stitched(question, parts, min(found.least for found in result.parts), covered)
    if result.matches:
        best = result.matches[0].alignment.score
        group = [found for found in result.matches if found.alignment.score >= best - NEARLY_AS_GOOD]
        gathered = gather(group, claimed=question.speaker, everything=everything)
        if gathered.shown:
            return _answer(question, normal, group, gathered, covered)
    similar = similar_to(result.similar, claimed=question.speaker, everything=everything)
    return Answer(
        quote=question.quote,
        verdict=Verdict.NOT_FOUND,
        summary=phrasing.not_found(covered, has_similar=bool(similar)),
        score=round(result.similar[0].alignment.score, 4) if result.similar else 0.0,
        threshold=round(result.similar[0].least, 4) if result.similar else MOST_ASKED,
        coverage=covered,
        claimed_speaker=question.speaker,
        claimed_date=question.date,
        similar=similar,
    )


def check_many(questions: Sequence[Question], *, everything: bool = False) -> list[Checked]:
    """Each quotation with its answer, or with the reason why it alone has none."""
    return [check_one(question, everything=everything) for question in questions]


def check_one(question: Question, *, everything: bool, span: tuple[int, int] | None = None) -> Checked:
    """One of several: a refusal is its own."""
    try:
        answer = check(question, everything=everything)
    except CheckRefused as refused:
        return Checked(question.quote[:200], problem=str(refused), span=span, speaker=question.speaker)
    return Checked(question.quote, answer, span=span, speaker=question.speaker)


def _answer(
    question: Question, normal: Normal, group: Sequence[Found], gathered: Gathered, covered: Coverage
) -> Answer:
    best = group[0]
    wording = wording_of(best.alignment)
    verdict = verdict_of(wording, len(normal.words), gathered.witnesses)
    date_agreement = _date_agreement(question.date, gathered.shown)
    changed, cut = best.alignment.meaning_changed, best.alignment.cut_after_negation
    return Answer(
        quote=question.quote,
        verdict=verdict,
        summary=phrasing.summary(
            verdict, occurrences=gathered.shown, outlets=gathered.outlets, independent=gathered.independent,
            first=gathered.first_appeared_at, claimed=question.speaker, meaning_changed=changed,
            cut_after_negation=cut, date_agreement=date_agreement, notes=gathered.notes, said_by=gathered.said_by,
        ),
        score=round(best.alignment.score, 4),
        threshold=round(best.least, 4),
        coverage=covered,
        wording=wording,
        meaning_changed=changed,
        cut_after_negation=cut,
        claimed_speaker=question.speaker,
        claimed_date=question.date,
        speaker_agrees=_speaker_agrees(gathered.shown),
        date_agreement=date_agreement,
        quotation=gathered.quotation,
        segments=_segments(question.quote, normal, best, gathered.shown),
        occurrences=gathered.shown,
        occurrence_count=len(gathered.shown),
        outlet_count=gathered.outlets,
        independent_count=gathered.independent,
        first_appeared_at=gathered.first_appeared_at,
        notes=gathered.notes,
        said_by=gathered.said_by,
    )  # fmt: skip


def _stitched(question: Question, parts: tuple[Part, ...], least: float, covered: Coverage) -> Answer:
    shown = [occurrence for part in parts for occurrence in part.occurrences]
    return Answer(
        quote=question.quote,
        verdict=Verdict.STITCHED,
        summary=phrasing.stitched(parts),
        score=round(min(part.score for part in parts), 4),
        threshold=least,
        coverage=covered,
        wording=Wording.ALTERED,
        meaning_changed=any(segment.meaning_change for part in parts for segment in part.segments),
        claimed_speaker=question.speaker,
        claimed_date=question.date,
        speaker_agrees=_all(_speaker_agrees(part.occurrences) for part in parts),
        date_agreement=_date_agreement(question.date, shown),
        first_appeared_at=min((o.source.published_at for o in shown if o.source.published_at), default=None),
        parts=parts,
    )


def _part(question: Question, normal: Normal, found: Found, everything: bool) -> Part:
    gathered = gather([found], claimed=question.speaker, everything=everything)
    span = normal.span(*found.alignment.quoted) or (0, 0)
    return Part(
        quoted_span=span,
        quoted=question.quote[span[0] : span[1]],
        score=round(found.alignment.score, 4),
        wording=wording_of(found.alignment),
        segments=_segments(question.quote, normal, found, gathered.shown),
        occurrences=gathered.shown,
    )


def _segments(quote: str, normal: Normal, found: Found, shown: Sequence[OccurrenceShown]) -> tuple[Segment, ...]:
    """The comparison with the first occurrence of the wording that fits best."""
    for occurrence in shown:
        if occurrence.score is not None:
            said = normalise(occurrence.text)
            if said.words == found.words:
                return segments_of(found.alignment, quote, normal, occurrence.text, said)
    return ()


def _speaker_agrees(shown: Iterable[OccurrenceShown]) -> bool | None:
    """Whether an occurrence names the claimed speaker; None where nobody is claimed, or named."""
    known = [occurrence.fits_claim for occurrence in shown if occurrence.fits_claim is not None]
    return any(known) if known else None


def _all(agreements: Iterable[bool | None]) -> bool | None:
    known = [agreement for agreement in agreements if agreement is not None]
    return all(known) if known else None


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
