"""What editors marked as misattributed: words, who is wrongly named for them, why, and whose they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from quotes.lookup.storage import each, select
from quotes.lookup.wordings import Key, key_of
from quotes.models import Occurrence, Speaker
from quotes.speakers.claims import heads_of

# By their words: what became of the statement that a mark was made on tells nothing of them. What is asked for comes
# first in each CROSS JOIN, whose order SQLite keeps: each is looked up at its place.
MARKS = """
    SELECT m.statement_id,
        (SELECT q.quotation_id FROM quotes_occurrence q
            WHERE q.words_hash = m.wording AND q.quotation_id IN ({quotations}) LIMIT 1),
        m.wording, m.speaker_id, m.note, m.said_by_id
    FROM quotes_misattribution m WHERE m.withdrawn_at IS NULL AND m.id IN (
        SELECT id FROM quotes_misattribution WHERE statement_id IN ({statements})
        UNION SELECT n.id FROM (
            SELECT o.words_hash FROM ({quotations}) v CROSS JOIN quotes_occurrence o WHERE o.quotation_id = v.value
            UNION SELECT words_hash FROM quotes_occurrence WHERE statement_id IN ({statements})
        ) w CROSS JOIN quotes_misattribution n WHERE n.wording = w.words_hash)
    ORDER BY m.id
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark, for the speakers as they are called today.

    wrongly is who is wrongly named, None for whoever is; said_by whose words they are, None where that is not
    known. statement is where it was made. fits_wrongly and fits_said_by: whether the claimed name can be theirs,
    None where nobody was claimed.
    """

    of: Key
    statement: int
    wrongly: int | None
    wrongly_name: str
    note: str
    said_by: int | None
    said_by_name: str
    fits_wrongly: bool | None = None
    fits_said_by: bool | None = None

    def is_against(self, speaker: Speaker | None) -> bool:
        """Whether who names this speaker for the words names them wrongly; never the one whose words they are."""
        named = speaker.pk if speaker is not None else None
        if self.wrongly is None:
            return named is None or named != self.said_by
        return named == self.wrongly


def marks_of(statements: Collection[int], quotations: Collection[int]) -> list[Mark]:
    """The marks that stand of the words of these statements and of all occurrences of these quotations."""
    these, listed = each(statements)
    those, their = each(quotations)
    found = select(MARKS.format(quotations=those, statements=these), their, listed, their, listed)
    if not found:
        return []
    heads = heads_of({pk for *_, one, _, other in found for pk in (one, other) if pk is not None})
    names: dict[int | None, str] = dict(Speaker.objects.filter(pk__in=heads.values()).values_list("pk", "name"))
    marks = []
    for statement, quotation, words_hash, wrongly, note, said_by in found:
        of, one, other = key_of(quotation, words_hash), heads.get(wrongly), heads.get(said_by)
        marks.append(Mark(of, statement, one, names.get(one, ""), note, other, names.get(other, "")))
    return marks


def marks_on(statements: Collection[int]) -> dict[int, list[Mark]]:
    """Each of these statements → the marks on its words, there or where they stand elsewhere, whomever they name."""
    keys = _keys_of(statements)
    marks = marks_of(statements, {key.quotation for of in keys.values() for key in of if key.quotation is not None})
    # What is not looked up, since it was rejected, has the marks alone that were made on it.
    return {pk: [mark for mark in marks if mark.statement == pk or mark.of in keys.get(pk, ())] for pk in statements}


def _keys_of(statements: Collection[int]) -> dict[int, set[Key]]:
    """Statement → what its words count as.

    Who reports the very words of a quotation without quoting them reports the same.
    """
    rows = Occurrence.objects.filter(pk__in=statements).values_list("pk", "quotation_id", "words_hash")
    own = {pk: (key_of(quotation, words_hash), words_hash) for pk, quotation, words_hash in rows}
    homes: dict[int, set[Key]] = {words_hash: set() for key, words_hash in own.values() if key.quotation is None}
    # Not of what the public does not see: its words would be told to be of another quotation than they are for all.
    found = Occurrence.objects.filter(words_hash__in=homes, quotation__isnull=False, shown=True)
    for words_hash, quotation in found.values_list("words_hash", "quotation").distinct():
        homes[words_hash].add(Key(quotation, None))
    return {pk: {key, *(homes[words_hash] if key.quotation is None else ())} for pk, (key, words_hash) in own.items()}


def notes_of(marks: Iterable[Mark]) -> tuple[str, ...]:
    """What editors say of misattributions."""
    return tuple(dict.fromkeys(mark.note for mark in marks))


def said_by_of(marks: Iterable[Mark]) -> tuple[str, ...]:
    """Whose words they are, by what editors found."""
    return tuple(dict.fromkeys(mark.said_by_name for mark in marks if mark.said_by_name))
