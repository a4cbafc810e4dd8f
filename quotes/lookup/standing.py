"""Whether what an answer told of its statements is still so: the face of each, then and now."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from quotes.lookup.marks import Mark, marks_on
from quotes.lookup.occurrences import NAMED
from quotes.models import Speaker, Statement
from quotes.models.statement import is_denied
from quotes.speakers.claims import bears, heads_of, names_of

MOST_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Face:
    """What an answer tells of a statement, as sixteen hexadecimal digits, and the quotation that it is of."""

    told: str
    quotation: int | None


@dataclass(frozen=True, slots=True)
class Since:
    """What became of the statements that an answer rested on: how many are gone, and how many are told otherwise."""

    gone: int
    otherwise: int

    @property
    def is_nothing(self) -> bool:
        return not (self.gone or self.otherwise)


Faces = Mapping[uuid.UUID, Face]


def since(then: Faces, now: Faces) -> Since:
    """What changed. Statements that were of one quotation and are no more are told otherwise."""
    shown = then.keys() & now.keys()
    homes: dict[int, set[int | None]] = {}
    for key in shown:
        if (quotation := then[key].quotation) is not None:
            homes.setdefault(quotation, set()).add(now[key].quotation)
    parted = {quotation for quotation, at in homes.items() if len(at) > 1}
    otherwise = sum(then[key].told != now[key].told or then[key].quotation in parted for key in shown)
    return Since(len(then) - len(shown), otherwise)


def faces(wanted: Sequence[tuple[str, Collection[uuid.UUID]]]) -> list[dict[uuid.UUID, Face]]:
    """For each claimed name with statements: public statement → its face. What is not public has none.

    Told are its words and where they stand, how they are given, who said them today, by what name and whether
    that is who is claimed, and what editors marked of them, against that speaker or another.
    """
    seen = _Seen(chain.from_iterable(ids for _, ids in wanted))
    return [{key: seen.face(key, claimed) for key in sorted(ids) if key in seen.rows} for claimed, ids in wanted]


class _Seen:
    """Public statements with all that their faces are made of, in a number of queries that does not grow with them."""

    def __init__(self, ids: Iterable[uuid.UUID]) -> None:
        wanted = sorted(set(ids))
        self.rows: dict[uuid.UUID, Statement] = {}
        for at in range(0, len(wanted), MOST_AT_ONCE):
            found = Statement.objects.public().filter(public_id__in=wanted[at : at + MOST_AT_ONCE])
            found = found.select_related("source__outlet", "occurrence")
            found = found.defer("evidence", "candidates", "source__text", "source__original")
            self.rows |= {row.public_id: row for row in found}
        self._marks = marks_on([row.pk for row in self.rows.values()])
        self._heads = heads_of({row.speaker_id for row in self.rows.values() if row.speaker_id is not None})
        self._speakers = Speaker.objects.in_bulk(set(self._heads.values()))
        marked = {pk for mark in chain.from_iterable(self._marks.values()) for pk in (mark.wrongly, mark.said_by)}
        self._names = names_of({*self._speakers, *(pk for pk in marked if pk is not None)})

    def face(self, key: uuid.UUID, claimed: str) -> Face:
        row = self.rows[key]
        speaker = self._speakers[self._heads[row.speaker_id]] if row.speaker_id is not None else None
        source, occurrence = row.source, getattr(row, "occurrence", None)
        told = (
            row.text, row.quote_kind, row.modality, is_denied(row.act, row.quote_kind), row.attribution_status,
            str(row.said_on), source.title, source.outlet.name if source.outlet else None, str(source.published_at),
            (str(speaker.public_id), speaker.name, speaker.kind) if speaker is not None else None,
            self._fits(claimed, speaker.pk if speaker is not None and speaker.kind in NAMED else None),
            [self._mark(mark, speaker, claimed) for mark in self._marks[row.pk]],
        )  # fmt: skip
        digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
        return Face(digest, occurrence.quotation_id if occurrence is not None else None)

    def _fits(self, claimed: str, speaker: int | None) -> bool | None:
        return bears(claimed, self._names[speaker]) if claimed and speaker is not None else None

    def _mark(self, mark: Mark, speaker: Speaker | None, claimed: str) -> tuple[object, ...]:
        return (
            mark.wrongly_name, mark.note, mark.said_by_name, mark.is_against(speaker),
            self._fits(claimed, mark.wrongly), self._fits(claimed, mark.said_by),
        )  # fmt: skip
