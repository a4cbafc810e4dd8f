"""Whether a name that somebody gives is a name of a speaker."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from operator import eq

from quotes.models import Speaker, SpeakerAlias
from quotes.speakers.around import addresses_another, claims_another, sides
from quotes.speakers.families import ends_surely
from quotes.speakers.parts import Name, describes, forms_of, names_body, parents, readings
from quotes.speakers.spelling import family_alike, given_alike, plainly

Alike = Callable[[str, str], bool]
UNSPACED = {"CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR"}
"""Scripts, as Unicode calls them, in which a name is one word, and may be written in characters of several sorts."""
SHORT_NUMERALS = {"i", "v", "x"}
"""Numerals that may be initials."""


def names_of(speaker_ids: Collection[int]) -> dict[int, set[str]]:
    """Speaker → the names that they are known by, as they are written."""
    names: dict[int, set[str]] = {pk: set() for pk in speaker_ids}
    for pk, name in Speaker.objects.filter(pk__in=speaker_ids).values_list("pk", "name"):
        names[pk].add(name)
    for pk, name in SpeakerAlias.objects.filter(speaker__in=speaker_ids).values_list("speaker", "name"):
        names[pk].add(name)
    return names


def heads_of(speaker_ids: Iterable[int]) -> dict[int, int]:
    """Speaker → the one as whom they go on after merges."""
    heads = {pk: pk for pk in speaker_ids}
    ends = set(heads)
    while ends:
        merged = Speaker.objects.filter(pk__in=ends).values_list("pk", "merged_into")
        into = {pk: head for pk, head in merged if head is not None}
        heads = {pk: into.get(head, head) for pk, head in heads.items()}
        ends = set(into.values())
    return heads


def claimed_name(name: str) -> str:
    """The name, or nothing where it has no letters: then nobody is claimed."""
    return name if any(map(str.isalpha, name)) else ""


def bears(claimed: str, names: Iterable[str]) -> bool | None:
    """Whether a claimed name is written for one who has these names; None where names cannot tell.

    True where one of the two is the other, written shorter: fewer given names or family names,
    initials, short forms, no particle. False, which says that somebody else is claimed, only
    where a given name or a family name contradicts and no other writing explains it.
    """
    names, scripts = list(names), _scripts(claimed)
    known = [reading for name in names if scripts & _scripts(name) for reading in readings(name)]
    said = readings(claimed)
    if not said or not known or claims_another(claimed, known):
        return None
    told = {_told(said, known), _told(readings(claimed, without_roles=True), known)}
    if len(told) > 1:
        return None  # Hunter Vale: a name, or a hunter who is called Vale
    answer = told.pop()
    if _another_beside(claimed, known) or (answer and _of_other_gender(claimed, said, names, known)):
        return None
    return None if answer is False and (describes(claimed) or scripts & UNSPACED) else answer


def _another_beside(claimed: str, known: Sequence[Name]) -> bool:
    """Whether the speaker is claimed, and somebody else as well: Ana Ruiz and Tom Hale."""
    told = [(_told(readings(side), known), surely) for side, surely in sides(claimed, known)]
    return (False, True) in told and any(fits for fits, _ in told)


def _of_other_gender(claimed: str, said: Sequence[Name], names: Collection[str], known: Sequence[Name]) -> bool:
    """Whether Mrs Lund is claimed, and he is Peter Lund."""
    is_short = not any(name.given for name in said) or not any(name.given for name in known)
    return is_short and addresses_another(claimed, names)


def _scripts(name: str) -> set[str]:
    return {unicodedata.name(char, "").split(" ")[0] for char in name if char.isalpha()}


def _told(claimed: Sequence[Name], known: Sequence[Name]) -> bool | None:
    """What the readings tell together: one that fits is enough, and all must differ."""
    told = {_compare(one, other) for one in claimed for other in known}
    return True if True in told else None if None in told else False


def _compare(one: Name, other: Name) -> bool | None:
    if one.generation and other.generation and one.generation != other.generation:
        # V may be an initial as well.
        return None if _may_end_in_initial(one) or _may_end_in_initial(other) else False
    if "".join(one.words) == "".join(other.words):
        return True
    if _shortens(one, other) or _shortens(other, one):
        return True if _same_particles(one, other) else None
    return None if _may_be(one, other) or _may_be(other, one) else False


def _may_end_in_initial(name: Name) -> bool:
    """Whether its number may be an initial: Paul V; where the family name may come first, V Paul."""
    return not SHORT_NUMERALS.isdisjoint((name.words[0], name.words[-1]))


def _shortens(short: Name, full: Name) -> bool:
    """Whether one name is surely the other written shorter."""
    return _leaves_out(short, full) and ends_surely(short, full)


def _leaves_out(short: Name, full: Name) -> bool:
    """Whether one name is the other with fewer words, or with shorter ones."""
    if "".join(short.words) == full.surname:
        return True
    first = short.words[0]
    if len(first) == 1 and first != full.words[0][0]:
        return False  # R. Okoro: of a given name that is not the first an initial tells too little
    if names_body(full) and short.words[-1] != full.words[-1]:
        return False  # Ana Ruiz is not the Ana Ruiz Foundation
    if _within(short.words, full.words) and not set(short.words).isdisjoint(full.family):
        return True
    # The initial of Ana R. Molina may be of a word that is not known as a given name.
    ends = short.words[-1] == full.words[-1] and _stands_for(first, full.words[0])
    if ends and _within(short.words[1:-1], full.words[1:-1], _stands_for):
        return True
    if not _within(short.family, full.family) and short.surname != full.surname:
        return False
    begins = not short.given or first in full.given or any(_stands_for(first, other) for other in full.given[:1])
    return begins and _within(short.given, full.given, _stands_for)


def _may_be(short: Name, full: Name) -> bool:
    """Whether two names that are not one written shorter can be one person's all the same."""
    words, all_words = short.given + short.family, full.given + full.family
    if _within(words, all_words, _related):  # Ana; R. Okoro, of James R. Okoro
        return True
    if plainly("".join(words)) == plainly("".join(all_words)):  # Abdurrahman, Abdul Rahman
        return True
    if sorted(words) == sorted(all_words):  # Okoro James
        return True
    if len(words) == 1 and words[0] == "".join(word[0] for word in full.words):  # WFO
        return True
    one, other = _without_initials(short.given), _without_initials(full.given)
    given = _within(one, other, _related) or _within(other, one, _related)
    return given and (short.surname == full.surname or _within(short.family, full.family, family_alike))


def _same_particles(one: Name, other: Name) -> bool:
    """Whether no particle contradicts, and the name of a parent is told as such by both or neither."""
    within = _within(one.particles, other.particles) or _within(other.particles, one.particles)
    return within and parents(one) == parents(other)


def _without_initials(given: tuple[str, ...]) -> tuple[str, ...]:
    """Given names without the initials in the middle, by which speakers are not told apart."""
    return (*given[:1], *(word for word in given[1:] if len(word) > 1))


def _within(short: Sequence[str], full: Sequence[str], alike: Alike = eq) -> bool:
    """Whether all words of one stand in the other, in order."""
    rest = iter(full)
    return len(short) <= len(full) and all(any(alike(word, other) for other in rest) for word in short)


def _stands_for(one: str, other: str) -> bool:
    """Whether two given names are the same, one an initial or a form of the other."""
    initial = 1 in (len(one), len(other)) and one[0] == other[0]
    return initial or one in forms_of(other) or other in forms_of(one)


def _related(one: str, other: str) -> bool:
    """Whether two given names can be forms of the same: Bill, Will; Ralf, Ralph."""
    return _stands_for(one, other) or not forms_of(one).isdisjoint(forms_of(other)) or given_alike(one, other)
