"""An answer in sentences. None of them says that something was never said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from quotes.lookup.answers import Coverage, DateAgreement, OccurrenceShown, Part
from quotes.matching.verdicts import Verdict

OPENINGS = {
    Verdict.VERBATIM: "Verbatim: {who} is quoted with exactly these words",
    Verdict.VERBATIM_PART: "Verbatim, and part of a longer statement: {who} is quoted with these words and more",
    Verdict.ALTERED: "Altered: {who} is quoted with words close to these; those that differ are marked",
    Verdict.SAID_BY_OTHER: "Said by somebody else: these words are given to {who}, not to {claimed}",
    Verdict.REPORTED_INDIRECTLY: "Reported indirectly only: no article searched quotes {who} with these words",
    Verdict.DISPUTED: "Disputed: the articles name different speakers for these words ({names})",
    Verdict.MISATTRIBUTED: "Misattributed: editors have found that these words are wrongly given to {who}",
}


def summary(
    verdict: Verdict, *, occurrences: Sequence[OccurrenceShown], outlets: int, independent: int,
    first: dt.datetime | None, claimed: str, meaning_changed: bool, cut_after_negation: bool,
    date_agreement: DateAgreement | None, notes: Sequence[str], said_by: Sequence[str],
) -> str:  # fmt: skip
    """The answer to a quotation that was found."""
    names = list(dict.fromkeys(o.speaker.name for o in occurrences if o.speaker is not None))
    who = " and ".join(names) if names else "somebody the articles do not name"
    opening = OPENINGS[verdict].format(who=who, claimed=claimed, names=", ".join(names))
    sentences = [f"{opening}{_where(outlets, independent, first)}."]
    if meaning_changed:
        sentences.append("A “not” or a number differs: the meaning is not the same.")
    if cut_after_negation:
        sentences.append("The part is cut from behind a “not” that was left out.")
    if claimed and verdict in (Verdict.VERBATIM, Verdict.VERBATIM_PART, Verdict.ALTERED) and not names:
        sentences.append(f"That it was {claimed} cannot be told from them.")
    if date_agreement is DateAgreement.BEFORE_FIRST:
        sentences.append("The claimed date is before the first appearance here.")
    elif date_agreement is DateAgreement.DIFFERS:
        sentences.append("No occurrence here is of the claimed date.")
    sentences += notes
    if said_by:
        sentences.append(f"Whose words they are, by what editors found: {', '.join(said_by)}.")
    if any(o.review_status == "pending" for o in occurrences):
        sentences.append("Some of the statements wait for an editor.")
    return " ".join(sentences)


def stitched(parts: Sequence[Part]) -> str:
    """The answer to a quotation that was put together."""
    sources = {o.source.id for part in parts for o in part.occurrences[:1]}
    names = dict.fromkeys(o.speaker.name for part in parts for o in part.occurrences if o.speaker is not None)
    where = "one article" if len(sources) == 1 else f"{len(sources)} articles"
    whose = f", by {' and '.join(names)}" if names else ""
    return f"Stitched: it is put together from {len(parts)} statements in {where}{whose}; each part is shown."


def not_found(coverage: Coverage, *, has_similar: bool) -> str:
    """The answer where nothing was found: what was searched, and what that does not mean."""
    similar = " Similar wording is shown; it may be another statement." if has_similar else ""
    return f"Not found {searched(coverage)}. It may have been said elsewhere.{similar}"


def searched(coverage: Coverage) -> str:
    """What was searched, in words."""
    if not coverage.articles:
        return "here: no articles can be searched yet"
    words = f"in {_number(coverage.articles, 'article')} of {_number(coverage.outlets, 'outlet')}"
    if coverage.published_from is not None:
        words += f", published {coverage.published_from} to {coverage.published_until}"
    return f"{words}, in {', '.join(coverage.languages)}"


def _where(outlets: int, independent: int, first: dt.datetime | None) -> str:
    words = f", in {_number(independent, 'independent report')}" if independent else ""
    words += f" of {_number(outlets, 'outlet')}" if outlets else ""
    return words + (f", first on {first.date()}" if first is not None else "")


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
