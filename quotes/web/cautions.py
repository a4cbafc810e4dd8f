"""What must be known before words are passed on as somebody's own: on every page, and in every citation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quotes.lookup.marks import Mark
from quotes.models import Modality, QuoteKind, Speaker, Statement
from quotes.models.statement import is_denied
from quotes.representations.unsaid import DENIED, OF_MODALITY
from quotes.speakers.linking import canonical

IN_SHORT = {Modality.NEGATED: "reported as not said", Modality.HYPOTHETICAL: "reported as what might be said"}


@dataclass(frozen=True, slots=True)
class Caution:
    """In short, to stand beside the words, and in sentences.

    warns: it is not told that whom it names has said it. A paraphrase was said, in other words.
    """

    short: str
    told: str
    warns: bool = True


def named_by(statement: Statement) -> Speaker | None:
    """Whom a statement names, as who they are today."""
    return canonical(statement.speaker) if statement.speaker is not None else None


def cautions(statement: Statement, marks: Iterable[Mark]) -> list[Caution]:
    """Of a statement, with the marks on its words; none where the words are its speaker's own."""
    named, modality = named_by(statement), Modality(statement.modality)
    against = [mark for mark in marks if mark.is_against(named)]
    found = [Caution("misattributed", f"Misattributed: {mark_told(mark)}") for mark in against]
    if modality in OF_MODALITY:
        found.append(Caution(IN_SHORT[modality], OF_MODALITY[modality].words))
    if is_denied(statement.act, statement.quote_kind):
        found.append(Caution(DENIED.tag, DENIED.words))
    if statement.quote_kind == QuoteKind.INDIRECT:
        found.append(
            Caution("paraphrase", "A paraphrase: the words are the article’s, not the speaker’s.", warns=False)
        )
    return found


def mark_told(mark: Mark) -> str:
    """A mark in sentences."""
    whom = mark.wrongly_name or "whoever is named with them"
    told = f"editors found that these words are wrongly given to {whom}. {mark.note}"
    return told + (f" Whose words they are, by what editors found: {mark.said_by_name}." if mark.said_by_name else "")


def in_short(found: Iterable[Caution]) -> str:
    """What stands beside a name in a title, or nothing."""
    return ", ".join(dict.fromkeys(caution.short for caution in found))
