"""A pronoun or a bare role → who it may stand for, and what speaks for each of them."""

from __future__ import annotations

from bisect import bisect_left

from quotes.extraction.analysis import Analysis, is_preposition
from quotes.extraction.decisions import Group, group
from quotes.extraction.document import SpeakerKind
from quotes.extraction.offices import Office, may_be_one, read_office
from quotes.extraction.people import People, Person
from quotes.extraction.words import VERBS

REACH = 12
"""How many sentences back somebody may last have been named, for a pronoun to mean them."""
MOST = 8
NEARBY = 6
"""Sentences back in which mentions count as nearby."""


def options(analysis: Analysis, people: People, index: int, gender: str, previous: Person | None) -> list[Person]:
    """Persons named before token index, none of the other gender, the last named first."""
    low = analysis.sentence_of[index] - REACH
    found: list[Person] = []
    for at in range(bisect_left(people.timeline, (index, -1)) - 1, -1, -1):
        first, number = people.timeline[at]
        if analysis.sentence_of[first] < low or len(found) == MOST:
            break
        person = people.all[number]
        if person not in found and _may_be(person, gender):
            found.append(person)
    if previous is not None and len(found) < MOST and previous not in found:
        # Whoever spoke last may be meant from further back than anybody else.
        found += [previous] if _may_be(previous, gender) and last_mention(previous, index) >= 0 else []
    return found


def bearers(analysis: Analysis, people: People, office: Office, before: int) -> list[Person]:
    """Every person named before a token whose office it can be."""
    language = analysis.language
    return [
        person
        for person in people.by_role.get(office.role, [])
        if person.kind is SpeakerKind.PERSON
        and last_mention(person, before) >= 0
        and any(
            borne is not None and may_be_one(language, office, borne)
            for borne in (read_office(language, role) for role in person.roles)
        )
    ]


def set_before(analysis: Analysis, people: People, number: int, cue: int) -> Person | None:
    """The person behind whose name a description is set by commas: James Lund, an expert who studies ice, said."""
    described = analysis.phrases[number]
    comma = described.first - 1
    name = analysis.phrases[number - 1] if number else None
    if name is None or name.last != comma or analysis.tags[described.head] == "NNS":
        return None
    closed = analysis.classes[comma] == analysis.classes[cue - 1] == "COMMA"
    person = people.of_head.get(name.head) if closed else None
    return person if person is not None and person.kind is SpeakerKind.PERSON else None


def _may_be(person: Person, gender: str) -> bool:
    return person.kind is SpeakerKind.PERSON and not (gender and person.gender and person.gender != gender)


def last_mention(person: Person, index: int) -> int:
    """First token of the person's last mention before token index, or -1."""
    number = bisect_left(person.mentions, (index, -1))
    return person.mentions[number - 1][0] if number else -1


def features(
    analysis: Analysis,
    people: People,
    index: int,
    gender: str,
    content: list[tuple[int, int]],
    previous: Person | None,
    person: Person,
    rank: int,
) -> list[Group]:
    """The features of one person as the antecedent of the pronoun at token index."""
    last = last_mention(person, index)
    apart = analysis.sentence_of[index] - analysis.sentence_of[last]
    begin = analysis.sentences[analysis.sentence_of[last]][0]
    same_paragraph = analysis.tokens.paragraph_of[last] == analysis.tokens.paragraph_of[index]
    quoted = analysis.inside[last] >= 0
    subject = not quoted and _is_subject(analysis, person, last, index)
    early = last - begin <= 3
    in_content = any(
        bisect_left(person.mentions, (first, -1)) < bisect_left(person.mentions, (end, -1)) for first, end in content
    )
    sentence = analysis.sentence_of[index]
    since, until = analysis.sentences[max(0, sentence - NEARBY)][0], analysis.sentences[sentence][1]
    near = bisect_left(person.mentions, (until, -1)) - bisect_left(person.mentions, (since, -1))
    share = min(9, 10 * len(person.mentions) // people.most_mentions)
    distance = str(apart) if apart < 4 else "4 to 6" if apart < 7 else "far"
    known = "known" if person.gender else "unknown"
    return [
        (_distance, distance, min(rank, 4), subject, early, quoted),
        (_place, subject, quoted, same_paragraph),
        (_speaker, person is previous, same_paragraph, subject, distance),
        (_person, in_content, known, len(person.words) > 1, min(near, 4), share),
    ]


@group
def _distance(distance: str, rank: int, subject: bool, early: bool, quoted: bool) -> list[str]:
    back = f"{distance} sentences back"
    return [
        back,
        f"{back}, subject {subject}",
        f"{back}, rank {min(rank, 3)}",
        f"{back}, early {early}, subject {subject}",
        f"in a quotation {quoted}, {back}",
        f"rank {rank}",
        f"rank {min(rank, 3)}, subject {subject}",
    ]


@group
def _place(subject: bool, quoted: bool, same_paragraph: bool) -> list[str]:
    return [
        f"in a quotation {quoted}",
        f"subject {subject}, in a quotation {quoted}",
        f"same paragraph {same_paragraph}, subject {subject}",
    ]


@group
def _speaker(is_previous: bool, same_paragraph: bool, subject: bool, distance: str) -> list[str]:
    last = f"last speaker {is_previous}"
    return [
        last,
        f"{last}, same paragraph {same_paragraph}",
        f"{last}, subject {subject}, {distance} sentences back",
    ]


@group
def _person(in_content: bool, known: str, full: bool, near: int, share: int) -> list[str]:
    return [
        f"named in the content {in_content}",
        f"gender {known}",
        f"gender {known}, full name {full}",
        f"named {near} times nearby",
        f"share of mentions {share}",
    ]


def _is_subject(analysis: Analysis, person: Person, last: int, index: int) -> bool:
    """Whether a verb follows the mention, a few words on, with no preposition before the mention."""
    number = analysis.phrase_of[last]
    if number < 0:
        return False
    phrase = analysis.phrases[number]
    if phrase.first and is_preposition(analysis, phrase.first - 1):
        return False
    if phrase.head >= index:
        return False
    for at in range(phrase.last, min(phrase.last + 3, len(analysis.tokens))):
        if analysis.tags[at] in VERBS or analysis.tags[at] == "MD":
            return True
        if analysis.tokens.words[at] == ",":
            return True
        if analysis.tags[at] != "RB":
            return False
    return False
