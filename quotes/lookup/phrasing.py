"""An answer in sentences. None of them says that something was never said.

Who is named in a sentence is whom those occurrences name that it is about.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import chain

from quotes.lookup.answers import Coverage, DateAgreement, OccurrenceShown, SimilarShown
from quotes.lookup.choosing import Theirs
from quotes.lookup.conclusions import Conclusion, dates_agree
from quotes.lookup.denial import Opposition
from quotes.lookup.marks import Mark
from quotes.lookup.occurrences import Gathered
from quotes.lookup.similar import difference, nearest, opposite
from quotes.lookup.wrapping import Wrapped
from quotes.matching.verdicts import Verdict, Witness, Wording, wording_of

OPENINGS = {
    Verdict.VERBATIM: "Verbatim: {each}",
    Verdict.VERBATIM_PART: "Verbatim, and part of a longer statement: {each}",
    Verdict.ALTERED: "Altered: {who} {are} quoted with words close to these; those that differ are marked",
    Verdict.SAID_BY_OTHER: "Said by somebody else: {who} {are} quoted with {words}, not {claimed}",
    Verdict.DISPUTED: "Disputed: the articles name different speakers for {words} ({names})",
    Verdict.MISATTRIBUTED: "Misattributed: editors have found that {words} are wrongly given to {who}",
}
HOLDING = {
    Wording.VERBATIM: "exactly these words",
    Wording.PART: "these words and more",
    Wording.ALTERED: "words close to these",
}
NOT_QUOTED = "no article searched quotes {anybody} as saying {words}"
REPORTED = f"Reported indirectly only: {NOT_QUOTED}"
DENIED = f"Reported as not said: the report is that {{not_said}}; {NOT_QUOTED}"
POSSIBLE = f"Reported as possible only: the report is that {{maybe_said}}; {NOT_QUOTED}"
UNNAMED = "somebody the articles do not name"
BY_WORDING = (Verdict.VERBATIM, Verdict.VERBATIM_PART, Verdict.ALTERED)
DATES = {
    DateAgreement.BEFORE_FIRST: "The claimed date is before the first appearance here.",
    DateAgreement.DIFFERS: "No occurrence shown here is of the claimed date.",
}
DATES_OF_PARTS = {
    DateAgreement.BEFORE_FIRST: "The claimed date is before the first appearance of a part here.",
    DateAgreement.DIFFERS: "Not every part has an occurrence shown here that is of the claimed date.",
}
OPPOSED = {
    Opposition.BEHIND_NOT: "with {words} behind a “not”",
    Opposition.BEFORE_NOT: "with {words} in front of a “not”",
    Opposition.CHANGED: "with such words in another statement, where a “not” or a number differs",
}
PENDING = "Some of the statements wait for an editor."
SIMILAR = "Similar wording is shown; it may be another statement."
BESIDE = "Other statements that fit are shown as similar."


def checked(claimed: str, wrapped: Wrapped) -> str:
    """That only the inside of quotation marks was compared, and what was made of the name behind it; or nothing."""
    words = "Checked are the words in quotation marks"
    if not wrapped.name:
        return f"{words}. "
    if claimed == wrapped.name:
        return f"{words}, as {claimed}’s, who is named behind them. "
    return f"{words}; behind them stands “{wrapped.name}”. "


def summary(found: Conclusion, theirs: Sequence[str] = ()) -> str:
    """The answer to a quotation that was found. theirs: what there is to say of the claimed speaker's own words."""
    gathered = found.chosen.gathered
    of_all = set(found.rests_on) == set(gathered.witnesses) and gathered.number == len(gathered.shown)
    if of_all and found.verdict is not Verdict.REPORTED_INDIRECTLY:
        sentences = [f"{_opening(found)},{_where(gathered)}."]
    else:  # what is counted is more than what the verdict is about
        sentences = [f"{_opening(found)}.", f"Found{_where(gathered)}."]
    sentences += _besides(found)
    sentences += theirs
    if found.date_agreement in DATES:
        sentences.append(DATES[found.date_agreement])
    if found.chosen.beside:
        sentences.append(BESIDE)
    if _waits(gathered.shown):
        sentences.append(PENDING)
    return " ".join(sentences)


