"""Names of one article → who is spoken of: one entry a person or body, with every mention.

The fullest name comes first in news; later a surname, a given name, a title with a surname.
A surname alone joins the person who last bore it; where several do, a gendered title decides,
else the one named last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from quotes.extraction.analysis import Analysis
from quotes.extraction.document import SpeakerKind
from quotes.extraction.language import Language
from quotes.extraction.names import Name, name_of
from quotes.extraction.offices import names_office
from quotes.extraction.phrases import Phrase

NEAR = 14
PARTS = regex.compile(r"([-’'])")
PLACE_WORDS = frozenset({"PLACE", "FROM", "TO"})


@dataclass(slots=True, eq=False)
class Person:
    """Somebody, or some body, of one article. mentions are tokens (first, last), in order."""

    words: tuple[str, ...]
    kind: SpeakerKind
    gender: str = ""
    roles: list[str] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    number: int = 0

    @property
    def name(self) -> str:
        return " ".join(self._written(word) for word in self.words)

    def _written(self, word: str) -> str:
        """A word of the name as it is shown: initials with a stop, a person's capitals folded."""
        if len(word) == 1 and word.isupper():
            return word + "."
        if "." in word:
            return word
        if self.kind is SpeakerKind.PERSON and len(self.words) > 1 and len(word) > 2 and word.isupper():
            return "".join(part.capitalize() for part in PARTS.split(word))
        return word

    @property
    def surname(self) -> str:
        return self.words[-1].lower()

    def role_words(self) -> set[str]:
        return {word for role in self.roles for word in role.lower().replace(",", " ").split()}

    def bears(self, title: set[str]) -> bool:
        """Whether a word of a title, in small letters, is of a title or role of theirs; Justice as in Justices."""
        borne = {word.removesuffix("s") for word in self.role_words()}
        return any(word.removesuffix("s") in borne for word in title)


class People:
    """Everybody whom an article names, and which phrase names whom."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.all: list[Person] = []
        self.of_head: dict[int, Person] = {}
        self.titled: dict[int, str] = {}
        """By the head of a mention the gender that its own title tells: Mrs Hartley, never Hartley."""
        self._by_last: dict[str, list[Person]] = {}
        self._by_first: dict[str, list[Person]] = {}
        self._by_middle: dict[str, list[Person]] = {}
        """By the word before the last: where two family names are borne, the first is the one used alone."""
        self._by_full: dict[tuple[str, ...], Person] = {}
        headline = _headline_end(analysis)
        later: list[Phrase] = []
        for phrase in _with_possessors(analysis):
            analysis.clock.check()
            if phrase.first < headline:
                later.append(phrase)
            else:
                self._read(phrase)
        for phrase in later:  # what a headline's capitals hide, the text has told by now
            self._read(phrase)
        self.by_word: dict[str, list[Person]] = {}
        self.by_role: dict[str, list[Person]] = {}
        for person in self.all:
            person.mentions.sort()
            if self._looks_like_a_place(person):
                person.kind = SpeakerKind.ORGANISATION
            for word in {word.lower() for word in person.words}:
                self.by_word.setdefault(word, []).append(person)
            for word in {analysis.language.last_part(word) for word in person.role_words()}:
                self.by_role.setdefault(word, []).append(person)
        self.most_mentions = max((len(person.mentions) for person in self.all), default=1)
        self.timeline = sorted((first, person.number) for person in self.all for first, _ in person.mentions)
        """Every mention by its first token, with the number of the person."""

    def bearers(self, surname: str) -> list[Person]:
        """Everybody who was read under a surname, in small letters."""
        return self._by_last.get(surname, [])

    def _read(self, phrase: Phrase) -> None:
        name = name_of(self.analysis, phrase)
        if name is None:
            return
        person = self._find(name) or self._add(name)
        person.mentions.append((name.first, name.last))
        if name.gender and not person.gender:
            person.gender = name.gender
        if name.title and name.title not in person.roles:
            person.roles.append(name.title)
        before = _role_before(self.analysis, phrase)
        if before and before not in person.roles:
            person.roles.append(before)
            person.gender = person.gender or _role_gender(self.analysis.language, before)
        apposition = _apposition(self.analysis, phrase)
        if apposition:
            if apposition not in person.roles:
                person.roles.append(apposition)
            person.gender = person.gender or _role_gender(self.analysis.language, apposition)
            if self.analysis.phrases[self.analysis.phrase_of[phrase.last + 1]].kind == "body" and not person.gender:
                person.kind = SpeakerKind.ORGANISATION  # Greenwater, a charity, …
        if (
            len(name.words) > len(person.words)
            and person.kind is SpeakerKind.PERSON
            and name.kind is SpeakerKind.PERSON
        ):
            self._rename(person, name.words)
        self.of_head[phrase.head] = person
        if name.gender and len(name.words) == 1:
            self.titled[phrase.head] = name.gender

    def _looks_like_a_place(self, person: Person) -> bool:
        """A single name without title or gender that mostly stands behind "in", "at", "from"."""
        if len(person.words) > 1 or person.gender or person.roles or person.kind is not SpeakerKind.PERSON:
            return False
        language = self.analysis.language
        if person.surname in language.given_names:
            return False
        lower = self.analysis.tokens.lower
        behind = sum(
            1 for first, _ in person.mentions if first and language.function_words.get(lower[first - 1]) in PLACE_WORDS
        )
        return 2 * behind >= len(person.mentions)

    def _find(self, name: Name) -> Person | None:
        key = tuple(word.lower() for word in name.words)
        known = self._by_full.get(key)
        if known is not None:
            return self._preferred([known, *self._by_last.get(key[-1], [])], name) if len(key) == 1 else known
        if len(key) == 1:
            bearers = self._by_last.get(key[0]) or self._by_first.get(key[0]) or self._by_middle.get(key[0]) or []
            return self._preferred(bearers, name) if bearers else None
        if name.kind is SpeakerKind.ORGANISATION:
            return None
        same = [p for p in self._by_last.get(key[-1], []) if _agree(p.words, name.words)]
        if len(same) > 1:
            longer = [p for p in same if len(p.words) > 1]
            same = longer or same
        if len(same) == 1 and (not name.gender or not same[0].gender or name.gender == same[0].gender):
            return same[0]
        return None

    def _preferred(self, bearers: list[Person], name: Name) -> Person | None:
        fitting = [p for p in bearers if not name.gender or not p.gender or p.gender == name.gender]
        if not fitting:
            return None
        # Mrs Wu, of Anna and Kit Wu: who is known to be a woman.
        fitting = [p for p in fitting if name.gender and p.gender == name.gender] or fitting
        # Justice Rao, of a justice and a party's spokesman: who bears the title.
        title = set(name.title.lower().split()) - self.analysis.language.definite
        fitting = [p for p in fitting if p.bears(title)] or fitting
        full = [p for p in fitting if len(p.words) > 1] or fitting
        return max(full, key=lambda p: p.mentions[-1] if p.mentions[-1][0] < name.first else (-1, -1))

    def _add(self, name: Name) -> Person:
        person = Person(name.words, name.kind, name.gender, number=len(self.all))
        self.all.append(person)
        self._index(person)
        return person

    def _index(self, person: Person) -> None:
        key = tuple(word.lower() for word in person.words)
        self._by_full[key] = person
        _put(self._by_last, key[-1], person)
        if len(key) > 1 and person.kind is SpeakerKind.PERSON:
            _put(self._by_first, key[0], person)
        if len(key) > 2 and person.kind is SpeakerKind.PERSON:
            _put(self._by_middle, key[-2], person)

    def _rename(self, person: Person, words: tuple[str, ...]) -> None:
        person.words = words
        self._index(person)


def _with_possessors(analysis: Analysis) -> Iterator[Phrase]:
    """Every phrase whose head is a name, and before it the name that it belongs to: Ruiz in “Ruiz’s claim”."""
    tags = analysis.tags
    for phrase in analysis.phrases:
        if phrase.head > phrase.first + 1 and "POS" in tags[phrase.first : phrase.head]:
            for index in range(phrase.first + 1, phrase.head):
                if tags[index] == "POS" and tags[index - 1] == "NNP":
                    yield Phrase(phrase.first, index, index - 1, "name")
                    break
        if tags[phrase.head] == "NNP":
            yield phrase


def _put(index: dict[str, list[Person]], key: str, person: Person) -> None:
    bearers = index.setdefault(key, [])
    if person not in bearers:
        bearers.append(person)


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names with one surname can be one person's: Ana Ruiz, Ana J. Ruiz, A. Ruiz, Ruiz."""
    shorter, longer = sorted((_small(one), _small(other)), key=len)
    if longer[-len(shorter) :] == shorter:
        return True
    a, b = one[0].lower(), other[0].lower()
    return (
        a == b
        or (min(len(a), len(b)) == 1 and a[0] == b[0])
        or (min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a)))
    )


