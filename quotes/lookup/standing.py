"""Whether what an answer showed is still so: the face of each statement, then and now."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from quotes.lookup.marks import Mark, marks_on
from quotes.models import Speaker, Statement
from quotes.speakers.claims import heads_of

MOST_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Since:
    """What became of the statements that an answer rested on: how many are gone, and how many are told otherwise."""

    gone: int
    otherwise: int

    @property
    def is_nothing(self) -> bool:
        return not (self.gone or self.otherwise)


def since(then: Mapping[uuid.UUID, str]) -> Since:
    """What changed since these faces were taken."""
    now = faces(then)
    gone = len(then.keys() - now.keys())
    return Since(gone, sum(now[key] != face for key, face in then.items() if key in now))


def faces(statements: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Public statement → its face: what an answer tells of it, as sixteen hexadecimal digits.

    Its words, how they are given, who that is today and by what name, and what editors marked of them. What is
    not public has none.
    """
    ids = sorted(statements)
    found: dict[uuid.UUID, str] = {}
    for at in range(0, len(ids), MOST_AT_ONCE):
        rows = Statement.objects.public().filter(public_id__in=ids[at : at + MOST_AT_ONCE])
        found |= _faces(list(rows.defer("evidence", "candidates")))
    return found


def _faces(rows: Sequence[Statement]) -> dict[uuid.UUID, str]:
    heads = heads_of({row.speaker_id for row in rows if row.speaker_id is not None})
    speakers = Speaker.objects.in_bulk(set(heads.values()))
    marks = marks_on([row.pk for row in rows])
    return {
        row.public_id: _face(row, speakers[heads[row.speaker_id]] if row.speaker_id else None, marks[row.pk])
        for row in rows
    }


def _face(row: Statement, speaker: Speaker | None, marks: Sequence[Mark]) -> str:
    told = (
        row.text, row.quote_kind, row.act, row.modality, row.attribution_status, str(row.said_on),
        (str(speaker.public_id), speaker.name) if speaker is not None else None,
        [(mark.wrongly_name, mark.note, mark.said_by_name) for mark in marks],
    )  # fmt: skip
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