def stitched(parts: Sequence[Conclusion]) -> str:
    """The answer to a quotation that was put together, with what there is to say of each part."""
    shown = [part.chosen.gathered.shown for part in parts]
    sources = {occurrences[0].source.id for occurrences in shown}
    quoted = [_names(w for w in part.chosen.gathered.witnesses if w.is_firm) for part in parts]
    where = "one article" if len(sources) == 1 else f"{len(sources)} articles"
    # Whose it is is told of each part alone where one is in several statements.
    several = [len({w.of for w in part.rests_on}) > 1 for part in parts]
    whose = f", by {_and(list(dict.fromkeys(chain(*quoted))))}" if all(quoted) and not any(several) else ""
    sentences = [f"Stitched: it is put together from {len(parts)} statements in {where}{whose}; each part is shown."]
    for number, part in enumerate(parts, start=1):
        told = _besides(part)
        if part.verdict not in BY_WORDING:
            opening = _opening(part)
            told.insert(0, f"{opening[0].lower()}{opening[1:]}.")
        elif not whose and not several[number - 1]:
            told.insert(0, f"{_whoever(part.rests_on)} quoted with it.")
        if told:
            sentences.append(f"Part {number}: {' '.join(told)}")
    agreement = dates_agree(part.date_agreement for part in parts)
    if agreement in DATES_OF_PARTS:
        sentences.append(DATES_OF_PARTS[agreement])
    if any(part.chosen.beside for part in parts):
        sentences.append(BESIDE)
    if any(map(_waits, shown)):
        sentences.append(PENDING)
    return " ".join(sentences)


def of_claimed(theirs: Theirs | None, similar: Sequence[SimilarShown]) -> list[str]:
    """That the claimed speaker is quoted with other words, and how those differ in their meaning."""
    if theirs is None:
        return []
    near = nearest([one for one in similar if one.fits_claim and one.segments])
    if near is not None and (differs := opposite(near)):
        return [f"{theirs.name} is quoted with words that differ: that statement {differs}."]
    return [f"{theirs.name} is quoted with words that differ; they are shown as similar."]


def not_found(coverage: Coverage, similar: Sequence[SimilarShown], theirs: Sequence[str] = ()) -> str:
    """The answer where nothing was found: what was searched, what that does not mean, and how the nearest differs."""
    sentences = [f"Not found {searched(coverage)}.", "It may have been said elsewhere."]
    near = nearest(similar)
    if near is not None:
        sentences.append(SIMILAR)
        if differs := difference(near.segments):
            sentences.append(f"The nearest {differs}.")
    sentences += theirs
    return " ".join(sentences)


def searched(coverage: Coverage) -> str:
    """What was searched, in words."""
    if not coverage.articles:
        return "here: no articles can be searched yet"
    words = f"in {_number(coverage.articles, 'article')} of {_number(coverage.outlets, 'outlet')}"
    if coverage.published_from is not None:
        words += f", published {coverage.published_from} to {coverage.published_until}"
    return f"{words}, in {', '.join(coverage.languages)}"


def _opening(found: Conclusion) -> str:
    """The verdict, with those whom it is about."""
    names = _names(found.rests_on)
    words = _words(found)
    form = OPENINGS.get(found.verdict)
    if form is None:
        first = found.rests_on[0]
        form = REPORTED if first.asserted else DENIED if first.denied else POSSIBLE
    return form.format(
        who=_and(names) or UNNAMED,
        each=_each(found),
        are="are" if len(names) > 1 else "is",
        anybody=_and(names) or "anybody",
        names=", ".join(names),
        claimed=found.claimed,
        words=words,
        not_said=_not_said(found.rests_on),
        maybe_said=_maybe_said(found.rests_on),
    )


def _each(found: Conclusion) -> str:
    """Who is quoted with exactly the words, who with more, who with others; nobody twice."""
    wordings: dict[Hashable, set[Wording]] = {}
    for item in found.chosen.found:
        wordings.setdefault(item.key, set()).add(wording_of(item.alignment))
    left = list(found.rests_on)
    told: list[str] = []
    for wording, words in HOLDING.items():
        mine = [w for w in left if wording in wordings.get(w.of, {found.wording})]
        if mine:
            names = _names(mine)
            left = [w for w in left if w not in mine and not (w.name and w.name in names)]
            verb = "" if told else " are quoted" if len(names) > 1 else " is quoted"
            told.append(f"{_and(names) or UNNAMED}{verb} with {words}")
    return "; ".join(told)


def _besides(found: Conclusion) -> list[str]:
    """What there is to say beside the verdict, a sentence each."""
    gathered = found.chosen.gathered
    sentences = []
    if found.cut_after_negation:
        sentences.append("The part is cut from behind a “not” that was left out.")
    if found.cut_before_negation:
        sentences.append("The part is cut off before a “not” that was left out.")
    if found.meaning_changed:
        sentences.append("A “not” or a number differs: the meaning is not the same.")
    statements = {w.of for w in found.rests_on}
    if len(statements) > 1:
        by = _and(_names(found.rests_on)) or UNNAMED
        sentences.append(f"{len(statements)} different statements were found with {_words(found)}, by {by}.")
    named = [w.fits_claim for w in gathered.witnesses if w.fits_claim is not None]
    if found.claimed and found.verdict in BY_WORDING and found.speaker_agrees is None:
        sentences.append(f"That it was {found.claimed} cannot be told from them.")
    elif named and not any(named) and found.verdict is not Verdict.SAID_BY_OTHER:
        sentences.append(f"None of them names {found.claimed}.")
    sentences += _marked(found)
    sentences += _others([w for w in gathered.witnesses if w not in found.rests_on], f"with {_words(found)} too")
    beside = [w for w in found.chosen.witnesses_beside if w.of not in found.chosen.opposed]
    return sentences + _others(beside, "with such words in another statement") + _opposed(found)


