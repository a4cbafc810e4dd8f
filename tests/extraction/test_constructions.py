"""Every construction that the engine promises to read has its cases, and enough of them that differ."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from tests.extraction.test_cases import CASES

ENOUGH = 6
NAMED = {
    "en": {
        # Who speaks.
        *("pronoun by gender", "pronoun by number", "pronoun by salience"),
        *("surname", "given name", "family name first", "role", "group"),
        *("first person in a column", "first person in a letter"),
        *("speaker goes on", "interview", "questions and answers", "headline"),
        # What is reported inside what.
        *("statement in a statement", "quotation in a quotation"),
        # What was done with the words, and whether they were said.
        *("denied", "asked", "promised", "threatened", "would say", "reportedly", "did not say"),
        # How the words are given, and where the word of saying stands.
        *("direct, cue before", "direct, cue after", "direct, cue in the middle"),
        *("mixed, cue before", "mixed, cue after", "mixed, cue in the middle"),
        *("indirect, cue before", "indirect, cue after", "indirect, cue in the middle"),
        *("split", "over paragraphs", "single marks", "double marks", "British"),
        *("according to", "colon", "without cue"),
    },
    "de": {"low and high marks", "marks turned inward", "subjunctive", "so", "laut"},
}
"""By language: what a case may name as its construction."""


def texts(language: str) -> dict[str, set[str]]:
    """The texts of each construction in which something is said; one that stands twice counts once."""
    found: dict[str, set[str]] = {}
    for path in sorted((CASES / language).glob("*.toml")):
        case: dict[str, Any]
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            if "construction" in case:
                assert case["says"], f"{path.name}: nothing is said in “{case['text']}”"
                found.setdefault(case["construction"], set()).add(case["text"])
    return found


@pytest.mark.engine
@pytest.mark.parametrize("language", sorted(NAMED))
def test_each_construction_has_six_cases_that_differ(language: str) -> None:
    found = texts(language)
    few = {name: len(found.get(name, ())) for name in NAMED[language] if len(found.get(name, ())) < ENOUGH}
    assert few == {}


@pytest.mark.engine
@pytest.mark.parametrize("language", sorted(NAMED))
def test_a_case_names_only_constructions_that_are_counted(language: str) -> None:
    assert set(texts(language)) - NAMED[language] == set()
