"""Statements as pages show them: in their sentences, with role, links and citation."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from quotes.lookup.answers import OccurrenceShown
from quotes.lookup.context import Stretch, context
from quotes.lookup.marks import Mark, marks_on
from quotes.lookup.occurrences import MOST_SHOWN
from quotes.models import Speaker, SpeakerRole, Statement
from quotes.models.statement import StatementQuerySet
from quotes.representations import Site, jsonld, row_of
from quotes.representations.textfragment import link_to
from quotes.review.access import sees_everything
from quotes.speakers.roles import roles_at_the_time
from quotes.web.cautions import Caution, cautions, named_by

# A data block cannot end its element, and is the same JSON.
ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


@dataclass(frozen=True, slots=True)
class Card:
    """A statement with the sentences around it. link opens the article at the words, "" where it has no address.

    marks: what editors marked as misattributed of its words, whomever they named with them.
    """

    statement: Statement
    speaker: Speaker | None
    role: SpeakerRole | None
    context: tuple[Stretch, ...]
    link: str
    marks: list[Mark]

    @property
    def cautions(self) -> list[Caution]:
        return cautions(self.statement, self.marks)

    @property
    def is_warned(self) -> bool:
        return any(caution.warns for caution in self.cautions)

    @property
    def elsewhere(self) -> list[Mark]:
        """The marks against others, in whose mouths these words were put."""
        return [mark for mark in self.marks if not mark.is_against(self.speaker)]

    @property
    def is_pending(self) -> bool:
        return not self.statement.is_public

    @property
    def is_told_to_machines(self) -> bool:
        return bool(self.statement.is_public) and not self.is_warned


@dataclass(frozen=True, slots=True)
class Beside:
    """What a table tells of a statement beside its words."""

    link: str
    cautions: list[Caution]


@dataclass(frozen=True, slots=True)
class Line:
    """An occurrence in a table."""

    occurrence: OccurrenceShown
    beside: Beside


def visible(request: HttpRequest) -> StatementQuerySet:
    """The statements that a page may show to whom asks."""
    statements: StatementQuerySet = Statement.objects.all()
    return statements if sees_everything(request.user) else statements.public()


def cards(request: HttpRequest, ids: Sequence[uuid.UUID]) -> list[Card]:
    """The statements of these public ids that may be shown, in their order, in a fixed number of queries."""
    rows = visible(request).filter(public_id__in=ids)
    # The article's text is what the context is cut from; its bytes are not needed.
    loaded = rows.select_related("source__outlet", "speaker__merged_into").defer("source__original", "evidence")
    found = {row.public_id: row for row in loaded.prefetch_related("spans", "source__archive_copies")}
    statements = [found[key] for key in dict.fromkeys(ids) if key in found]
    roles = roles_at_the_time(statements, everything=sees_everything(request.user))
    marks = marks_on([statement.pk for statement in statements])
    return [
        Card(
            statement,
            named_by(statement),
            roles.get(statement.pk),
            context(statement.source.text, statement.span_pairs(), statement.source.language),
            link_to(row_of(statement)) or "",
            marks[statement.pk],
        )
        for statement in statements
    ]


def most_shown(occurrences: Sequence[OccurrenceShown]) -> int | None:
    """How many occurrences are shown at most, where there may be more."""
    return MOST_SHOWN if len(occurrences) >= MOST_SHOWN else None


def beside(occurrences: Iterable[OccurrenceShown]) -> dict[uuid.UUID, Beside]:
    """What tables tell beside the words of these occurrences, in a fixed number of queries."""
    rows = Statement.objects.filter(public_id__in={occurrence.statement for occurrence in occurrences})
    statements = list(rows.with_source_texts().select_related("speaker__merged_into"))
    marks = marks_on([statement.pk for statement in statements])
    return {
        statement.public_id: Beside(link_to(row_of(statement)) or "", cautions(statement, marks[statement.pk]))
        for statement in statements
    }


def lines(occurrences: Iterable[OccurrenceShown], held: Mapping[uuid.UUID, Beside]) -> list[Line]:
    """Occurrences as the rows of a table: those of which is held what stands beside."""
    return [Line(one, held[one.statement]) for one in occurrences if one.statement in held]


def linked_data(request: HttpRequest, shown: Iterable[Card]) -> SafeString:
    """schema.org nodes of the statements that editors accepted, as the inside of a data block; or nothing.

    None of what is shown with a warning: machines do not read it.
    """
    root = request.build_absolute_uri(reverse("statement-list").removesuffix("statements/"))
    nodes = [jsonld(row_of(card.statement), Site(root)) for card in shown if card.is_told_to_machines]
    if not nodes:
        return SafeString("")
    written = json.dumps(nodes[0] if len(nodes) == 1 else nodes, ensure_ascii=False)
    return mark_safe(written.translate(ESCAPES))  # noqa: S308  # no tag can stand in it: see ESCAPES
