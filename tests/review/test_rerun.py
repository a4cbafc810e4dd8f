"""A newer engine over a source: its own proposals give way, what editors decided stays to the last byte."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.forms.models import model_to_dict

from quotes.engine import site_engine
from quotes.extraction import Article, ExtractedStatement, ExtractionError, Span, extract
from quotes.ingest.readers.article import ReadArticle
from quotes.ingest.service import store_article
from quotes.ingest.verification import find_faults
from quotes.lookup.answers import Question
from quotes.lookup.checking import check
from quotes.matching.verdicts import Verdict
from quotes.models import Change as FeedChange
from quotes.models import (
    EngineDisagreement,
    EngineRerun,
    Fingerprint,
    Occurrence,
    Review,
    Source,
    Speaker,
    Statement,
)
from quotes.review.decisions import accept, correct, reassign, reject, reopen
from quotes.review.recording import StaleStatement
from quotes.review.rerun import SourceRerun, rerun_sources
from tests.factories import SpeakerFactory, UserFactory

pytestmark = pytest.mark.django_db
TEXT = (
    "“The quay is sinking,” said Ana Ruiz, the harbour master. “Nobody listens,” she said.\n\n"
    "“We will pay for it,” said Tom Lind, the mayor. “It will take a year,” he added."
)
Change = Callable[[list[ExtractedStatement]], list[ExtractedStatement]]


class Later:
    """The site's engine after somebody changed it: what it finds goes through `change`."""

    def __init__(self, change: Change) -> None:
        self.change = change

    def version(self, language: str) -> str:
        return "2.0"

    def extract(self, article: Article) -> list[ExtractedStatement]:
        return self.change(extract(article))


@pytest.fixture
def source() -> Source:
    article = ReadArticle(text=TEXT, where="quay.txt", language="en")
    return store_article(article=article, extracted=extract(Article(TEXT, "en")), engine_version="1.0").source


@pytest.fixture
def later(settings: Any) -> Iterator[Callable[[Change], None]]:
    def install(change: Change) -> None:
        settings.QUOTES_ENGINE = "tests.review.test_rerun.Later"
        settings.QUOTES_ENGINE_OPTIONS = {"change": change}
        site_engine.cache_clear()

    yield install
    site_engine.cache_clear()


def statements() -> list[Statement]:
    return list(Statement.objects.order_by("id"))


def at(words: str) -> Statement:
    return Statement.objects.get(text__startswith=words, withdrawn_at__isnull=True)


def rerun(source: Source, **more: Any) -> tuple[EngineRerun, SourceRerun]:
    outcomes: list[SourceRerun] = []
    run = rerun_sources(sources=[source], on_source=outcomes.append, **more)
    return run, outcomes[0]


def counts(outcome: SourceRerun) -> tuple[int, int, int, int]:
    return len(outcome.kept), len(outcome.added), len(outcome.withdrawn), len(outcome.disagreements)


def same(found: list[ExtractedStatement]) -> list[ExtractedStatement]:
    return found


def shorter(found: list[ExtractedStatement]) -> list[ExtractedStatement]:
    """Every statement a character shorter."""
    return [replace(f, content=(*f.content[:-1], Span(f.content[-1].start, f.content[-1].end - 1))) for f in found]


def nothing(found: list[ExtractedStatement]) -> list[ExtractedStatement]:
    return []


def test_the_same_engine_changes_nothing(source: Source, later: Any) -> None:
    later(same)
    before = [model_to_dict(s) for s in statements()]
    assert counts(rerun(source)[1]) == (4, 0, 0, 0)
    assert [model_to_dict(s) for s in statements()] == before


def test_what_an_engine_no_longer_proposes_is_withdrawn_and_what_is_new_is_added(source: Source, later: Any) -> None:
    later(lambda found: [found[0], *shorter(found[1:2])])
    old = at("“Nobody listens")
    run, outcome = rerun(source, started_by=UserFactory())
    assert counts(outcome) == (1, 1, 3, 0)
    old.refresh_from_db()
    assert (old.withdrawn_at is not None, old.version) == (True, 2)
    new = at("“Nobody listens")
    assert (new.engine_version, new.review_status, new.speaker) == ("2.0", "pending", old.speaker)
    assert (run.kept, run.added, run.withdrawn, run.finished_at is not None) == (1, 1, 3, True)
    assert list(find_faults()) == []


