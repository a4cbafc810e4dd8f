"""What only editors see: reviews and import runs; and what they send."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from quotes.api.serializers.summaries import (
    CREATED,
    ID,
    MOMENT,
    SITE,
    SpanSerializer,
    described,
    object_id,
    object_url,
)
from quotes.api.shaping import ShapedSerializer, StrictSerializer, TextField
from quotes.models import (
    Decision,
    ImportItem,
    ImportRun,
    ItemOutcome,
    Modality,
    QuoteKind,
    RejectionReason,
    Review,
    RunState,
    Speaker,
)
from quotes.speakers.linking import canonical

LONGEST_NOTE = 1000
MOST_FAILURES = 200


class ReviewSerializer(ShapedSerializer):
    """One editorial decision: it never changes."""

    examples: ClassVar[dict[str, Any]] = {
        "id": ID, "url": f"{SITE}/reviews/{ID}/", "statement": ID, "reviewer": "ines", "decision": "accept",
        "before": {"version": 1, "review_status": "pending"}, "after": {"version": 2, "review_status": "accepted"},
        "reason": None, "note": "Heard it myself.", "created": MOMENT,
    }  # fmt: skip
    id = object_id()
    url = object_url("review")
    statement = serializers.UUIDField(source="statement.public_id", help_text="Id of the statement.")
    reviewer = serializers.CharField(source="reviewer.get_username", help_text="Who decided.")
    decision = serializers.ChoiceField(choices=Decision.choices, help_text="What was decided.")
    reason = serializers.SerializerMethodField(help_text="Why it was rejected; null where that was not said.")
    before = serializers.DictField(help_text="What could be changed, before.")
    after = serializers.DictField(help_text="The same, after.")

    class Meta:
        model = Review
        fields = ("id", "url", "statement", "reviewer", "decision", "reason", "before", "after", "note", "created")
        extra_kwargs = described(note="Why, in the editor's words.", created="When, UTC.")

    @extend_schema_field(serializers.ChoiceField(choices=RejectionReason.choices, allow_null=True))
    def get_reason(self, review: Review) -> str | None:
        return review.reason or None


class FailureSerializer(serializers.ModelSerializer[ImportItem]):
    """An article that could not be stored."""

    examples: ClassVar[dict[str, Any]] = {"where": "article 3", "error": "The article is empty."}

    class Meta:
        model = ImportItem
        fields = ("where", "error")
        extra_kwargs = described(where="Which one it was.", error="What was wrong and what to do.")


class ImportRunSerializer(ShapedSerializer):
    """An import: what was asked for and what came of it so far."""

    extra = ("failures",)
    examples: ClassVar[dict[str, Any]] = {
        "id": ID, "url": f"{SITE}/imports/{ID}/", "run_state": "running", "articles_waiting": 2, "articles_new": 7,
        "articles_known": 1, "articles_failed": 0, "statements": 31, "unattributed": 4,
        "engine_version": "1.4+9f8e7d6c", "created": MOMENT, "modified": MOMENT, "finished_at": MOMENT,
    }  # fmt: skip
    id = object_id()
    url = object_url("import")
    run_state = serializers.ChoiceField(choices=RunState.choices, help_text="Whether it is done.")
    articles_waiting = serializers.IntegerField(min_value=0, help_text="Articles that are still queued.")
    failures = serializers.SerializerMethodField(help_text=f"The first {MOST_FAILURES} articles that failed, and why.")

    class Meta:
        model = ImportRun
        fields = (
            "id", "url", "run_state", "articles_waiting", "articles_new", "articles_known", "articles_failed",
            "statements", "unattributed", "engine_version", "created", "modified", "finished_at", "failures",
        )  # fmt: skip
        extra_kwargs = described(
            articles_new="Articles stored.",
            articles_known="Articles whose very text was stored before, of the same outlet as far as that is known.",
            articles_failed="Articles that could not be stored.",
            statements="Statements found.",
            unattributed="Those of them that name nobody who could be resolved.",
            engine_version="The engine that reads English articles.",
            finished_at="When it was done, UTC; null before.",
            **CREATED,
        )

    @extend_schema_field(FailureSerializer(many=True))
    def get_failures(self, run: ImportRun) -> Any:
        return FailureSerializer(run.items.filter(outcome=ItemOutcome.FAILED)[:MOST_FAILURES], many=True).data


class NoteSerializer(StrictSerializer):
    """A decision with a note for colleagues."""

    examples: ClassVar[dict[str, Any]] = {"note": "Heard it myself."}
    note = TextField(default="", allow_blank=True, max_length=LONGEST_NOTE, help_text="Why; only editors see it.")


class RejectSerializer(NoteSerializer):
    """A rejection, with its reason where the editor gives one."""

    examples: ClassVar[dict[str, Any]] = {**NoteSerializer.examples, "reason": "scare_quote"}
    reason = serializers.ChoiceField(
        choices=RejectionReason.choices, required=False, help_text="Why it is no statement."
    )


@extend_schema_field(OpenApiTypes.UUID)
class SpeakerById(serializers.Field[Any, Any, Any, Any]):
    """A speaker by id; the id of a merged one gives the other."""

    def to_internal_value(self, data: Any) -> Speaker:
        try:
            key = uuid.UUID(data) if isinstance(data, str) else None
        except ValueError:
            key = None
        if key is None:
            raise serializers.ValidationError("This is no id: give a speaker's id, or null for nobody.")
        speaker = Speaker.objects.select_related("merged_into").filter(public_id=key).first()
        if speaker is None:
            raise serializers.ValidationError("There is no speaker of this id.")
        return canonical(speaker)


class ReassignSerializer(NoteSerializer):
    """Who said it."""

    examples: ClassVar[dict[str, Any]] = {**NoteSerializer.examples, "speaker": ID}
    speaker = SpeakerById(allow_null=True, help_text="Id of the speaker; null for nobody who can be named.")


class CorrectSerializer(NoteSerializer):
    """The words, their kind, the act or the modality. What is left out stays."""

    examples: ClassVar[dict[str, Any]] = {
        **NoteSerializer.examples, "act": "denied", "quote_kind": "mixed", "modality": "asserted",
    }  # fmt: skip
    content_spans = SpanSerializer(
        many=True, required=False, allow_empty=False, help_text="Where the words stand, in order, not overlapping."
    )
    quote_kind = serializers.ChoiceField(choices=QuoteKind.choices, required=False, help_text="How they are given.")
    act = TextField(required=False, max_length=30, help_text="What was done by speaking: said, denied …")
    modality = serializers.ChoiceField(choices=Modality.choices, required=False, help_text="Whether it was said.")
