"""Two speakers are one: everything moves in one transaction, and can be moved back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from quotes.models import Speaker, SpeakerAlias, SpeakerMerge, SpeakerRole, Statement
from quotes.speakers.linking import add_alias


class MergeRefused(Exception):
    """Why two speakers cannot be merged, or a merge cannot be undone, in the editor's words."""


@transaction.atomic
def merge_speakers(*, absorbed: Speaker, into: Speaker, merged_by: Any, note: str = "") -> SpeakerMerge:
    """Make one speaker part of another.

    Statements, aliases and roles of the absorbed one move, and its Wikidata id where the other has
    none; its name becomes an alias; its row stays and points to the other, so that its id goes on
    working. Raises MergeRefused.
    """
    locked = {
        s.pk: s for s in Speaker.objects.select_for_update().filter(pk__in=[absorbed.pk, into.pk]).order_by("pk")
    }
    absorbed, into = locked[absorbed.pk], locked[into.pk]
    if absorbed.pk == into.pk:
        raise MergeRefused("A speaker cannot be merged into itself. Choose two different speakers.")
    for speaker in (absorbed, into):
        if speaker.merged_into_id is not None:
            raise MergeRefused(f"{speaker} was merged into {speaker.merged_into} already. Use that one.")
    if absorbed.wikidata_id and into.wikidata_id and absorbed.wikidata_id != into.wikidata_id:
        raise MergeRefused(
            f"{absorbed} is {absorbed.wikidata_id} and {into} is {into.wikidata_id} at Wikidata: two different "
            "people. Correct one of the ids first if it is wrong."
        )
    moved = _move(absorbed, into)
    taken, absorbed.wikidata_id = absorbed.wikidata_id, None
    absorbed.merged_into = into
    absorbed.save(update_fields=["merged_into", "wikidata_id", "modified"])
    if taken:  # once nobody else has it: an id at Wikidata is one speaker's
        into.wikidata_id = moved["wikidata_id"] = taken
    # Aliases and roles are rows of their own: without this, whoever asks what changed would not hear of them.
    into.save(update_fields=["wikidata_id", "modified"])
    return SpeakerMerge.objects.create(absorbed=absorbed, into=into, merged_by=merged_by, moved=moved, note=note)


def _move(absorbed: Speaker, into: Speaker) -> dict[str, Any]:
    now = timezone.now()
    statements = list(Statement.objects.filter(speaker=absorbed).values_list("pk", flat=True))
    Statement.objects.filter(pk__in=statements).update(speaker=into, version=F("version") + 1, modified=now)
    existing = set(into.aliases.values_list("name", flat=True))
    aliases = [a.pk for a in absorbed.aliases.all() if a.name not in existing]
    SpeakerAlias.objects.filter(pk__in=aliases).update(speaker=into)
    held = set(into.roles.values_list("title", "organisation", "source"))
    roles = [r.pk for r in absorbed.roles.all() if (r.title, r.organisation, r.source_id) not in held]
    SpeakerRole.objects.filter(pk__in=roles).update(speaker=into)
    added = []
    if absorbed.name != into.name and absorbed.name not in existing:
        added = [add_alias(speaker=into, name=absorbed.name).pk]
    return {"statements": statements, "aliases": aliases, "roles": roles, "added_aliases": added}


@transaction.atomic
def undo_merge(*, merge: SpeakerMerge, undone_by: Any) -> SpeakerMerge:
    """Take a merge back: what moved then, and is still with the other speaker, returns.

    What an editor has since given to a third speaker stays there. Raises MergeRefused.
    """
    merge = SpeakerMerge.objects.select_for_update().select_related("absorbed", "into").get(pk=merge.pk)
    if merge.undone_at is not None:
        raise MergeRefused("This merge was undone already.")
    if merge.into.merged_into_id is not None:
        raise MergeRefused(f"{merge.into} was since merged into {merge.into.merged_into}. Undo that merge first.")
    now = timezone.now()
    Statement.objects.filter(pk__in=merge.moved["statements"], speaker=merge.into).update(
        speaker=merge.absorbed, version=F("version") + 1, modified=now
    )
    SpeakerAlias.objects.filter(pk__in=merge.moved["aliases"], speaker=merge.into).update(speaker=merge.absorbed)
    SpeakerAlias.objects.filter(pk__in=merge.moved["added_aliases"], speaker=merge.into).delete()
    SpeakerRole.objects.filter(pk__in=merge.moved["roles"], speaker=merge.into).update(speaker=merge.absorbed)
    Speaker.objects.filter(pk=merge.into_id).update(modified=now)
    returned = _returned_wikidata_id(merge)
    Speaker.objects.filter(pk=merge.absorbed_id).update(merged_into=None, wikidata_id=returned, modified=now)
    merge.undone_by = undone_by
    merge.undone_at = now
    merge.save(update_fields=["undone_by", "undone_at"])
    return merge


def _returned_wikidata_id(merge: SpeakerMerge) -> str | None:
    """The Wikidata id of who is on their own again: the one that went along, taken from who has it still.

    One that an editor gave either of them since stays with them. Merges of old took none along.
    """
    taken = merge.moved.get("wikidata_id")
    if merge.absorbed.wikidata_id or not taken:
        return merge.absorbed.wikidata_id
    given_back = Speaker.objects.filter(pk=merge.into_id, wikidata_id=taken).update(wikidata_id=None)
    return taken if given_back else None
