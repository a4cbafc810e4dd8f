"""Rows in short, as they are shown within others. Ids are opaque; offsets are code points, ends exclusive."""

from __future__ import annotations

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from quotes.api.serializing import ObjectUrl, QuickSerializer
from quotes.api.shaping import WholeNumberField
from quotes.models import Outlet, Source, Speaker, SpeakerKind

ID = "3f0f5c7e-58b7-4d7c-9c0e-5f5a4c3d2b1a"
MOMENT = "2026-03-31T12:00:00Z"
SITE = "https://quotes.example/api/v1"
CREATED = {"created": "When it was stored, UTC.", "modified": "When it was last changed, UTC."}


def described(**words: str) -> dict[str, dict[str, str]]:
    """Help texts of fields as extra_kwargs takes them."""
    return {name: {"help_text": text} for name, text in words.items()}


def object_url(resource: str) -> Any:
    """The field `url`: the address of the object itself."""
    return ObjectUrl(
        view_name=f"{resource}-detail", lookup_field="public_id", lookup_url_kwarg="id", help_text="Where it is."
    )


def object_id() -> serializers.UUIDField:
    """The field `id`."""
    return serializers.UUIDField(
        source="public_id", read_only=True, help_text="Stable id, a UUID; it tells nothing of order."
    )


class SpanSerializer(QuickSerializer):
    """A stretch of the source's text."""

    examples: ClassVar[dict[str, Any]] = {"start": 23, "end": 27}
    start = WholeNumberField(min_value=0, max_value=10_000_000, help_text="First code point.")
    end = WholeNumberField(min_value=1, max_value=10_000_000, help_text="One past the last code point.")


class PrintedSerializer(SpanSerializer):
    """A stretch of the source's text with its characters."""

    examples: ClassVar[dict[str, Any]] = {**SpanSerializer.examples, "text": "said"}
    text = serializers.CharField(help_text="The characters that stand there.")


class OutletSummary(QuickSerializer, serializers.ModelSerializer[Outlet]):
    """An outlet in short."""

    examples: ClassVar[dict[str, Any]] = {
        "id": ID, "url": f"{SITE}/outlets/{ID}/", "name": "The Lund Courier", "domain": "courier.example",
    }  # fmt: skip
    id = object_id()
    url = object_url("outlet")

    class Meta:
        model = Outlet
        fields = ("id", "url", "name", "domain")
        extra_kwargs = described(name="Its name.", domain="Its domain; empty where unknown.")


class SpeakerSummary(QuickSerializer, serializers.ModelSerializer[Speaker]):
    """A speaker in short."""

    examples: ClassVar[dict[str, Any]] = {
        "id": ID, "url": f"{SITE}/speakers/{ID}/", "name": "Ana Ruiz", "speaker_kind": "person", "wikidata_id": "Q42",
    }  # fmt: skip
    id = object_id()
    url = object_url("speaker")
    speaker_kind = serializers.ChoiceField(
        source="kind", choices=SpeakerKind.choices, help_text="What sort of speaker."
    )

    class Meta:
        model = Speaker
        fields = ("id", "url", "name", "speaker_kind", "wikidata_id")
        extra_kwargs = described(name="The name, or a description of whom the article does not name.",
                                 wikidata_id="As Wikidata writes it; null where unknown.")  # fmt: skip


class SourceSummary(QuickSerializer, serializers.ModelSerializer[Source]):
    """A source in short."""

    examples: ClassVar[dict[str, Any]] = {
        "id": ID, "url": f"{SITE}/sources/{ID}/", "title": "Quay is sinking", "language": "en",
        "article_url": "https://courier.example/quay", "published_at": MOMENT,
    }  # fmt: skip
    id = object_id()
    url = object_url("source")
    outlet = OutletSummary(allow_null=True, help_text="Who published it; null where unknown.")
    article_url = serializers.CharField(source="url", help_text="The article's own address; empty where unknown.")

    class Meta:
        model = Source
        fields = ("id", "url", "title", "outlet", "article_url", "published_at", "language")
        extra_kwargs = described(title="Its headline.", published_at="When it was published, UTC; null where unknown.",
                                 language="ISO 639 code.")  # fmt: skip


@extend_schema_field(SpanSerializer(many=True))
class SpansField(serializers.Field[Any, Any, Any, Any]):
    """The spans of a statement."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", **kwargs)

    def to_representation(self, value: Any) -> list[dict[str, int]]:
        return [{"start": start, "end": end} for start, end in value.span_pairs()]


@extend_schema_field(PrintedSerializer(allow_null=True))
class PrintedField(serializers.Field[Any, Any, Any, Any]):
    """The span that the columns PREFIX_start, PREFIX_end and PREFIX_text describe."""

    def __init__(self, prefix: str, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)
        self.prefix = prefix

    def to_representation(self, value: Any) -> dict[str, Any] | None:
        start, end, text = (getattr(value, f"{self.prefix}_{part}") for part in ("start", "end", "text"))
        return None if start is None else {"start": start, "end": end, "text": text}