def _small(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.lower() for word in words)


def _headline_end(analysis: Analysis) -> int:
    """One past the first paragraph when most of its words have capitals, as in a headline; else 0."""
    if not analysis.tokens.paragraphs:
        return 0
    first, last = analysis.tokens.paragraphs[0]
    words = [analysis.tokens.words[i] for i in range(first, last) if analysis.tokens.words[i][0].isalpha()]
    capitals = sum(1 for word in words if word[0].isupper())
    return last if words and capitals > 0.6 * len(words) and len(analysis.tokens.paragraphs) > 1 else 0


def _apposition(analysis: Analysis, phrase: Phrase) -> str:
    """The role set off by commas behind a name: Ana Ruiz, the harbour’s chief engineer, …"""
    tokens = analysis.tokens
    at = phrase.last
    if at + 1 >= len(tokens) or tokens.words[at] != ",":
        return ""
    number = analysis.phrase_of[at + 1]
    if (
        number < 0
        or analysis.phrases[number].kind not in {"role", "group", "body"}
        or analysis.phrases[number].first != at + 1
    ):
        return ""
    end = analysis.phrases[number].last
    limit = min(at + NEAR, analysis.sentences[analysis.sentence_of[at]][1])
    while (
        end < limit
        and (analysis.tags[end] in {"IN", "POS"} or analysis.phrase_of[end] >= 0)
        and tokens.words[end] != ","
    ):
        end += 1
    while end > at + 1 and analysis.tags[end - 1] == "IN":
        end -= 1
    return tokens.slice(at + 1, end)


def _role_before(analysis: Analysis, phrase: Phrase) -> str:
    """The role that a name is set behind: the harbour’s chief engineer, Ana Ruiz, …"""
    tokens, comma = analysis.tokens, phrase.first - 1
    if comma < 1 or tokens.words[comma] != "," or analysis.tags[phrase.head] != "NNP":
        return ""
    number = analysis.phrase_of[comma - 1]
    if number < 0:
        return ""
    role = analysis.phrases[number]
    if not names_office(analysis, role) and (role.kind != "role" or analysis.tags[role.head] == "NNP"):
        return ""
    ends = phrase.last < len(tokens) and tokens.words[phrase.last] in {",", "."}
    definite = tokens.lower[role.first] in analysis.language.definite or "POS" in analysis.tags[role.first : role.last]
    return tokens.slice(role.first, role.last) if ends and definite else ""


def _role_gender(language: Language, role: str) -> str:
    for word in role.lower().split():
        if language.roles.get(word) in {"m", "f"}:
            return language.roles[word]
    return ""
