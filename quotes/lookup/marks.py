"""What editors marked as misattributed: words, who is wrongly named for them, why, and whose they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from quotes.lookup.storage import each, select
from quotes.lookup.wordings import Key, key_of
from quotes.models import Speaker
from quotes.speakers.claims import heads_of

MARKS = """
    SELECT o.quotation_id, o.words_hash, m.speaker_id, m.note, m.said_by_id
    FROM quotes_misattribution m LEFT JOIN quotes_occurrence o ON o.statement_id = m.statement_id
    WHERE m.withdrawn_at IS NULL AND m.statement_id IN
        (SELECT statement_id FROM quotes_occurrence WHERE quotation_id IN ({quotations}) UNION {statements})
    ORDER BY m.id
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark, for the speakers as they are called today.

    wrongly is who is wrongly named, None for whoever is; said_by whose words they are, None where that is not
    known. fits_wrongly and fits_said_by: whether the claimed name can be theirs, None where nobody was claimed.
    """

    of: Key
    wrongly: int | None
    wrongly_name: str
    note: str
    said_by: int | None
    said_by_name: str
    fits_wrongly: bool | None = None
    fits_said_by: bool | None = None

    def hits(self, of: Key, speaker: int | None) -> bool:
        """Whether these words are wrongly given to this speaker; never to the one whose words they are."""
        if of != self.of:
            return False
        return speaker == self.wrongly if self.wrongly is not None else speaker is None or speaker != self.said_by


def marks_of(statements: Collection[int], quotations: Collection[int]) -> list[Mark]:
    """The marks that stand of these statements and of all occurrences of these quotations."""
    these, listed = each(statements)
    those, their = each(quotations)
    found = select(MARKS.format(quotations=those, statements=these), their, listed)
    if not found:
        return []
    heads = heads_of({pk for *_, one, _, other in found for pk in (one, other) if pk is not None})
    names: dict[int | None, str] = dict(Speaker.objects.filter(pk__in=heads.values()).values_list("pk", "name"))
    marks = []
    for quotation, words_hash, wrongly, note, said_by in found:
        one, other = heads.get(wrongly), heads.get(said_by)
        marks.append(Mark(key_of(quotation, words_hash), one, names.get(one, ""), note, other, names.get(other, "")))
    return marks
