"""Editors at the desk: a hundred statements by keyboard, what was missed by mouse, two editors at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from quotes.models import Review, Statement
from tests.browser.articles import has_words_behind, import_corpus, import_pending
from tests.browser.desk import log_in, open_desk, press, select, shown, state

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Plan = tuple[tuple[str, ...], Callable[[dict[str, Any]], dict[str, Any]]]
KINDS = {"direct": "mixed", "mixed": "indirect", "indirect": "direct"}
PLANS: list[Plan] = [
    # keys that are struck, and what becomes of the statement
    (("a",), lambda s: s | {"status": "accepted"}),
    (("a",), lambda s: s | {"status": "accepted"}),
    (("r",), lambda s: s | {"status": "rejected"}),
    (("t", "a"), lambda s: s | {"status": "corrected", "kind": KINDS[s["kind"]]}),
    (("a",), lambda s: s | {"status": "accepted"}),
    (("0", "a"), lambda s: s | {"status": "corrected" if s["speaker"] else "accepted", "speaker": None}),
    (("q",), lambda s: s | {"status": "rejected"}),
    (("n",), lambda s: s),
    (("x",), lambda s: s | {"status": "rejected"}),
    (("k", "j", "a"), lambda s: s | {"status": "accepted"}),
]


@pytest.mark.parametrize("articles", ["generated", "real"])
def test_a_hundred_statements_by_keyboard_alone(articles: str, page: Any) -> None:
    if articles == "generated":
        import_pending(115)
    else:
        import_corpus(115)
    log_in(page)
    open_desk(page)
    expected: dict[int, dict[str, Any]] = {}
    strokes = 0
    for number in range(112):
        statement = Statement.objects.get(pk=int(shown(page)[0]))
        assert statement.pk not in expected, "the queue came back to a statement"
        keys, becomes = PLANS[number % len(PLANS)]
        if (keys[0] == "0" and statement.speaker is None) or (keys[0] == "k" and not has_words_behind(statement)):
            keys, becomes = PLANS[0]
        expected[statement.pk] = becomes(state(statement))
        press(page, *keys)
        strokes += len([key for key in keys if key != "n"])
    statements = list(Statement.objects.filter(pk__in=expected))
    assert {s.pk: state(s) for s in statements} == expected
    assert sum(1 for s in expected.values() if s["status"] != "pending") >= 100
    assert Review.objects.count() == strokes
    others = Statement.objects.exclude(pk__in=expected)
    assert set(others.values_list("review_status", "version")) == {("pending", 1)}
    reasons = Review.objects.exclude(reason="").values_list("reason", flat=True)
    assert (reasons.filter(reason="scare_quote").count(), reasons.filter(reason="not_a_statement").count()) == (11, 11)


def test_what_was_missed_is_added_by_mouse_and_undone(page: Any, shots: Any) -> None:
    import_pending(8)
    log_in(page)
    current = open_desk(page)
    select(page, "the council met about")
    page.get_by_role("button", name="Selection is a missed statement").click()
    page.get_by_label("Who said it?").fill("berg")
    page.get_by_role("option", name="New: berg person").wait_for()
    page.screenshot(path=shots / "desk-missed.png")
    page.get_by_role("option", name="New: berg person").click()
    page.get_by_text("Added: berg: the council met about").wait_for()
    added = Statement.objects.select_related("source", "speaker").get(origin="human")
    (span,) = added.span_pairs()
    assert added.source.text[span[0] : span[1]] == added.text == "the council met about"
    assert (added.review_status, added.quote_kind, added.speaker.name) == ("accepted", "indirect", "berg")
    assert int(shown(page)[0]) == current.pk
    press(page, "u")
    assert state(added)["status"] == "rejected"


def test_selected_words_become_the_content_whatever_emoji_stand_before_them(page: Any) -> None:
    import_pending(8)
    log_in(page)
    statement = open_desk(page)
    while "😕" not in statement.text:
        press(page, "n")
        statement = Statement.objects.get(pk=int(shown(page)[0]))
    select(page, "this morning")
    page.get_by_role("button", name="Selection is the content").click()
    page.locator("#card-text", has_text="this morning").wait_for()
    page.wait_for_function("document.getElementById('card-text').textContent === 'this morning'")
    shown(page)
    select(page, "It looked tired")
    press(page, "v")
    assert state(statement)["text"] == "this morning It looked tired"
    assert page.locator("mark.content.current").all_inner_texts() == ["this morning", "It looked tired"]
    press(page, "d")
    assert state(statement)["text"] == "😕 this morning It looked tired"
    assert page.locator("mark.content.current").first.inner_text() == "😕 this morning"
    press(page, "u", "u", "u")
    assert state(statement) == {
        "status": "pending", "speaker": statement.speaker.name, "kind": "direct", "text": statement.text,
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "plain", "😀", "a😀b", "😀😀x😕“é”\n𝒜", "é" * 5 + "😀" * 5])
def test_code_points_and_utf16_units_are_turned_into_each_other(text: str, page: Any) -> None:
    log_in(page)
    page.goto("/admin/desk/")
    units = [len(text[:point].encode("utf-16-le")) // 2 for point in range(len(text) + 1)]
    turned = page.evaluate(
        """async ([text, units]) => {
          const { Offsets } = await import('/static/quotes/desk/offsets.js');
          const offsets = new Offsets(text);
          return [units.map((_, point) => offsets.unit(point)), units.map((unit) => offsets.point(unit))];
        }""",
        [text, units],
    )
    assert turned == [units, list(range(len(text) + 1))]


def test_undo_goes_back_step_by_step_even_after_a_reload(page: Any) -> None:
    import_pending(8)
    log_in(page)
    first = open_desk(page)
    before = state(first)
    press(page, "t", "a", "r")
    page.reload()
    shown(page)
    press(page, "u", "u", "u")
    assert int(shown(page)[0]) == first.pk
    assert state(first) == before
    assert set(Statement.objects.values_list("review_status", flat=True)) == {"pending"}
    page.keyboard.press("u")
    page.get_by_text("There is nothing of yours to undo").wait_for()
    press(page, "n")
    press(page, "p")
    assert int(shown(page)[0]) == first.pk


def test_two_editors_see_each_other_and_nobody_overwrites(page: Any, shots: Any) -> None:
    import_pending(8)
    log_in(page)
    first = open_desk(page)
    context = page.context.browser.new_context(base_url=page.url.split("/admin")[0])
    colleague = context.new_page()
    log_in(colleague, "bo")
    open_desk(colleague)
    colleague.get_by_text("editor has this article open too.").wait_for()
    press(colleague, "0", "a")

    page.keyboard.press("r")
    dialog = page.get_by_role("dialog", name="A colleague was faster")
    dialog.get_by_text("Meanwhile bo changed this statement.").wait_for()
    told = dialog.get_by_role("listitem").all_inner_texts()
    assert f"speaker: {first.speaker.name} → nobody" in told
    page.screenshot(path=shots / "desk-conflict.png")
    assert Axe().run(page).violations_count == 0
    dialog.get_by_role("button", name="Leave it as it is now").click()
    page.wait_for_function(f"document.getElementById('desk').dataset.current !== '{first.pk}'")
    assert state(first)["status"] == "corrected"

    second = Statement.objects.get(pk=int(shown(page)[0]))
    shown(colleague)
    press(colleague, "a")
    page.keyboard.press("r")
    dialog.get_by_role("button", name="Do mine all the same").click()
    page.wait_for_function(f"document.getElementById('desk').dataset.current !== '{second.pk}'")
    assert state(second)["status"] == "rejected"
    decided = [(r.reviewer.username, r.decision) for r in Review.objects.filter(statement=second).order_by("id")]
    assert decided == [("bo", "accept"), ("editor", "reject")]
    context.close()


def test_all_above_the_line_is_previewed_done_and_undone(page: Any, shots: Any) -> None:
    import_pending(16)
    log_in(page)
    first = open_desk(page)
    page.keyboard.press("b")
    page.get_by_label("with a confidence of at least").fill("0")
    above = Statement.objects.filter(source=first.source_id)
    page.get_by_role("button", name=f"Accept {above.count()} statements").wait_for()
    errors = sum(1 - s.confidence for s in above)
    page.get_by_text(f"of which about {errors:.1f} will be wrong").wait_for()
    page.screenshot(path=shots / "desk-bulk.png")
    assert Review.objects.count() == 0
    page.get_by_role("button", name=f"Accept {above.count()} statements").click()
    page.wait_for_function(f"document.getElementById('desk').dataset.current !== '{first.pk}'")
    assert set(above.values_list("review_status", flat=True)) == {"accepted"}
    assert len(set(Review.objects.values_list("batch", flat=True))) == 1
    press(page, "u")
    assert set(Statement.objects.values_list("review_status", flat=True)) == {"pending"}


def test_any_earlier_state_is_restored_from_the_history(page: Any) -> None:
    import_pending(8)
    log_in(page)
    first = open_desk(page)
    before = state(first)
    press(page, "j", "t")
    assert state(first) != before
    history = page.locator("#card-history li").all_inner_texts()
    assert "changed words:" in history[0]
    assert "changed kind:" in history[1]
    page.get_by_role("button", name="Restore what was before").click()
    page.locator("#card-history li").nth(2).wait_for()
    assert state(first) == before


def test_filters_live_in_the_address(page: Any) -> None:
    import_pending(16)
    log_in(page)
    open_desk(page)
    page.get_by_label("Order", exact=True).select_option("date")
    page.get_by_label("Outlet", exact=True).fill("even")
    page.get_by_role("option", name="Lund Evening").click()
    page.wait_for_url("**outlet=**")
    statement = Statement.objects.select_related("source__outlet").get(pk=int(shown(page)[0]))
    assert statement.source.outlet.name == "Lund Evening"
    assert "order=date" in page.url
    assert page.get_by_label("Outlet", exact=True).input_value() == "Lund Evening"


def test_keys_can_be_switched_off_and_do_nothing_while_typing(page: Any) -> None:
    import_pending(8)
    log_in(page)
    open_desk(page)
    page.get_by_label("Confidence at most").focus()
    page.keyboard.press("a")
    page.get_by_label("single keys decide").uncheck()
    page.locator("#desk-text").focus()
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert Review.objects.count() == 0
    page.get_by_label("single keys decide").check()
    page.locator("#desk-text").focus()
    press(page, "a")
    assert Review.objects.count() == 1


def test_the_end_of_the_queue_is_told_and_skipped_ones_come_again(page: Any) -> None:
    statements = import_pending(1)
    Statement.objects.exclude(pk__in=[s.pk for s in statements[:2]]).update(review_status="accepted")
    log_in(page)
    first = open_desk(page)
    press(page, "a", "n")
    page.get_by_role("heading", name="Nothing more waits here").wait_for()
    page.get_by_role("button", name="Begin again from the top").click()
    page.wait_for_function("document.getElementById('desk').dataset.current !== ''")
    assert int(shown(page)[0]) not in ("", first.pk)


@pytest.mark.parametrize(("name", "width", "height"), [("desk", 1440, 900), ("desk-390", 390, 844)])
def test_axe_finds_nothing_and_nothing_sticks_out(name: str, width: int, height: int, page: Any, shots: Any) -> None:
    import_pending(24)
    log_in(page)
    page.set_viewport_size({"width": width, "height": height})
    statement = open_desk(page)
    while not statement.candidates:
        press(page, "n")
        statement = Statement.objects.get(pk=int(shown(page)[0]))
    press(page, "t", "t", "t")
    page.screenshot(path=shots / f"{name}.png", full_page=width < 900)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.add_style_tag(content="*, *::before { transition: none !important; }")
    for state_of_page in (None, "?", "b", "s"):
        if state_of_page:
            page.keyboard.press("Escape")
            page.wait_for_function("!document.querySelector('dialog[open]')")
            page.keyboard.press(state_of_page)
            page.wait_for_timeout(500)
        if state_of_page == "?" and width > 900:
            page.screenshot(path=shots / f"{name}-keys.png")
        result = Axe().run(page)
        assert result.violations_count == 0, result.generate_report()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