def test_look_up_follows_a_run(source: Source, later: Any) -> None:
    accept(statement=at("“The quay"), reviewer=UserFactory(), expected_version=1)
    later(lambda found: [found[0], *shorter(found[1:2])])
    rerun(source, dry_run=True)
    assert set(Occurrence.objects.values_list("pk", flat=True)) == {s.pk for s in statements()}
    rerun(source)
    standing = {s.pk for s in statements() if s.withdrawn_at is None}
    assert len(standing) == 2
    assert set(Occurrence.objects.values_list("pk", flat=True)) == standing
    assert set(Fingerprint.objects.values_list("statement_id", flat=True)) == standing
    assert check(Question("We will pay for it"), everything=True).verdict == Verdict.NOT_FOUND
    assert check(Question("The quay is sinking")).verdict == Verdict.VERBATIM


def test_a_mirror_hears_of_a_run_only_what_was_public(source: Source, later: Any) -> None:
    accept(statement=at("“The quay"), reviewer=UserFactory(), expected_version=1)
    before = FeedChange.objects.count()
    later(nothing)
    rerun(source)
    assert [s.withdrawn_at is None for s in statements()] == [True, False, False, False]
    assert FeedChange.objects.count() == before == 1


def test_a_second_run_adds_nothing_more(source: Source, later: Any) -> None:
    later(shorter)
    rerun(source)
    assert counts(rerun(source)[1]) == (4, 0, 0, 0)
    assert Statement.objects.count() == 8


def test_nobody_becomes_a_new_speaker_by_a_run(source: Source, later: Any) -> None:
    Speaker.objects.filter(name="Ana Ruiz").update(name="Ruiz", normalised_name="ruiz")
    speakers = Speaker.objects.count()
    later(
        lambda found: shorter(
            [replace(f, speaker=replace(f.speaker, name="Ruiz")) if f.speaker and f.speaker.name == "Ana Ruiz" else f
             for f in found]
        )
    )  # fmt: skip
    rerun(source)
    assert Speaker.objects.count() == speakers
    assert at("“The quay").speaker == Speaker.objects.get(name="Ruiz")


DECISIONS: list[tuple[str, Callable[..., Statement], dict[str, Any]]] = [
    ("accepted", accept, {}),
    ("rejected", reject, {}),
    ("nobody said it", reassign, {"speaker": None}),
    ("a word less", correct, {"spans": [(0, 17)]}),
    ("moved far away", correct, {"spans": [(58, 75)]}),
    ("reopened", reopen, {}),
]


@pytest.mark.parametrize("change", [same, shorter, nothing])
@pytest.mark.parametrize(("decide", "more"), [d[1:] for d in DECISIONS], ids=[d[0] for d in DECISIONS])
def test_what_an_editor_decided_is_not_touched(
    decide: Callable[..., Statement], more: dict[str, Any], change: Change, source: Source, later: Any
) -> None:
    statement = at("“The quay")
    decide(statement=statement, reviewer=UserFactory(), expected_version=1, **more)
    later(change)
    before = Statement.objects.filter(pk=statement.pk).values().get()
    spans = Statement.objects.get(pk=statement.pk).span_pairs()
    _, outcome = rerun(source)
    assert Statement.objects.filter(pk=statement.pk).values().get() == before
    assert Statement.objects.get(pk=statement.pk).span_pairs() == spans
    assert Review.objects.count() == 1
    assert len(outcome.added) == {same: 0, shorter: 3, nothing: 0}[change], "it is not proposed once more"


def test_what_an_editor_added_is_not_touched(source: Source, later: Any) -> None:
    Statement.objects.filter(text__startswith="“The quay").update(origin="human", review_status="pending")
    later(nothing)
    assert len(rerun(source)[1].withdrawn) == 3


DISAGREEMENTS: list[tuple[str, Callable[..., Statement], dict[str, Any], Change, list[str]]] = [
    ("agrees", accept, {}, same, []),
    ("agrees that it is nothing", reject, {}, nothing, []),
    ("other words", accept, {}, shorter, ["It marks other words."]),
    ("not found", accept, {}, nothing, ["Editors kept this; the engine finds no statement here."]),
    ("rejected", reject, {}, same, ["Editors rejected this; the engine proposes it."]),
    (
        "another speaker",
        reassign,
        {"speaker": None},
        same,
        ["It names Ana Ruiz as the speaker; editors say nobody."],
    ),
    ("another kind", correct, {"quote_kind": "mixed"}, same, ["It calls it direct; editors say mixed."]),
    (
        "another modality",
        correct,
        {"modality": "negated"},
        same,
        ["It takes it as asserted; editors say negated."],
    ),
]


