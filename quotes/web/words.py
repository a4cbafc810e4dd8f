"""Verdicts in words and as marks, so that none is told by its colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language_info

from quotes.lookup.answers import Answer, Coverage
from quotes.matching.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Told:
    """A verdict for a page. tone: agrees, differs, warns, unknown."""

    words: str
    mark: str
    tone: str


VERDICTS = {
    Verdict.VERBATIM: Told("Verbatim", "✓", "agrees"),
    Verdict.VERBATIM_PART: Told("Verbatim, part of a longer statement", "✓", "agrees"),
    Verdict.ALTERED: Told("Altered", "≠", "differs"),
    Verdict.STITCHED: Told("Stitched together", "+", "differs"),
    Verdict.SAID_BY_OTHER: Told("Said by somebody else", "⇄", "warns"),
    Verdict.REPORTED_INDIRECTLY: Told("Not quoted as said", "≈", "differs"),
    Verdict.DISPUTED: Told("Disputed", "⇄", "warns"),
    Verdict.MISATTRIBUTED: Told("Misattributed", "✗", "warns"),
    Verdict.NOT_FOUND: Told("Not found here", "?", "unknown"),
}


def told(answer: Answer) -> Told:
    """The verdict of an answer; a changed meaning and a “not” that was cut off warn whatever else is so."""
    verdict = VERDICTS[answer.verdict]
    if not (answer.meaning_changed or answer.cut_after_negation or answer.cut_before_negation):
        return verdict
    return Told(verdict.words, "!" if verdict.tone == "agrees" else verdict.mark, "warns")


def languages(coverage: Coverage) -> str:
    """The languages that were searched, by name; a code that has none stays."""
    return ", ".join(_language(code) for code in coverage.languages)


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name"])
    except KeyError:
        return code
