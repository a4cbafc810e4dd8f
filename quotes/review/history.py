"""What was decided about a statement, as sentences; what differs between two of its states."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from quotes.models import Decision, Review, Statement
from quotes.models.statement import JOINT

LONGEST_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision in words; standing tells that nobody has taken it back."""

    review: Review
    sentence: str
    standing: bool


def history(statement: Statement, source_text: str) -> list[Entry]:
    """Every decision about a statement, the oldest first. Two queries at most."""
    reviews = list(
        Review.objects.filter(statement=statement)
        .select_related("reviewer", "undoes", "undoes__reviewer")
        .order_by("id")
    )
    undone = {review.undoes_id for review in reviews if review.undoes_id}
    return [
        Entry(review, sentence(review, source_text), review.undoes_id is None and review.pk not in undone)
        for review in reviews
    ]


def sentence(review: Review, source_text: str) -> str:
    """A decision as a sentence: “Ana gave it to Bo Lind instead of Dana Okafor on 3 May 2026 at 10:12.”"""
    day = f"{review.created:%-d %B %Y at %H:%M}"
    told = f"{review.reviewer} {_deed(review, source_text)} on {day}"
    if review.note and review.decision != Decision.RESTORE:
        told += f", noting “{review.note}”"
    return told + "."


def _deed(review: Review, source_text: str) -> str:
    before, after = review.before, review.after
    match review.decision:
        case Decision.ACCEPT:
            return "accepted it with others at once" if review.batch else "accepted it"
        case Decision.REJECT:
            return f"rejected it ({review.get_reason_display()})" if review.reason else "rejected it"
        case Decision.REOPEN:
            return "reopened it"
        case Decision.ADD:
            return f"added it as said by {after.get('speaker_name') or 'nobody who can be named'}"
        case Decision.REASSIGN:
            return f"gave it to {_name(after)} instead of {_name(before)}"
        case Decision.UNDO if review.undoes:
            whose = f"{review.undoes.reviewer} {_deed(review.undoes, source_text)}"
            return f"took back that {whose}"
        case Decision.RESTORE:
            what = "; ".join(differences(before, after, source_text))
            return f"restored an earlier state ({what})" if what else "restored an earlier state"
    what = "; ".join(d for d in differences(before, after, source_text) if not d.startswith("status"))
    return f"changed {what}" if what else f"{Decision(review.decision).label} it"


def differences(before: dict[str, Any], after: dict[str, Any], source_text: str) -> list[str]:
    """What differs between two recorded states, in words: “speaker: Ana Ruiz → Bo Lind”."""
    if not before or not after:
        return []
    found = []
    if before["spans"] != after["spans"]:
        found.append(f"words: “{_words(before, source_text)}” → “{_words(after, source_text)}”")
    if before["speaker"] != after["speaker"]:
        found.append(f"speaker: {_name(before)} → {_name(after)}")
    for name, label in (
        ("quote_kind", "kind"), ("act", "act"), ("modality", "modality"), ("review_status", "status"),
    ):  # fmt: skip
        if before[name] != after[name]:
            found.append(f"{label}: {before[name]} → {after[name]}")
    return found


def changed_since(statement: Statement, version: int, source_text: str, now: dict[str, Any]) -> tuple[str, list[str]]:
    """Who changed a statement since a version, and what is different now: ("Bo", [differences])."""
    reviews: Iterable[Review] = Review.objects.filter(statement=statement).select_related("reviewer").order_by("id")
    since = [review for review in reviews if review.after.get("version", 0) > version]
    if not since:
        return "a merge of speakers", []
    names = dict.fromkeys(str(review.reviewer) for review in since)
    return " and ".join(names), differences(since[0].before, now, source_text)


def _name(state: dict[str, Any]) -> str:
    return state.get("speaker_name") or "nobody"


def _words(state: dict[str, Any], source_text: str) -> str:
    words = JOINT.join(source_text[start:end] for start, end in state["spans"])
    return words if len(words) <= LONGEST_QUOTED else words[:35] + " … " + words[-20:]
