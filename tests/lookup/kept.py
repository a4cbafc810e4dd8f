"""What tests of kept answers have in common."""

from __future__ import annotations

from collections.abc import Callable

from django.core.cache import cache

from quotes.lookup.answers import Answer
from quotes.lookup.judgements import mark_misattributed
from quotes.lookup.keeping import Reread, read, reread
from quotes.models import KeptAnswer, Statement
from tests.factories import UserFactory
from tests.lookup.world import World


def decided(deed: Callable[..., object], **more: object) -> Callable[[Statement], None]:
    def act(statement: Statement) -> None:
        deed(statement=statement, reviewer=UserFactory(), expected_version=statement.version, **more)

    return act


def answer_of(row: KeptAnswer) -> Answer:
    answer = read(row).items[0].checked.answer
    assert answer is not None
    return answer


def seen(row: KeptAnswer) -> Reread:
    """The one item of a kept answer, today."""
    cache.clear()
    _, (found,) = reread(KeptAnswer.objects.get(pk=row.pk))
    return found


def printed(words: str, *, by_another: int, times: int = 5) -> World:
    """A quotation of Tom Hale, once given to Leah Brandt."""
    world = World()
    for number in range(times):
        name = "Leah Brandt" if number == by_another else "Tom Hale"
        world.say(words, name, f"Outlet {number}", f"2026-03-{number + 1:02}")
    return world


def marked(statement: Statement) -> None:
    mark_misattributed(statement=statement, speaker=statement.speaker, note="From a sketch.", marked_by=UserFactory())