def _opposed(found: Conclusion) -> list[str]:
    """Who is quoted with the words and denies them, a sentence for each way: never as if they had said them."""
    sentences = []
    for how, form in OPPOSED.items():
        words = form.format(words=_words(found))
        mine = [w for w in found.chosen.witnesses_beside if found.chosen.opposed.get(w.of) is how and w.asserted]
        if firm := [w for w in mine if w.is_firm]:
            sentences.append(f"{_whoever(firm)} quoted {words}.")
        if reported := [w for w in mine if not w.quoted]:
            sentences.append(f"{_whoever(reported)} reported indirectly {words}.")
    return sentences


def _words(found: Conclusion) -> str:
    return "words close to these" if found.wording is Wording.ALTERED else "these words"


def _others(witnesses: Sequence[Witness], how: str) -> list[str]:
    """What occurrences tell on which the verdict does not rest. Of what editors marked, their marks tell."""
    unmarked = [w for w in witnesses if not w.misattributed]
    sentences = []
    if firm := [w for w in unmarked if w.is_firm]:
        sentences.append(f"{_whoever(firm)} quoted {how}.")
    if reported := [w for w in unmarked if w.asserted and not w.quoted]:
        sentences.append(f"{_whoever(reported)} reported indirectly to have said this.")
    if denied := [w for w in unmarked if w.denied]:
        sentences.append(f"It is reported, too, that {_not_said(denied)}.")
    if possible := [w for w in unmarked if not w.asserted and not w.denied]:
        sentences.append(f"It is reported, too, that {_maybe_said(possible)}.")
    return sentences


def _not_said(witnesses: Iterable[Witness]) -> str:
    names = _and(_names(witnesses))
    return f"{names} did not say this" if names else "this was not said"


def _maybe_said(witnesses: Iterable[Witness]) -> str:
    names = _and(_names(witnesses))
    return f"{names} might say this" if names else "this might be said"


def _marked(found: Conclusion) -> list[str]:
    """What editors marked: who is wrongly named, unless the opening tells, why, and whose words they are."""
    rests_on = {(w.of, w.name) for w in found.rests_on if w.misattributed}
    statements = {w.of for w in found.rests_on}
    marks = (*found.chosen.gathered.marks, *found.chosen.marks_beside)
    sentences = []
    for mark in marks:
        if any(of == mark.of and mark.wrongly_name in ("", name) for of, name in rests_on):
            sentences.append(mark.note)
            continue
        where = "" if mark.of in statements else "In another statement "
        wrongly = f"{where}{'wrongly' if where else 'Wrongly'} given to {mark.wrongly_name or 'whoever is named'}"
        sentences.append(f"{wrongly}, by what editors found: {mark.note}")
    said_by = dict.fromkeys(_author(mark) for mark in marks if mark.said_by_name and mark.of in statements)
    if said_by:
        sentences.append(f"Whose words they are, by what editors found: {', '.join(said_by)}.")
    return list(dict.fromkeys(sentences))


def _author(mark: Mark) -> str:
    return f"{mark.said_by_name}, as is claimed" if mark.fits_said_by else mark.said_by_name


def _where(gathered: Gathered) -> str:
    """How often and where it was found, and when first; begins with a space."""
    first = f", first on {gathered.first_appeared_at.date()}" if gathered.first_appeared_at is not None else ""
    if gathered.number > len(gathered.shown):
        outlets = f" in {_number(gathered.outlets, 'outlet')}" if gathered.outlets else ""
        return (
            f" {_number(gathered.number, 'time')}{outlets}{first}; {len(gathered.shown)} of them are shown,"
            f" at most {_number(gathered.independent, 'independent report')}"
        )
    outlets = f" of {_number(gathered.outlets, 'outlet')}" if gathered.outlets else ""
    return f" in {_number(gathered.independent, 'independent report')}{outlets}{first}"


def _waits(shown: Iterable[OccurrenceShown]) -> bool:
    return any(occurrence.review_status == "pending" for occurrence in shown)


def _names(witnesses: Iterable[Witness]) -> list[str]:
    return list(dict.fromkeys(w.name for w in witnesses if w.name))


def _whoever(witnesses: Iterable[Witness]) -> str:
    """Those who are named, at the beginning of a sentence, with the verb."""
    names = _names(witnesses)
    return f"{_and(names) or UNNAMED.capitalize()} {'are' if len(names) > 1 else 'is'}"


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
