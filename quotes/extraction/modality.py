"""Whether an article reports that something was said, that it was not, or that it might be."""

from __future__ import annotations

from quotes.extraction.analysis import Analysis
from quotes.extraction.cues import Cue, is_inverted
from quotes.extraction.document import Modality
from quotes.extraction.phrases import Phrase
from quotes.extraction.sources import SourceOption

CONDITIONAL = frozenset({"would", "to"})
FARTHEST_OPENER = 6
"""Tokens from a subject back to the negation that has turned subject and verb round."""


def modality_of(analysis: Analysis, cue: Cue, source: SourceOption, act: str) -> Modality:
    """What the company of a cue, and of who is said to speak, makes of a report; act is what the cue records."""
    who = source if source.first >= 0 else cue.subject
    nobody = who is not None and _denies(analysis, cue, who)
    if cue.negated or act == "declined" or nobody or _forborne(analysis, cue):
        return Modality.NEGATED
    supposed = (
        cue.auxiliary in CONDITIONAL or is_inverted(analysis, cue) or (who is not None and _supposes(analysis, who))
    )
    return Modality.HYPOTHETICAL if supposed else Modality.ASSERTED


def _forborne(analysis: Analysis, cue: Cue) -> bool:
    """Whether somebody refrained from saying it, or stopped short of saying it."""
    lower, first = analysis.tokens.lower, cue.first
    if analysis.tags[cue.head] != "VBG":
        return False
    return not analysis.language.forbearing.isdisjoint({lower[first - 1], " ".join(lower[max(0, first - 2) : first])})


def _denies(analysis: Analysis, cue: Cue, who: SourceOption | Phrase) -> bool:
    """Whether nobody speaks: no minister, not one of them, neither the ministry nor the council, nor did the mayor."""
    lower, negations = analysis.tokens.lower, analysis.language.negations
    if lower[who.first] in negations:
        # No 10, No. 10: a number, and somebody.
        return not any(word.isdecimal() for word in lower[who.first + 1 : who.first + 3])
    before, first = who.first - 1, analysis.sentence(cue.head).first
    if who.first > cue.head or before < first:
        return False
    if before and who.last == cue.first and lower[before] in analysis.language.auxiliaries:
        before -= 1
        while before > first and before > who.first - FARTHEST_OPENER and analysis.classes[before] != "COMMA":
            if lower[before] in negations:
                break  # at no point did, under no circumstances would
            before -= 1
    return lower[before] in negations and not (before and analysis.classes[before - 1] == "OR")


def _supposes(analysis: Analysis, who: SourceOption | Phrase) -> bool:
    """Whether the speaker stands behind “if”, or “whether or not”."""
    before = who.first - 1
    if before < 0:
        return False
    or_not = analysis.classes[before - 1] == "OR" and analysis.tokens.lower[before] in analysis.language.negations
    return analysis.classes[before] == "IF" or (before > 0 and or_not)
