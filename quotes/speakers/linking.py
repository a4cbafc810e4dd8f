"""Speakers of one article → speakers of the database, conservatively.

A person is linked by full name or alias, never by a surname alone; bodies by their whole
name. Two records that fit are a doubt, and a doubt gets a record of its own, which editors can
merge. Somebody whom the article does not name is never the same as in another article.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.db import transaction

from quotes.extraction import ArticleSpeaker
from quotes.models import Source, Speaker, SpeakerAlias, SpeakerKind, SpeakerRole
from quotes.speakers.names import is_full_name, normalise

LINKABLE = (SpeakerKind.PERSON, SpeakerKind.ORGANISATION)
LONGEST = 300
Key = tuple[str, str]


def find_speaker(*, name: str, kind: str) -> Speaker | None:
    """The one speaker of that kind who bears the name or has it as an alias; None in doubt."""
    key = _key(name, kind)
    found = _bearers({key})[key] if key is not None else []
    return found[0] if len(found) == 1 else None


def _key(name: str, kind: str) -> Key | None:
    """Under what a speaker is looked for; None where a name of that kind tells too little."""
    if kind not in LINKABLE or (kind == SpeakerKind.PERSON and not is_full_name(name)):
        return None
    return kind, normalise(name)[:LONGEST]


def _bearers(keys: Collection[Key]) -> dict[Key, list[Speaker]]:
    """Who bears each name or has it as an alias, as whom they go on after merges; two are enough for a doubt."""
    kinds, names = {kind for kind, _ in keys}, {name for _, name in keys}
    speakers = Speaker.objects.filter(kind__in=kinds).select_related("merged_into")
    found: dict[Key, dict[int, Speaker]] = {key: {} for key in keys}
    bearing = [(speaker.normalised_name, speaker) for speaker in speakers.filter(normalised_name__in=names)]
    aliases = SpeakerAlias.objects.filter(normalised_name__in=names, speaker__kind__in=kinds)
    bearing += [(a.normalised_name, a.speaker) for a in aliases.select_related("speaker__merged_into")]
    for name, speaker in bearing:
        heads = found.get((speaker.kind, name))
        if heads is not None and len(heads) < 2:
            head = canonical(speaker)
            heads[head.pk] = head
    return {key: list(heads.values()) for key, heads in found.items()}


def canonical(speaker: Speaker) -> Speaker:
    """The speaker as whom this one goes on after merges."""
    while speaker.merged_into is not None:
        speaker = speaker.merged_into
    return speaker


@transaction.atomic(savepoint=False)
def link_speakers(*, speakers: Iterable[ArticleSpeaker], source: Source) -> dict[ArticleSpeaker, Speaker]:
    """The database's speaker for each of an article's, made where there is none.

    The number of queries does not grow with the speakers.
    """
    keys = {speaker: _key(speaker.name, speaker.kind.value) for speaker in speakers}
    known = _bearers({key for key in keys.values() if key is not None})
    linked: dict[ArticleSpeaker, Speaker] = {}
    made: list[Speaker] = []
    for article_speaker, key in keys.items():
        found = known[key] if key is not None else []
        if len(found) != 1:
            speaker = _new_speaker(article_speaker.name, article_speaker.kind.value)
            made.append(speaker)
            found.append(speaker)
            linked[article_speaker] = speaker
        else:
            linked[article_speaker] = found[0]
    Speaker.objects.bulk_create(made)
    _keep_roles(linked, source)
    return linked


def _keep_roles(linked: Mapping[ArticleSpeaker, Speaker], source: Source) -> None:
    """Store what the source calls each speaker, once."""
    given = {(speaker.pk, named.role[:LONGEST]): speaker for named, speaker in linked.items() if named.role}
    if not given:
        return
    held = SpeakerRole.objects.filter(source=source, organisation="", speaker__in=given.values())
    kept = set(held.values_list("speaker", "title"))
    SpeakerRole.objects.bulk_create(
        SpeakerRole(speaker=speaker, title=title, organisation="", source=source)
        for (pk, title), speaker in given.items()
        if (pk, title) not in kept
    )


def create_speaker(*, name: str, kind: str) -> Speaker:
    """A new speaker. Names longer than the database holds are cut."""
    speaker = _new_speaker(name, kind)
    speaker.save()
    return speaker


def _new_speaker(name: str, kind: str) -> Speaker:
    name = " ".join(name.split())[:LONGEST]
    return Speaker(name=name, kind=kind, normalised_name=normalise(name)[:LONGEST])


def add_alias(*, speaker: Speaker, name: str) -> SpeakerAlias:
    """Another name for a speaker; the same one twice is one."""
    name = " ".join(name.split())[:LONGEST]
    alias, _ = SpeakerAlias.objects.get_or_create(
        speaker=speaker, name=name, defaults={"normalised_name": normalise(name)[:LONGEST]}
    )
    return alias
