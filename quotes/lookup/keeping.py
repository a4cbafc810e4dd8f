"""Answers that are kept: as they were given, with what they rested on."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from cattrs.preconf.orjson import make_converter

from quotes.lookup.answers import Answer, Checked, CheckRefused, OccurrenceShown, Question
from quotes.lookup.checking import check_one
from quotes.lookup.standing import Since, faces, since
from quotes.lookup.texts import check_text
from quotes.models import KeptAnswer

MOST_BYTES = 500_000
"""Of a body. An answer with two hundred occurrences has some 150,000."""
MOST_TRIES = 5
_converter = make_converter()
_converter.register_structure_hook(uuid.UUID, lambda value, _: uuid.UUID(value))


@dataclass(frozen=True, slots=True)
class Kept:
    """A question with what the public was answered to it.

    is_text: each quotation in it was checked; else checked is one. rests_on: statement → its face
    (`standing.faces`) when it was answered.
    """

    question: Question
    is_text: bool
    checked: tuple[Checked, ...]
    rests_on: dict[uuid.UUID, str]

    @property
    def answers(self) -> list[Answer]:
        return [one.answer for one in self.checked if one.answer is not None]


@dataclass(frozen=True, slots=True)
class Reread:
    """A kept answer, and what the same question is answered now.

    stands: every statement that it shows is public and told as it was told. What does not stand must not be
    shown: editors have mended it.
    """

    kept: Kept
    since: Since
    now: tuple[Checked, ...]
    stands: bool


def ask(question: Question, *, is_text: bool) -> tuple[Checked, ...]:
    """What the public is answered now. Raises CheckRefused for what cannot be checked."""
    if is_text:
        return tuple(check_text(question.quote))
    one = check_one(question, everything=False)
    if one.answer is None:
        raise CheckRefused(one.problem)
    return (one,)


def keep(question: Question, *, is_text: bool = False) -> KeptAnswer:
    """Answer a question and keep the answer; one that is the same in every character is kept once.

    Raises CheckRefused for what cannot be checked, or is answered with more than can be kept.
    """
    kept = _answered(question, is_text)
    if not kept.checked:
        raise CheckRefused("There is no quotation in the text, and so no answer to keep.")
    body = _converter.dumps(kept)
    if len(body) > MOST_BYTES:
        raise CheckRefused("The answer is too long to be kept as one. Keep the answers to its quotations one by one.")
    digest = hashlib.sha256(body).hexdigest()
    return KeptAnswer.objects.get_or_create(digest=digest, defaults={"body": body.decode()})[0]


def read(row: KeptAnswer) -> Kept:
    """What was kept."""
    return _converter.loads(row.body, Kept)


def reread(row: KeptAnswer) -> Reread:
    """What was kept, whether it still stands, and what is answered now."""
    kept = read(row)
    changed, now = since(kept.rests_on), ask(kept.question, is_text=kept.is_text)
    # Of more occurrences than are shown it cannot be told which stand; the sentences tell whom they name.
    stands = changed.is_nothing and (all(map(_shows_all, kept.answers)) or _told(kept.checked) == _told(now))
    return Reread(kept, changed, now, stands)


def _answered(question: Question, is_text: bool) -> Kept:
    """The answer and the faces of its statements at one moment: asked again until nothing changed between."""
    checked = ask(question, is_text=is_text)
    for _ in range(MOST_TRIES):
        rests_on = faces({shown.statement for one in checked if one.answer for shown in _shown_in(one.answer)})
        again = ask(question, is_text=is_text)
        if again == checked:
            return Kept(question, is_text, checked, rests_on)
        checked = again
    raise CheckRefused("What is known of these words changes at this moment. Ask again in a minute.")


def _shown_in(answer: Answer) -> Iterator[OccurrenceShown]:
    """Every statement that an answer shows."""
    yield from answer.occurrences
    for part in answer.parts:
        yield from part.occurrences
    yield from answer.similar


def _shows_all(answer: Answer) -> bool:
    """Whether all occurrences that it counts are shown."""
    counted = [(answer.occurrences, answer.occurrence_count)]
    counted += [(part.occurrences, part.occurrence_count) for part in answer.parts]
    return all(len(shown) >= number for shown, number in counted)


def _told(checked: tuple[Checked, ...]) -> list[str]:
    return [one.answer.summary if one.answer is not None else "" for one in checked]
