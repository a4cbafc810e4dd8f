"""`fields=` and `include=`: what of an object comes; and bodies that hold nothing unknown."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.request import Request

from quotes.api.parameters import nearest
from quotes.api.problems import BadParameters
from quotes.api.serializing import QuickSerializer

PARAMETERS = ("fields", "include")


def words(request: Request, name: str) -> list[str]:
    """The values of a parameter that takes several, by comma or repeated."""
    return [word.strip() for given in request.query_params.getlist(name) for word in given.split(",")]


class ShapedSerializer(QuickSerializer, serializers.ModelSerializer[Any]):
    """Gives the fields that were asked for.

    extra: the fields that lists give only when included; an object alone has them all.
    """

    extra: ClassVar[tuple[str, ...]] = ()
    examples: ClassVar[dict[str, Any]] = {}

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        wanted: frozenset[str] | None = self.context.get("shape")
        return fields if wanted is None else {name: field for name, field in fields.items() if name in wanted}

    @classmethod
    def shape(cls, request: Request, *, alone: bool) -> frozenset[str]:
        """The names of the fields to give. Raises BadParameters for one that there is not."""
        names = tuple(cls.Meta.fields)
        chosen, included = words(request, "fields"), words(request, "include")
        faults = {
            parameter: [f"There is no field “{word}” here.{nearest(word, known) or ' There are: ' + ', '.join(known)}"]
            for parameter, given, known in (("fields", chosen, names), ("include", included, cls.extra))
            for word in given
            if word not in known
        }
        if faults:
            raise BadParameters(faults)
        usual = names if alone else tuple(name for name in names if name not in cls.extra)
        return frozenset(chosen or usual) | frozenset(included) | {"id"}


class Whole:
    """What a serializer also is whose fields all come, always."""


class TextField(serializers.CharField):
    """A string: a number does not silently become one."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class WholeNumberField(serializers.IntegerField):
    """A whole number: a string of digits does not silently become one."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int | float):
            self.fail("invalid")
        return super().to_internal_value(data)


class StrictSerializer(serializers.Serializer[Any]):
    """A body in which a field that is not known is refused, not ignored.

    exactly_one: fields of which one must be given, and no other of them.
    only_with: fields that say something only beside another, and which that is.
    """

    exactly_one: ClassVar[tuple[str, ...]] = ()
    only_with: ClassVar[dict[str, str]] = {}

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and (unknown := [str(name) for name in data if name not in self.fields]):
            raise serializers.ValidationError({name: ["There is no such field here."] for name in unknown})
        return super().to_internal_value(data)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if self.exactly_one and sum(name in attrs for name in self.exactly_one) != 1:
            *others, last = (f"“{name}”" for name in self.exactly_one)
            raise serializers.ValidationError(f"Give exactly one of {', '.join(others)} and {last}.")
        lost = {name: other for name, other in self.only_with.items() if name in attrs and other not in attrs}
        if lost:
            told = {name: [f"This goes with “{other}” only, and would be ignored."] for name, other in lost.items()}
            raise serializers.ValidationError(told)
        return attrs
