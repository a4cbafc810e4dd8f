"""Did they say it? One quotation, many, or each of a text, against what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotes.lookup import phrasing
from quotes.lookup.answers import (
    Answer,
    Checked,
    CheckRefused,
    Coverage,
    OccurrenceShown,
    Part,
    Question,
    Segment,
    SimilarShown,
    Span,
)
from quotes.lookup.choosing import Theirs, choose, choose_of, of_claimed
from quotes.lookup.comparison import compared, segments_of
from quotes.lookup.conclusions import Conclusion, all_agree, conclude, dates_agree
from quotes.lookup.coverage import coverage
from quotes.lookup.marks import notes_of, said_by_of
from quotes.lookup.search import Search, search
from quotes.lookup.similar import similar_to
from quotes.lookup.wordings import Found
from quotes.lookup.wrapping import Wrapped, is_clearly_a_name, unwrapped
from quotes.matching.normalise import Normal, normalise
from quotes.matching.verdicts import MOST_ASKED, Verdict, Wording
from quotes.models import Outlet
from quotes.speakers.claims import claimed_name

LONGEST_QUOTE = 10_000
"""Code points."""
MOST_QUESTIONS = 100


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with its words, and what was searched for it."""

    question: Question
    normal: Normal
    everything: bool
    covered: Coverage
    wrapped: Wrapped | None

    @property
    def span(self) -> Span | None:
        return (self.wrapped.start, self.wrapped.end) if self.wrapped is not None else None

    @property
    def told(self) -> str:
        """What was checked, where it is not all that was given; before the answer."""
        return phrasing.checked(self.question.speaker, self.wrapped) if self.wrapped is not None else ""

    def similar(self, found: Sequence[Found], theirs: Theirs | None = None) -> tuple[SimilarShown, ...]:
        """What the answer does not rest on, with what the claimed speaker is quoted with."""
        added = [theirs.found] if theirs is not None and theirs.found not in found else []
        return similar_to(
            self.question.quote, self.normal, [*found, *added],
            claimed=self.question.speaker, everything=self.everything,
        )  # fmt: skip

    def theirs(self, result: Search) -> Theirs | None:
        return of_claimed(self.normal, result, claimed=self.question.speaker, everything=self.everything)


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
    wrapped = unwrapped(question.quote)
    normal = _within(question.quote, wrapped)
    if not normal.words:
        raise CheckRefused("There are no words in the quotation. Give it as it circulates.")
    question = replace(question, speaker=claimed_name(question.speaker) or _named(wrapped))
    asked = _Asked(question, normal, everything, coverage(everything=everything), wrapped)
    result = search(normal, everything=everything)
    if result.parts:
        parts = [part for found in result.parts if (part := _of_part(question, found, everything)) is not None]
        if len(parts) == len(result.parts):
            return _stitched(asked, parts)
    if result.matches:
        chosen = choose(normal, result, claimed=question.speaker, everything=everything)
        if chosen is not None:
            theirs = None if chosen.quotes_claimed else asked.theirs(result)
            return _answer(asked, conclude(question, len(normal.words), chosen), theirs)
    return _not_found(asked, result)


def _within(quote: str, wrapped: Wrapped | None) -> Normal:
    """The words that are compared, each with its place in all that was given."""
    if wrapped is None:
        return normalise(quote)
    normal = normalise(quote[wrapped.start : wrapped.end])
    return replace(normal, spans=tuple((a + wrapped.start, b + wrapped.start) for a, b in normal.spans))


def _named(wrapped: Wrapped | None) -> str:
    """Who is claimed by what stands behind the quotation marks: nobody where that may be no name."""
    if wrapped is None or not is_clearly_a_name(wrapped.name):
        return ""
    return "" if Outlet.objects.filter(name__iexact=wrapped.name).exists() else wrapped.name


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


