"""What the browser tests do at the desk: log in, strike keys, select words, read what is stored."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model

from quotes.models import Statement

PASSWORD = "pictures-of-boats"


def log_in(page: Any, name: str = "editor") -> None:
    get_user_model()._default_manager.create_superuser(username=name, password=PASSWORD)
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")


def shown(page: Any) -> tuple[str, str]:
    """Which statement is on the card, at which version; waits until nothing is under way."""
    page.wait_for_function("document.querySelector('#desk[data-current]:not([aria-busy])')")
    data = page.evaluate("({...document.getElementById('desk').dataset})")
    return data["current"], data["version"]


def press(page: Any, *keys: str) -> None:
    """Strike keys, each after what the one before did is to be seen."""
    for key in keys:
        before = shown(page)
        page.keyboard.press(key)
        page.wait_for_function(
            "([current, version]) => { const d = document.getElementById('desk'); return "
            "!d.hasAttribute('aria-busy') && (d.dataset.current !== current || d.dataset.version !== version) }",
            arg=list(before),
        )  # fmt: skip


def open_desk(page: Any, query: str = "order=newest") -> Statement:
    page.goto(f"/admin/desk/?{query}")
    return Statement.objects.get(pk=int(shown(page)[0]))


def select(page: Any, words: str) -> None:
    """Drag the mouse over words of the article."""
    box = page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.getElementById('desk-text'), NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode()); ) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            node.parentElement.scrollIntoView({block: 'center'});
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            const { left, right, top, bottom } = range.getBoundingClientRect();
            return { left, right, y: (top + bottom) / 2 };
          }
        }""",
        words,
    )
    page.mouse.move(box["left"] + 0.5, box["y"])
    page.mouse.down()
    page.mouse.move(box["right"] - 0.5, box["y"], steps=4)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()") == words


def state(statement: Statement) -> dict[str, Any]:
    now = Statement.objects.select_related("speaker").get(pk=statement.pk)
    return {
        "status": now.review_status, "speaker": now.speaker.name if now.speaker else None, "kind": now.quote_kind,
        "text": now.text,
    }  # fmt: skip
