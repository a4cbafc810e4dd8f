"""Speakers of one article → speakers of the database, conservatively.

A person is linked by full name or alias, never by a surname alone; bodies by their whole
name. Two records that fit are a doubt, and a doubt gets a record of its own, which editors can
merge. Somebody whom the article does not name is never the same as in another article.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from quotes.extraction import ArticleSpeaker
from quotes.models import Source, Speaker, SpeakerAlias, SpeakerKind, SpeakerRole
from quotes.speakers.names import is_full_name, normalise

LINKABLE = (SpeakerKind.PERSON, SpeakerKind.ORGANISATION)
LONGEST = 300


def find_speaker(*, name: str, kind: str) -> Speaker | None:
    """The one speaker of that kind who bears the name or has it as an alias; None in doubt."""
    if kind not in LINKABLE or (kind == SpeakerKind.PERSON and not is_full_name(name)):
        return None
    key = normalise(name)[:LONGEST]
    found = Speaker.objects.filter(Q(normalised_name=key) | Q(aliases__normalised_name=key), kind=kind).distinct()
    heads = {canonical(speaker).pk: canonical(speaker) for speaker in found[:10]}
    return next(iter(heads.values())) if len(heads) == 1 else None


def canonical(speaker: Speaker) -> Speaker:
    """The speaker as whom this one goes on after merges."""
    while speaker.merged_into is not None:
        speaker = speaker.merged_into
    return speaker


@transaction.atomic
def link_speakers(*, speakers: Iterable[ArticleSpeaker], source: Source) -> dict[ArticleSpeaker, Speaker]:
    """The database's speaker for each of an article's, made where there is none."""
    linked: dict[ArticleSpeaker, Speaker] = {}
    for article_speaker in speakers:
        if article_speaker in linked:
            continue
        speaker = find_speaker(name=article_speaker.name, kind=article_speaker.kind.value)
        if speaker is None:
            speaker = create_speaker(name=article_speaker.name, kind=article_speaker.kind.value)
        if article_speaker.role:
            SpeakerRole.objects.get_or_create(
                speaker=speaker, title=article_speaker.role[:LONGEST], organisation="", source=source
            )
        linked[article_speaker] = speaker
    return linked


def create_speaker(*, name: str, kind: str) -> Speaker:
    """A new speaker. Names longer than the database holds are cut."""
    name = " ".join(name.split())[:LONGEST]
    return Speaker.objects.create(name=name, kind=kind, normalised_name=normalise(name)[:LONGEST])


def add_alias(*, speaker: Speaker, name: str) -> SpeakerAlias:
    """Another name for a speaker; the same one twice is one."""
    name = " ".join(name.split())[:LONGEST]
    alias, _ = SpeakerAlias.objects.get_or_create(
        speaker=speaker, name=name, defaults={"normalised_name": normalise(name)[:LONGEST]}
    )
    return alias
