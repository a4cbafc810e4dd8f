"""An annotated corpus → what each learned decision should have been. Development only."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.extraction.analysis import Analysis, analyse
from quotes.extraction.language import Language
from quotes.extraction.words import AUXILIARIES, VERBS


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """One annotated attribution by token indexes; head is the cue's main word, or -1."""

    content: frozenset[int]
    cue: tuple[int, ...]
    source: frozenset[int]
    head: int
    kind: str
    gold_speaker: str | None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    id: str
    raw: dict[str, Any]
    analysis: Analysis
    statements: list[GoldStatement]


def read(path: Path, language: Language) -> Iterator[GoldArticle]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            raw = json.loads(line)
            analysis = analyse(raw["text"], language)
            statements = [_statement(analysis, s) for s in raw["statements"]]
            yield GoldArticle(raw["id"], raw, analysis, [s for s in statements if s is not None])


def covered(analysis: Analysis, spans: list[list[int]] | None) -> list[int]:
    """Indexes of the tokens that any of the spans touches, punctuation left out."""
    tokens = analysis.tokens
    found: list[int] = []
    for start, end in spans or []:
        low = bisect_right(tokens.ends, start)
        high = bisect_left(tokens.starts, end)
        found.extend(i for i in range(low, high) if tokens.words[i][0].isalnum())
    return found


def _statement(analysis: Analysis, raw: dict[str, Any]) -> GoldStatement | None:
    content = frozenset(covered(analysis, raw["content"]))
    if not content:
        return None
    cue = tuple(covered(analysis, raw["cue"]))
    source = frozenset(covered(analysis, raw["source"]))
    return GoldStatement(content, cue, source, _head(analysis, cue), raw["kind"], raw.get("gold_speaker"))


def _head(analysis: Analysis, cue: tuple[int, ...]) -> int:
    """The cue's main word: a verb of saying, else a verb, else a noun or adjective."""
    tokens, tags, language = analysis.tokens, analysis.tags, analysis.language
    for test in (
        lambda i: tokens.lower[i] in language.saying or tokens.lower[i] in language.attributing,
        lambda i: tags[i] in VERBS and language.auxiliaries.get(tokens.lower[i]) not in AUXILIARIES,
        lambda i: tags[i] in {"NN", "NNS", "JJ"},
        lambda i: tags[i] in VERBS,
    ):
        for index in cue:
            if test(index):
                return index
    return cue[0] if cue else -1
