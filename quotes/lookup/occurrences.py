"""The statements behind what was found, as an answer shows them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q

from quotes.lookup.answers import OccurrenceShown, SourceShown, SpeakerShown
from quotes.lookup.copies import independent
from quotes.lookup.storage import as_day, as_id, as_time, each, select
from quotes.lookup.wordings import Found
from quotes.matching.verdicts import Witness
from quotes.models import (
    Misattribution,
    Modality,
    Occurrence,
    Quotation,
    QuoteKind,
    Speaker,
    SpeakerKind,
    Statement,
)
from quotes.speakers.claims import bears, heads_of, names_of

MOST_SHOWN = 200
NAMED = (SpeakerKind.PERSON, SpeakerKind.ORGANISATION)
# Past the ORM, which takes longer to put these queries together than the database to answer them.
OCCURRENCES = """
    SELECT o.statement_id, o.words_hash, o.quotation_id, q.public_id,
        s.public_id, s.text, s.quote_kind, s.modality, s.attribution_status, s.review_status, s.said_on,
        s.speaker_id, p.public_id, p.name, p.kind, p.merged_into_id,
        s.source_id, a.public_id, a.title, a.url, a.published_at, a.language, a.outlet_id, t.name
    FROM ({found}) f
    JOIN quotes_occurrence o ON o.statement_id = f.statement_id
    JOIN quotes_statement s ON s.id = o.statement_id
    JOIN quotes_source a ON a.id = s.source_id
    LEFT JOIN quotes_outlet t ON t.id = a.outlet_id
    LEFT JOIN quotes_speaker p ON p.id = s.speaker_id
    LEFT JOIN quotes_quotation q ON q.id = o.quotation_id
    {where} ORDER BY o.statement_id DESC LIMIT %s
"""
MARKS = """
    SELECT m.speaker_id, m.note, m.said_by_id FROM quotes_misattribution m
    WHERE m.withdrawn_at IS NULL AND m.statement_id IN
        (SELECT statement_id FROM quotes_occurrence WHERE quotation_id IN ({quotations}) UNION {statements})
    ORDER BY m.id
"""
LAST = dt.datetime.max.replace(tzinfo=dt.UTC)


class _Row(NamedTuple):
    """A row of OCCURRENCES; public ids and times as the database keeps them."""

    statement_id: int
    words_hash: int
    quotation_id: int | None
    quotation: Any
    statement: Any
    text: str
    quote_kind: str
    modality: str
    attribution_status: str
    review_status: str
    said_on: Any
    speaker_id: int | None
    speaker: Any
    speaker_name: str
    speaker_kind: str
    merged_into_id: int | None
    source_id: int
    source: Any
    title: str
    url: str
    published_at: dt.datetime | None
    language: str
    outlet_id: int | None
    outlet: str | None


class _Mark(NamedTuple):
    """What editors marked as misattributed: the speaker wrongly named (None: whoever), why, whose words they are."""

    wrongly: int | None
    note: str
    said_by: str | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """The occurrences of what was found, the earliest first, and what they witness.

    Of more than MOST_SHOWN the latest that were stored; the counts are of these.
    """

    shown: tuple[OccurrenceShown, ...]
    witnesses: tuple[Witness, ...]
    notes: tuple[str, ...]
    said_by: tuple[str, ...]
    quotation: uuid.UUID | None
    outlets: int
    independent: int
    first_appeared_at: dt.datetime | None


def gather(found: Sequence[Found], *, claimed: str, everything: bool) -> Gathered:
    """Every occurrence of the wordings and of the quotations that they belong to."""
    quotations = {item.quotation_id for item in found if item.quotation_id is not None}
    # What is found with the candidates is in the list even where a quotation has very many occurrences.
    certain = [pk for item in found for pk in item.statement_ids]
    scores = {item.words_hash: item.alignment.score for item in found}
    return _gathered(certain, quotations, scores, found[0].quotation_id, claimed, everything)


def similar_to(found: Sequence[Found], *, claimed: str, everything: bool) -> tuple[OccurrenceShown, ...]:
    """The occurrences of wordings that are no match; of such nothing is concluded."""
    if not found:
        return ()
    quotations = {item.quotation_id for item in found if item.quotation_id is not None}
    held = _held([pk for item in found for pk in item.statement_ids], quotations, everything)
    scores = {item.words_hash: item.alignment.score for item in found}
    return _all_shown(held, _heads(held), scores, claimed)[0]


def gather_like(statement: Statement, *, everything: bool) -> Gathered:
    """A statement with the other occurrences of its quotation. None of them fits a claim: nobody claims."""
    occurrence = Occurrence.objects.filter(pk=statement.pk).first()
    quotation = occurrence.quotation_id if occurrence is not None else None
    return _gathered([statement.pk], {quotation} if quotation else (), {}, quotation, "", everything)


def gather_quotation(quotation: Quotation, *, everything: bool) -> Gathered:
    """The occurrences of a quotation."""
    return _gathered([], {quotation.pk}, {}, quotation.pk, "", everything)


def _gathered(
    statements: Collection[int],
    quotations: Collection[int],
    scores: Mapping[int, float],
    best: int | None,
    claimed: str,
    everything: bool,
) -> Gathered:
    held = _held(statements, quotations, everything)
    heads = _heads(held)
    shown, printed = _all_shown(held, heads, scores, claimed)
    marks = _marks([row.statement_id for row in held], quotations)
    return Gathered(
        shown=shown,
        witnesses=tuple(_witness(heads.get(row.speaker_id), one, marks) for row, one in zip(held, shown, strict=True)),
        notes=tuple(dict.fromkeys(mark.note for mark in marks)),
        said_by=tuple(dict.fromkeys(mark.said_by for mark in marks if mark.said_by)),
        quotation=next((as_id(row.quotation) for row in held if row.quotation_id == best and row.quotation), None),
        outlets=len({row.outlet_id for row in held} - {None}),
        independent=printed,
        first_appeared_at=min((row.published_at for row in held if row.published_at), default=None),
    )


def _all_shown(
    held: Sequence[_Row], heads: Mapping[int | None, Speaker], scores: Mapping[int, float], claimed: str
) -> tuple[tuple[OccurrenceShown, ...], int]:
    """The rows as an answer shows them, and how many texts of their own they stand in."""
    fits = _fits(held, heads, claimed)
    first_of = independent({row.source_id for row in held}) if len(held) > 1 else {}
    shown, printed = [], set()
    for row in held:
        speaker = heads.get(row.speaker_id)
        leader = first_of.get(row.source_id, row.source_id)
        shown.append(_shown(row, speaker, fits.get(speaker.pk) if speaker else None, scores, leader in printed))
        printed.add(leader)
    return tuple(shown), len(printed)


def _held(statements: Collection[int], quotations: Collection[int], everything: bool) -> list[_Row]:
    """These statements and all of these quotations, the earliest article first."""
    these, listed = each(statements)
    those, their = each(quotations)
    found = f"SELECT statement_id FROM quotes_occurrence WHERE quotation_id IN ({those}) UNION {these}"  # noqa: S608
    where = "" if everything else "WHERE s.is_public"
    held = [_Row(*row) for row in select(OCCURRENCES.format(found=found, where=where), their, listed, MOST_SHOWN)]
    held = [row._replace(published_at=as_time(row.published_at)) for row in held]
    return sorted(held, key=lambda row: (row.published_at or LAST, row.statement_id))


def _heads(held: Sequence[_Row]) -> dict[int | None, Speaker]:
    """Statement's speaker → who that is today."""
    found: dict[int | None, Speaker] = {
        row.speaker_id: Speaker(
            pk=row.speaker_id, public_id=as_id(row.speaker), name=row.speaker_name, kind=row.speaker_kind
        )
        for row in held
        if row.speaker_id is not None
    }
    merged = {row.speaker_id for row in held if row.speaker_id is not None and row.merged_into_id is not None}
    if merged:
        heads = heads_of(merged)
        rows_of = Speaker.objects.in_bulk(list(heads.values()))
        found |= {pk: rows_of[head] for pk, head in heads.items()}
    return found


