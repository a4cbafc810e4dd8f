"""What editors say of quotations: that two are one or are not, and that words are wrongly put in a mouth.

Nothing of it is deleted: who said so and when stays, and who took it back.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from quotes.lookup.clustering import cluster_wordings
from quotes.matching.fingerprints import words_hash
from quotes.matching.normalise import normalise
from quotes.models import Misattribution, Occurrence, Quotation, Speaker, Statement, WordingJudgement


class JudgementRefused(ValueError):
    """It makes no sense, said in words for the editor."""


@transaction.atomic
def judge(*, one: Statement, other: Statement, is_same: bool, judged_by: Any, note: str = "") -> WordingJudgement:
    """An editor says that two statements are, or are not, the same quotation. undo_judgement takes it back.

    Raises JudgementRefused where the two have the same words, or one is not looked up.
    """
    hashes = dict(Occurrence.objects.filter(pk__in=(one.pk, other.pk)).values_list("pk", "words_hash"))
    if len(hashes) < 2 or len(set(hashes.values())) < 2:
        raise JudgementRefused("These are the same words, or one of them was rejected: there is nothing to decide.")
    low, high = sorted(hashes.values())
    judgement = WordingJudgement.objects.create(
        one=low, other=high, is_same=is_same, judged_by=judged_by, note=note, before=_quotations(low, high)
    )
    cluster_wordings({low, high})
    judgement.after = _quotations(low, high)
    judgement.save(update_fields=["after"])
    return judgement


def _quotations(one: int, other: int) -> dict[str, str | None]:
    """The public ids of the quotations that two wordings belong to, as a judgement records them."""
    rows = Occurrence.objects.filter(words_hash__in=(one, other), quotation__isnull=False)
    held = {key: str(public_id) for key, public_id in rows.values_list("words_hash", "quotation__public_id")}
    return {"one": held.get(one), "other": held.get(other)}


@transaction.atomic
def join(*, one: Quotation, other: Quotation, judged_by: Any, note: str = "") -> WordingJudgement:
    """An editor says that two quotations are one. Raises JudgementRefused where one has no occurrences."""
    chosen = [_representative(quotation) for quotation in (one, other)]
    return judge(one=chosen[0], other=chosen[1], is_same=True, judged_by=judged_by, note=note)


def _representative(quotation: Quotation) -> Statement:
    occurrences = Occurrence.objects.filter(quotation=quotation).select_related("statement").order_by("pk")
    canonical = occurrences.filter(statement__text=quotation.text).first() or occurrences.first()
    if canonical is None:
        raise JudgementRefused("One of the two has no occurrences any more.")
    return canonical.statement


@transaction.atomic
def part(*, statement: Statement, judged_by: Any, note: str = "") -> list[WordingJudgement]:
    """An editor says that a statement's words are not the quotation they are in: one judgement for each other wording.

    Raises JudgementRefused where no other wording is in it.
    """
    mine = Occurrence.objects.filter(pk=statement.pk, quotation__isnull=False).first()
    others: dict[int, Statement] = {}
    if mine is not None:
        rows = Occurrence.objects.filter(quotation=mine.quotation_id).exclude(words_hash=mine.words_hash)
        others = {row.words_hash: row.statement for row in rows.select_related("statement").order_by("-pk")}
    if not others:
        raise JudgementRefused("All occurrences of this quotation have the same words: there is nothing to part.")
    return [
        judge(one=statement, other=other, is_same=False, judged_by=judged_by, note=note) for other in others.values()
    ]


@transaction.atomic
def undo_judgement(*, judgement: WordingJudgement, undone_by: Any) -> WordingJudgement:
    """Take a judgement back: the quotations are again what the words alone make them.

    Raises JudgementRefused where that was done already.
    """
    judgement = WordingJudgement.objects.select_for_update().get(pk=judgement.pk)
    if judgement.undone_at is not None:
        raise JudgementRefused("This was taken back already.")
    judgement.undone_by, judgement.undone_at = undone_by, timezone.now()
    judgement.save(update_fields=["undone_by", "undone_at"])
    cluster_wordings({judgement.one, judgement.other})
    return judgement


@transaction.atomic
def mark_misattributed(
    *, statement: Statement, speaker: Speaker | None, note: str, marked_by: Any, said_by: Speaker | None = None
) -> Misattribution:
    """Mark that a statement's words are wrongly put in a speaker's mouth (None: in whoever's).

    It counts for all occurrences of the quotation; the note is shown to the public. Raises
    JudgementRefused without a note, where it is marked already, and where the two speakers are one.
    """
    if not note.strip():
        raise JudgementRefused("Say why: the note is shown to the public.")
    if speaker is not None and speaker == said_by:
        raise JudgementRefused("Who said it in fact cannot be who is wrongly named.")
    standing = Misattribution.objects.filter(statement=statement, speaker=speaker, withdrawn_at__isnull=True)
    if standing.exists():
        raise JudgementRefused("This is marked already.")
    return Misattribution.objects.create(
        statement=statement, speaker=speaker, said_by=said_by, note=note.strip(), marked_by=marked_by,
        wording=words_hash(normalise(statement.text).words),
    )  # fmt: skip


@transaction.atomic
def withdraw_misattribution(*, mark: Misattribution, withdrawn_by: Any) -> Misattribution:
    """Take the mark back. Raises JudgementRefused where that was done already."""
    mark = Misattribution.objects.select_for_update().get(pk=mark.pk)
    if mark.withdrawn_at is not None:
        raise JudgementRefused("This mark was taken back already.")
    mark.withdrawn_by, mark.withdrawn_at = withdrawn_by, timezone.now()
    mark.save(update_fields=["withdrawn_by", "withdrawn_at", "modified"])
    return mark
