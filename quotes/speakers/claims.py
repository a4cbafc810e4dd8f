"""Whether a name that somebody gives is a name of a speaker."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from quotes.extraction.language import load
from quotes.models import Speaker, SpeakerAlias
from quotes.speakers.linking import canonical
from quotes.speakers.names import normalise


def names_of(speaker_ids: Collection[int]) -> dict[int, set[str]]:
    """Speaker → the names that they are known by, as names are compared."""
    names: dict[int, set[str]] = {pk: set() for pk in speaker_ids}
    for pk, name in Speaker.objects.filter(pk__in=speaker_ids).values_list("pk", "normalised_name"):
        names[pk].add(name)
    for pk, name in SpeakerAlias.objects.filter(speaker__in=speaker_ids).values_list("speaker", "normalised_name"):
        names[pk].add(name)
    return names


def heads_of(speaker_ids: Iterable[int]) -> dict[int, int]:
    """Speaker → the one as whom they go on after merges."""
    heads = {pk: pk for pk in speaker_ids}
    merged = Speaker.objects.filter(pk__in=heads, merged_into__isnull=False)
    return heads | {speaker.pk: canonical(speaker).pk for speaker in merged}


def bears(claimed: str, names: Iterable[str]) -> bool:
    """Whether a claimed name can be meant for one who has these (compared) names.

    A surname alone and an initial for the given name can: what differs must be told apart from
    what is only written shorter. Titles in front tell nothing.
    """
    titles = load("en").titles
    words = normalise(claimed).split()
    while len(words) > 1 and words[0] in titles:
        words = words[1:]
    for name in names:
        known = name.split()
        while len(known) > 1 and known[0] in titles:
            known = known[1:]
        if words == known:
            return True
        if not words or not known or words[-1] != known[-1]:
            continue
        if len(words) == 1 or len(known) == 1:
            return True
        if words[0][0] == known[0][0] and 1 in (len(words[0]), len(known[0])):
            return True
    return False
