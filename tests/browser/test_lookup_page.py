"""A fact-checker checks what circulates, in a real browser, by keyboard alone."""

from __future__ import annotations

import datetime as dt
import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.core.cache import cache

from quotes.extraction import extract
from quotes.ingest.readers.article import ReadArticle
from quotes.ingest.service import engine_article, store_article
from quotes.lookup.judgements import mark_misattributed
from quotes.models import Quotation, Speaker, Statement
from quotes.review.decisions import accept, reject

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FILLER = "The council heard the harbour engineers for two hours. Nothing was decided on Monday. " * 12
FIRST = (
    f"{FILLER}\n\n"
    "The sun came out on Tuesday. “I do not believe that the quay will ever sink, and we will pay "
    "300 workers to hold it up until spring comes,” said Mayor Ana Ruiz. The hall was quiet for a moment.\n\n"
    f"{FILLER}"
)
SECOND = (
    "The mayor of Marn was heard again. “I do not believe that the quay will ever sink,” said Ana Ruiz. "
    "Her critics left the hall early."
)
DISPUTED = [
    "“A city that sells its bridges has nothing left to cross,” said Tom Hale. He sat down.",
    "“A city that sells its bridges has nothing left to cross,” said Leah Brandt. She stood up.",
]
DENIED = "Tom Hale never said “I took money from the harbour company for my silence about the cracks.” He smiled."
PENDING = "“The audit will be published in full before the summer recess begins,” said Leah Brandt."
# As a social post has it: smart quotes, the “not” gone, the number changed, a word replaced.
POST = "“I do believe that the quay will ever sink, and we will pay 3,000 workers to hold it up until summer comes”"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[str]:
    """The site of an outlet with the article, on this machine."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in FIRST.split("\n\n"))
    head = "<meta charset=utf-8><title>Quay</title><style>p{margin:60em 0}</style>"
    page = f"<!doctype html><html lang=en>{head}<h1>Quay debated</h1>{body}</html>"
    (tmp_path / "quay.html").write_text(page, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/quay.html"
    server.shutdown()
    server.server_close()


def store(text: str, outlet: str, day: int, url: str = "", title: str = "Quay debated in Lund") -> list[Statement]:
    published = dt.datetime(2026, 3, day, 9, tzinfo=dt.UTC)
    article = ReadArticle(where="test", text=text, title=title, outlet=outlet, url=url, published_at=published)
    stored = store_article(article=article, extracted=extract(engine_article(article)), engine_version="test")
    return list(stored.source.statements.order_by("pk"))


@pytest.fixture
def world(paper: str, page: Any) -> str:
    """Articles of invented outlets, all but one accepted; the address of the first."""
    cache.clear()
    editor = get_user_model()._default_manager.create_superuser(username="editor", password="pictures-of-boats")
    found = [*store(FIRST, "The Lund Courier", 3, paper), *store(SECOND, "The Marn Gazette", 9)]
    for number, text in enumerate(DISPUTED):
        found += store(text, f"The Daily Gull {number}", 11 + number, title="Bridges")
    found += store(DENIED, "The Marn Gazette", 13, title="Cracks")
    for statement in found:
        accept(statement=statement, reviewer=editor, expected_version=1)
    store(PENDING, "The Marn Gazette", 14, title="Audit")
    return paper


def violations(page: Any) -> list[str]:
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    return [f"{one['id']}: {[node['html'] for node in one['nodes']]}" for one in found.response["violations"]]


def tab_to(page: Any, name: str, most: int = 60) -> None:
    """Presses the tab key until the control or link of that name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(document.activeElement.labels?.[0] ?? document.activeElement).innerText?.replace(/\\s+/g, ' ').trim()"
        )
        if focused and focused.startswith(name):
            return
    pytest.fail(f"“{name}” is not reached by the tab key")


