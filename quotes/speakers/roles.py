"""What a speaker was at the time of a statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from quotes.models import SpeakerRole, Statement
from quotes.models.speaker import SpeakerRoleQuerySet


def roles_at_the_time(statements: Iterable[Statement], *, everything: bool) -> dict[int, SpeakerRole]:
    """Statement → the speaker's role: by its own article, else one whose dates include the day.

    A role that another article gives without dates tells nothing of this day and is left out.
    everything: also what articles tell of which the public sees nothing, as editors may. Sources
    are expected to be loaded.
    """
    known: SpeakerRoleQuerySet = SpeakerRole.objects.all()
    if not everything:
        known = known.told_beside(Statement.objects.public())
    held = [statement for statement in statements if statement.speaker_id is not None]
    by_speaker: dict[int, list[SpeakerRole]] = {}
    for role in known.filter(speaker__in={s.speaker_id for s in held}).order_by("pk"):
        by_speaker.setdefault(role.speaker_id, []).append(role)
    found: dict[int, SpeakerRole] = {}
    for statement in held:
        roles = by_speaker.get(statement.speaker_id or 0, [])
        own = [role for role in roles if role.source_id == statement.source_id]
        fitting = own or [role for role in roles if _held_on(role, _day(statement))]
        if fitting:
            found[statement.pk] = fitting[0]
    return found


def _day(statement: Statement) -> dt.date | None:
    published = statement.source.published_at
    return statement.said_on or (published.date() if published else None)


def _held_on(role: SpeakerRole, day: dt.date | None) -> bool:
    if day is None or (role.valid_from is None and role.valid_until is None):
        return False
    return (role.valid_from is None or role.valid_from <= day) and (
        role.valid_until is None or day <= role.valid_until
    )
