"""Statements and articles as the desk's page gets them. Offsets count code points, ends exclusive."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse

from quotes.models import Review, Source, Speaker, SpeakerRole, Statement, text_at
from quotes.review.adjudication import in_words
from quotes.review.choices import Choice, choices_for, speakers_of
from quotes.review.explanation import reasons_of
from quotes.review.history import history
from quotes.review.naming import how_resolved
from quotes.review.queue import Position
from quotes.review.recording import snapshot
from quotes.review.second_opinion import opinion_of


def statement_at(pk: int) -> Statement:
    """A statement with its article's text. Raises Http404."""
    statements = Statement.objects.select_related("source__outlet", "speaker").prefetch_related("spans")
    return get_object_or_404(statements.defer("source__original"), pk=pk)


def item(statement: Statement, editor: Any) -> dict[str, Any]:
    """Everything that the card shows this editor of a statement: their own opinion on it, never a colleague's."""
    text = statement.source.text
    past = history(statement, text)
    return {
        **mark(statement),
        "article": statement.source_id,
        "position": str(Position.of(statement)),
        "speaker": speaker_json(statement.speaker, _role(statement)) if statement.speaker else None,
        "attribution_status": statement.attribution_status,
        "how_resolved": how_resolved(statement, text),
        "mention_text": statement.mention_text,
        "act": statement.act,
        "modality": statement.modality,
        "confidence": statement.confidence,
        "origin": statement.origin,
        "withdrawn": statement.withdrawn_at is not None,
        "reasons": [
            {"meaning": r.meaning, "weight": r.weight, "words": r.words, "detail": r.detail}
            for r in reasons_of(statement, text)
        ],
        "choices": [_choice(choice) for choice in choices_for(statement, list(speakers_of(statement.source_id)[:12]))],
        "history": [_entry(entry.review, entry.sentence, entry.standing) for entry in past],
        "last_review": past[-1].review.pk if past else None,
        "admin_address": reverse("admin:quotes_statement_change", args=[statement.pk]),
        **_opinion(statement, editor),
    }


def _opinion(statement: Statement, editor: Any) -> dict[str, Any]:
    """What an editor said while two must agree: in words, and the statement as they want it in place of what it is."""
    given = opinion_of(statement, editor)
    if given is None:
        return {"opinion": None}
    wanted, text = given.proposed, statement.source.text
    told = {"is_draft": given.is_draft, "sentences": in_words(snapshot(statement), wanted, text)}
    seen: dict[str, Any] = {
        "opinion": told,
        "spans": wanted["spans"],
        "text": text_at(text, [(start, end) for start, end in wanted["spans"]]),
        **{name: wanted[name] for name in ("quote_kind", "act", "modality", "attribution_status", "speaker_name")},
    }
    if wanted["speaker"] != (str(statement.speaker.public_id) if statement.speaker else None):
        speaker = Speaker.objects.filter(public_id=wanted["speaker"]).first() if wanted["speaker"] else None
        seen |= {"speaker": speaker_json(speaker) if speaker else None, "how_resolved": ""}
    return seen


def mark(statement: Statement) -> dict[str, Any]:
    """What the article shows of a statement."""
    return {
        "id": statement.pk,
        "version": statement.version,
        "text": statement.text,
        "spans": statement.span_pairs(),
        "cue": [statement.cue_start, statement.cue_end] if statement.cue_text else None,
        "mention": [statement.mention_start, statement.mention_end] if statement.mention_text else None,
        "quote_kind": statement.quote_kind,
        "review_status": statement.review_status,
        "speaker_name": statement.speaker.name if statement.speaker else None,
    }


def article(source: Source) -> dict[str, Any]:
    """An article's text and the marks of all its statements, in reading order."""
    standing = (
        source.statements.filter(withdrawn_at__isnull=True).select_related("speaker").prefetch_related("spans")
        .defer("evidence", "candidates")
    )  # fmt: skip
    return {
        "id": source.pk,
        "title": str(source),
        "outlet": source.outlet.name if source.outlet else "",
        "published": f"{source.published_at:%-d %B %Y}" if source.published_at else "",
        "url": source.url,
        "language": source.language,
        "text": source.text,
        "statements": sorted((mark(s) for s in standing), key=lambda m: (m["spans"], m["id"])),
    }


def speaker_json(speaker: Speaker, role: str = "") -> dict[str, Any]:
    return {
        "id": str(speaker.public_id),
        "key": speaker.pk,
        "name": speaker.name,
        "kind": speaker.kind,
        "role": role,
    }


def _role(statement: Statement) -> str:
    """What the speaker was, by this article before any other."""
    roles = SpeakerRole.objects.filter(Q(source=statement.source_id) | Q(source__isnull=True))
    found = list(roles.filter(speaker=statement.speaker).order_by("source_id")[:3])
    return "; ".join(dict.fromkeys(str(role) for role in found))


def _choice(choice: Choice) -> dict[str, Any]:
    return {
        "number": choice.number,
        "name": choice.name,
        "kind": choice.kind,
        "candidate": choice.candidate,
        "speaker": str(choice.speaker.public_id) if choice.speaker else None,
        "score": choice.score,
        "reasons": list(choice.reasons),
    }


def _entry(review: Review, sentence: str, standing: bool) -> dict[str, Any]:
    return {"review": review.pk, "sentence": sentence, "standing": standing}
