"""A name as people write it → its parts: given names, family names, the particles between them.

"Prime Minister Ana Maria Ruiz Vega", "Ruiz Vega, Ana", "Xi Jinping". Behind the first word only an
initial or what is known as a given name is one; all else is family names, of which somebody may
have two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import regex

from quotes.extraction.language import languages, load
from quotes.speakers.names import fold
from quotes.speakers.spelling import abbreviations, writings

Words = tuple[str, ...]
WORD = regex.compile(r"[\p{L}\p{M}\p{N}&]+")
BRACKETED = regex.compile(r"\([^()]*\)|\[[^\[\]]*\]")
GENERATIONS = {"sr": 1, "jr": 2, "ii": 2, "iii": 3, "iv": 4}
"""The which of a name somebody is, by the suffixes that tell it."""
NUMERAL = regex.compile(r"(X{0,3})(IX|IV|V?I{0,3})\.?")
NUMERALS = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
LONGEST_INITIALS = 3
OF = "of"
PRIME_MINISTER = "pm"
"""Too like a time of day for the engine's titles."""


class Name(NamedTuple):
    """One reading of a name, folded. words is all of it, the given names first; generation 0 where it is not told."""

    given: Words
    family: Words
    particles: Words
    words: Words
    last: Words = ()
    """What stands between the last spaces, in its words: half of Smith-Jones may be left out."""
    turned: bool = False
    """Whether it is of those whose family name comes first."""
    generation: int = 0

    @property
    def surname(self) -> str:
        """The family names with their particles in one: Di Marno, DiMarno."""
        return "".join(self.words[len(self.given) :])


class _Known(NamedTuple):
    """The word lists of all languages, folded: who claims a name does not say in which language."""

    titles: frozenset[str]
    roles: frozenset[str]
    """Titles, and what else somebody is or does, which may be a name too: Hunter, Dean."""
    described: frozenset[str]
    """What somebody is called whom nobody names: roles, groups, pronouns."""
    bodies: frozenset[str]
    articles: frozenset[str]
    small: frozenset[str]
    """What goes on behind an office: mayor of, spokesman for."""
    given: frozenset[str]
    forms: Mapping[str, frozenset[str]]
    family_first: frozenset[str]
    particles: Mapping[str, str]
    suffixes: frozenset[str]


@cache
def _known() -> _Known:
    all_of = [load(code) for code in languages()]
    english = load("en")
    forms = {fold(word): _folded([full.split()]) for word, full in english.given_name_forms.items()}
    given = _folded([map(written, english.given_names) for written in (str, _written_out)])
    given |= frozenset(forms).union(*forms.values())
    for word, names in abbreviations().items():
        # Not given names by themselves: Yu is a family name too.
        forms[word] = forms.get(word, frozenset()) | names
    titles = _folded([english.honorifics, *(language.titles for language in all_of), [PRIME_MINISTER]])
    particles = {fold(word): told for word, told in english.name_particles.items()}
    roles = titles | _folded(language.roles for language in all_of)
    small = _folded(language.function_words for language in all_of)
    return _Known(
        titles=titles - given,
        roles=roles,
        described=roles.union(_folded((*language.group_nouns, *language.pronouns) for language in all_of)),
        bodies=_folded(language.organisation_heads for language in all_of),
        articles=_folded(language.articles for language in all_of) - particles.keys(),
        small=small - particles.keys() | {OF},
        given=given,
        forms=forms,
        family_first=_folded([english.family_first_names]),
        particles=particles,
        suffixes=_folded([english.name_suffixes]),
    )


