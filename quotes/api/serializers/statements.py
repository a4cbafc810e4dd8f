"""Rows as the world sees them. Every id is opaque; offsets are code points, ends exclusive."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from quotes.models import (
    AttributionStatus,
    Modality,
    Origin,
    Outlet,
    QuoteKind,
    ReviewStatus,
    Source,
    SourceKind,
    Speaker,
    SpeakerKind,
    SpeakerRole,
    Statement,
)

LONGEST_TEXT = 100_000


class SpanSerializer(serializers.Serializer[Any]):
    """A stretch of the source's text."""

    start = serializers.IntegerField(min_value=0, help_text="First code point.")
    end = serializers.IntegerField(min_value=1, help_text="One past the last code point.")


class PrintedSerializer(SpanSerializer):
    """A stretch of the source's text with its characters."""

    text = serializers.CharField()


class OutletSummary(serializers.ModelSerializer[Outlet]):
    id = serializers.UUIDField(source="public_id")

    class Meta:
        model = Outlet
        fields = ("id", "name", "domain")


class SpeakerSummary(serializers.ModelSerializer[Speaker]):
    id = serializers.UUIDField(source="public_id")
    speaker_kind = serializers.ChoiceField(source="kind", choices=SpeakerKind.choices)

    class Meta:
        model = Speaker
        fields = ("id", "name", "speaker_kind", "wikidata_id")


class SourceSummary(serializers.ModelSerializer[Source]):
    id = serializers.UUIDField(source="public_id")
    outlet = OutletSummary(allow_null=True)

    class Meta:
        model = Source
        fields = ("id", "title", "outlet", "url", "published_at", "language")


class StatementSerializer(serializers.ModelSerializer[Statement]):
    """A statement with its speaker and source in short."""

    id = serializers.UUIDField(source="public_id", help_text="Stable id; tells nothing of order.")
    quote_kind = serializers.ChoiceField(choices=QuoteKind.choices)
    attribution_status = serializers.ChoiceField(choices=AttributionStatus.choices)
    modality = serializers.ChoiceField(choices=Modality.choices)
    review_status = serializers.ChoiceField(choices=ReviewStatus.choices)
    origin = serializers.ChoiceField(choices=Origin.choices)
    content_spans = SpanSerializer(source="spans", many=True)
    cue = serializers.SerializerMethodField()
    source_mention = serializers.SerializerMethodField()
    speaker = SpeakerSummary(allow_null=True)
    source = SourceSummary()  # type: ignore[assignment]  # a field of that name, not Field.source

    class Meta:
        model = Statement
        fields = (
            "id", "text", "quote_kind", "act", "modality", "speaker", "attribution_status", "source_mention", "cue",
            "content_spans", "confidence", "medium", "said_on", "review_status", "origin", "engine_version", "version",
            "created", "modified", "source",
        )  # fmt: skip

    @extend_schema_field(PrintedSerializer(allow_null=True))
    def get_cue(self, statement: Statement) -> dict[str, Any] | None:
        return _printed(statement.cue_start, statement.cue_end, statement.cue_text)

    @extend_schema_field(PrintedSerializer(allow_null=True))
    def get_source_mention(self, statement: Statement) -> dict[str, Any] | None:
        return _printed(statement.mention_start, statement.mention_end, statement.mention_text)


def _printed(start: int | None, end: int | None, text: str) -> dict[str, Any] | None:
    return None if start is None else {"start": start, "end": end, "text": text}


class EvidenceSerializer(serializers.Serializer[Any]):
    """One reason for a decision of the engine; the rules are explained in docs/rules.md."""

    rule = serializers.CharField()
    weight = serializers.FloatField(help_text="Log-odds.")
    span = serializers.ListField(child=serializers.IntegerField(), allow_null=True, help_text="[start, end)")
    detail = serializers.CharField(allow_blank=True)


class StatementDetailSerializer(StatementSerializer):
    """A statement with what the engine saw, and the statements around it."""

    evidence = EvidenceSerializer(many=True)
    parent = serializers.SerializerMethodField(  # type: ignore[assignment]  # a field of that name, not Field.parent
        help_text="The statement that this one is reported inside."
    )

    class Meta(StatementSerializer.Meta):
        fields = (*StatementSerializer.Meta.fields, "evidence", "parent")  # type: ignore[assignment]  # one field list longer

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_parent(self, statement: Statement) -> str | None:
        visible = self.context["visible_statements"]
        if statement.parent_id is None:
            return None
        found = visible.filter(pk=statement.parent_id).values_list("public_id", flat=True).first()
        return str(found) if found else None


