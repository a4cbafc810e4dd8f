"""The API keeps what its schema promises, whoever asks and whatever is sent (schemathesis).

CONTRACT_EXAMPLES sets how many requests an operation gets of each sort.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

if "CONTRACT_EXAMPLES" not in os.environ:
    pytest.skip("CONTRACT_EXAMPLES says how many requests an operation gets", allow_module_level=True)

from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode, openapi
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from quotes.ingest.queue import SentArticle, enqueue
from quotes.models import ImportRun, Outlet, Review, Source, Speaker, Statement
from tests.factories import StatementFactory, UserFactory, editor_with_rights, review_of, token_of

pytestmark = pytest.mark.django_db
STATEMENT = "/api/v1/statements/{id}"
# Where the meaning of a body decides, which no schema tells: whether a language can be detected, a quotation has
# words, spans lie within the text, a speaker exists and is needed; and an article that cannot be stored is told
# in its run.
ON_THE_MEANING = {
    positive_data_acceptance: {
        "/api/v1/extract",
        "/api/v1/check",
        f"{STATEMENT}/correct/",
        f"{STATEMENT}/reassign/",
        "/api/v1/speakers/{id}/merges",
    },
    negative_data_rejection: {"/api/v1/imports/"},
}
EXAMPLES = int(os.environ.get("CONTRACT_EXAMPLES", "5"))
BUDGET = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
MODELS = {"statements": Statement, "speakers": Speaker, "sources": Source, "outlets": Outlet,
          "reviews": Review, "imports": ImportRun}  # fmt: skip


def nobody() -> dict[str, str]:
    return {}


def reader() -> dict[str, str]:
    return {"Authorization": f"Bearer {token_of(UserFactory())}"}


def editor() -> dict[str, str]:
    scopes = {"may_read_all": True, "may_review": True, "may_import": True}
    return {"Authorization": f"Bearer {token_of(editor_with_rights(), **scopes)}"}


@pytest.fixture
def api(settings: Any) -> Iterator[Any]:
    """The schema as it is served, over a database with some of everything."""
    settings.ALLOWED_HOSTS = ["*"]
    settings.API_RATES = dict.fromkeys(settings.API_RATES, "1000000/min")
    for status in ("accepted", "corrected", "pending", "rejected"):
        review_of(StatementFactory(review_status=status), UserFactory())
    enqueue(articles=[SentArticle("article", b"{}")], body_sha256="0" * 64, sender=UserFactory())
    # As Django's own test client does: the end of a request must not end the test's transaction.
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield openapi.from_wsgi("/api/v1/schema/?format=json", get_wsgi_application())
    for signal in signals:
        signal.connect(close_old_connections)


def mend(case: Any, known: str | None) -> None:
    """Put in what no schema can say: tags and cursors come from answers, keys are used once, words are searched."""
    if "Idempotency-Key" in (case.headers or {}):
        case.headers["Idempotency-Key"] = uuid.uuid4().hex
    if case.query and case.meta.generation.mode is GenerationMode.POSITIVE:
        for name in ("cursor", "after", "since"):
            case.query.pop(name, None)
        if "search" in case.query or case.query.get("order") == "relevance":
            case.query["search"] = "quay"
        if case.query.get("format", "json") != "json":  # only the API's own JSON has fields to choose, and a count
            for name in ("fields", "include", "count"):
                case.query.pop(name, None)
    if known and "If-Match" in (case.headers or {}):
        version = Statement.objects.get(public_id=known).version
        case.headers["If-Match"] = f'"{known}.{version}.0123456789ab"'


def existing(path: str) -> list[str]:
    """Ids that lead somewhere, for the path's resource."""
    resource = path.removeprefix("/api/v1/").split("/")[0]
    return [str(row.public_id) for row in MODELS[resource].objects.all()] if resource in MODELS else []


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("who", [nobody, reader, editor])
def test_every_operation_keeps_its_promise(who: Callable[[], dict[str, str]], mode: GenerationMode, api: Any) -> None:
    headers, tried = who(), 0
    broken: list[str] = []  # every operation is tried, so that one run tells all
    for result in api.get_all_operations():
        operation = result.ok()
        ids = existing(operation.path)

        @BUDGET
        @given(case=operation.as_strategy(generation_mode=mode), known=st.sampled_from([*ids, None]))
        def keeps_its_promise(case: Any, known: str | None) -> None:
            nonlocal tried
            if known and "id" in case.path_parameters and mode is GenerationMode.POSITIVE:
                case.path_parameters["id"] = known
            tried += 1
            mend(case, known)
            case.call_and_validate(
                headers={**headers, "Accept-Encoding": "identity"},
                excluded_checks=[check for check, paths in ON_THE_MEANING.items() if case.operation.path in paths],
            )

        try:
            keeps_its_promise()
        except FailureGroup as group:
            broken.append(f"{operation.method.upper()} {operation.path}: {group.exceptions}")
    assert not broken, "\n".join(broken)
    assert tried > 20