def _folded(lists: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(fold(word) for words in lists for word in words)


def _written_out(name: str) -> str:
    return writings(name)[-1]


def readings(name: str, *, without_roles: bool = False) -> list[Name]:
    """The ways in which a name can be read: more where it has umlauts, or the family name may come first.

    None of a name without words. without_roles: a word in front that may be a given name is what somebody is or does.
    """
    return [reading for written in writings(name) for reading in _readings(written, without_roles)]


def _readings(name: str, without_roles: bool) -> list[Name]:
    known = _known()
    parts = [part for part in map(_pieces, BRACKETED.sub(" ", name).split(",")) if part] or [_pieces(name)]
    # Behind a comma: Ana Ruiz, MP; Ana Ruiz, mayor of Lund; Ruiz, Ana.
    behind = [part for part in map(_without_suffixes, parts[1:]) if part and not _tells_role(part)]
    generation = max(map(_generation, parts)) or _numeral(name)
    front = _without_titles(_without_suffixes(parts[0]), known.roles if without_roles else known.titles)
    if not front:
        return []
    if behind:
        return [_name(behind[0], front, generation)]
    found = [_given_name_first(front, generation)]
    if len(front) > 1 and (front[0][0] in known.family_first or len(front[-1][0]) == 1):
        turned = front[0][0] in known.family_first
        found.append(_name(front[1:], front[:1], generation)._replace(turned=turned))
    return found


def _pieces(text: str) -> list[Words]:
    """What stands between spaces, each in its folded words: Smith-Jones is one piece of two words."""
    known = _known()
    found: list[Words] = []
    for piece in text.split():
        words = tuple(WORD.findall(fold(piece)))
        initials = piece.isalpha() and piece.isupper() and not text.isupper() and len(piece) <= LONGEST_INITIALS
        if found and NUMERAL.fullmatch(piece):
            initials = False  # Paul VI
        if initials and not any(words[0] in names for names in (known.titles, known.given, known.family_first)):
            words = tuple(words[0])  # JR Okoro
        if words:
            found.append(words)
    return found[1:] if len(found) > 1 and found[0][0] in known.articles else found


def _tells_role(pieces: Sequence[Words]) -> bool:
    return pieces[0][0] not in _known().given and not _known().roles.isdisjoint(_flat(pieces))


def _without_suffixes(pieces: list[Words]) -> list[Words]:
    while pieces and "".join(pieces[-1]) in _known().suffixes:  # Ph.D.
        pieces = pieces[:-1]
    return pieces


def _generation(pieces: Sequence[Words]) -> int:
    return max((GENERATIONS.get("".join(piece), 0) for piece in pieces[-2:]), default=0)


def _numeral(name: str) -> int:
    """The number at the end of a name, in capitals: Leo XIV, Karl V."""
    pieces = name.partition(",")[0].split()
    found = NUMERAL.fullmatch(pieces[-1]) if len(pieces) > 1 else None
    return len(found[1]) * 10 + NUMERALS[found[2]] if found else 0


def _without_titles(pieces: list[Words], titles: frozenset[str]) -> list[Words]:
    """The pieces behind the last title, where no given name stands before it: Prime Minister Ana Ruiz, Ana King Ruiz.

    Where a title tells that a person is named, what they are lord of is left out: Lord Ruiz of Lund.
    """
    known = _known()
    if not pieces or pieces[-1][-1] in known.bodies:
        return pieces
    for at in range(len(pieces) - 2, -1, -1):
        if not titles.isdisjoint(pieces[at]) and known.given.isdisjoint(_flat(pieces[:at])):
            named = pieces[at + 1 :]
            return named[: named.index((OF,))] or named if (OF,) in named else named
    return pieces


def _given_name_first(pieces: Sequence[Words], generation: int) -> Name:
    known = _known()
    at = 0
    if len(pieces) > 1 and not _is_particle(pieces[0]):
        at = 1
        while at < len(pieces) - 1 and all(len(word) == 1 or word in known.given for word in pieces[at]):
            if _is_particle(pieces[at]) and len(pieces[at][0]) > 1:
                break
            at += 1
    return _name(pieces[:at], pieces[at:], generation)


def _is_particle(piece: Words) -> bool:
    """Whether a family name begins with a piece that may begin a name: von, al-Haddad; not Ben, not E."""
    known = _known()
    return len(piece[0]) > 1 and piece[0] in known.particles and (len(piece) > 1 or piece[0] not in known.given)


def _name(given: Sequence[Words], behind: Sequence[Words], generation: int) -> Name:
    words, particles = _flat(behind), _known().particles
    return Name(
        given=_flat(given),
        family=(*(word for word in words[:-1] if word not in particles), words[-1]),
        particles=tuple(word for word in words[:-1] if word in particles),
        words=_flat(given) + words,
        last=behind[-1],
        generation=generation,
    )


def _flat(pieces: Iterable[Words]) -> Words:
    return tuple(word for piece in pieces for word in piece)


def forms_of(given: str) -> frozenset[str]:
    """A given name with the full ones that it may stand for."""
    return _known().forms.get(given, frozenset()) | {given}


def parents(name: Name) -> set[str]:
    """The particles that tell whose child somebody is: bin, ibn."""
    return {word for word in name.particles if _known().particles[word] == "child"}


def may_be_turned(name: Name) -> bool:
    """Whether its first word is known as a family name that comes first: Kim Jong-un."""
    return name.words[0] in _known().family_first


def is_given(word: str) -> bool:
    """Whether a folded word is a known given name: kim, not xi."""
    return word in _known().given


def is_article(word: str) -> bool:
    """Whether a folded word is an article and nothing that names have."""
    return word in _known().articles


def has_title(words: Iterable[str]) -> bool:
    """Whether one of some folded words is a title: mayor, prof."""
    return not _known().titles.isdisjoint(words)


def names_body(name: Name) -> bool:
    """Whether it ends in what bodies are called: board, foundation."""
    return name.words[-1] in _known().bodies


def begins_with_article(name: str) -> bool:
    """Whether it is “The Marn Gazette” or “die Bürgermeisterin”: “la” and “der” may be of a name, and are none."""
    return bool(name.split()) and fold(name.split()[0]) in _known().articles


def is_particle(word: str) -> bool:
    """Whether it is a small word within names: von, de, al."""
    return fold(word) in _known().particles


def describes(name: str) -> bool:
    """Whether it tells what somebody is, and perhaps nothing else: the mayor of Lund, two officials."""
    known = _known()
    first, _, behind = name.strip().partition(" ")
    words = _flat(_pieces(behind if first in load("en").never_alone else name))  # a spokesman; not A. Spokes
    if not words or any(len(word) == 1 or word in known.given for word in words):
        return False
    offices = any(word in known.roles and behind in known.small for word, behind in pairwise(words))
    return words[-1] in known.described or offices
