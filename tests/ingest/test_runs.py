"""Articles come in once, and one that is broken loses only itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from quotes.engine import site_engine
from quotes.extraction import Article, DefaultEngine, ExtractedStatement
from quotes.ingest import runs
from quotes.ingest.readers.article import ReadArticle, Rejected
from quotes.ingest.runs import import_articles
from quotes.ingest.verification import find_faults
from quotes.models import ImportItem, ImportRun, Outlet, Source, Speaker, Statement, StatementSpan

pytestmark = pytest.mark.django_db

TEXT = "“The quay is sinking,” said Ana Ruiz, the harbour master. “Nobody 👩‍👩‍👧 listens,” she said."


def article(text: str = TEXT, **more: object) -> ReadArticle:
    return ReadArticle("a.txt", text, **more)  # type: ignore[arg-type]  # a test's shorthand


def run(*articles: ReadArticle | Rejected, workers: int = 1) -> ImportRun:
    return import_articles(articles=articles, inputs=["a"], workers=workers)


def test_an_article_is_stored_with_its_statements_and_speakers() -> None:
    done = run(article())
    assert (done.articles_new, done.statements, done.unattributed) == (1, 2, 0)
    assert {s.speaker.name for s in Statement.objects.all() if s.speaker} == {"Ana Ruiz"}
    assert Speaker.objects.count() == 1
    assert list(find_faults()) == []


def test_the_same_text_twice_adds_nothing() -> None:
    run(article())
    again = run(article(), article(title="Another title"))
    assert (again.articles_new, again.articles_known) == (0, 2)
    assert (Source.objects.count(), Statement.objects.count()) == (1, 2)


def test_a_new_text_at_a_known_address_revises_the_old_one() -> None:
    url = "https://courier.example/quay"
    run(article(url=url))
    run(article(TEXT + " More.", url=url))
    old, new = Source.objects.order_by("id")
    assert new.revises == old
    assert Statement.objects.filter(source=old).count() == 2


def test_what_cannot_be_read_is_in_the_run_and_everything_else_is_in() -> None:
    done = run(
        Rejected("b.jsonl, line 3", "The line is not JSON."),
        article(),
        article("Other words.", language="xx"),
    )
    assert (done.articles_new, done.articles_failed) == (1, 2)
    failed = {item.where: item.error for item in ImportItem.objects.filter(outcome="failed")}
    assert failed["b.jsonl, line 3"] == "The line is not JSON."
    assert "no language data" in failed["a.txt"]


def test_an_engine_that_fails_on_one_article_loses_only_that(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(DefaultEngine):
        def extract(self, article: Article) -> list[ExtractedStatement]:
            if article.text == "Bad.":
                raise RuntimeError("broken")
            return super().extract(article)

    monkeypatch.setattr(runs, "site_engine", Broken)
    done = run(article("Bad."), article())
    assert (done.articles_new, done.articles_failed) == (1, 1)
    assert Source.objects.count() == 1


def test_a_site_runs_the_engine_that_its_settings_name(settings: Settings) -> None:
    settings.QUOTES_ENGINE = "tests.ingest.test_runs.Silent"
    settings.QUOTES_ENGINE_OPTIONS = {}
    site_engine.cache_clear()
    try:
        done = run(article("“We will appeal,” said Nora Lindqvist."))
    finally:
        site_engine.cache_clear()
    assert done.engine_version == "silent 1 (en)"
    assert (done.articles_new, done.statements) == (1, 0)


class Silent:
    """Another engine: it hears nothing."""

    def version(self, language: str) -> str:
        return f"silent 1 ({language})"

    def extract(self, article: Article) -> list[ExtractedStatement]:
        return []


def test_an_article_that_takes_too_long_is_told_and_the_others_are_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "site_engine", lambda: DefaultEngine(seconds=0.2))
    done = run(article("“No,” she said. " * 20_000), article())
    assert (done.articles_new, done.articles_failed) == (1, 1)
    assert "longer than the 0.2 seconds" in ImportItem.objects.get(outcome="failed").error


def test_the_language_is_detected_where_none_is_given() -> None:
    french = (
        "Le maire a dit que la ville ne paierait pas pour les dégâts, et que les habitants devaient attendre. " * 2
    )
    done = run(article(), article(french))
    assert (done.articles_new, done.articles_failed) == (1, 1)
    assert Source.objects.get().language == "en"
    assert "none of the languages" in ImportItem.objects.get(outcome="failed").error


def test_an_article_that_cannot_be_stored_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(*args: object, **more: object) -> None:
        raise ValueError("span outside the text")

    monkeypatch.setattr("quotes.ingest.service.text_at", explode)
    done = run(article())
    assert done.articles_failed == 1
    assert (Source.objects.count(), Speaker.objects.count(), Statement.objects.count()) == (0, 0, 0)


def test_a_publication_date_after_retrieval_is_flagged() -> None:
    later = dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=3)
    run(article(published_at=later))
    assert Source.objects.get().flags == ["published_after_retrieval"]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_became_of_articles_is_in_their_order(workers: int) -> None:
    run(article())
    done = run(
        ReadArticle("1", "Other words.", language="xx"),  # which the engine finds out
        Rejected("2", "The line is not JSON."),
        ReadArticle("3", TEXT),
        ReadArticle("4", "Rain."),
        Rejected("5", "The line is not JSON."),
        workers=workers,
    )
    items = ImportItem.objects.filter(run=done).values_list("where", "outcome")
    assert list(items) == [("1", "failed"), ("2", "failed"), ("3", "known"), ("4", "new"), ("5", "failed")]


def test_one_domain_is_one_outlet_whatever_it_is_called() -> None:
    run(
        article(outlet="The Courier", domain="courier.example"),
        article("Two.", outlet="Courier", domain="courier.example"),
    )
    assert [outlet.name for outlet in Outlet.objects.all()] == ["The Courier"]


def test_articles_are_read_as_they_are_needed_not_all_at_once() -> None:
    pulled: list[int] = []

    def stream() -> Iterator[ReadArticle]:
        for number in range(runs.BATCH * 3):
            pulled.append(number)
            yield article(f"Article {number}.")

    seen: list[int] = []
    import_articles(articles=stream(), inputs=[], on_item=lambda item: seen.append(len(pulled)))
    assert max(b - a for a, b in zip(range(len(seen)), seen, strict=True)) <= runs.BATCH


def test_verification_names_each_fault() -> None:
    run(article())
    statement = Statement.objects.order_by("id").first()
    assert statement is not None
    StatementSpan.objects.filter(statement=statement).update(end=10)
    Statement.objects.filter(pk=statement.pk).update(cue_text="told")
    faults = list(find_faults())
    assert len(faults) == 2
    assert all(str(statement.public_id) in fault for fault in faults)