class RoleSerializer(serializers.ModelSerializer[SpeakerRole]):
    source = serializers.UUIDField(  # type: ignore[assignment]  # a field of that name, not Field.source
        source="source.public_id", allow_null=True, help_text="The source that says so."
    )

    class Meta:
        model = SpeakerRole
        fields = ("title", "organisation", "valid_from", "valid_until", "source")


class SpeakerSerializer(serializers.ModelSerializer[Speaker]):
    """A speaker with the number of statements that you may see."""

    id = serializers.UUIDField(source="public_id")
    speaker_kind = serializers.ChoiceField(source="kind", choices=SpeakerKind.choices)
    statement_count = serializers.IntegerField()

    class Meta:
        model = Speaker
        fields = ("id", "name", "speaker_kind", "wikidata_id", "statement_count", "created", "modified")


class SpeakerDetailSerializer(SpeakerSerializer):
    """A speaker with other names and roles."""

    aliases = serializers.SerializerMethodField()
    roles = serializers.SerializerMethodField()

    class Meta(SpeakerSerializer.Meta):
        fields = (*SpeakerSerializer.Meta.fields, "aliases", "roles")  # type: ignore[assignment]  # one field list longer

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_aliases(self, speaker: Speaker) -> list[str]:
        return [alias.name for alias in speaker.aliases.all()]

    @extend_schema_field(RoleSerializer(many=True))
    def get_roles(self, speaker: Speaker) -> Any:
        sources = self.context["visible_sources"].values("pk")
        roles = speaker.roles.select_related("source").filter(source__in=sources)
        return RoleSerializer(roles, many=True).data


class SourceSerializer(serializers.ModelSerializer[Source]):
    """A snapshot with the number of its statements that you may see."""

    id = serializers.UUIDField(source="public_id")
    source_kind = serializers.ChoiceField(source="kind", choices=SourceKind.choices)
    outlet = OutletSummary(allow_null=True)
    authors = serializers.ListField(child=serializers.CharField())
    statement_count = serializers.IntegerField()

    class Meta:
        model = Source
        fields = (
            "id", "source_kind", "title", "outlet", "authors", "url", "canonical_url", "published_at", "retrieved_at",
            "language", "text_sha256", "statement_count", "created", "modified",
        )  # fmt: skip


class SourceDetailSerializer(SourceSerializer):
    """A snapshot with its text, into which every offset points."""

    revises = serializers.SerializerMethodField(help_text="The snapshot that this one is a newer version of.")

    class Meta(SourceSerializer.Meta):
        fields = (*SourceSerializer.Meta.fields, "text", "extractor", "flags", "revises")  # type: ignore[assignment]  # one field list longer

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_revises(self, source: Source) -> str | None:
        if source.revises_id is None:
            return None
        found = (
            self.context["visible_sources"].filter(pk=source.revises_id).values_list("public_id", flat=True).first()
        )
        return str(found) if found else None


class ExtractRequestSerializer(serializers.Serializer[Any]):
    """A text for the engine."""

    text = serializers.CharField(max_length=LONGEST_TEXT, trim_whitespace=False)
    language = serializers.CharField(
        default="",
        allow_blank=True,
        max_length=10,
        help_text="ISO 639-1 code of the text's language; without it, it is detected.",
    )
    title = serializers.CharField(default="", allow_blank=True, max_length=500)
    authors = serializers.ListField(child=serializers.CharField(max_length=200), default=list, max_length=20)
    published_on = serializers.DateField(default=None, allow_null=True)


class ExtractedStatementSerializer(serializers.Serializer[Any]):
    """A statement as the engine finds it, not stored."""

    content = serializers.ListField(child=serializers.ListField(child=serializers.IntegerField()))
    text = serializers.CharField()
    quote_kind = serializers.ChoiceField(choices=QuoteKind.choices)
    act = serializers.CharField()
    modality = serializers.ChoiceField(choices=Modality.choices)
    cue = PrintedSerializer(allow_null=True)
    source_mention = PrintedSerializer(allow_null=True)
    speaker = serializers.CharField(allow_null=True)
    attribution_status = serializers.ChoiceField(choices=AttributionStatus.choices)
    confidence = serializers.FloatField(min_value=0, max_value=1)
    evidence = EvidenceSerializer(many=True)


class ExtractResponseSerializer(serializers.Serializer[Any]):
    """What the engine found in a text."""

    engine_version = serializers.CharField()
    language = serializers.CharField(help_text="ISO 639-1 code: as given, else as detected.")
    statements = ExtractedStatementSerializer(many=True)
