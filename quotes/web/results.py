"""An answer made ready for a page."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quotes.lookup.answers import Answer, Checked, OccurrenceShown, Part
from quotes.lookup.similar import difference, nearest
from quotes.lookup.wrapping import bare
from quotes.matching.verdicts import Verdict
from quotes.web.cards import Beside, Card, Line, lines, most_shown
from quotes.web.claims import Claim, claims
from quotes.web.comparison import Piece, pieces
from quotes.web.timeline import Timeline, timeline
from quotes.web.words import Told, languages, told

MOST_CARDS = 6
MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer for a page. parts: of a stitched one, each as an answer of its own."""

    quote: str
    answer: Answer
    told: Told
    pieces: list[Piece] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    timeline: Timeline | None = None
    parts: list[ShownPart] = field(default_factory=list)
    similar: list[Line] = field(default_factory=list)
    near: list[Near] = field(default_factory=list)
    most_shown: int | None = None

    @property
    def bare(self) -> str:
        """The quotation without its marks, for the title, which puts it in some."""
        return bare(self.quote)

    @property
    def claims(self) -> list[Claim]:
        return claims(self.answer)

    @property
    def languages(self) -> str:
        return languages(self.answer.coverage)

    @property
    def differs(self) -> bool:
        return any(piece.kind for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Near:
    """The comparison with a statement on which the verdict does not rest. differs: what of the meaning, a clause."""

    line: Line
    differs: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One stretch of a stitched quotation, with what its answer tells; names: of all whom its occurrences name."""

    answer: Part
    pieces: list[Piece]
    cards: list[Card]
    lines: list[Line]
    most_shown: int | None
    names: list[str]

    @property
    def quoted(self) -> str:
        return self.answer.quoted

    @property
    def differs(self) -> bool:
        return any(piece.kind for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Item:
    """One quotation of a text; link: where it alone is answered, or nothing where it is too long for a link.

    mended: of a kept answer, why it is not shown and the one of now is.
    """

    number: int
    checked: Checked
    shown: Shown | None
    link: str
    mended: str = ""


def shown_answer(answer: Answer, held: Mapping[uuid.UUID, Card], rows: Mapping[uuid.UUID, Beside]) -> Shown:
    """An answer for a page. held: the statements that are shown in their sentences; rows: those in tables."""
    occurrences = answer.occurrences or tuple(o for part in answer.parts for o in part.occurrences)
    return Shown(
        quote=answer.quote[slice(*answer.checked)] if answer.checked else answer.quote,
        answer=answer,
        told=told(answer),
        pieces=pieces(answer.quote, answer.segments, answer.checked) if answer.segments else [],
        cards=_held(held, leading(answer.occurrences)),
        lines=lines(answer.occurrences, rows),
        timeline=timeline(occurrences) if occurrences else None,
        parts=[
            ShownPart(
                part,
                pieces(answer.quote, part.segments, part.quoted_span),
                _held(held, leading(part.occurrences)),
                lines(part.occurrences, rows),
                most_shown(part.occurrences),
                list(dict.fromkeys(o.speaker.name for o in part.occurrences if o.speaker)),
            )
            for part in answer.parts
        ],
        similar=lines(answer.similar, rows),
        near=_near(answer, rows),
        most_shown=most_shown(answer.occurrences),
    )


def _near(answer: Answer, rows: Mapping[uuid.UUID, Beside]) -> list[Near]:
    """Of what is similar that which says another thing and, where nothing was found, the nearest; the best first."""
    best = nearest(answer.similar) if answer.verdict is Verdict.NOT_FOUND else None
    wanted = [one for one in answer.similar if one.segments and (one.meaning_changed or one is best)]
    by_words = {one.text: one for one in reversed(wanted)}
    return [
        Near(line, difference(one.segments), pieces(answer.quote, one.segments, answer.checked))
        for one in sorted(by_words.values(), key=lambda one: -(one.score or 0))[:MOST_NEAR]
        for line in lines([one], rows)
    ]


def _held(held: Mapping[uuid.UUID, Card], occurrences: Sequence[OccurrenceShown]) -> list[Card]:
    return [held[occurrence.statement] for occurrence in occurrences if occurrence.statement in held]


def chosen(answer: Answer) -> list[uuid.UUID]:
    """The statements shown in their sentences: the leading ones, of the whole or of each part."""
    found = [*leading(answer.occurrences), *(o for part in answer.parts for o in leading(part.occurrences))]
    return [occurrence.statement for occurrence in found]


def listed(answer: Answer) -> list[OccurrenceShown]:
    """All that is shown in the tables of an answer."""
    return [*answer.occurrences, *(o for part in answer.parts for o in part.occurrences), *answer.similar]


def first_listed(answer: Answer) -> list[OccurrenceShown]:
    """What is shown of an answer to one of many: its first occurrence, or that of each part."""
    return [*answer.occurrences[:1], *(o for part in answer.parts for o in part.occurrences[:1])]


def leading(occurrences: Sequence[OccurrenceShown]) -> list[OccurrenceShown]:
    """The first occurrence, the one that the comparison is with, and the first of each other speaker."""
    found: list[OccurrenceShown] = []
    names: set[uuid.UUID | None] = set()
    compared = next((o for o in occurrences if o.score == max(p.score or 0 for p in occurrences)), None)
    for occurrence in occurrences:
        who = occurrence.speaker.id if occurrence.speaker else None
        if who not in names or occurrence is compared:
            found.append(occurrence)
        names.add(who)
    return found[:MOST_CARDS]
