"""Statements as pages show them: in their sentences, with role, links and citation."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from quotes.lookup.answers import OccurrenceShown
from quotes.lookup.context import Stretch, context
from quotes.lookup.occurrences import MOST_SHOWN, misattributed_among
from quotes.models import Speaker, SpeakerRole, Statement
from quotes.models.statement import StatementQuerySet
from quotes.representations import Site, jsonld, row_of
from quotes.representations.textfragment import fragment_of, link_to
from quotes.review.access import sees_everything
from quotes.speakers.linking import canonical
from quotes.speakers.roles import roles_at_the_time

# A data block cannot end its element, and is the same JSON.
ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


@dataclass(frozen=True, slots=True)
class Card:
    """A statement with the sentences around it. link opens the article at the words, "" where it has no address."""

    statement: Statement
    speaker: Speaker | None
    role: SpeakerRole | None
    context: tuple[Stretch, ...]
    link: str
    is_misattributed: bool

    @property
    def is_pending(self) -> bool:
        return not self.statement.is_public

    @property
    def is_told_to_machines(self) -> bool:
        return bool(self.statement.is_public) and not self.is_misattributed


@dataclass(frozen=True, slots=True)
class Line:
    """An occurrence in a table."""

    occurrence: OccurrenceShown
    link: str


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
    roles = roles_at_the_time(statements)
    marked = misattributed_among([statement.pk for statement in statements])
    return [
        Card(
            statement,
            canonical(statement.speaker) if statement.speaker is not None else None,
            roles.get(statement.pk),
            context(statement.source.text, statement.span_pairs(), statement.source.language),
            link_to(row_of(statement)) or "",
            statement.pk in marked,
        )
        for statement in statements
    ]


def most_shown(occurrences: Sequence[OccurrenceShown]) -> int | None:
    """How many occurrences are shown at most, where there may be more."""
    return MOST_SHOWN if len(occurrences) >= MOST_SHOWN else None


def lines(occurrences: Iterable[OccurrenceShown]) -> list[Line]:
    """Occurrences as the rows of a table, each with the link to its words."""
    return [Line(occurrence, _link(occurrence)) for occurrence in occurrences]


def _link(occurrence: OccurrenceShown) -> str:
    url, fragment = occurrence.source.url, fragment_of(occurrence.text)
    if not url or fragment is None:
        return url
    return f"{url}{'' if '#' in url else '#'}:~:{fragment}"


def linked_data(request: HttpRequest, shown: Iterable[Card]) -> SafeString:
    """schema.org nodes of the statements that editors accepted, as the inside of a data block; or nothing.

    None of what they marked as misattributed: machines do not read the warning.
    """
    root = request.build_absolute_uri(reverse("statement-list").removesuffix("statements/"))
    nodes = [jsonld(row_of(card.statement), Site(root)) for card in shown if card.is_told_to_machines]
    if not nodes:
        return SafeString("")
    written = json.dumps(nodes[0] if len(nodes) == 1 else nodes, ensure_ascii=False)
    return mark_safe(written.translate(ESCAPES))  # noqa: S308  # no tag can stand in it: see ESCAPES
