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
from quotes.models import Speaker, Statement, WordingJudgement
from quotes.models.statement import is_denied
from quotes.speakers.claims import bears, heads_of, names_of

MOST_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Since:
    """What became of the statements that an answer rested on: how many are gone, and how many are told otherwise."""

    gone: int
    otherwise: int

    @property
    def is_nothing(self) -> bool:
        return not (self.gone or self.otherwise)


def since(then: Mapping[uuid.UUID, str], now: Mapping[uuid.UUID, str]) -> Since:
    """What changed."""
    shown = then.keys() & now.keys()
    return Since(len(then) - len(shown), sum(then[key] != now[key] for key in shown))


def faces(wanted: Sequence[tuple[str, Collection[uuid.UUID]]]) -> list[dict[uuid.UUID, str]]:
    """For each claimed name with statements: public statement → its face, sixteen hexadecimal digits.

    What is not public has none. In it are the words and where they stand, how they are given, who said them today,
    by what name and whether that is who is claimed, what editors marked of them, against that speaker or another,
    and with which of these statements editors said that they are or are not one quotation.
    """
    seen = _Seen(chain.from_iterable(ids for _, ids in wanted))
    found = []
    for claimed, ids in wanted:
        beside = {seen.wording(key) for key in ids}
        found.append({key: seen.face(key, claimed, beside) for key in sorted(ids) if key in seen.rows})
    return found


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
        self._judged = _judged({one for key in self.rows if (one := self.wording(key)) is not None})
        self._marks = marks_on([row.pk for row in self.rows.values()])
        self._heads = heads_of({row.speaker_id for row in self.rows.values() if row.speaker_id is not None})
        self._speakers = Speaker.objects.in_bulk(set(self._heads.values()))
        marked = {pk for mark in chain.from_iterable(self._marks.values()) for pk in (mark.wrongly, mark.said_by)}
        self._names = names_of({*self._speakers, *(pk for pk in marked if pk is not None)})

    def wording(self, key: uuid.UUID) -> int | None:
        occurrence = getattr(self.rows.get(key), "occurrence", None)
        return occurrence.words_hash if occurrence is not None else None

    def face(self, key: uuid.UUID, claimed: str, beside: Collection[int | None]) -> str:
        row = self.rows[key]
        speaker = self._speakers[self._heads[row.speaker_id]] if row.speaker_id is not None else None
        told = (
            row.text, row.quote_kind, row.modality, is_denied(row.act, row.quote_kind), row.attribution_status,
            str(row.said_on), row.source.title, row.source.outlet.name if row.source.outlet else None,
            str(row.source.published_at),
            (str(speaker.public_id), speaker.name, speaker.kind) if speaker is not None else None,
            self._fits(claimed, speaker.pk if speaker is not None and speaker.kind in NAMED else None),
            [self._mark(mark, speaker, claimed) for mark in self._marks[row.pk]],
            [judged for judged in self._judged.get(self.wording(key), ()) if judged[0] in beside],
        )  # fmt: skip
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]

    def _fits(self, claimed: str, speaker: int | None) -> bool | None:
        return bears(claimed, self._names[speaker]) if claimed and speaker is not None else None

    def _mark(self, mark: Mark, speaker: Speaker | None, claimed: str) -> tuple[object, ...]:
        return (
            mark.wrongly_name, mark.note, mark.said_by_name, mark.is_against(speaker),
            self._fits(claimed, mark.wrongly), self._fits(claimed, mark.said_by),
        )  # fmt: skip


def _judged(wordings: set[int]) -> dict[int | None, list[tuple[int, bool]]]:
    """Wording → with which others editors said that it is, or is not, one quotation."""
    found: dict[int | None, list[tuple[int, bool]]] = {}
    judged = WordingJudgement.objects.filter(undone_at=None, one__in=wordings, other__in=wordings)
    for one, other, is_same in judged.order_by("id").values_list("one", "other", "is_same"):
        found.setdefault(one, []).append((other, is_same))
        found.setdefault(other, []).append((one, is_same))
    return found
