"""The statements behind what was found, as an answer shows them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from quotes.lookup.answers import OccurrenceShown, SourceShown, SpeakerShown
from quotes.lookup.copies import independent
from quotes.lookup.search import Found
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
FIELDS = (
    "statement_id", "words_hash", "quotation_id", "quotation__public_id", "statement__public_id", "statement__text",
    "statement__quote_kind",
    "statement__modality", "statement__attribution_status", "statement__review_status", "statement__said_on",
    "statement__speaker_id", "statement__speaker__public_id", "statement__speaker__name", "statement__speaker__kind",
    "statement__speaker__merged_into_id", "statement__source_id", "statement__source__public_id",
    "statement__source__title", "statement__source__url", "statement__source__published_at",
    "statement__source__language", "statement__source__outlet_id", "statement__source__outlet__name",
)  # fmt: skip
LAST = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The occurrences of what was found, the earliest first, and what they witness.

    Of more than MOST_SHOWN the latest that were stored; the counts are of these.
    """

    shown: tuple[OccurrenceShown, ...]
    witnesses: tuple[Witness, ...]
    notes: tuple[str, ...]
    quotation: uuid.UUID | None
    outlets: int
    independent: int
    first_appeared_at: dt.datetime | None


def gather(found: Sequence[Found], *, claimed: str, everything: bool) -> Gathered:
    """Every occurrence of the wordings and of the quotations that they belong to."""
    quotations = {item.quotation_id for item in found if item.quotation_id is not None}
    # What is found with the candidates is in the list even where a quotation has very many occurrences.
    certain = [pk for item in found for pk in item.statement_ids]
    wanted = Q(quotation__in=quotations) | Q(pk__in=certain) if quotations else Q(pk__in=certain)
    scores = {item.words_hash: item.alignment.score for item in found}
    return _gathered(wanted, scores, quotations, found[0].quotation_id, claimed, everything)


def gather_like(statement: Statement, *, everything: bool) -> Gathered:
    """A statement with the other occurrences of its quotation. None of them fits a claim: nobody claims."""
    occurrence = Occurrence.objects.filter(pk=statement.pk).first()
    quotation = occurrence.quotation_id if occurrence is not None else None
    if quotation is None:
        return _gathered(Q(pk=statement.pk), {}, (), None, "", everything)
    return _gathered(Q(quotation=quotation) | Q(pk=statement.pk), {}, {quotation}, quotation, "", everything)


def gather_quotation(quotation: Quotation, *, everything: bool) -> Gathered:
    """The occurrences of a quotation."""
    return _gathered(Q(quotation=quotation), {}, {quotation.pk}, quotation.pk, "", everything)


def _gathered(
    wanted: Q,
    scores: Mapping[int, float],
    quotations: Collection[int],
    best: int | None,
    claimed: str,
    everything: bool,
) -> Gathered:
    rows = Occurrence.objects.filter(wanted)
    if not everything:
        rows = rows.filter(statement__is_public=True)
    held = list(rows.order_by("-pk").values(*FIELDS)[:MOST_SHOWN])
    held.sort(key=lambda row: (row["statement__source__published_at"] or LAST, row["statement_id"]))
    heads = _heads(held)
    fits = _fits(held, heads, claimed)
    first_of = independent({row["statement__source_id"] for row in held}) if len(held) > 1 else {}
    marks = _marks(held, quotations)
    shown, witnesses, printed = [], [], set()
    for row in held:
        speaker = heads.get(row["statement__speaker_id"])
        leader = first_of.get(row["statement__source_id"], row["statement__source_id"])
        shown.append(_shown(row, speaker, fits.get(speaker.pk) if speaker else None, scores, leader in printed))
        printed.add(leader)
        witnesses.append(_witness(row, speaker, shown[-1], marks))
    return Gathered(
        shown=tuple(shown),
        witnesses=tuple(witnesses),
        notes=tuple(dict.fromkeys(note for _, note in marks)),
        quotation=next((row["quotation__public_id"] for row in held if row["quotation_id"] == best), None),
        outlets=len({row["statement__source__outlet_id"] for row in held} - {None}),
        independent=len(printed),
        first_appeared_at=min((at for row in held if (at := row["statement__source__published_at"])), default=None),
    )


