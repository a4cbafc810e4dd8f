"""Speakers as the world sees them."""

from __future__ import annotations

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from quotes.api.serializers.summaries import CREATED, ID, MOMENT, SITE, described, object_id, object_url
from quotes.api.shaping import ShapedSerializer
from quotes.models import Speaker, SpeakerKind, SpeakerRole


class RoleSerializer(serializers.ModelSerializer[SpeakerRole]):
    """What a speaker was, by what a source says."""

    examples: ClassVar[dict[str, Any]] = {
        "title": "mayor", "organisation": "City of Lund", "valid_from": "2024-05-01", "valid_until": "2028-04-30",
        "source": ID,
    }  # fmt: skip
    source = serializers.UUIDField(  # type: ignore[assignment]  # a field of that name, not Field.source
        source="source.public_id", allow_null=True, default=None, help_text="Id of the source that says so, or null."
    )

    class Meta:
        model = SpeakerRole
        fields = ("title", "organisation", "valid_from", "valid_until", "source")
        extra_kwargs = described(title="The role.", organisation="Where it is held; empty where unknown.",
                                 valid_from="First day, or null.", valid_until="Last day, or null.")  # fmt: skip


class SpeakerSerializer(ShapedSerializer):
    """A speaker with the number of statements that you may see."""

    extra = ("aliases", "roles")
    examples: ClassVar[dict[str, Any]] = {
        "id": ID, "url": f"{SITE}/speakers/{ID}/", "name": "Ana Ruiz", "speaker_kind": "person", "wikidata_id": "Q42",
        "statement_count": 12, "created": MOMENT, "modified": MOMENT, "aliases": ["A. Ruiz"],
    }  # fmt: skip
    id = object_id()
    url = object_url("speaker")
    speaker_kind = serializers.ChoiceField(
        source="kind", choices=SpeakerKind.choices, help_text="What sort of speaker."
    )
    statement_count = serializers.IntegerField(min_value=0, help_text="How many of their statements you may see.")
    aliases = serializers.SerializerMethodField(help_text="Other names, those of merged speakers among them.")
    roles = serializers.SerializerMethodField(help_text="What they were, by sources that you may see.")

    class Meta:
        model = Speaker
        fields = (
            "id", "url", "name", "speaker_kind", "wikidata_id", "statement_count", "created", "modified", "aliases",
            "roles",
        )  # fmt: skip
        extra_kwargs = described(name="The name, or a description of whom the article does not name.",
                                 wikidata_id="As Wikidata writes it; null where unknown.", **CREATED)  # fmt: skip

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_aliases(self, speaker: Speaker) -> list[str]:
        return [alias.name for alias in speaker.aliases.all()]

    @extend_schema_field(RoleSerializer(many=True))
    def get_roles(self, speaker: Speaker) -> Any:
        return RoleSerializer(speaker.roles.all(), many=True).data  # the view has loaded the visible ones
