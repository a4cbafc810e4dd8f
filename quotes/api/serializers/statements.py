"""Statements as the world sees them."""

from __future__ import annotations

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from quotes.api.serializers.summaries import (
    CREATED,
    ID,
    MOMENT,
    SITE,
    PrintedField,
    SourceSummary,
    SpansField,
    SpeakerSummary,
    described,
    object_id,
    object_url,
)
from quotes.api.shaping import ShapedSerializer
from quotes.models import AttributionStatus, Modality, Origin, QuoteKind, ReviewStatus, Statement
from quotes.representations.textfragment import link_into


class EvidenceSerializer(serializers.Serializer[Any]):
    """One reason for a decision of the engine; the rules are explained in docs/rules.md."""

    examples: ClassVar[dict[str, Any]] = {"rule": "cue_found", "weight": 2.4, "span": [23, 27], "detail": "said"}
    rule = serializers.CharField(help_text="The rule's name.")
    weight = serializers.FloatField(help_text="Log-odds: 0 is even, 2 about seven to one.")
    span = serializers.ListField(
        child=serializers.IntegerField(), allow_null=True, help_text="What it looked at, [start, end) in code points."
    )
    detail = serializers.CharField(allow_blank=True, help_text="What it saw there.")


class StatementSerializer(ShapedSerializer):
    """A statement with its speaker and source in short."""

    extra = ("link", "evidence", "parent")
    examples: ClassVar[dict[str, Any]] = {
        "id": ID, "url": f"{SITE}/statements/{ID}/", "text": "“The quay is sinking,”", "quote_kind": "direct",
        "act": "said", "modality": "asserted", "attribution_status": "resolved", "confidence": 0.93,
        "medium": "letter", "said_on": "2026-03-30", "review_status": "accepted", "origin": "engine",
        "engine_version": "1.4+9f8e7d6c", "version": 2, "withdrawn_at": MOMENT, "created": MOMENT, "modified": MOMENT,
        "parent": ID,
        "link": "https://courier.example/quay#:~:text=The%20quay%20is%20sinking",
    }  # fmt: skip
    id = object_id()
    url = object_url("statement")
    quote_kind = serializers.ChoiceField(
        choices=QuoteKind.choices, help_text="How the words are given, by the quotation marks around them."
    )
    attribution_status = serializers.ChoiceField(
        choices=AttributionStatus.choices, help_text="How the source mention was resolved."
    )
    modality = serializers.ChoiceField(
        choices=Modality.choices, help_text="Whether the source says that it was said, was not, or might be."
    )
    review_status = serializers.ChoiceField(choices=ReviewStatus.choices, help_text="What editors decided.")
    origin = serializers.ChoiceField(choices=Origin.choices, help_text="Who found it: the engine or an editor.")
    content_spans = SpansField(help_text="Where the words stand in the source's text, in order.")
    cue = PrintedField("cue", help_text="The words that tell that something was said; null where none are printed.")
    source_mention = PrintedField(
        "mention", help_text="The speaker as printed: “he”, “the spokeswoman”; null where none is."
    )
    speaker = SpeakerSummary(allow_null=True, help_text="Who that is; null unless resolved.")
    source = SourceSummary(help_text="Where it stands.")  # type: ignore[assignment]  # a field of that name, not Field.source
    link = serializers.SerializerMethodField(
        help_text="The article's address with a text fragment, which opens it at the words; null without an address."
    )
    evidence = EvidenceSerializer(many=True, help_text="What the engine saw, in the order of its decisions.")
    parent = serializers.SerializerMethodField(  # type: ignore[assignment]  # a field of that name, not Field.parent
        help_text="Id of the statement that this one is reported inside; null where there is none that you may see."
    )

    class Meta:
        model = Statement
        fields = (
            "id", "url", "text", "quote_kind", "act", "modality", "speaker", "attribution_status", "source_mention",
            "cue", "content_spans", "confidence", "medium", "said_on", "review_status", "origin", "engine_version",
            "version", "withdrawn_at", "created", "modified", "source", "link", "evidence", "parent",
        )  # fmt: skip
        extra_kwargs = described(
            text="The words as the source prints them; several spans are joined by one space.",
            act="What was done by speaking: said, denied, asked …",
            confidence="The chance that content and attribution are right, from 0 to 1.",
            medium="Where it was said: letter, post, interview …; empty where the source does not tell.",
            said_on="The day on which it was said; null where the source does not tell.",
            engine_version="The engine that found it; empty where an editor did.",
            version="Goes up by one with each change.",
            withdrawn_at="When a newer engine took it back, UTC; null otherwise. Only editors see withdrawn ones.",
            **CREATED,
        )

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_link(self, statement: Statement) -> str | None:
        source = statement.source
        return link_into(source.url, source.text, statement.span_pairs(), source.title)

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_parent(self, statement: Statement) -> str | None:
        parent = statement.parent
        if parent is None or not (parent.is_public or self.context["sees_everything"]):
            return None
        return str(parent.public_id)
