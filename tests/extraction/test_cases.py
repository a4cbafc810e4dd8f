"""The engine as a specification: texts, and what is said in them, by whom.

A case is a text and a list of [speaker, kind, stretch, …]; `*` for a speaker that is not asked
for, "" for nobody. Words are compared, so marks and punctuation at the edges do not matter.
Beyond what a case lists, nothing may be found within quotation marks, and nothing at all where
the list is empty. acts, modality, medium, said_on, parents follow the order of the list.
construction, where a case has one, is what it is a case of (test_constructions counts them).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import regex

from quotes.extraction import Article, ExtractedStatement, extract

pytestmark = pytest.mark.engine
CASES = Path(__file__).parent / "cases"
WORD = regex.compile(r"[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*")
ENOUGH = 0.85
"""Share of words that a found stretch and a wanted one must have in common."""


def cases() -> Iterator[Any]:
    for folder in sorted(path for path in CASES.iterdir() if path.is_dir()):
        files = sorted(folder.glob("*.toml"))
        assert files, f"{folder} holds no cases"
        for path in files:
            for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], start=1):
                yield pytest.param(folder.name, case, id=f"{folder.name}-{path.stem}-{number}")


def words(text: str) -> list[str]:
    return WORD.findall(text)


def fits(text: str, statement: ExtractedStatement, wanted: list[str]) -> bool:
    """Whether a statement's words are the wanted ones."""
    found = words(" ".join(span.of(text) for span in statement.content))
    expected = words(" ".join(wanted))
    shared = len(set(found) & set(expected))
    return shared >= ENOUGH * len(set(found) | set(expected))


def told(text: str, statements: list[ExtractedStatement]) -> str:
    """What was found, for the person whose case fails."""
    lines = [
        f"  {s.speaker.name if s.speaker else s.attribution.value}, {s.kind.value}, {s.act}, {s.modality.value}: "
        + " … ".join(span.of(text) for span in s.content)
        for s in statements
    ]
    return "found:\n" + ("\n".join(lines) or "  nothing")


@pytest.mark.parametrize(("language", "case"), list(cases()))
def test_what_is_said_in(language: str, case: dict[str, Any]) -> None:
    text = case["text"]
    statements = extract(Article(text, language, published_on=case.get("published_on")))
    report = told(text, statements)
    chosen: list[ExtractedStatement] = []
    for speaker, kind, *stretches in case["says"]:
        fitting = [s for s in statements if fits(text, s, stretches) and s not in chosen]
        assert fitting, f"nobody says “{' … '.join(stretches)}”; {report}"
        statement = fitting[0]
        chosen.append(statement)
        assert statement.kind.value == kind, report
        name = statement.speaker.name if statement.speaker else ""
        assert speaker in {"*", name}, f"“{' … '.join(stretches)}” is given to {name or 'nobody'}; {report}"
    extra = [s for s in statements if s not in chosen and (s.kind.value != "indirect" or not case["says"])]
    assert extra == [], f"too much; {report}"
    for key, read in (
        ("acts", lambda s: s.act),
        ("modality", lambda s: s.modality.value),
        ("medium", lambda s: s.medium),
        ("said_on", lambda s: s.said_on),
        ("parents", lambda s: -1 if s.parent is None else chosen.index(statements[s.parent])),
    ):
        if key in case:
            assert [read(statement) for statement in chosen] == case[key], report