def test_a_misquotation_from_a_post_is_checked_by_keyboard_alone(page: Any, world: str, shots: Path) -> None:
    page.goto("/")
    page.screenshot(path=shots / "lookup-empty.png")
    tab_to(page, "The quotation")
    page.keyboard.insert_text(POST)
    tab_to(page, "Who is said")
    page.keyboard.type("Ana Ruiz")
    tab_to(page, "Check it")
    page.keyboard.press("Enter")
    verdict = page.locator("#verdict")
    verdict.wait_for()
    assert "Altered" in verdict.inner_text()
    assert page.evaluate("document.activeElement.id") == "verdict"
    assert "/check?quote=" in page.url

    assert [text.strip() for text in page.locator(".diff .meaning").all_inner_texts()] == [
        "negation: changes the meaning", "number: changes the meaning",
    ]  # fmt: skip
    dropped, added = page.locator(".diff del").all_text_contents(), page.locator(".diff ins").all_text_contents()
    assert dropped == ["[left out: not] ", "[said: 300] ", "[said: spring] "]
    assert added == ["[instead: 3,000] ", "[instead: summer] "]
    first = page.locator(".card").first
    assert "The Lund Courier" in first.inner_text()
    assert "Ana Ruiz, Mayor at the time" in " ".join(first.inner_text().split())
    assert "The sun came out on Tuesday." in first.locator(".context").inner_text()
    assert "The hall was quiet for a moment." in first.locator(".context").inner_text()
    page.screenshot(path=shots / "lookup.png", full_page=True)

    tab_to(page, "Open the source at the quote")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{world}*")
    page.wait_for_function("window.scrollY > 0")
    box = page.get_by_text("I do not believe that the quay will ever sink").bounding_box()
    assert 0 <= box["y"] < page.viewport_size["height"]


def test_it_works_without_javascript(browser: Any, live_server: Any, page: Any, world: str) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    plain = context.new_page()
    plain.goto("/")
    plain.get_by_label("The quotation").fill(POST)
    plain.get_by_role("button", name="Check it").click()
    assert "Altered" in plain.locator("#verdict").inner_text()
    assert "/check?quote=" in plain.url
    plain.get_by_role("button", name="Keep this answer").click()
    assert "/answers/" in plain.url
    assert "Altered" in plain.locator("#verdict").inner_text()
    plain.go_back()
    plain.get_by_label("The quotation").fill(f"Look:\n\n{SECOND} And: {PENDING}")
    plain.get_by_role("button", name="Check each quotation in a text").click()
    assert plain.locator(".items > li").count() == 2
    context.close()


def test_the_script_answers_whole_texts_and_problems_in_place(page: Any, world: str, shots: Path) -> None:
    page.goto("/")
    page.evaluate("window.sameDocument = true")
    page.get_by_label("The quotation").fill("… !")
    page.get_by_role("button", name="Check it").click()
    page.get_by_text("There are no words in the quotation.").wait_for()
    assert page.get_by_label("The quotation").get_attribute("aria-invalid") == "true"
    assert page.evaluate("document.activeElement.id") == "id_quote"
    assert violations(page) == []
    text = f"{FILLER}\n\n“A city that sells its bridges has nothing left to cross,” a post says.\n\n{FIRST}"
    page.get_by_label("The quotation").fill(text)
    page.get_by_role("button", name="Check each quotation in a text").click()
    page.locator(".items > li").nth(1).wait_for()
    assert page.evaluate("window.sameDocument")
    assert page.locator(".error").count() == 0
    assert page.locator(".text a.quotation").all_inner_texts()[0].startswith("“A city that sells")
    assert violations(page) == []
    page.screenshot(path=shots / "lookup-text.png")