@pytest.mark.parametrize(
    ("decide", "more", "change", "expected"), [d[1:] for d in DISAGREEMENTS], ids=[d[0] for d in DISAGREEMENTS]
)
def test_where_it_disagrees_with_editors_is_listed(
    decide: Callable[..., Statement],
    more: dict[str, Any],
    change: Change,
    expected: list[str],
    source: Source,
    later: Any,
) -> None:
    decide(statement=at("“The quay"), reviewer=UserFactory(), expected_version=1, **more)
    later(change)
    rerun(source)
    rerun(source)  # the same engine again renews the entry, and adds none
    found = [(d.engine_version, d.differences) for d in EngineDisagreement.objects.all()]
    assert found == ([("2.0", expected)] if expected else [])


def test_an_editor_who_had_the_old_proposal_open_is_told(source: Source, later: Any) -> None:
    statement = at("“The quay")
    later(nothing)
    rerun(source)
    with pytest.raises(StaleStatement):
        accept(statement=statement, reviewer=UserFactory(), expected_version=1)


def test_a_report_inside_a_report_keeps_its_parent(source: Source, later: Any) -> None:
    def nest(found: list[ExtractedStatement]) -> list[ExtractedStatement]:
        return [found[0], replace(found[1], parent=0), *found[2:]]

    later(nest)
    assert counts(rerun(source)[1]) == (3, 1, 1, 0)
    assert at("“Nobody").parent == at("“The quay")
    later(lambda found: nest([*shorter(found[:1]), *found[1:]]))
    assert counts(rerun(source)[1]) == (2, 2, 2, 0)
    assert at("“Nobody").parent == at("“The quay")
    accept(statement=at("“The quay"), reviewer=UserFactory(), expected_version=1)
    later(nest)
    rerun(source)
    assert at("“Nobody").parent == at("“The quay")


def test_an_alias_is_the_same_speaker(source: Source, later: Any) -> None:
    ana = Speaker.objects.get(name="Ana Ruiz")
    full = SpeakerFactory(name="Ana Maria Ruiz")
    full.aliases.create(name="Ana Ruiz", normalised_name=ana.normalised_name)
    reassign(statement=at("“The quay"), reviewer=UserFactory(), expected_version=1, speaker=full)
    later(same)
    assert rerun(source)[1].disagreements == []


def fail(found: list[ExtractedStatement]) -> list[ExtractedStatement]:
    raise ExtractionError("The article took more than 1 second.")


def test_a_source_that_fails_loses_only_itself(source: Source, later: Any) -> None:
    article = ReadArticle(text=TEXT + " ", where="b.txt", language="en")
    other = store_article(article=article, extracted=[], engine_version="1.0").source
    Source.objects.filter(pk=source.pk).update(language="xx")
    source.refresh_from_db()
    later(same)
    run = rerun_sources(sources=[source, other])
    assert (run.sources, run.added, run.withdrawn) == (2, 4, 0)
    ((failed, words),) = [(error["source"], error["error"]) for error in run.errors]
    assert (failed, "no language data for “xx”" in words) == (str(source.public_id), True)


def call(*arguments: str) -> tuple[str, str, int]:
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("rerun_engine", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        status = int(stop.code or 0)
    return out.getvalue(), err.getvalue(), status


def test_the_command_tries_without_storing_and_then_stores(source: Source, later: Any) -> None:
    accept(statement=at("“The quay"), reviewer=UserFactory(), expected_version=1)
    later(shorter)
    rows = (Statement.objects.count(), Speaker.objects.count())
    out, _, status = call("--all", "--dry-run")
    assert "Would be: 1 sources, 0 failed. Proposals: 0 kept, 3 added, 3 withdrawn. 1 disagreements" in out
    assert "It marks other words." in out
    assert (Statement.objects.count(), Speaker.objects.count()) == rows
    assert (EngineRerun.objects.count(), EngineDisagreement.objects.count(), status) == (0, 0, 0)
    assert Statement.objects.filter(withdrawn_at__isnull=False).count() == 0
    summary = json.loads(call("--source", str(source.public_id), "--json")[0])
    assert (summary["added"], summary["withdrawn"], len(summary["disagreements"])) == (3, 3, 1)
    assert EngineRerun.objects.get().added == 3
    later(fail)
    _, err, status = call("--all")
    assert ("took more than" in err, status) == (True, 1)


@pytest.mark.parametrize(
    "arguments",
    [["--source", "nonsense"], ["--source", "00000000-0000-4000-8000-000000000000"], ["--outlet", "nowhere.example"]],
)
def test_what_is_not_there_is_said(arguments: list[str]) -> None:
    with pytest.raises(CommandError, match="There is no source"):
        call(*arguments)


def test_the_day_of_publication_is_given_to_the_engine(source: Source, later: Any) -> None:
    Source.objects.filter(pk=source.pk).update(published_at=dt.datetime(2026, 3, 3, tzinfo=dt.UTC))
    source.refresh_from_db()
    later(same)
    assert counts(rerun(source)[1]) == (4, 0, 0, 0)
