"""Whether an article reports that something was said, that it was not, or that it might be."""

from __future__ import annotations

from quotes.extraction.analysis import Analysis
from quotes.extraction.cues import Cue
from quotes.extraction.document import Modality
from quotes.extraction.phrases import Phrase

CONDITIONAL = frozenset({"would", "to"})
INVERTS = frozenset({"AUX", "MD"})


def modality_of(analysis: Analysis, cue: Cue, act: str) -> Modality:
    """What the company of a cue makes of its report; act is what the cue records."""
    if cue.negated or act == "declined" or _forborne(analysis, cue):
        return Modality.NEGATED
    if cue.subject is not None and _denies(analysis, cue.subject):
        return Modality.NEGATED
    supposed = cue.auxiliary in CONDITIONAL or _supposes(analysis, cue)
    return Modality.HYPOTHETICAL if supposed else Modality.ASSERTED


def _forborne(analysis: Analysis, cue: Cue) -> bool:
    """Whether somebody refrained from saying it, or stopped short of saying it."""
    lower, first = analysis.tokens.lower, cue.first
    if analysis.tags[cue.head] != "VBG":
        return False
    return not analysis.language.forbearing.isdisjoint({lower[first - 1], " ".join(lower[max(0, first - 2) : first])})


def _denies(analysis: Analysis, subject: Phrase) -> bool:
    """Whether the subject is nobody: no minister, not one of them, neither the ministry nor the council."""
    lower, negations = analysis.tokens.lower, analysis.language.negations
    if lower[subject.first] in negations:
        return True
    before = subject.first - 1
    return before >= analysis.sentence(subject.first).first and lower[before] in negations


def _supposes(analysis: Analysis, cue: Cue) -> bool:
    """Whether it is said “if”, or asked: the subject stands behind an auxiliary that opens the sentence."""
    subject = cue.subject
    if subject is not None and subject.first and analysis.classes[subject.first - 1] == "IF":
        return True
    first = analysis.sentence(cue.head).first
    number = analysis.phrase_of[first + 1] if first + 1 < cue.first else -1
    inverted = number >= 0 and analysis.phrases[number].last == cue.first
    return inverted and analysis.classes[first] in INVERTS