def _fits(held: Sequence[_Row], heads: Mapping[int | None, Speaker], claimed: str) -> dict[int, bool | None]:
    """Named speaker → whether the claimed name is theirs (None: names cannot tell); empty where nobody was claimed."""
    if not claimed:
        return {}
    names = names_of({speaker.pk for speaker in heads.values() if speaker.kind in NAMED})
    return {pk: bears(claimed, known) for pk, known in names.items()}


def _marks(statements: Collection[int], quotations: Collection[int]) -> list[_Mark]:
    """What editors marked as misattributed among these, for the speakers as they are called today."""
    these, listed = each(statements)
    those, their = each(quotations)
    found = select(MARKS.format(quotations=those, statements=these), their, listed)
    if not found:
        return []
    heads = heads_of(pk for wrongly, _, said_by in found for pk in (wrongly, said_by) if pk is not None)
    names = dict(
        Speaker.objects.filter(pk__in={heads[said_by] for *_, said_by in found if said_by}).values_list("pk", "name")
    )
    return [
        _Mark(heads[wrongly] if wrongly else None, note, names[heads[said_by]] if said_by else None)
        for wrongly, note, said_by in found
    ]


def misattributed_among(statements: Collection[int]) -> set[int]:
    """Those of these statements whose words editors marked as misattributed, there or where they stand elsewhere."""
    held = Occurrence.objects.filter(pk__in=statements, quotation__isnull=False)
    quotation_of = dict(held.values_list("pk", "quotation_id"))
    about = Q(statement__in=statements) | Q(statement__occurrence__quotation__in=set(quotation_of.values()))
    marks = Misattribution.objects.filter(about, withdrawn_at__isnull=True)
    found = list(marks.values_list("statement_id", "statement__occurrence__quotation_id"))
    marked, quotations = {statement for statement, _ in found}, {quotation for _, quotation in found}
    return {pk for pk in statements if pk in marked or (pk in quotation_of and quotation_of[pk] in quotations)}


def _shown(
    row: _Row, speaker: Speaker | None, fits: bool | None, scores: Mapping[int, float], is_copy: bool
) -> OccurrenceShown:
    score = scores.get(row.words_hash)
    return OccurrenceShown(
        statement=as_id(row.statement),
        text=row.text,
        score=None if score is None else round(score, 4),
        speaker=SpeakerShown(speaker.public_id, speaker.name, speaker.kind) if speaker else None,
        fits_claim=fits,
        quote_kind=row.quote_kind,
        modality=row.modality,
        attribution_status=row.attribution_status,
        review_status=row.review_status,
        said_on=as_day(row.said_on),
        is_copy=is_copy,
        source=SourceShown(
            id=as_id(row.source),
            title=row.title,
            outlet=row.outlet,
            url=row.url,
            published_at=row.published_at,
            language=row.language,
        ),
    )


def _witness(speaker: Speaker | None, shown: OccurrenceShown, marks: Sequence[_Mark]) -> Witness:
    named = speaker if speaker is not None and speaker.kind in NAMED else None
    return Witness(
        speaker=named.pk if named else None,
        quoted=shown.quote_kind != QuoteKind.INDIRECT,
        asserted=shown.modality == Modality.ASSERTED,
        fits_claim=shown.fits_claim,
        misattributed=any(mark.wrongly is None or (named and mark.wrongly == named.pk) for mark in marks),
    )
