"""Where two editors must agree: each decides without seeing the other, and only what both say is done.

A statement is covered when its source, its outlet, its speaker, or the speaker that an editor wants
to give it to has a SecondOpinionRule. A decision about it becomes an Opinion, and the statement
stays as it is. When the last opinions of two editors say the same, that is carried out as a decision
of the second. When they differ, somebody else with the permission to adjudicate decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from quotes.models import (
    Decision,
    Opinion,
    ReviewStatus,
    SecondOpinionRule,
    Speaker,
    Statement,
    text_at,
)
from quotes.models.statement import StatementQuerySet
from quotes.speakers.linking import canonical

JUDGED = ("speaker", "attribution_status", "quote_kind", "act", "modality", "spans")
"""What two opinions must have in common to be the same, where both keep the statement."""


class OpinionRefused(ValidationError):
    """Why an opinion is not taken, in the editor's words."""


Decide = Callable[..., Statement]
"""Carries out one decision, by the keywords of recording.record_change."""


def needing_agreement(snapshot: Callable[[Statement], dict[str, Any]]) -> Callable[[Decide], Decide]:
    """Make the one function that carries out decisions ask for a second opinion where a rule says so.

    snapshot gives a statement in the form of Review's before and after.
    """

    def decorate(decide: Decide) -> Decide:
        @wraps(decide)
        @transaction.atomic
        def asking(**asked: Any) -> Statement:
            statement, changes = asked["statement"], asked["changes"]
            if _only_reopens(statement, changes) or _takes_back_addition(statement, asked):
                return decide(**asked)
            if not is_covered(statement, changes.get("speaker")) and not _wants_covered(asked):
                return decide(**asked)
            current = Statement.objects.select_for_update(of=("self",)).select_related("speaker").get(pk=statement.pk)
            opinions = standing(Opinion.objects.filter(statement=current, statement_version=current.version))
            if current.version != asked["expected_version"] or _adjudicates(asked["reviewer"], opinions):
                return decide(**asked)
            return _give(decide, current, snapshot(current), opinions, asked)

        return asking

    return decorate


def standing(opinions: QuerySet[Opinion]) -> list[Opinion]:
    """The last one of each editor about each version of a statement, drafts left out, in order."""
    last: dict[tuple[int, int, int], Opinion] = {}
    for opinion in opinions.filter(is_draft=False).order_by("id"):
        last[opinion.statement_id, opinion.statement_version, opinion.reviewer_id] = opinion
    return sorted(last.values(), key=lambda opinion: opinion.pk)


def opinion_of(statement: Statement, reviewer: Any) -> Opinion | None:
    """What this editor said last about the statement at its version, drafts too: for their eyes only."""
    mine = Opinion.objects.filter(statement=statement, statement_version=statement.version, reviewer=reviewer)
    return mine.order_by("-id").first()


def is_covered(statement: Statement, speaker: Speaker | None = None) -> bool:
    """Whether two editors must agree about this statement, or about giving it to this speaker."""
    speakers = [key for key in (statement.speaker_id, speaker.pk if speaker else None) if key is not None]
    return SecondOpinionRule.objects.filter(
        Q(source=statement.source_id)
        | Q(outlet__sources=statement.source_id)
        | Q(speaker__in=speakers)
        | Q(speaker__merged_into__in=speakers)
    ).exists()


def uncovered(statements: StatementQuerySet) -> StatementQuerySet:
    """Those about which one editor decides alone: what may be accepted in bulk."""
    return statements.exclude(_rules_over(""))


def _rules_over(prefix: str) -> Exists:
    """Whether a rule covers the statement of a row, which prefix leads to."""
    return Exists(
        SecondOpinionRule.objects.filter(
            Q(source=OuterRef(f"{prefix}source"))
            | Q(outlet=OuterRef(f"{prefix}source__outlet"))
            | Q(speaker=OuterRef(f"{prefix}speaker"))
            | Q(speaker__merged_into=OuterRef(f"{prefix}speaker"))
        )
    )


def _under_way() -> QuerySet[Opinion]:
    """What was said, drafts left out, of statements as they are now, and still needs another's word.

    A rule that was removed asks for none any more.
    """
    this_round = Opinion.objects.filter(is_draft=False, statement_version=F("statement__version")).order_by()
    return this_round.filter(_rules_over("statement__") | Q(proposed__speaker__in=_covered_speakers()))


def _covered_speakers() -> list[str]:
    """Public ids of the speakers whom a rule names, as opinions hold them; those that they were merged into too."""
    rules = SecondOpinionRule.objects.filter(speaker__isnull=False)
    pairs = rules.values_list("speaker__public_id", "speaker__merged_into__public_id")
    return [str(key) for pair in pairs for key in filter(None, pair)]


def left_for(statements: StatementQuerySet, reviewer: Any) -> StatementQuerySet:
    """Without those that this editor has given an opinion about, and those that wait for an adjudicator."""
    mine = _under_way().filter(statement=OuterRef("pk"), reviewer=reviewer)
    return statements.exclude(Exists(mine)).exclude(pk__in=disputed().values("pk"))


def disputed() -> StatementQuerySet:
    """Statements about which two editors have said different things. Where they agree, the version has moved on."""
    by_statement = _under_way().values("statement").annotate(editors=Count("reviewer", distinct=True))
    statements: StatementQuerySet = Statement.objects.filter(withdrawn_at__isnull=True)
    return statements.filter(pk__in=by_statement.filter(editors__gte=2).values("statement"))


def agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two proposed states come to the same: both reject, or both keep the same statement."""
    kept = [state["review_status"] in ReviewStatus.public() for state in (one, other)]
    if not all(kept):
        return not any(kept)
    return all(one[name] == other[name] for name in JUDGED)


def changes_to(statement: Statement, state: Mapping[str, Any]) -> tuple[dict[str, Any], list[tuple[int, int]] | None]:
    """What to write so that a statement is in a proposed state, and its spans if they differ."""
    speaker = None
    if state["speaker"]:
        found = Speaker.objects.select_related("merged_into").filter(public_id=state["speaker"]).first()
        if found is None:
            raise OpinionRefused(f"The speaker {state['speaker_name']} is no longer in the database.")
        speaker = canonical(found)
    changes: dict[str, Any] = {name: state[name] for name in ("attribution_status", "quote_kind", "act", "modality")}
    changes |= {"speaker": speaker, "review_status": state["review_status"]}
    spans = [(start, end) for start, end in state["spans"]]
    if spans == statement.span_pairs():
        return changes, None
    return changes | {"text": text_at(statement.source.text, spans)}, spans


def _wants_covered(asked: Mapping[str, Any]) -> bool:
    """Whether an earlier step of this editor gives the statement to somebody whom a rule covers, and this one does not
    take that back. Deciding alone would leave that step out: the words would be accepted as another's."""
    if "speaker" in asked["changes"]:
        return False
    earlier = opinion_of(asked["statement"], asked["reviewer"])
    return earlier is not None and earlier.proposed["speaker"] in _covered_speakers()


def _only_reopens(statement: Statement, changes: Mapping[str, Any]) -> bool:
    """Back among the pending: takes from the public, so that one editor may do it."""
    return changes.get("review_status") == ReviewStatus.PENDING and statement.review_status != ReviewStatus.PENDING


def _takes_back_addition(statement: Statement, asked: Mapping[str, Any]) -> bool:
    """Withdrawing what one added oneself, which nobody has confirmed yet."""
    undone = asked.get("undoes")
    if undone is None or undone.decision != Decision.ADD or undone.reviewer_id != asked["reviewer"].pk:
        return False
    return statement.review_status == ReviewStatus.PENDING


def _adjudicates(reviewer: Any, opinions: list[Opinion]) -> bool:
    """Whether this is the third editor, who settles what two see differently."""
    if len(opinions) < 2:
        return False
    if reviewer.pk in {opinion.reviewer_id for opinion in opinions}:
        raise OpinionRefused("Your opinion is recorded, and a colleague's differs: somebody else adjudicates.")
    if not reviewer.has_perm("quotes.adjudicate_statement"):
        raise OpinionRefused("Two colleagues see this differently: it waits for somebody who may adjudicate.")
    return True


def _give(
    decide: Decide, statement: Statement, before: dict[str, Any], opinions: list[Opinion], asked: dict[str, Any]
) -> Statement:
    """Record what this editor says; where it is what another said, carry it out."""
    reviewer = asked["reviewer"]
    proposed = _proposed(statement, before, asked)
    opinion = Opinion.objects.create(
        statement=statement,
        statement_version=statement.version,
        reviewer=reviewer,
        decision=asked["decision"],
        proposed=proposed,
        is_draft=proposed["review_status"] == ReviewStatus.PENDING,
        reason=asked.get("reason", ""),
        note=asked.get("note", ""),
    )
    others = [other for other in opinions if other.reviewer_id != reviewer.pk]
    if opinion.is_draft or not others or not agree(proposed, others[0].proposed):
        return statement
    words = [f"{other.reviewer} says the same{': ' + other.note if other.note else '.'}" for other in others]
    note = " ".join(filter(None, [opinion.note, *words]))
    return carry_out(decide, opinion, before, reviewer, note, opinion.reason or others[0].reason)


def carry_out(
    decide: Decide, opinion: Opinion, before: dict[str, Any], reviewer: Any, note: str, reason: str
) -> Statement:
    """Make the state that an opinion proposes the statement's, as one decision."""
    statement, proposed = opinion.statement, opinion.proposed
    changes, spans = changes_to(statement, proposed)
    decision = _kind_of(before, proposed)
    return decide(
        statement=statement,
        reviewer=reviewer,
        expected_version=statement.version,
        decision=decision,
        changes=changes,
        spans=spans,
        note=note,
        reason=reason if decision == Decision.REJECT else "",
    )


def _proposed(statement: Statement, before: dict[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """The state that this editor wants: what they said about this version so far, and now this."""
    changes, spans = asked["changes"], asked.get("spans")
    earlier = opinion_of(statement, asked["reviewer"])
    state = dict(earlier.proposed if earlier else before)
    state |= {name: str(value) for name, value in changes.items() if name in state and name != "speaker"}
    if "speaker" in changes:
        speaker = changes["speaker"]
        state["speaker"] = str(speaker.public_id) if speaker else None
        state["speaker_name"] = speaker.name if speaker else None
    if spans is not None:
        state["spans"] = [list(pair) for pair in spans]
    if state["review_status"] in ReviewStatus.public():
        changed = any(state[name] != before[name] for name in JUDGED)
        # Whoever accepts knows whether editors had changed it before; other decisions always say corrected.
        accepted = asked["decision"] == Decision.ACCEPT and changes["review_status"] == ReviewStatus.CORRECTED
        corrected = changed or accepted or before["review_status"] == ReviewStatus.CORRECTED
        state["review_status"] = str(ReviewStatus.CORRECTED if corrected else ReviewStatus.ACCEPTED)
    return state


def _kind_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> Decision:
    """Which decision leads from one state to the other."""
    if after["review_status"] == ReviewStatus.REJECTED:
        return Decision.REJECT
    if all(before[name] == after[name] for name in JUDGED):
        return Decision.ACCEPT
    words = any(before[name] != after[name] for name in JUDGED if name not in {"speaker", "attribution_status"})
    return Decision.CORRECT if words else Decision.REASSIGN
