"""Who and when is claimed, and whether what was found agrees: also for who reads the answer on paper."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.formats import date_format

from quotes.lookup.answers import Answer, DateAgreement
from quotes.matching.verdicts import Verdict, Wording

NOTHING = "these words were not found"
UNKNOWN = "cannot be told from what was found"
DATES = {
    DateAgreement.AGREES: "agrees",
    DateAgreement.BEFORE_FIRST: "before the first appearance here",
    DateAgreement.DIFFERS: "no occurrence shown is of that day",
}
OTHERWISE = {
    Verdict.NOT_FOUND: NOTHING,
    Verdict.MISATTRIBUTED: "see what editors found",
}
"""Verdicts that leave nothing to say of the speaker."""


class Claim(NamedTuple):
    """A line about the claim: what is claimed, and how it stands to what was found."""

    label: str
    claimed: str
    told: str


def claims(answer: Answer) -> list[Claim]:
    """A line for each thing that is claimed."""
    found = []
    if answer.claimed_speaker:
        found.append(Claim("Claimed for", answer.claimed_speaker, OTHERWISE.get(answer.verdict) or _speaker(answer)))
    if answer.claimed_date is not None:
        told = UNKNOWN if answer.date_agreement is None else DATES[answer.date_agreement]
        told = NOTHING if answer.verdict is Verdict.NOT_FOUND else told
        found.append(Claim("Claimed of", date_format(answer.claimed_date, "j F Y"), told))
    return found


def _speaker(answer: Answer) -> str:
    is_stitched = answer.verdict is Verdict.STITCHED
    if answer.speaker_agrees is None:
        return UNKNOWN
    if not answer.speaker_agrees:
        return f"differs, {'a part is' if is_stitched else 'the words are'} given to others"
    if answer.meaning_changed or answer.cut_after_negation or answer.cut_before_negation:
        return "quoted, but not in this sense: see the warning"
    if answer.verdict is Verdict.DISPUTED:
        return "quoted, and so are others"
    if is_stitched:
        return "agrees, quoted with every part"
    return f"agrees, quoted with {'words close to these' if answer.wording is Wording.ALTERED else 'these words'}"
