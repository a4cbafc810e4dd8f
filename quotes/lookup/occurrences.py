"""The statements behind what was found, as an answer shows them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from quotes.lookup.answers import OccurrenceShown, SourceShown, SpeakerShown
from quotes.lookup.copies import independent
from quotes.lookup.marks import Mark, marks_of
from quotes.lookup.storage import as_day, as_id, as_time, beside_least, each, select
from quotes.lookup.wordings import Found, Key, key_of
from quotes.matching.verdicts import Witness
from quotes.models import Modality, Occurrence, Quotation, QuoteKind, Speaker, SpeakerKind, Statement
from quotes.models.statement import is_denied
from quotes.speakers.claims import bears, heads_of, names_of

MOST_SHOWN = 200
NAMED = (SpeakerKind.PERSON, SpeakerKind.ORGANISATION)
# Past the ORM, which takes longer to put these queries together than the database to answer them.
FOUND = """
    FROM (SELECT statement_id FROM quotes_occurrence WHERE quotation_id IN ({quotations}) UNION {statements}) f
    JOIN quotes_occurrence o ON o.statement_id = f.statement_id
    JOIN quotes_statement s ON s.id = o.statement_id
    JOIN quotes_source a ON a.id = s.source_id
    LEFT JOIN quotes_speaker p ON p.id = s.speaker_id
"""
OCCURRENCES = f"""
    SELECT o.statement_id, o.words_hash, o.quotation_id, q.public_id,
        s.public_id, s.text, s.quote_kind, s.act, s.modality, s.attribution_status, s.review_status, s.said_on,
        s.speaker_id, p.public_id, p.name, p.kind, p.merged_into_id,
        s.source_id, a.public_id, a.title, a.url, a.published_at, a.language, a.outlet_id, t.name
    {FOUND}
    LEFT JOIN quotes_outlet t ON t.id = a.outlet_id
    LEFT JOIN quotes_quotation q ON q.id = o.quotation_id
    {{where}} ORDER BY o.statement_id IN ({{statements}}) DESC, o.statement_id DESC LIMIT %s
"""
TALLIES = f"""
    SELECT o.quotation_id, CASE WHEN o.quotation_id IS NULL THEN o.words_hash END,
        s.speaker_id, p.public_id, p.name, p.kind, p.merged_into_id, s.quote_kind, s.act, s.modality, a.outlet_id,
        COUNT(*), MIN(a.published_at), {{first}}
    {FOUND} {{where}} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
"""
PUBLIC = "WHERE s.is_public"
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
    act: str
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


class _Tally(NamedTuple):
    """Occurrences in one outlet that name one speaker and give the words in one way: how many, and the earliest."""

    quotation_id: int | None
    words_hash: int | None
    speaker_id: int | None
    speaker: Any
    speaker_name: str
    speaker_kind: str
    merged_into_id: int | None
    quote_kind: str
    act: str
    modality: str
    outlet_id: int | None
    number: int
    published_at: dt.datetime | None
    statement_id: int


class _Held(NamedTuple):
    """The occurrences that are shown, the earliest first, and all of them counted."""

    rows: list[_Row]
    tallies: list[_Tally]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The occurrences of what was found, the earliest first, what they witness, and what editors marked.

    Of more than MOST_SHOWN are shown: those that were found themselves, the earliest, and the latest that were
    stored. Witnesses, number, outlets and first appearance are of all, independent is of those shown.
    """

    shown: tuple[OccurrenceShown, ...]
    witnesses: tuple[Witness, ...]
    marks: tuple[Mark, ...]
    quotation: uuid.UUID | None
    number: int
    outlets: int
    independent: int
    first_appeared_at: dt.datetime | None


