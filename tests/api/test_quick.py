"""What makes the API quick gives what REST framework gives."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.utils.functional import lazystr
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.test import APIClient, APIRequestFactory

from quotes.api.serializers.statements import StatementSerializer
from quotes.api.serializing import ObjectUrl, QuickJSONRenderer, QuickSerializer
from quotes.api.views.statements import loaded
from quotes.models import Statement
from tests.api.test_representations import split_statement
from tests.factories import StatementFactory

DATA: dict[str, Any] = {
    "nothing": None,
    "text": "“Núñez” 🌊 \u2028 \u2029 / </script>",
    "id": uuid.UUID(int=7),
    "moment": dt.datetime(2026, 3, 31, 12, 0, 0, 120_000, dt.UTC),
    "whole second": dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC),
    "day": dt.date(2026, 3, 31),
    "number": Decimal("1.50"),
    "lazy": lazystr("said"),
    "share": 0.1,
    "many": [1, True, (2, 3)],
}


@pytest.mark.parametrize("accept", ["application/json", "application/json; indent=2"])
def test_json_is_written_as_rest_framework_writes_it(accept: str) -> None:
    written = QuickJSONRenderer().render(DATA, accept, {})
    assert written == JSONRenderer().render(DATA, accept, {})


def test_no_content_is_no_content() -> None:
    assert QuickJSONRenderer().render(None) == b""


@pytest.mark.django_db
def test_fields_are_read_as_rest_framework_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    split_statement()
    StatementFactory(speaker=None, attribution_status="nobody", said_on=dt.date(2026, 1, 2))
    context = {"request": APIRequestFactory().get("/api/v1/statements/"), "sees_everything": True}

    def read() -> bytes:
        return JSONRenderer().render(
            StatementSerializer(loaded(Statement.objects.all()), many=True, context=context).data
        )

    quick = read()
    monkeypatch.setattr(QuickSerializer, "to_representation", serializers.Serializer.to_representation)
    monkeypatch.setattr(ObjectUrl, "to_representation", serializers.HyperlinkedIdentityField.to_representation)
    assert quick == read()


@pytest.mark.django_db
def test_addresses_are_those_of_the_objects() -> None:
    statement = StatementFactory(review_status="accepted")
    body = APIClient().get("/api/v1/statements/").json()["results"][0]
    for part, row in ((body, statement), (body["speaker"], statement.speaker), (body["source"], statement.source)):
        assert part["url"].endswith(f"/{row.public_id}/")
        assert APIClient().get(part["url"]).json()["id"] == str(row.public_id)
