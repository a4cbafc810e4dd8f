"""The API keeps what its schema promises, whoever asks and whatever is sent: all of schemathesis, over real HTTP.

Its checks are all on, and so are its phases: the examples of the schema, the bounds of every parameter and field,
requests drawn at random, and chains of requests in which one uses what another answered. CONTRACT_EXAMPLES sets how
many requests of an operation are drawn, and how many chains. Chance is seeded: a run repeats the last one.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest

if "CONTRACT_EXAMPLES" not in os.environ:
    pytest.skip("CONTRACT_EXAMPLES says how many requests an operation gets", allow_module_level=True)

import requests
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import connections
from django.test import Client
from schemathesis import GenerationMode, engine, hook, openapi
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from schemathesis.engine import Status, events
from schemathesis.engine.run import PhaseName

from quotes.ingest.queue import SentArticle, enqueue
from tests.factories import StatementFactory, UserFactory, editor_with_rights, review_of, token_of

EXAMPLES = int(os.environ["CONTRACT_EXAMPLES"])
LEAST = 1000
"""Requests a run makes, however small the budget: the bounds alone are more."""
PHASES = {PhaseName.EXAMPLES, PhaseName.COVERAGE, PhaseName.FUZZING, PhaseName.STATEFUL_TESTING}
FROM_ANSWERS = ("cursor", "after", "since")
OF_CURSORS = ("order", "search")
"""What of a request its cursor is of: the rest may be asked otherwise on every page."""
ONLY_JSON_HAS = ("fields", "include", "count")
# What a request that fits the schema may still be refused for, since no schema can say it: the code of the problem,
# or the place that it names.
BY_CODE = {
    "stale": "a tag is of one version of one statement",
    "gone": "a cursor of the feed comes from the feed",
    "idempotency_key_used": "a key goes with one body",
    "no_article": "lines of white space hold no article",
}
REFUSALS = {"negative_data_rejection", "missing_required_header"}
BY_PLACE = {
    "search": "it needs a word to search for",
    "#/language": "no engine reads it, or the text's own cannot be told",
    "#/quote": "it has no words",
    "#/text": "a quotation in it has no words",
    "#/speaker": "nobody has this id",
    "#/absorbed": "nobody has this id",
    "#": "a correction says what is there already, or nothing",
    "#/content_spans": "they do not lie within the text, in order",
}


def nobody() -> dict[str, str]:
    return {}


def reader() -> dict[str, str]:
    return {"Authorization": f"Bearer {token_of(UserFactory())}"}


def editor() -> dict[str, str]:
    scopes = {"may_read_all": True, "may_review": True, "may_import": True}
    return {"Authorization": f"Bearer {token_of(editor_with_rights(), **scopes)}"}


@hook("before_call")
def mend(context: Any, case: Any, kwargs: Any) -> None:
    """Put into the parts of a request that fit the schema what no schema knows: ids and tags that there are.

    Chains take these from the answers before. Cursors are those of pages that there are; what excludes
    each other is left out.
    """
    if case.meta is None:
        return
    if ParameterLocation.QUERY not in _negated(case):
        query = case.query or {}
        rows = "statements" in case.operation.path and query.get("format", "json") != "json"
        for name in ONLY_JSON_HAS if rows else ():
            query.pop(name, None)
        if query.get("order") == "relevance":
            query.setdefault("search", "quay")
        for name in query.keys() & set(FROM_ANSWERS):
            answered = _from_answers(case, name)
            query |= {name: answered} if answered else {}
            if not answered:
                del query[name]
    if case.meta.phase.name.value == "stateful" or "{id}" not in case.operation.path:
        return
    resource = case.operation.path.split("/")[3]
    if ParameterLocation.PATH not in _negated(case) and (
        rows := _get(case, f"/api/v1/{resource}/?page_size=1&fields=id").json().get("results")
    ):
        case.path_parameters["id"] = rows[0]["id"]
    if "If-Match" in (case.headers or {}) and ParameterLocation.HEADER not in _negated(case):
        tag = _get(case, f"/api/v1/statements/{quote(str(case.path_parameters['id']))}/").headers.get("ETag")
        case.headers["If-Match"] = tag or '""'


@hook("filter_failure")
def is_a_fault(context: Any, failure: Any, case: Any, response: Any) -> bool:
    """Whether a failed check is one: not where the meaning decides, and the answer says so at its place."""
    told = response.json() if "json" in response.headers.get("content-type", [""])[0] else {}
    if REFUSALS & set(failure.checks) and response.status_code in {410, 412, 428}:
        return False  # refused indeed: schemathesis does not know these
    if "positive_data_acceptance" in failure.checks:
        places = {name for error in told.get("errors", ()) for name in error.values() if name != error["detail"]}
        return told["code"] not in BY_CODE and not (places and places <= BY_PLACE.keys())
    if "negative_data_rejection" in failure.checks and set(_negated(case)) == {ParameterLocation.BODY}:
        # An article that cannot be stored is told in its run, a quotation that makes no sense in its place.
        return not (response.status_code == 202 or any(one["problem"] for one in told.get("results", ())))
    return True


def _from_answers(case: Any, name: str) -> str | None:
    """Where in its list a request may begin, as the list itself says; None where there is but one page."""
    if name == "after":
        rows = _get(case, "/api/v1/statements/?page_size=1&fields=id").json()["results"]
        return rows[0]["id"] if rows else None
    asked = {key: value for key, value in (case.query or {}).items() if key in OF_CURSORS}
    asked["limit" if name == "since" else "page_size"] = 1
    following = _get(case, f"{case.operation.path}?{urlencode(asked, doseq=True)}").json().get("next")
    return parse_qs(urlsplit(following or "").query).get(name, [None])[0]


def _get(case: Any, path: str) -> requests.Response:
    return requests.get(case.operation.base_url + path, headers=case.operation.schema.config.headers, timeout=120)


def _negated(case: Any) -> list[Any]:
    return [where for where, part in case.meta.components.items() if part.mode is GenerationMode.NEGATIVE]


@pytest.fixture
def world(settings: Any, caplog: Any, monkeypatch: Any) -> None:
    """Some of everything, and no limits."""
    monkeypatch.setattr(WSGIRequestHandler, "disable_nagle_algorithm", True)  # 40 ms a request
    # What asks keeps its connections open; no database would be let go while the site kept its own with them.
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
    settings.API_RATES = dict.fromkeys(settings.API_RATES, "1000000/min")
    caplog.set_level(logging.CRITICAL, logger="django")
    for status in ("accepted", "corrected", "pending", "rejected"):
        review_of(StatementFactory(review_status=status), UserFactory())
    enqueue(articles=[SentArticle("article", b"{}")], body_sha256="0" * 64, sender=UserFactory())


def faults_of(scenario: events.ScenarioFinished) -> set[str]:
    """The failed checks of a scenario, each with the answer and the request that repeats it."""
    cases, checks, answers = scenario.recorder.cases, scenario.recorder.checks, scenario.recorder.interactions
    return {
        f"{cases[case].value.operation.label}, {check.name}: {check.failure_info.failure.message}\n"
        f"    {_told(answers[case].response)}\n"
        f"    {check.failure_info.code_sample}"
        for case, results in checks.items()
        for check in results
        if check.failure_info is not None
    }


def _told(response: Any) -> str:
    return "no answer" if response is None else f"{response.status_code} {response.content[:400]!r}"


def schema_of(site: Any) -> Any:
    return openapi.from_url(f"{site.url}/api/v1/schema/?format=json", config=SchemathesisConfig(seed=1))


def ask_all(api: Any, headers: dict[str, str]) -> tuple[set[str], Counter[PhaseName]]:
    """What is wrong with the API for whom the headers name, and how many requests each phase made."""
    api.config.update(
        headers={**headers, "Accept-Encoding": "identity"}, continue_on_failure=True, request_timeout=120
    )
    api.config.generation.update(max_examples=EXAMPLES, deterministic=True, database="none", no_shrink=True)
    faults: set[str] = set()
    asked: Counter[PhaseName] = Counter()
    for event in engine.from_schema(api).execute():
        if isinstance(event, events.ScenarioFinished):
            faults |= faults_of(event)
            asked[event.phase] += len(event.recorder.cases)
        elif isinstance(event, events.NonFatalError | events.FatalError):
            faults.add(str(event))
        elif isinstance(event, events.PhaseFinished) and event.phase.name in PHASES:
            assert event.status is not Status.SKIP, event.phase
    return faults, asked


@pytest.mark.parametrize("who", [nobody, reader, editor])
def test_every_operation_keeps_its_promise(who: Callable[[], dict[str, str]], live_server: Any, world: None) -> None:
    api = schema_of(live_server)
    faults, asked = ask_all(api, who())
    assert not faults, "\n\n".join(sorted(faults))
    assert set(asked) == PHASES
    assert asked.total() >= LEAST, asked


def test_merging_keeps_its_promise_to_who_is_logged_in(live_server: Any, world: None) -> None:
    """No token merges speakers."""
    client = Client()
    client.force_login(editor_with_rights("merge_speaker"))
    session = client.cookies["sessionid"].value
    headers = {"Cookie": f"sessionid={session}; csrftoken={'x' * 32}", "X-CSRFToken": "x" * 32}
    api = schema_of(live_server).include(path_regex="speakers")
    faults, asked = ask_all(api, headers)
    assert not faults, "\n\n".join(sorted(faults))
    assert asked.total() > 100
