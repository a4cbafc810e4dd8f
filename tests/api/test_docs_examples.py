"""docs/api.md: its examples are run, and it names every filter."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from rest_framework.test import APIClient

from quotes.api import filters
from quotes.api.filtering import EXCLUDE, StrictFilterSet
from tests.factories import SpeakerFactory, StatementFactory, editor_with_rights, token_of

PAGE = (Path(__file__).resolve().parents[2] / "docs/api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```http\n(.*?)```\n\nAnswer (\d{3}):\n\n```json\n(.*?)```", PAGE, re.DOTALL)


def fits(expected: Any, found: Any) -> bool:
    """Whether an answer is the documented one, “…” standing for anything that is there."""
    if expected == "…":
        return bool(found)
    if isinstance(expected, dict):
        return (
            isinstance(found, dict)
            and set(expected) == set(found)
            and all(fits(value, found[name]) for name, value in expected.items())
        )
    if isinstance(expected, list):
        return (
            isinstance(found, list)
            and len(expected) == len(found)
            and all(fits(one, other) for one, other in zip(expected, found, strict=True))
        )
    return bool(expected == found)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 5
    assert PAGE.count("```http") == len(EXAMPLES)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("request_text", "status", "body"), EXAMPLES, ids=lambda value: str(value).split("\n")[0][:60]
)
def test_an_example_does_what_the_page_says(request_text: str, status: str, body: str) -> None:
    speaker = SpeakerFactory(name="Ana Ruiz", normalised_name="ana ruiz")
    statement = StatementFactory(review_status="accepted", speaker=speaker)
    token = token_of(editor_with_rights(), may_read_all=True, may_review=True, may_import=True)
    filled = request_text.replace("TOKEN", token).replace("STATEMENT", str(statement.public_id))
    head, _, sent = filled.partition("\n\n")
    first, *lines = head.strip().split("\n")
    method, address = first.split(" ", 1)
    headers = dict(line.split(": ", 1) for line in lines)
    answer = APIClient().generic(
        method, address, sent.strip(), headers.pop("Content-Type", "application/json"), headers=headers
    )
    assert answer.status_code == int(status), answer.content
    assert fits(json.loads(body), answer.json()), answer.json()


def test_the_python_snippet_does_what_the_page_says(live_server: Any, capsys: Any) -> None:
    (snippet,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert "https://quotes.example/" in snippet
    speaker = SpeakerFactory(name="Ana Ruiz")
    for _ in range(2):
        StatementFactory(review_status="accepted", speaker=speaker)
    StatementFactory(review_status="accepted", quote_kind="indirect", speaker=speaker)
    exec(snippet.replace("https://quotes.example", live_server.url), {})  # noqa: S102 - of a page of ours
    assert re.search(r"Ana Ruiz\s+┆ 2 ", capsys.readouterr().out)


@pytest.mark.parametrize(
    "filterset", [found for found in StrictFilterSet.__subclasses__() if found.__module__ == filters.__name__]
)
def test_the_page_names_every_filter(filterset: type[StrictFilterSet]) -> None:
    named = [name for name in filterset.base_filters if not name.startswith(EXCLUDE)]
    assert named
    assert [name for name in named if f"`{name}`" not in PAGE] == []
