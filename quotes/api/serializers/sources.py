"""Sources and outlets as the world sees them."""

from __future__ import annotations

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from quotes.api.serializers.summaries import (
    CREATED,
    ID,
    MOMENT,
    SITE,
    OutletSummary,
    described,
    object_id,
    object_url,
)
from quotes.api.shaping import ShapedSerializer
from quotes.models import Outlet, Source, SourceKind


class SourceSerializer(ShapedSerializer):
    """A snapshot with the number of its statements that you may see."""

    extra = ("extractor", "flags", "revises")
    examples: ClassVar[dict[str, Any]] = {
        "id": ID, "url": f"{SITE}/sources/{ID}/", "source_kind": "article", "title": "Quay is sinking",
        "authors": ["Ida Holm"], "article_url": "https://courier.example/quay", "canonical_url": "",
        "published_at": MOMENT, "retrieved_at": MOMENT, "language": "en", "text_sha256": "9f" * 32,
        "statement_count": 3, "created": MOMENT, "modified": MOMENT, "extractor": "trafilatura 2.0",
        "flags": ["published_after_retrieval"], "revises": ID, "text": "“The quay is sinking,” said Ana Ruiz.",
    }  # fmt: skip
    id = object_id()
    url = object_url("source")
    source_kind = serializers.ChoiceField(
        source="kind", choices=SourceKind.choices, help_text="What sort of publication."
    )
    outlet = OutletSummary(allow_null=True, help_text="Who published it; null where unknown.")
    authors = serializers.ListField(child=serializers.CharField(), help_text="The names of the byline.")
    article_url = serializers.CharField(source="url", help_text="The article's own address; empty where unknown.")
    canonical_url = serializers.CharField(help_text="The address that the page calls its own; empty where unknown.")
    statement_count = serializers.IntegerField(min_value=0, help_text="How many of its statements you may see.")
    flags = serializers.ListField(child=serializers.CharField(), help_text="What is doubtful about the metadata.")
    revises = serializers.SerializerMethodField(
        help_text="Id of the snapshot that this is a newer version of; null where there is none that you may see."
    )

    class Meta:
        model = Source
        fields: tuple[str, ...] = (
            "id", "url", "source_kind", "title", "outlet", "authors", "article_url", "canonical_url", "published_at",
            "retrieved_at", "language", "text_sha256", "statement_count", "created", "modified", "extractor", "flags",
            "revises",
        )  # fmt: skip
        extra_kwargs = described(
            title="Its headline.",
            published_at="When it was published, UTC; null where unknown.",
            retrieved_at="When this snapshot was taken, UTC.",
            language="ISO 639 code.",
            text_sha256="SHA-256 of the text in UTF-8, in hexadecimal.",
            extractor="What made the text from the page; empty for plain text.",
            text="The text, into which every offset points (code points). It never changes.",
            **CREATED,
        )

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_revises(self, source: Any) -> str | None:
        return str(source.visible_revised) if source.visible_revised else None


class SourceDetailSerializer(SourceSerializer):
    """A snapshot with its text."""

    class Meta(SourceSerializer.Meta):
        fields = (*SourceSerializer.Meta.fields, "text")


class OutletSerializer(ShapedSerializer):
    """An outlet with the number of statements that you may see."""

    extra = ("statement_count",)
    examples: ClassVar[dict[str, Any]] = {
        "id": ID, "url": f"{SITE}/outlets/{ID}/", "name": "The Lund Courier", "domain": "courier.example",
        "statement_count": 120, "created": MOMENT, "modified": MOMENT,
    }  # fmt: skip
    id = object_id()
    url = object_url("outlet")
    statement_count = serializers.IntegerField(min_value=0, help_text="How many of its statements you may see.")

    class Meta:
        model = Outlet
        fields = ("id", "url", "name", "domain", "statement_count", "created", "modified")
        extra_kwargs = described(name="Its name.", domain="Its domain; empty where unknown.", **CREATED)
