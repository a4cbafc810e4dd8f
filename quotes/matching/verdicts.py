"""What can be said of a quotation, from what was found: one verdict, by rules in this order.

1. Nothing fits: not found; or stitched, where two statements together hold it.
2. Editors marked the words as wrongly put in this mouth, or all that quotes them is marked: misattributed.
3. No occurrence quotes the words and asserts that they were said: reported indirectly, or as not said.
4. Occurrences of one statement name different speakers: disputed. Not for a handful of words, which many people say.
5. The occurrences name somebody else than was claimed: said by somebody else.
6. Else by the words: altered, verbatim part, verbatim.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from quotes.matching.alignment import Alignment
from quotes.matching.weights import weight_of

LEAST = 0.68
FEW_WORDS, FEWER = 2.5, 1.5
GOES_ON = 0.16
MOST_BESIDE = 0.3
MOST_ASKED = 0.97
"""Of what a match needs. Chosen on 4,181 absent and 3,600 other questions at 1,000,000 statements, none of
those that docs/performance.md tells of: 0.43 % of the absent pass, and 97.7 % of those with one word of
five altered. One threshold for all that lets as many altered ones pass lets 9 % of the absent pass."""
SIMILAR = 0.60
FEWEST_OF_PART = 6
LEAST_PART_WEIGHT = 4.0
"""Of a part of a stitched quotation. At four words, one absent quotation in five was made up of phrases
that somebody or other has used."""
LEAST_STITCHED = 0.9
"""Share of a stitched quotation that its parts must hold."""
STITCHED_ADVANTAGE = 0.12
"""How much more of it the parts must hold than the one statement that fits best."""
FEWEST_ALTERED = 3
"""Words that are never found altered."""
SHORT = 6
"""Fewer words than this are said by many people: two speakers are no contradiction."""


def threshold(alignment: Alignment, quoted: Sequence[str]) -> float:
    """The least score of a match of a whole quotation.

    The fewer words, the more must agree. More also where the statement goes on with more than
    three tenths of its words, and where the quotation's differing words stand at its ends, which
    weigh double: a phrase that several sentences share looks like this.
    """
    if len(quoted) <= FEWEST_ALTERED:
        return 1.0
    least: float = LEAST + FEW_WORDS / weight_of(quoted) ** FEWER
    least += GOES_ON if alignment.beside > MOST_BESIDE else 0.0
    return min(1.0, min(MOST_ASKED, least) * (1 + alignment.loose))


def part_threshold(words: int) -> float:
    """The least score of a part of so many words of a stitched quotation."""
    return 0.85 if words <= 7 else 0.75


class Verdict(StrEnum):
    """What is known of a quotation. None of them says that it was never said."""

    VERBATIM = "verbatim"
    VERBATIM_PART = "verbatim_part"
    ALTERED = "altered"
    STITCHED = "stitched"
    SAID_BY_OTHER = "said_by_other"
    REPORTED_INDIRECTLY = "reported_indirectly"
    DISPUTED = "disputed"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not_found"


class Wording(StrEnum):
    """How the words stand to those of the best statement."""

    VERBATIM = "verbatim"
    PART = "part"
    ALTERED = "altered"


BY_WORDING = {
    Wording.ALTERED: Verdict.ALTERED,
    Wording.PART: Verdict.VERBATIM_PART,
    Wording.VERBATIM: Verdict.VERBATIM,
}


@dataclass(frozen=True, slots=True)
class Witness:
    """Occurrences of one statement that name one speaker and give the words in one way.

    of is the same for all wordings of a statement. name is that of whoever is named, of a group too; speaker
    is None where it is nobody who has a name of their own. denied: it is told that it was not said; where it
    is not asserted either, that it might be. fits_claim: None where nobody was claimed or is named, or
    names cannot tell.
    """

    of: Hashable
    speaker: int | None
    name: str
    quoted: bool
    asserted: bool
    denied: bool
    fits_claim: bool | None
    misattributed: bool

    @property
    def is_firm(self) -> bool:
        """Whether it quotes the words as said, and no editor found that wrong."""
        return self.quoted and self.asserted and not self.misattributed


class Finding(NamedTuple):
    """A verdict with the witnesses that it rests on: it is about nobody else."""

    verdict: Verdict
    rests_on: tuple[Witness, ...]


def wording_of(alignment: Alignment) -> Wording:
    """Altered where anything differs; part where the statement goes on."""
    if alignment.changes:
        return Wording.ALTERED
    return Wording.VERBATIM if alignment.covers_statement else Wording.PART


def verdict_of(wording: Wording, words: int, witnesses: Sequence[Witness]) -> Finding:
    """The verdict on a quotation of so many words that fits at least one statement."""
    firm = tuple(w for w in witnesses if w.is_firm)
    wrong = _wrong(witnesses, firm)
    if wrong:
        return Finding(Verdict.MISATTRIBUTED, wrong)
    if not firm:
        return Finding(Verdict.REPORTED_INDIRECTLY, _reported(witnesses))
    different = _different(firm) if words >= SHORT else ()
    if different:
        return Finding(Verdict.DISPUTED, different)
    named = tuple(w for w in firm if w.speaker is not None)
    if named and all(w.fits_claim is False for w in named):
        return Finding(Verdict.SAID_BY_OTHER, named)
    return Finding(BY_WORDING[wording], firm)


def agrees(witnesses: Iterable[Witness]) -> bool | None:
    """Whether the claimed speaker is quoted with the words; None where nobody is claimed or firmly named, or who
    is named may be the same or not.
    """
    named = {w.fits_claim for w in witnesses if w.is_firm and w.speaker is not None}
    return True if True in named else False if named == {False} else None


def _wrong(witnesses: Sequence[Witness], firm: Sequence[Witness]) -> tuple[Witness, ...]:
    """Those marked as misattributed, where the question is about them.

    It is where nothing else quotes the words; and where they name who is claimed, or nobody is who is
    quoted without a mark, unless another statement has the words as well.
    """
    wrong = tuple(w for w in witnesses if w.misattributed)
    if not firm:
        return wrong
    said = any(w.fits_claim for w in firm)
    wrong = tuple(w for w in wrong if w.fits_claim or (w.fits_claim is None and not said))
    return wrong if {w.of for w in wrong} >= {w.of for w in firm} else ()


def _reported(witnesses: Sequence[Witness]) -> tuple[Witness, ...]:
    """What is reported without being quoted as said: asserted in other words, else denied, else held possible."""
    for mine in ([w for w in witnesses if w.asserted], [w for w in witnesses if w.denied]):
        if mine:
            return tuple(mine)
    return tuple(witnesses)


def _different(firm: Sequence[Witness]) -> tuple[Witness, ...]:
    """Those of one statement that name different speakers."""
    speakers: dict[Hashable, set[int]] = {}
    named = [(w, w.speaker) for w in firm if w.speaker is not None]
    for witness, speaker in named:
        speakers.setdefault(witness.of, set()).add(speaker)
    return tuple(witness for witness, _ in named if len(speakers[witness.of]) > 1)