QUIET = [
    "/",
    "/check?quote=I+do+believe+that+the+quay+will+ever+sink&speaker=Ana+Ruiz",
    "/check?quote=A+city+that+sells+its+bridges+has+nothing+left+to+cross",
    "/check?quote=I+do+not+believe+that+the+quay+will+ever+sink.+A+city+that+sells+its+bridges+has+nothing+left",
    "/check?quote=the+moon+is+made+of+the+finest+cheese",
    "/check?quote=I+took+money+from+the+harbour+company+for+my+silence+about+the+cracks",
    "/check?quote=%E2%80%9CI+do+not+believe+that+the+quay+will+sink.+A+city+that+sells+its+bridges+has+nothing+left%E2%80%9D"
    "+said+a+diplomat&whole=1",
    "/check?quote=%E2%80%9CA+city+that+sells+its+bridges+has+nothing+left+to+cross%E2%80%9D,+he+said&whole=1",
    "/check?quote=",
    "/statements/00000000-0000-0000-0000-000000000000/",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier_or_is_wider_than_a_telephone(page: Any, world: str, shots: Path, scheme: str) -> None:
    statement, speaker = Statement.objects.public().order_by("pk")[0], Speaker.objects.get(name="Ana Ruiz")
    denied = Statement.objects.get(text__contains="I took money")
    mark_misattributed(
        statement=denied, speaker=denied.speaker, note="From a play.", marked_by=get_user_model().objects.get()
    )
    quotation = Quotation.objects.current().order_by("pk")[0]
    records = {
        "statement-page": f"/statements/{statement.public_id}/",
        "quotation-page": f"/quotations/{quotation.public_id}/",
        "speaker-page": f"/speakers/{speaker.public_id}/",
    }
    page.emulate_media(color_scheme=scheme)
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    cautioned = [f"/statements/{denied.public_id}/", f"/speakers/{denied.speaker.public_id}/"]
    for address in [*QUIET, *records.values(), *cautioned]:
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            assert violations(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert [text for text in problems if "Failed to load resource" not in text] == []
    if scheme == "light":
        page.set_viewport_size({"width": 1440, "height": 900})
        for name, address in records.items():
            page.goto(address)
            page.screenshot(path=shots / f"{name}.png", full_page=True)
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(QUIET[1])
        page.screenshot(path=shots / "lookup-390.png", full_page=True)
    else:
        page.goto(QUIET[2])
        page.screenshot(path=shots / "lookup-dark-390.png", full_page=True)


def test_an_editor_sees_what_waits_and_that_it_waits(page: Any, world: str) -> None:
    page.goto("/check?quote=The+audit+will+be+published+in+full+before+the+summer+recess+begins")
    assert "Not found here" in page.locator("#verdict").inner_text()
    page.goto("/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("pictures-of-boats")
    page.get_by_role("button", name="Log in").click()
    page.goto("/check?quote=The+audit+will+be+published+in+full+before+the+summer+recess+begins")
    assert "Verbatim" in page.locator("#verdict").inner_text()
    assert page.locator(".card .badge").inner_text() == "pending: not public"
    assert violations(page) == []


def test_a_page_prints_the_answer_with_its_sources_address(page: Any, world: str) -> None:
    page.goto(QUIET[1])
    page.emulate_media(media="print")
    assert not page.locator("form.ask").is_visible()
    assert page.locator(".diff").is_visible()
    shown = page.locator(".card .source").first.evaluate("link => getComputedStyle(link, '::after').content")
    assert world.split("//")[1] in shown or "attr(href)" in shown


def test_the_link_can_be_copied_and_the_way_back_leads_back(page: Any, world: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/")
    page.get_by_label("The quotation").fill(POST)
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Copy the link").click()
    page.get_by_text("Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.go_back()
    page.get_by_role("heading", name="How to ask").wait_for()
    assert page.url.endswith("/")
    page.go_forward()
    page.locator("#verdict").wait_for()
    assert page.get_by_label("The quotation").input_value() == POST


def test_an_answer_without_a_link_does_not_stand_at_the_address_of_another(page: Any, world: str) -> None:
    page.goto(QUIET[1])
    page.evaluate("window.sameDocument = true")
    page.get_by_label("The quotation").fill(f"{FILLER * 4}\n\n{SECOND}")
    page.get_by_role("button", name="Check each quotation in a text").click()
    page.locator(".items > li").first.wait_for()
    assert page.evaluate("window.sameDocument")
    assert page.url.endswith("/check")
    assert page.get_by_text("There is no link to this question").is_visible()
    page.reload()
    page.get_by_role("heading", name="How to ask").wait_for()
    page.go_back()
    page.locator("#verdict").wait_for()
    assert page.url.endswith(QUIET[1])


def test_an_answer_is_kept_by_keyboard_and_its_link_goes_on_showing_it(page: Any, world: str, shots: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/")
    page.get_by_label("The quotation").fill(POST)
    page.keyboard.press("Control+Enter")
    page.locator("#verdict").wait_for()
    page.get_by_label("The quotation").fill("Something else by now")  # the answer shown is kept, not what is typed on
    summary = page.locator(".summary").inner_text()
    tab_to(page, "Keep this answer")
    page.keyboard.press("Enter")
    page.wait_for_url("**/answers/*-*/")
    assert page.locator(".summary").inner_text() == summary
    assert violations(page) == []
    page.get_by_role("button", name="Copy the link").click()
    page.get_by_text("Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url

    editor = get_user_model().objects.get()
    store("“I do believe that the quay will ever sink,” said Tom Hale. He left.", "The Marn Echo", 2)
    for statement in Statement.objects.filter(review_status="pending", text__contains="the quay will"):
        accept(statement=statement, reviewer=editor, expected_version=1)
    page.reload()
    assert page.locator(".summary").inner_text() == summary
    for width, name in ((1440, "kept"), (390, "kept-390")):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.screenshot(path=shots / f"{name}.png", full_page=True)

    first = Statement.objects.filter(speaker__name="Ana Ruiz").order_by("pk")[0]
    reject(statement=first, reviewer=editor, expected_version=first.version)
    page.reload()
    assert "no longer stands" in page.locator("#mended").inner_text()
    assert violations(page) == []
    page.screenshot(path=shots / "kept-mended-390.png", full_page=True)
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []
