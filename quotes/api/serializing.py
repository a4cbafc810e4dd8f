"""Rows as dictionaries, quickly: how a field is read is found out once a list, not once a row."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from copy import copy, deepcopy
from functools import cached_property
from operator import attrgetter
from typing import Any

import orjson
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.reverse import reverse

FORM = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS
# The two separators of lines that end a string in JavaScript, written as REST framework writes them.
SEPARATORS = ((b"\xe2\x80\xa8", b"\\u2028"), (b"\xe2\x80\xa9", b"\\u2029"))
Reader = Callable[[Any], Any]
MADE: dict[type, dict[str, Any]] = {}
"""The fields of each class of serializer, bound to none."""
# How fields show values that the database has, or the renderer writes, as JSON wants them.
AS_THEY_ARE = {
    kind.to_representation
    for kind in (
        serializers.CharField, serializers.IntegerField, serializers.FloatField, serializers.ChoiceField,
        serializers.UUIDField, serializers.DateTimeField, serializers.DateField,
    )
}  # fmt: skip


class QuickJSONRenderer(JSONRenderer):
    """The same JSON in a tenth of the time; indented where the client asks for that, by REST framework itself."""

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        if data is None or self.get_indent(accepted_media_type or "", renderer_context or {}) is not None:
            return super().render(data, accepted_media_type, renderer_context)
        written = orjson.dumps(data, default=self.encoder_class().default, option=FORM)
        for separator, escaped in SEPARATORS:
            written = written.replace(separator, escaped)
        return written


class QuickSerializer(serializers.Serializer[Any]):
    """A serializer that is only read, and gives what each of its fields would give."""

    def get_fields(self) -> dict[str, Any]:
        # What a model's fields are is found out once for all requests; each has copies, to bind to itself.
        made = MADE.get(type(self))
        if made is None:
            made = MADE[type(self)] = super().get_fields()
        return {name: deepcopy(field) if hasattr(field, "child") else copy(field) for name, field in made.items()}

    def to_representation(self, instance: Any) -> dict[str, Any]:
        if isinstance(instance, dict):
            return super().to_representation(instance)
        return {name: read(instance) for name, read in self._readers}

    @cached_property
    def _readers(self) -> list[tuple[str, Reader]]:
        return [(str(field.field_name), _reader(field)) for field in self._readable_fields]


def _reader(field: serializers.Field[Any, Any, Any, Any]) -> Reader:
    show = field.to_representation
    if len(field.source_attrs) != 1:
        get: Reader = field.get_attribute
    else:
        get = attrgetter(str(field.source))
        if type(field).to_representation in AS_THEY_ARE:
            return get

    def read(instance: Any) -> Any:
        value = get(instance)
        return None if value is None else show(value)

    return read


class ObjectUrl(serializers.HyperlinkedIdentityField):
    """The address of an object, in which only the id differs from row to row."""

    def to_representation(self, value: Any) -> str:  # type: ignore[override]  # plain JSON needs no Hyperlink
        before, behind = self._around
        return f"{before}{getattr(value, self.lookup_field)}{behind}"

    @cached_property
    def _around(self) -> tuple[str, str]:
        nobody = uuid.UUID(int=0)
        request = self.context.get("request")
        address = reverse(str(self.view_name), kwargs={self.lookup_url_kwarg: nobody}, request=request)
        before, _, behind = address.partition(str(nobody))
        return before, behind
