"""What editors marked as misattributed, statement by statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F, Q

from quotes.models import Misattribution, Occurrence, Speaker
from quotes.speakers.linking import canonical


@dataclass(frozen=True, slots=True)
class Misattributed:
    """Who is wrongly named (None: whoever is), why, and whose words they are, as they are called today."""

    wrongly: Speaker | None
    note: str
    said_by: Speaker | None

    def is_of(self, speaker: Speaker | None) -> bool:
        """Whether a statement that names this speaker names them wrongly."""
        if self.wrongly is None:
            return speaker is None or speaker != self.said_by
        return speaker == self.wrongly


def misattributions(statements: Collection[int]) -> dict[int, list[Misattributed]]:
    """Each of these statements → what is marked of its words, there or where they stand elsewhere."""
    held = Occurrence.objects.filter(pk__in=statements, quotation__isnull=False)
    quotation_of = dict(held.values_list("pk", "quotation_id"))
    about = Q(statement__in=statements) | Q(statement__occurrence__quotation__in=set(quotation_of.values()))
    marks = Misattribution.objects.filter(about, withdrawn_at__isnull=True).order_by("pk")
    marks = marks.select_related("speaker__merged_into", "said_by__merged_into")
    of_statement, of_quotation = (
        defaultdict[int, list[Misattributed]](list),
        defaultdict[int, list[Misattributed]](list),
    )
    for mark in marks.annotate(quotation=F("statement__occurrence__quotation")):
        wrongly, said_by = (canonical(one) if one is not None else None for one in (mark.speaker, mark.said_by))
        found = of_statement[mark.statement_id] if mark.quotation is None else of_quotation[mark.quotation]
        found.append(Misattributed(wrongly, mark.note, said_by))
    return {pk: of_quotation[quotation_of[pk]] if pk in quotation_of else of_statement[pk] for pk in statements}