def gather(found: Sequence[Found], *, claimed: str, everything: bool) -> Gathered:
    """Every occurrence of the wordings and of the quotations that they belong to."""
    # What is found with the candidates is in the list even where a quotation has very many occurrences.
    certain = [pk for item in found for pk in item.statement_ids]
    # Who reports the very words without quoting them reports the same statement.
    homes: dict[int | None, Key] = {item.words_hash: item.key for item in found}
    scores = {item.words_hash: item.alignment.score for item in found}
    return _gathered(certain, _quotations(found), claimed, everything, scores, homes)


def occurrences_of(found: Sequence[Found], *, claimed: str, everything: bool) -> tuple[OccurrenceShown, ...]:
    """The occurrences of wordings that an answer does not rest on, the earliest first."""
    if not found:
        return ()
    held = _held([pk for item in found for pk in item.statement_ids], _quotations(found), everything)
    heads = _heads(held.rows)
    scores = {item.words_hash: item.alignment.score for item in found}
    return _all_shown(held.rows, heads, _fits(heads, claimed), scores)[0]


def gather_like(statement: Statement, *, everything: bool) -> Gathered:
    """A statement with the other occurrences of its quotation. None of them fits a claim: nobody claims."""
    occurrence = Occurrence.objects.filter(pk=statement.pk).first()
    if occurrence is None:
        return _gathered([], [], "", everything)
    quotation = occurrence.quotation_id
    return _gathered([statement.pk], [quotation] if quotation else [], "", everything)


def gather_quotation(quotation: Quotation, *, everything: bool) -> Gathered:
    """The occurrences of a quotation."""
    return _gathered([], [quotation.pk], "", everything)


def _quotations(found: Iterable[Found]) -> set[int]:
    return {item.quotation_id for item in found if item.quotation_id is not None}


def _gathered(
    statements: Collection[int],
    quotations: Collection[int],
    claimed: str,
    everything: bool,
    scores: Mapping[int, float] | None = None,
    homes: Mapping[int | None, Key] | None = None,
) -> Gathered:
    held = _held(statements, quotations, everything)
    heads = _heads([*held.rows, *held.tallies])
    marks = marks_of([row.statement_id for row in held.rows], quotations)
    fits = _fits(heads, claimed, marks)
    homes = homes or {}
    marks = [
        replace(
            mark,
            of=homes.get(mark.of.wording, mark.of),
            fits_wrongly=fits.get(mark.wrongly),
            fits_said_by=fits.get(mark.said_by),
        )
        for mark in marks
    ]
    shown, printed = _all_shown(held.rows, heads, fits, scores or {})
    found: dict[Witness, None] = {}
    told: set[Mark] = {mark for mark in marks if mark.fits_wrongly}
    for tally in held.tallies:
        key, speaker = key_of(tally.quotation_id, tally.words_hash), heads.get(tally.speaker_id)
        of = homes.get(key.wording, key)
        hits = [mark for mark in marks if mark.of == of and mark.is_against(speaker)]
        found[_witness(of, speaker, tally, fits, bool(hits))] = None
        told.update(hits)
    return Gathered(
        shown=shown,
        witnesses=tuple(found),
        marks=tuple(mark for mark in marks if mark in told),
        quotation=_quotation(held.rows) if len(quotations) == 1 else None,
        number=sum(tally.number for tally in held.tallies),
        outlets=len({tally.outlet_id for tally in held.tallies} - {None}),
        independent=printed,
        first_appeared_at=min((tally.published_at for tally in held.tallies if tally.published_at), default=None),
    )


def _quotation(rows: Iterable[_Row]) -> uuid.UUID | None:
    return next((as_id(row.quotation) for row in rows if row.quotation), None)


def _all_shown(
    rows: Sequence[_Row], heads: Mapping[int | None, Speaker], fits: Mapping[int | None, bool | None],
    scores: Mapping[int, float],
) -> tuple[tuple[OccurrenceShown, ...], int]:  # fmt: skip
    """The rows as an answer shows them, and how many texts of their own they stand in."""
    first_of = independent({row.source_id for row in rows}) if len(rows) > 1 else {}
    shown, printed = [], set()
    for row in rows:
        speaker = heads.get(row.speaker_id)
        leader = first_of.get(row.source_id, row.source_id)
        shown.append(_shown(row, speaker, fits.get(speaker.pk) if speaker else None, scores, leader in printed))
        printed.add(leader)
    return tuple(shown), len(printed)


def _held(statements: Collection[int], quotations: Collection[int], everything: bool) -> _Held:
    """These statements and all of these quotations, the earliest article first."""
    rows = _rows(statements, quotations, everything)
    tallies = []
    if len(rows) > MOST_SHOWN:
        del rows[MOST_SHOWN:]
        tallies = sorted(_tallies(statements, quotations, everything), key=_when)
        earliest = tallies[0].statement_id
        if earliest not in {row.statement_id for row in rows}:
            rows[-1:] = _rows([earliest], [], everything)
    rows.sort(key=_when)
    return _Held(rows, tallies or list(map(_tally, rows)))


def _rows(statements: Collection[int], quotations: Collection[int], everything: bool) -> list[_Row]:
    """One more than is shown, where there are more: first these statements, then the latest that were stored."""
    these, listed = each(statements)
    those, their = each(quotations)
    sql = OCCURRENCES.format(quotations=those, statements=these, where="" if everything else PUBLIC)
    found = map(_Row._make, select(sql, their, listed, listed, MOST_SHOWN + 1))
    return [row._replace(published_at=as_time(row.published_at)) for row in found]


def _tallies(statements: Collection[int], quotations: Collection[int], everything: bool) -> list[_Tally]:
    """All of them, counted by the database."""
    these, listed = each(statements)
    those, their = each(quotations)
    first = beside_least("o.statement_id", "a.published_at")
    sql = TALLIES.format(quotations=those, statements=these, where="" if everything else PUBLIC, first=first)
    found = map(_Tally._make, select(sql, their, listed))
    return [tally._replace(published_at=as_time(tally.published_at)) for tally in found]


def _when(one: _Row | _Tally) -> tuple[dt.datetime, int]:
    return one.published_at or LAST, one.statement_id


def _tally(row: _Row) -> _Tally:
    """One occurrence, counted."""
    return _Tally(
        row.quotation_id, row.words_hash, row.speaker_id, row.speaker, row.speaker_name, row.speaker_kind,
        row.merged_into_id, row.quote_kind, row.act, row.modality, row.outlet_id, 1, row.published_at,
        row.statement_id,
    )  # fmt: skip


def _heads(held: Sequence[_Row | _Tally]) -> dict[int | None, Speaker]:
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


def _fits(
    heads: Mapping[int | None, Speaker], claimed: str, marks: Iterable[Mark] = ()
) -> dict[int | None, bool | None]:
    """Named speaker → whether the claimed name is theirs (None: names cannot tell); empty where nobody was claimed."""
    if not claimed:
        return {}
    ids = {speaker.pk for speaker in heads.values() if speaker.kind in NAMED}
    ids |= {pk for mark in marks for pk in (mark.wrongly, mark.said_by) if pk is not None}
    return {pk: bears(claimed, known) for pk, known in names_of(ids).items()}


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


def _witness(
    of: Key, speaker: Speaker | None, tally: _Tally, fits: Mapping[int | None, bool | None], misattributed: bool
) -> Witness:
    named = speaker.pk if speaker is not None and speaker.kind in NAMED else None
    denied = tally.modality == Modality.NEGATED or is_denied(tally.act, tally.quote_kind)
    return Witness(
        of=of,
        speaker=named,
        name=speaker.name if speaker is not None else "",
        quoted=tally.quote_kind != QuoteKind.INDIRECT,
        asserted=tally.modality == Modality.ASSERTED and not denied,
        denied=denied,
        fits_claim=fits.get(named),
        misattributed=misattributed,
    )
