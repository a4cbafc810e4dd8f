"""What editors change about a speaker, the compared form of a name kept in step."""

from __future__ import annotations

from django.db import transaction

from quotes.models import Speaker, SpeakerAlias
from quotes.speakers.linking import LONGEST
from quotes.speakers.names import normalise


@transaction.atomic
def save_speaker(*, speaker: Speaker) -> Speaker:
    """Save a speaker whose fields an editor filled in."""
    speaker.name = " ".join(speaker.name.split())
    speaker.normalised_name = normalise(speaker.name)[:LONGEST]
    speaker.wikidata_id = speaker.wikidata_id or None
    speaker.save()
    return speaker


def save_alias(*, alias: SpeakerAlias) -> SpeakerAlias:
    """Save an alias that an editor filled in."""
    alias.name = " ".join(alias.name.split())
    alias.normalised_name = normalise(alias.name)[:LONGEST]
    alias.save()
    return alias
