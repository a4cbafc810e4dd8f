"""What filters are made of: several values, exclusions, faults told by parameter."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import Q, QuerySet
from django_filters.rest_framework import DjangoFilterBackend, FilterSet
from drf_spectacular.drainage import set_override

from quotes.api.problems import BadParameters

EXCLUDE = "exclude_"
WORDS = {"type": "string", "minLength": 1, "maxLength": 300, "pattern": r"^[^\x00]*[^\s\x00][^\x00]*$"}
EMPTY = "A value is empty: give one, or leave the parameter out."
Condition = Callable[[list[Any]], Q]


class ManyWidget(forms.Widget):
    """Every value of a parameter: repeated and, where the values hold no commas, separated by commas."""

    def __init__(self, commas: bool) -> None:
        super().__init__()
        self.commas = commas

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str] | None:
        if name not in data:
            return None
        given = data.getlist(name) if hasattr(data, "getlist") else [data[name]]
        return [part.strip() for value in given for part in (value.split(",") if self.commas else [value])]


class ManyField(forms.Field):
    """A list of values, each checked by the field of one."""

    def __init__(self, one: forms.Field, commas: bool, **kwargs: Any) -> None:
        super().__init__(widget=ManyWidget(commas), **kwargs)
        self.one = one

    def clean(self, value: Any) -> list[Any]:
        if value is None:
            return []
        if "" in value:
            raise ValidationError(EMPTY)
        return [self.one.clean(part) for part in value]


class Many(django_filters.Filter):
    """A filter by several values, of which one must fit. condition makes a Q of them all."""

    def __init__(
        self,
        one: forms.Field,
        schema: dict[str, Any],
        condition: Condition | str,
        description: str,
        *,
        commas: bool = True,
        exclude: bool = False,
    ) -> None:
        super().__init__(exclude=exclude)
        self.one, self.schema, self.condition = one, schema, condition
        self.description, self.commas = description, commas
        how = "Several values, repeated or separated by commas." if commas else "Several values by repeating it."
        words = f"{'Not these: ' if exclude else ''}{description} {how}"
        set_override(self, "field", {"type": "array", "items": schema, "description": words})

    @property
    def field(self) -> ManyField:
        return ManyField(self.one, self.commas, required=False)

    def twin(self) -> Many:
        """The filter that leaves out what this one keeps."""
        return Many(self.one, self.schema, self.condition, self.description, commas=self.commas, exclude=True)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if not value:
            return qs
        fits = self.condition
        condition = fits(value) if callable(fits) else Q(**{f"{fits}__in": value})
        return qs.exclude(condition) if self.exclude else qs.filter(condition)


class StrictFilterSet(FilterSet):
    """Filters of which each Many has a twin that excludes."""

    def __init__(self, data: Any = None, queryset: Any = None, **kwargs: Any) -> None:
        # Each request copies its filters and makes a form of them: of those alone that it asks for.
        every, asked = type(self).base_filters, data if data is not None else ()
        self.base_filters = OrderedDict((name, found) for name, found in every.items() if name in asked)
        super().__init__(data, queryset, **kwargs)

    @classmethod
    def get_filters(cls) -> Any:
        filters = super().get_filters()
        twins = {
            f"{EXCLUDE}{name}": found.twin()
            for name, found in filters.items()
            if isinstance(found, Many) and not name.startswith(EXCLUDE)
        }
        return {**filters, **{name: twin for name, twin in twins.items() if name not in filters}}

    @classmethod
    def several(cls) -> set[str]:
        """The names that may be given more than once."""
        return {name for name, found in cls.base_filters.items() if isinstance(found, Many)}


class StrictFilterBackend(DjangoFilterBackend):
    """Says of which parameter a value makes no sense."""

    def filter_queryset(self, request: Any, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        filterset = self.get_filterset(request, queryset, view)
        if filterset is None:
            return queryset
        if not filterset.is_valid():
            raise BadParameters({name: list(reasons) for name, reasons in filterset.errors.items()})
        found: QuerySet[Any] = filterset.qs
        return found


def uuids(condition: Condition | str, description: str) -> Many:
    """A filter by ids."""
    return Many(forms.UUIDField(), {"type": "string", "format": "uuid"}, condition, description)


def choices(enumeration: Any, condition: Condition | str, description: str) -> Many:
    """A filter by values of an enumeration."""
    values = [value for value, _ in enumeration.choices]
    field = forms.ChoiceField(
        choices=enumeration.choices,
        error_messages={"invalid_choice": f"“%(value)s” is none of: {', '.join(values)}."},
    )
    return Many(field, {"type": "string", "enum": values}, condition, description)


def matching(pattern: str, condition: Condition | str, description: str, *, example: str) -> Many:
    """A filter by texts of a form."""
    message = f"This must look like “{example}”."
    field = forms.CharField(validators=[RegexValidator(rf"\A(?:{pattern})\Z", message)], max_length=300)
    return Many(field, {"type": "string", "pattern": f"^(?:{pattern})$", "example": example}, condition, description)


def names(condition: Condition | str, description: str, *, example: str) -> Many:
    """A filter by names, in which a comma is part of the name."""
    return Many(WordsField(), {**WORDS, "example": example}, condition, description, commas=False)


def terms(condition: Condition | str, description: str, *, example: str) -> Many:
    """A filter by words that hold no comma."""
    schema = {**WORDS, "pattern": r"^[^\x00,]*[^\s\x00,][^\x00,]*$", "example": example}
    return Many(WordsField(), schema, condition, description)


class One(django_filters.Filter):
    """A filter by one value."""

    def __init__(
        self, one: forms.Field, schema: dict[str, Any], condition: Callable[[Any], Q], description: str
    ) -> None:
        super().__init__()
        self.one, self.condition = one, condition
        set_override(self, "field", {**schema, "description": description})

    @property
    def field(self) -> forms.Field:
        return self.one

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return qs if value is None or value == "" else qs.filter(self.condition(value))


class WordsField(forms.CharField):
    """Words: left out, or at least one character."""

    def __init__(self) -> None:
        super().__init__(max_length=300, error_messages={"required": EMPTY})

    def clean(self, value: Any) -> Any:
        return None if value is None else super().clean(value)


class StrictDateField(forms.Field):
    """YYYY-MM-DD and nothing else."""

    def clean(self, value: Any) -> dt.date | None:
        if value is None:
            return None
        try:
            return dt.datetime.strptime(value, "%Y-%m-%d").date() if len(value) == 10 else _no_date()
        except ValueError as error:
            raise ValidationError("This must be a date such as 2026-03-31.") from error


def _no_date() -> dt.date:
    raise ValueError


class MomentField(forms.Field):
    """A date and time in ISO 8601 with its offset."""

    def clean(self, value: Any) -> dt.datetime | None:
        if value is None:
            return None
        try:
            # An unescaped + in a query string arrives as a space.
            moment = dt.datetime.fromisoformat(value.replace(" ", "+"))
            return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
        except (ValueError, OverflowError) as error:
            raise ValidationError("This must be a date and time such as 2026-03-31T12:00:00Z.") from error


class BooleanField(forms.Field):
    """true or false."""

    def clean(self, value: Any) -> bool | None:
        if value not in {None, "true", "false"}:
            raise ValidationError("This must be true or false.")
        return None if value is None else value == "true"


class NumberField(forms.Field):
    """A number within bounds."""

    def __init__(self, number: type[int] | type[float], low: float, high: float) -> None:
        super().__init__(required=False)
        self.number, self.low, self.high = number, low, high

    def clean(self, value: Any) -> float | None:
        if value is None:
            return None
        try:
            if not value.isascii() or "_" in value or value != value.strip():
                raise ValueError
            number = self.number(value)
        except ValueError as error:
            kind = "whole number" if self.number is int else "number"
            raise ValidationError(f"This must be a {kind}.") from error
        if not self.low <= number <= self.high:
            raise ValidationError(f"This must lie between {self.low} and {self.high}.")
        return number


def day(condition: Callable[[dt.date], Q], description: str) -> One:
    """A filter by a date."""
    return One(
        StrictDateField(), {"type": "string", "format": "date", "example": "2026-03-31"}, condition, description
    )


def moment(condition: Callable[[dt.datetime], Q], description: str) -> One:
    """A filter by a date and time."""
    schema = {"type": "string", "format": "date-time", "example": "2026-03-31T12:00:00Z"}
    return One(MomentField(), schema, condition, description)


def yes_or_no(condition: Callable[[bool], Q], description: str) -> One:
    """A filter by a fact."""
    return One(BooleanField(), {"type": "boolean"}, condition, description)


def number(kind: type[int] | type[float], high: float, condition: Callable[[Any], Q], description: str) -> One:
    """A filter by a number from 0 to high."""
    schema = {"type": "integer" if kind is int else "number", "minimum": 0, "maximum": high}
    return One(NumberField(kind, 0, high), schema, condition, description)


def words(condition: Callable[[str], Q], description: str) -> One:
    """A filter by words."""
    return One(WordsField(), dict(WORDS), condition, description)


def any_of(values: Iterable[Any], one: Callable[[Any], Q]) -> Q:
    """The conditions of several values, of which one must hold."""
    met = Q(pk__in=())
    for value in values:
        met |= one(value)
    return met


def begin_of(date: dt.date) -> dt.datetime:
    """The first moment of a day, UTC: compared as a moment, so that the index serves."""
    return dt.datetime.combine(date, dt.time.min, dt.UTC)


def end_of(date: dt.date) -> dt.datetime:
    """The last moment of a day, UTC."""
    return dt.datetime.combine(date, dt.time.max, dt.UTC)


__all__: Sequence[str] = (
    "Many", "One", "StrictFilterBackend", "StrictFilterSet", "any_of", "begin_of", "choices", "day", "end_of",
    "matching", "moment", "names", "number", "terms", "uuids", "words", "yes_or_no",
)  # fmt: skip
