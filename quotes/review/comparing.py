"""What the engine finds today beside what is stored: which is which, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from quotes.extraction import ArticleSpeaker, ExtractedStatement
from quotes.models import ReviewStatus, Speaker, Statement
from quotes.review.judgements import SAME_WORDS, overlap
from quotes.speakers.names import normalise

SAME_CONFIDENCE = 0.005
"""Below this difference two confidences are the same to an editor."""


def match(found: Sequence[ExtractedStatement], stored: Iterable[Statement]) -> dict[int, Statement]:
    """Place in the engine's list → the stored statement there: one to one, best overlap first.

    Of two that overlap equally, the one that an editor decided goes first. Where an editor moved
    the spans, the place that the engine had proposed counts too: else it would be proposed anew.
    """
    pairs = []
    for statement in stored:
        places = _places(statement)
        decided = statement.review_status != ReviewStatus.PENDING
        for place, extracted in enumerate(found):
            shared = max(overlap(pairs_of(extracted), spans) for spans in places)
            if shared >= SAME_WORDS:
                pairs.append((-shared, not decided, statement.pk, place, statement))
    matched: dict[int, Statement] = {}
    taken: set[int] = set()
    for _, _, key, place, statement in sorted(pairs, key=lambda pair: pair[:4]):
        if place not in matched and key not in taken:
            matched[place] = statement
            taken.add(key)
    return matched


def _places(statement: Statement) -> list[Sequence[Sequence[int]]]:
    """Where a statement stands, and where each decision found it."""
    before = [review.before["spans"] for review in statement.reviews.all() if review.before.get("spans")]
    return [statement.span_pairs(), *before]


def pairs_of(extracted: ExtractedStatement) -> list[tuple[int, int]]:
    """Start and end of each content span."""
    return [(span.start, span.end) for span in extracted.content]


def is_same_proposal(extracted: ExtractedStatement, statement: Statement) -> bool:
    """Whether an editor would see no difference between the two."""
    cue, mention = extracted.cue, extracted.mention
    return (
        pairs_of(extracted) == statement.span_pairs()
        and ((cue.start, cue.end) if cue else (None, None)) == (statement.cue_start, statement.cue_end)
        and ((mention.start, mention.end) if mention else (None, None))
        == (statement.mention_start, statement.mention_end)
        and extracted.kind.value == statement.quote_kind
        and extracted.act == statement.act
        and extracted.modality.value == statement.modality
        and extracted.attribution.value == statement.attribution_status
        and extracted.medium == statement.medium
        and extracted.said_on == statement.said_on
        and abs(extracted.confidence - statement.confidence) < SAME_CONFIDENCE
        and is_same_speaker(extracted.speaker, statement.speaker)
    )


def is_same_speaker(named: ArticleSpeaker | None, speaker: Speaker | None) -> bool:
    """Whether the stored speaker bears the engine's name, as its own or as an alias."""
    if named is None or speaker is None:
        return named is None and speaker is None
    return named.kind.value == speaker.kind and normalise(named.name) in names_of(speaker)


def names_of(speaker: Speaker) -> set[str]:
    """The compared forms of a speaker's name and aliases."""
    return {speaker.normalised_name, *(alias.normalised_name for alias in speaker.aliases.all())}


def differences(statement: Statement, extracted: ExtractedStatement | None) -> list[str]:
    """Where the engine decides otherwise than the editors, in sentences; nothing where it agrees."""
    if statement.review_status == ReviewStatus.REJECTED:
        return [] if extracted is None else ["Editors rejected this; the engine proposes it."]
    if extracted is None:
        return ["Editors kept this; the engine finds no statement here."]
    found = []
    if pairs_of(extracted) != statement.span_pairs():
        found.append("It marks other words.")
    if not is_same_speaker(extracted.speaker, statement.speaker):
        engine = extracted.speaker.name if extracted.speaker else "nobody"
        editors = statement.speaker.name if statement.speaker else "nobody"
        found.append(f"It names {engine} as the speaker; editors say {editors}.")
    if extracted.kind.value != statement.quote_kind:
        found.append(f"It calls it {extracted.kind.value}; editors say {statement.quote_kind}.")
    if extracted.modality.value != statement.modality:
        found.append(f"It takes it as {extracted.modality.value}; editors say {statement.modality}.")
    return found


def as_json(extracted: ExtractedStatement | None) -> dict[str, Any] | None:
    """What the engine would store, in short."""
    if extracted is None:
        return None
    return {
        "spans": [list(pair) for pair in pairs_of(extracted)],
        "speaker_name": extracted.speaker.name if extracted.speaker else None,
        "quote_kind": extracted.kind.value,
        "confidence": extracted.confidence,
    }