def _answer(asked: _Asked, found: Conclusion, theirs: Theirs | None) -> Answer:
    question, best, gathered = asked.question, found.chosen.best, found.chosen.gathered
    similar = asked.similar(found.chosen.beside, theirs)
    return Answer(
        quote=question.quote,
        verdict=found.verdict,
        summary=asked.told + phrasing.summary(found, phrasing.of_claimed(theirs, similar)),
        score=round(best.alignment.score, 4),
        threshold=round(best.least, 4),
        coverage=asked.covered,
        wording=found.wording,
        meaning_changed=found.meaning_changed,
        cut_after_negation=found.cut_after_negation,
        cut_before_negation=found.cut_before_negation,
        checked=asked.span,
        claimed_speaker=question.speaker,
        claimed_date=question.date,
        speaker_agrees=found.speaker_agrees,
        date_agreement=found.date_agreement,
        quotation=gathered.quotation,
        segments=_segments(question.quote, asked.normal, best, gathered.shown),
        occurrences=gathered.shown,
        occurrence_count=gathered.number,
        outlet_count=gathered.outlets,
        independent_count=gathered.independent,
        first_appeared_at=gathered.first_appeared_at,
        notes=found.notes,
        said_by=found.said_by,
        similar=similar,
    )


def _not_found(asked: _Asked, result: Search) -> Answer:
    theirs = asked.theirs(result)
    similar = asked.similar(result.similar, theirs)
    return Answer(
        quote=asked.question.quote,
        verdict=Verdict.NOT_FOUND,
        summary=asked.told + phrasing.not_found(asked.covered, similar, phrasing.of_claimed(theirs, similar)),
        score=round(result.similar[0].alignment.score, 4) if result.similar else 0.0,
        threshold=round(result.similar[0].least, 4) if result.similar else MOST_ASKED,
        coverage=asked.covered,
        checked=asked.span,
        claimed_speaker=asked.question.speaker,
        claimed_date=asked.question.date,
        similar=similar,
    )


def _stitched(asked: _Asked, found: Sequence[Conclusion]) -> Answer:
    question = asked.question
    parts = tuple(_part(question, asked.normal, part) for part in found)
    firsts = [part.chosen.gathered.first_appeared_at for part in found]
    marks = [mark for part in found for mark in part.marks]
    return Answer(
        quote=question.quote,
        verdict=Verdict.STITCHED,
        summary=asked.told + phrasing.stitched(found),
        score=round(min(part.score for part in parts), 4),
        threshold=min(part.chosen.best.least for part in found),
        coverage=asked.covered,
        wording=Wording.ALTERED,
        meaning_changed=any(part.meaning_changed for part in found),
        cut_after_negation=any(part.cut_after_negation for part in found),
        cut_before_negation=any(part.cut_before_negation for part in found),
        checked=asked.span,
        claimed_speaker=question.speaker,
        claimed_date=question.date,
        speaker_agrees=all_agree(part.speaker_agrees for part in found),
        date_agreement=dates_agree(part.date_agreement for part in found),
        first_appeared_at=min((first for first in firsts if first is not None), default=None),
        notes=notes_of(marks),
        said_by=said_by_of(marks),
        parts=parts,
        similar=asked.similar([item for part in found for item in part.chosen.beside]),
    )


def _of_part(question: Question, found: Sequence[Found], everything: bool) -> Conclusion | None:
    """What is concluded of one part, as if it alone had been asked about; None where it may not be shown."""
    chosen = choose_of(found, claimed=question.speaker, everything=everything)
    first, last = found[0].alignment.quoted
    return conclude(question, last - first, chosen) if chosen is not None else None


def _part(question: Question, normal: Normal, part: Conclusion) -> Part:
    best, gathered = part.chosen.best, part.chosen.gathered
    span = normal.span(*best.alignment.quoted) or (0, 0)
    return Part(
        quoted_span=span,
        quoted=question.quote[span[0] : span[1]],
        score=round(best.alignment.score, 4),
        verdict=part.verdict,
        wording=part.wording,
        meaning_changed=part.meaning_changed,
        cut_after_negation=part.cut_after_negation,
        cut_before_negation=part.cut_before_negation,
        speaker_agrees=part.speaker_agrees,
        date_agreement=part.date_agreement,
        segments=_segments(question.quote, normal, best, gathered.shown),
        occurrences=gathered.shown,
        occurrence_count=gathered.number,
        notes=part.notes,
        said_by=part.said_by,
    )


def _segments(quote: str, normal: Normal, found: Found, shown: Sequence[OccurrenceShown]) -> tuple[Segment, ...]:
    """The comparison with the first occurrence of the wording that fits best."""
    there = compared(found, shown)
    return segments_of(found.alignment, quote, normal, *there) if there is not None else ()
