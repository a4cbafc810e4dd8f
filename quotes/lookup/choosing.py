"""Which of the matches an answer rests on, and which are shown beside it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from quotes.lookup.denial import Opposition, opposition, upholding
from quotes.lookup.marks import Mark
from quotes.lookup.occurrences import Gathered, gather
from quotes.lookup.search import MOST_SIMILAR, NEARLY_AS_GOOD, Search, every_match, every_similar
from quotes.lookup.wordings import Found
from quotes.matching.normalise import Normal
from quotes.matching.verdicts import Witness


class Theirs(NamedTuple):
    """What the claimed speaker is quoted with, where it is not what an answer rests on."""

    found: Found
    name: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The wordings that an answer rests on, the best first, with what is gathered of them.

    beside are other statements that match, with what they witness and what editors marked of them;
    opposed those of them that say another thing with the words, and how.
    """

    found: Sequence[Found]
    gathered: Gathered
    beside: Sequence[Found] = ()
    witnesses_beside: Sequence[Witness] = ()
    marks_beside: Sequence[Mark] = ()
    opposed: Mapping[Hashable, Opposition] = field(default_factory=dict)

    @property
    def quotes_claimed(self) -> bool:
        """Whether any of it, or of what is beside, quotes who is claimed."""
        return any(w.is_firm and w.fits_claim for w in (*self.gathered.witnesses, *self.witnesses_beside))

    @property
    def best(self) -> Found:
        """The wording that is compared: where there are several, of a statement that quotes it as said."""
        firm = _firm(self.gathered)
        return next((item for item in self.found if item.key in firm), self.found[0])


def choose(normal: Normal, result: Search, *, claimed: str, everything: bool) -> Chosen | None:
    """What answers a quotation that has matches; None where none of them may be shown.

    It is what fits best. Where none of it quotes the words as said, it is the next best that does, if it names
    the same people.
    """
    best = _as_good(result.matches)
    chosen = choose_of(best, claimed=claimed, everything=everything)
    if chosen is None or _firm(chosen.gathered):
        return chosen
    others = [item for item in every_match(normal, result) if item not in best]
    return _with_quoted(chosen, others, claimed, everything) if others else chosen


def of_claimed(normal: Normal, result: Search, *, claimed: str, everything: bool) -> Theirs | None:
    """What fits best of all that quotes who is claimed, however much else fits better: it may be the opposite."""
    if not claimed:
        return None
    found = every_similar(normal, result)
    witnesses = gather(found, claimed=claimed, everything=everything).witnesses if found else ()
    names = {w.of: w.name for w in reversed(witnesses) if w.is_firm and w.fits_claim}
    return next((Theirs(item, names[item.key]) for item in found if item.key in names), None)


def choose_of(best: Sequence[Found], *, claimed: str, everything: bool) -> Chosen | None:
    """What fits as well as each other: where some of it names who is claimed, that; None where none may be shown.

    Each is tested by its own text: what denies the words is no witness for them while anything upholds them.
    """
    gathered = gather(best, claimed=claimed, everything=everything)
    if not gathered.shown:
        return None
    named = {w.of for w in gathered.witnesses if w.fits_claim} or {w.of for w in gathered.witnesses}
    mine = upholding([item for item in best if item.key in named], gathered.shown)
    if not mine or len(mine) == len(best):
        return Chosen(best, gathered)
    narrowed = gather(mine, claimed=claimed, everything=everything)
    return _beside(Chosen(mine, narrowed), best, gathered)


def _with_quoted(chosen: Chosen, others: Sequence[Found], claimed: str, everything: bool) -> Chosen:
    """With what quotes the words as said, among matches that fit less.

    It leads, since it shows what was said, unless the best match names other people: then it may be another
    statement, and is shown beside. So it is where editors marked the best match as misattributed.
    """
    more = gather(others, claimed=claimed, everything=everything)
    firm = _firm(more)
    quoted = [item for item in others if item.key in firm][:MOST_SIMILAR]
    witnesses = chosen.gathered.witnesses
    named = {w.speaker for w in witnesses} - {None}
    leading = {w.of for w in more.witnesses if w.is_firm and (w.fits_claim or not named or w.speaker in named)}
    mine = upholding(_as_good([item for item in quoted if item.key in leading]), more.shown)
    if not mine or any(w.misattributed for w in witnesses):
        return _beside(chosen, quoted, more)
    led = replace(chosen, found=mine, gathered=gather(mine, claimed=claimed, everything=everything))
    return _beside(_beside(led, quoted, more), chosen.found, chosen.gathered)


def _beside(chosen: Chosen, others: Sequence[Found], gathered: Gathered) -> Chosen:
    """With other matches beside: those of the statements that it does not rest on."""
    mine = {item.key for item in chosen.found}
    added = [item for item in others if item.key not in mine]
    keys = {item.key for item in added}
    # Of a statement that is found in several wordings the one that fits best tells.
    opposed: dict[Hashable, Opposition] = {
        item.key: how for item in reversed(added) if (how := opposition(item, gathered.shown)) is not None
    }
    return replace(
        chosen,
        beside=[*chosen.beside, *added],
        witnesses_beside=[*chosen.witnesses_beside, *(w for w in gathered.witnesses if w.of in keys)],
        marks_beside=[*chosen.marks_beside, *(mark for mark in gathered.marks if mark.of in keys)],
        opposed={**chosen.opposed, **opposed},
    )


def _as_good(matches: Sequence[Found]) -> list[Found]:
    """The best of matches in order, and those that fit nearly as well."""
    return [item for item in matches if item.alignment.score >= matches[0].alignment.score - NEARLY_AS_GOOD]


def _firm(gathered: Gathered) -> set[Hashable]:
    """The statements that quote their words as said."""
    return {w.of for w in gathered.witnesses if w.is_firm}
