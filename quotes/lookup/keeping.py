"""Answers that are kept: as the public was given them, with what they rested on."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import regex
from cattrs import BaseValidationError
from cattrs.preconf.orjson import make_converter

from quotes.lookup.answers import Answer, Checked, CheckRefused, OccurrenceShown, Question
from quotes.lookup.checking import check_one
from quotes.lookup.occurrences import MOST_SHOWN
from quotes.lookup.standing import Since, faces, since
from quotes.lookup.texts import check_text
from quotes.models import KeptAnswer

FORM = 1
"""Of a body, for later versions."""
MOST_BYTES = 1_000_000
"""Of a body. An answer with two hundred occurrences has some 150,000."""
MOST_TRIES = 5
FIGURES = regex.compile(r"\d{4}-\d\d-\d\d|\d[\d,]* (?:\p{Ll}+ )?(?:article|outlet|report|statement|time)s?")
"""How often and when. Not what is in a name."""
_converter = make_converter()
_converter.register_structure_hook(uuid.UUID, lambda value, _: uuid.UUID(value))


class Unreadable(Exception):
    """What was kept is in a form that this version does not read."""


@dataclass(frozen=True, slots=True)
class KeptItem:
    """One quotation with what was answered to it, or why it had no answer.

    rests_on: each statement that is shown → its face then. is_whole: all occurrences that are told of are shown.
    """

    question: Question
    checked: Checked
    rests_on: dict[uuid.UUID, str]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one question, or of the quotations of a text; of the text itself nothing."""

    form: int
    is_text: bool
    items: tuple[KeptItem, ...]


@dataclass(frozen=True, slots=True)
class Reread:
    """A kept item today. What does not stand must not be shown: editors have mended what it told.

    now: what is answered to the same question, None where that was not asked or is refused.
    """

    item: KeptItem
    since: Since
    stands: bool
    now: Answer | None


def keep(question: Question) -> KeptAnswer:
    """Answer a question and keep the answer; one that tells the same is kept once.

    Raises CheckRefused for what cannot be checked, or is answered with more than can be kept.
    """
    return _kept(lambda: [_answered(question)], is_text=False)


def keep_text(text: str) -> KeptAnswer:
    """The same of each quotation in a text. Raises CheckRefused where none of them has an answer, too."""
    return _kept(lambda: check_text(text), is_text=True)


def read(row: KeptAnswer) -> Kept:
    """What was kept. Raises Unreadable."""
    try:
        return _converter.loads(row.body, Kept)
    except (BaseValidationError, ValueError) as error:
        raise Unreadable(str(row)) from error


def reread(row: KeptAnswer) -> tuple[bool, list[Reread]]:
    """Whether a text was asked about; each item that was kept, whether it stands, what is answered now.

    Of a text only what does not stand is asked again: two hundred questions take a second. Raises Unreadable.
    """
    kept = read(row)
    asked: dict[int, Answer | None] = {}
    # Asked before it is seen what stands, so that no decision falls between seeing and showing.
    if not kept.is_text:
        asked[0] = check_one(kept.items[0].question, everything=False).answer
    now = faces([(item.question.speaker, item.rests_on.keys()) for item in kept.items])
    found = []
    for at, item in enumerate(kept.items):
        changed = since(item.rests_on, now[at])
        if at not in asked and not (changed.is_nothing and item.is_whole):
            asked[at] = check_one(item.question, everything=False).answer
        answer = asked.get(at)
        stands = changed.is_nothing and (item.is_whole or _sentences(item.checked.answer) == _sentences(answer))
        found.append(Reread(item, changed, stands, answer))
    return kept.is_text, found


def _answered(question: Question) -> Checked:
    one = check_one(question, everything=False)
    if one.answer is None:
        raise CheckRefused(one.problem)
    return one


def _kept(ask: Callable[[], list[Checked]], *, is_text: bool) -> KeptAnswer:
    """The answers with the faces of their statements at one moment: asked again until nothing changed between."""
    checked = ask()
    if not any(one.answer for one in checked):
        raise CheckRefused("There is no quotation in the text that has an answer, and so nothing to keep.")
    if len(_converter.dumps(checked)) > MOST_BYTES:
        raise CheckRefused(
            "The answer is too long to be kept. "
            + ("Keep those to its quotations one by one." if is_text else "Share the link, or print the page.")
        )
    for _ in range(MOST_TRIES):
        found = faces([(one.answer.claimed_speaker, _statements(one)) if one.answer else ("", ()) for one in checked])
        again = ask()
        if [_undated(one) for one in again] == [_undated(one) for one in checked]:
            items = tuple(map(_item, checked, found))
            return _stored(Kept(FORM, is_text, items))
        checked = again
    raise CheckRefused("What is known of these words changes at this moment. Ask again in a minute.")


def _item(checked: Checked, rests_on: dict[uuid.UUID, str]) -> KeptItem:
    answer = checked.answer
    date = answer.claimed_date if answer is not None else None
    speaker = answer.claimed_speaker if answer is not None else ""
    is_whole = answer is None or _shows_all(answer)
    return KeptItem(Question(checked.quote, speaker, date), checked, rests_on, is_whole)


def _stored(kept: Kept) -> KeptAnswer:
    """A row with this body; there may be one that tells the same, but for when articles were last counted."""
    undated = [replace(item, checked=_undated(item.checked)) for item in kept.items]
    digest = hashlib.sha256(_converter.dumps(replace(kept, items=tuple(undated)))).hexdigest()
    body = _converter.dumps(kept).decode()
    return KeptAnswer.objects.get_or_create(digest=digest, defaults={"body": body})[0]


def _undated(checked: Checked) -> Checked:
    """Without when the articles were counted."""
    answer = checked.answer
    if answer is None:
        return checked
    return replace(checked, answer=replace(answer, coverage=replace(answer.coverage, as_of=dt.datetime.min)))


def _statements(checked: Checked) -> set[uuid.UUID]:
    return {shown.statement for shown in _shown_in(checked.answer)} if checked.answer is not None else set()


def _shown_in(answer: Answer) -> Iterator[OccurrenceShown]:
    """Every statement that an answer shows."""
    yield from answer.occurrences
    for part in answer.parts:
        yield from part.occurrences
    yield from answer.similar


def _shows_all(answer: Answer) -> bool:
    """Whether every statement that it tells of is shown."""
    counted: list[tuple[Sequence[OccurrenceShown], int]] = [(answer.occurrences, answer.occurrence_count)]
    counted += [(part.occurrences, part.occurrence_count) for part in answer.parts]
    return len(answer.similar) < MOST_SHOWN and all(len(shown) >= number for shown, number in counted)


def _sentences(answer: Answer | None) -> str | None:
    """Whom an answer names and how, without how often and since when."""
    return FIGURES.sub("", answer.summary) if answer is not None else None
