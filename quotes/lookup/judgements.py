"""What editors say of quotations: that two are one or are not, and that words are wrongly put in a mouth."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from quotes.lookup.clustering import cluster_wordings
from quotes.models import Misattribution, Occurrence, Speaker, Statement, WordingJudgement


@transaction.atomic
def judge(*, one: Statement, other: Statement, is_same: bool, judged_by: Any, note: str = "") -> WordingJudgement:
    """An editor says that two statements are, or are not, the same quotation. undo_judgement takes it back.

    Raises ValueError where the two have the same words, or one is not looked up.
    """
    hashes = dict(Occurrence.objects.filter(pk__in=(one.pk, other.pk)).values_list("pk", "words_hash"))
    if len(hashes) < 2 or len(set(hashes.values())) < 2:
        raise ValueError("These are the same words, or one of them was rejected: there is nothing to decide.")
    low, high = sorted(hashes.values())
    judgement = WordingJudgement.objects.create(one=low, other=high, is_same=is_same, judged_by=judged_by, note=note)
    cluster_wordings({low, high})
    return judgement


@transaction.atomic
def undo_judgement(*, judgement: WordingJudgement) -> WordingJudgement:
    """Take a judgement back: the quotations are again what the words alone make them."""
    judgement.undone_at = timezone.now()
    judgement.save(update_fields=["undone_at"])
    cluster_wordings({judgement.one, judgement.other})
    return judgement


def mark_misattributed(*, statement: Statement, speaker: Speaker | None, note: str, marked_by: Any) -> Misattribution:
    """Mark that a statement's words are wrongly put in a speaker's mouth (None: in whoever's).

    It counts for all occurrences of the quotation; the note is shown to the public.
    """
    return Misattribution.objects.create(statement=statement, speaker=speaker, note=note, marked_by=marked_by)


def withdraw_misattribution(*, mark: Misattribution) -> Misattribution:
    """Take the mark back."""
    mark.withdrawn_at = timezone.now()
    mark.save(update_fields=["withdrawn_at", "modified"])
    return mark
