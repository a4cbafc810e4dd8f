"""Records of exports and of the change feed, as the schema describes what quotes.representations.record makes."""

from __future__ import annotations

from typing import Any, ClassVar

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from quotes.api.serializers.statements import StatementSerializer
from quotes.api.serializers.summaries import OutletSummary, SourceSummary, SpeakerSummary
from quotes.api.shaping import Whole
from quotes.models import SourceKind


class SpeakerRecordSerializer(Whole, SpeakerSummary):
    """A speaker in a record."""

    class Meta(SpeakerSummary.Meta):
        fields = ("id", "name", "speaker_kind", "wikidata_id")  # type: ignore[assignment]  # other fields than its parent


class OutletRecordSerializer(Whole, OutletSummary):
    """An outlet in a record."""

    class Meta(OutletSummary.Meta):
        fields = ("id", "name", "domain")  # type: ignore[assignment]  # other fields than its parent


class SourceRecordSerializer(Whole, SourceSummary):
    """A source in a record."""

    examples: ClassVar[dict[str, Any]] = {**SourceSummary.examples, "text_sha256": "9f" * 32}
    source_kind = serializers.ChoiceField(choices=SourceKind.choices, help_text="What sort of publication.")
    outlet = OutletRecordSerializer(allow_null=True, help_text="Who published it; null where unknown.")
    text_sha256 = serializers.CharField(help_text="SHA-256 of the text that offsets point into.")

    class Meta(SourceSummary.Meta):
        fields = (  # type: ignore[assignment]  # other fields than its parent
            "id", "source_kind", "title", "outlet", "article_url", "published_at", "language", "text_sha256",
        )  # fmt: skip


class StatementRecordSerializer(Whole, StatementSerializer):
    """A statement as a line of JSONL: with its source's hash and kind, and the link to its words."""

    speaker = SpeakerRecordSerializer(allow_null=True, help_text="Who that is; null unless resolved.")
    source = SourceRecordSerializer(help_text="Where it stands.")

    class Meta(StatementSerializer.Meta):
        fields = tuple(  # type: ignore[assignment]  # other fields than its parent
            name
            for name in StatementSerializer.Meta.fields
            if name not in {"url", "withdrawn_at", "evidence", "parent"}
        )


@extend_schema_field(
    PolymorphicProxySerializer(
        component_name="ChangeRecord",
        serializers=[
            StatementRecordSerializer,
            SpeakerRecordSerializer,
            SourceRecordSerializer,
            OutletRecordSerializer,
        ],
        resource_type_field_name=None,
    )
)
class RecordField(serializers.Field[Any, Any, Any, Any]):
    """The record of what a change is of."""
