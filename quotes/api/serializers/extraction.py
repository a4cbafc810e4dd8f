"""What goes to the engine and comes from it."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework import serializers

from quotes.api.serializers.statements import EvidenceSerializer
from quotes.api.serializers.summaries import PrintedSerializer
from quotes.api.shaping import StrictSerializer, TextField
from quotes.models import AttributionStatus, Modality, QuoteKind

LONGEST_TEXT = 100_000


class ExtractSerializer(StrictSerializer):
    """A text for the engine."""

    examples: ClassVar[dict[str, Any]] = {
        "text": "“The quay is sinking,” said Ana Ruiz.", "language": "en", "title": "Quay is sinking",
        "authors": ["Ida Holm"], "published_on": "2026-03-31",
    }  # fmt: skip
    text = TextField(
        max_length=LONGEST_TEXT, trim_whitespace=False, help_text="The text; offsets of the answer point into it."
    )
    language = TextField(
        default="",
        allow_blank=True,
        max_length=10,
        help_text="ISO 639-1 code of the text's language; without it, it is detected.",
    )
    title = TextField(default="", allow_blank=True, max_length=500, help_text="Its headline.")
    authors = serializers.ListField(
        child=TextField(max_length=200), default=list, max_length=20, help_text="Names of the byline."
    )
    published_on = serializers.DateField(
        default=None, allow_null=True, help_text="Day of publication, from which “on Monday” is read."
    )


class ExtractedStatementSerializer(serializers.Serializer[Any]):
    """A statement as the engine finds it, not stored."""

    examples: ClassVar[dict[str, Any]] = {
        "content": [[0, 22]], "text": "“The quay is sinking,”", "quote_kind": "direct", "act": "said",
        "modality": "asserted", "speaker": "Ana Ruiz", "attribution_status": "resolved", "confidence": 0.93,
    }  # fmt: skip
    content = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField()),
        help_text="Where the words stand: [start, end) in code points.",
    )
    text = serializers.CharField(help_text="The words; several spans are joined by one space.")
    quote_kind = serializers.ChoiceField(choices=QuoteKind.choices, help_text="How the words are given.")
    act = serializers.CharField(help_text="What was done by speaking: said, denied …")
    modality = serializers.ChoiceField(choices=Modality.choices, help_text="Whether it was said.")
    cue = PrintedSerializer(allow_null=True, help_text="The words that tell that something was said.")
    source_mention = PrintedSerializer(allow_null=True, help_text="The speaker as printed.")
    speaker = serializers.CharField(allow_null=True, help_text="Who that is, by name; null unless resolved.")
    attribution_status = serializers.ChoiceField(
        choices=AttributionStatus.choices, help_text="How the source mention was resolved."
    )
    confidence = serializers.FloatField(min_value=0, max_value=1, help_text="The chance that it is right, 0 to 1.")
    evidence = EvidenceSerializer(many=True, help_text="What the engine saw.")


class ExtractResponseSerializer(serializers.Serializer[Any]):
    """What the engine found in a text."""

    examples: ClassVar[dict[str, Any]] = {"engine_version": "1.4+9f8e7d6c", "language": "en"}
    engine_version = serializers.CharField(help_text="The engine's version for that language.")
    language = serializers.CharField(help_text="ISO 639-1 code: as given, else as detected.")
    statements = ExtractedStatementSerializer(many=True, help_text="In the order of the text.")