def _heads(rows: Sequence[Mapping[str, Any]]) -> dict[object, Speaker]:
    """Statement's speaker → who that is today."""
    ids = {row["statement__speaker_id"]: row for row in rows if row["statement__speaker_id"] is not None}
    merged = [pk for pk, row in ids.items() if row["statement__speaker__merged_into_id"] is not None]
    found: dict[object, Speaker] = {
        pk: Speaker(
            pk=pk,
            public_id=row["statement__speaker__public_id"],
            name=row["statement__speaker__name"],
            kind=row["statement__speaker__kind"],
        )
        for pk, row in ids.items()
    }
    if merged:
        heads = heads_of(pk for pk in merged if isinstance(pk, int))
        rows_of = Speaker.objects.in_bulk(list(heads.values()))
        found |= {pk: rows_of[head] for pk, head in heads.items()}
    return found


def _fits(rows: Sequence[Mapping[str, Any]], heads: Mapping[object, Speaker], claimed: str) -> dict[int, bool]:
    """Named speaker → whether the claimed name can be theirs; empty where nobody was claimed."""
    if not claimed:
        return {}
    names = names_of({speaker.pk for speaker in heads.values() if speaker.kind in NAMED})
    return {pk: bears(claimed, known) for pk, known in names.items()}


def _marks(rows: Sequence[Mapping[str, Any]], quotations: Collection[int]) -> list[tuple[int | None, str]]:
    """What editors marked as misattributed among these: the speaker wrongly named (None: whoever) and the note."""
    about = Q(statement__in=[row["statement_id"] for row in rows])
    if quotations:
        about |= Q(statement__occurrence__quotation__in=quotations)
    marks = Misattribution.objects.filter(about, withdrawn_at__isnull=True).order_by("id")
    found: list[tuple[int | None, str]] = list(marks.values_list("speaker_id", "note"))
    heads = heads_of(speaker for speaker, _ in found if speaker is not None)
    return [(heads[speaker] if speaker is not None else None, note) for speaker, note in found]


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
    row: Mapping[str, Any], speaker: Speaker | None, fits: bool | None, scores: Mapping[int, float], is_copy: bool
) -> OccurrenceShown:
    value: dict[str, Any] = {key.removeprefix("statement__"): item for key, item in row.items()}
    score = scores.get(row["words_hash"])
    return OccurrenceShown(
        statement=value["public_id"],
        text=value["text"],
        score=None if score is None else round(score, 4),
        speaker=SpeakerShown(speaker.public_id, speaker.name, speaker.kind) if speaker else None,
        fits_claim=fits,
        quote_kind=value["quote_kind"],
        modality=value["modality"],
        attribution_status=value["attribution_status"],
        review_status=value["review_status"],
        said_on=value["said_on"],
        is_copy=is_copy,
        source=SourceShown(
            id=value["source__public_id"],
            title=value["source__title"],
            outlet=value["source__outlet__name"],
            url=value["source__url"],
            published_at=value["source__published_at"],
            language=value["source__language"],
        ),
    )


def _witness(
    row: Mapping[str, Any],
    speaker: Speaker | None,
    shown: OccurrenceShown,
    marks: Sequence[tuple[int | None, str]],
) -> Witness:
    named = speaker if speaker is not None and speaker.kind in NAMED else None
    return Witness(
        speaker=named.pk if named else None,
        quoted=shown.quote_kind != QuoteKind.INDIRECT,
        asserted=shown.modality == Modality.ASSERTED,
        fits_claim=shown.fits_claim,
        misattributed=any(wrongly is None or (named is not None and wrongly == named.pk) for wrongly, _ in marks),
    )
