"""Source mentions → speakers of the article: whom "he", "Vale" or "the spokeswoman" stands for.

Too close to call names nobody: where two candidates share the chance, the attribution is
ambiguous and both are kept.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass, field

from quotes.extraction import antecedents
from quotes.extraction.analysis import Analysis, is_preposition
from quotes.extraction.attribution import Draft
from quotes.extraction.cues import first_subject
from quotes.extraction.decisions import Group, Model
from quotes.extraction.document import SpeakerKind
from quotes.extraction.offices import read_office
from quotes.extraction.people import People, Person
from quotes.extraction.phrases import Phrase, kind_of, owner_of
from quotes.extraction.sources import SourceOption

SURE = 0.6
"""An antecedent with less than this share of the chance is not named. On the training articles
the one named at or above it is right in nine of ten; below, in four of ten."""


DESCRIBED = 0.7
"""The chance that a pronoun means whoever was described just before: by our own reading, no corpus tells."""
MOST_CANDIDATES = 4
FARTHEST_NAME = 14
"""Tokens between a role and the name that is set behind it with its office between them."""


@dataclass(slots=True)
class Resolution:
    """Who a mention stands for: person is None when nobody can be named.

    rule is the name of the rule that decided; chance its probability; candidates the persons
    considered with their scores, the best first.
    """

    rule: str
    person: Person | None = None
    chance: float = 1.0
    candidates: list[tuple[Person, float, list[Group]]] = field(default_factory=list)

    @property
    def ambiguous(self) -> bool:
        return self.person is None and len(self.candidates) > 1


class Resolver:
    """Resolves the mentions of one article, in the order of the text."""

    def __init__(self, analysis: Analysis, people: People, model: Model, authors: tuple[str, ...]) -> None:
        self.analysis = analysis
        self.people = people
        self.weights = model.antecedent
        self.authors = authors
        self.previous: Person | None = None
        self.last: Person | None = None
        self.last_at = -1
        self._made: dict[str, Person] = {}

    def resolve(self, draft: Draft) -> Resolution:
        resolution = self._resolve(draft)
        self.last, self.last_at = resolution.person, draft.first
        if resolution.person is not None and resolution.person.kind is SpeakerKind.PERSON:
            self.previous = resolution.person
        return resolution

    def _resolve(self, draft: Draft) -> Resolution:
        source = draft.source
        if source.first < 0 or (draft.rule == "turn" and self.analysis.tokens.words[source.head] in {"Q", "A"}):
            return Resolution("nobody_named")
        tokens, language = self.analysis.tokens, self.analysis.language
        person = self.people.of_head.get(source.head)
        if person is not None:
            return self._named(person, source)
        word = tokens.lower[source.head]
        pronoun = language.pronouns.get(word, "")
        number = self.analysis.phrase_of[source.head]
        if number >= 0 and self.analysis.phrases[number].kind == "relative":
            return self._relative(draft)
        if pronoun.startswith("1"):
            return self._first_person(pronoun)
        if pronoun.startswith("3") and pronoun[1] in "mf":
            return self._pronoun(draft, pronoun[1])
        if pronoun.startswith("3"):
            return self._body_or_group(draft, plural=pronoun.endswith("p"))
        return self._nominal(draft)

    def _named(self, person: Person, source: SourceOption) -> Resolution:
        index = source.first
        full = sum(1 for word in person.words if len(word) > 1) > 1
        gender = self.people.titled.get(source.head, "")  # of a couple, Hartley is either
        rivals = [
            other
            for other in self.people.bearers(person.surname)
            if other is not person
            and other.kind is person.kind
            and other.surname == person.surname
            and len(other.words) > 1
            and (not other.gender or not gender or other.gender == gender)
        ]
        title = set(self.analysis.tokens.lower[source.first : source.head]) - self.analysis.language.definite
        if person.bears(title):
            rivals = [other for other in rivals if other.bears(title)]  # Justice Rao is not the spokesman Rao
        written = next((m for m in person.mentions if m[0] >= index), (index, index + 1))
        if rivals and written[1] - written[0] == 1 and self.analysis.tokens.lower[written[0]] == person.surname:
            return self._rank([person, *rivals][:4], index, [], "surname_shared")
        return Resolution("named_in_full" if full and written[1] - written[0] > 1 else "named_in_part", person, 0.98)

    def _relative(self, draft: Draft) -> Resolution:
        """The phrase before "who" or "that"."""
        number = self.analysis.phrase_of[draft.source.first]
        before, sentence_of = self.analysis.phrases[number - 1].first, self.analysis.sentence_of
        if number > 0 and sentence_of[before] == sentence_of[draft.source.first]:
            number = self._who(number)
            person = self.people.of_head.get(self.analysis.phrases[number - 1].head)
            if person is not None:
                return Resolution("relative_pronoun", person, 0.9)
            author = self._author(number - 1)
            return Resolution("relative_pronoun", author or self._made_of(self.analysis.phrases[number - 1]), 0.8)
        return Resolution("nobody_named")

    def _who(self, number: int) -> int:
        """One past the phrase that a relative pronoun stands for: the last that can speak.

        A senior official at the ministry, who asked …: not the ministry.
        """
        sentence = self.analysis.sentence_of[self.analysis.phrases[number].first]
        for before in range(number - 1, max(-1, number - 4), -1):
            phrase = self.analysis.phrases[before]
            if self.analysis.sentence_of[phrase.first] != sentence:
                break
            person = self.people.of_head.get(phrase.head)
            if phrase.kind in {"role", "group"} or (person is not None and person.kind is SpeakerKind.PERSON):
                return before + 1
        return number

    def _first_person(self, pronoun: str) -> Resolution:
        """I and we outside quotations: the author, when there is one."""
        if len(self.authors) == 1 and pronoun.endswith("s"):
            name = self.authors[0]
            words = tuple(name.split())
            for person in self.people.bearers(words[-1].lower() if words else ""):
                if person.words == words:
                    return Resolution("author_speaks", person, 0.9)
            person = self._made.setdefault(name, Person(words or (name,), SpeakerKind.PERSON))
            return Resolution("author_speaks", person, 0.9)
        return Resolution("nobody_named")

    def _pronoun(self, draft: Draft, gender: str) -> Resolution:
        index = draft.source.first
        persons = antecedents.options(self.analysis, self.people, index, gender, self.previous)
        described = self._described_before(index, gender)
        articles = self.analysis.language.articles
        if described is not None and not (persons and self.analysis.tokens.lower[described.first] in articles):
            # A nominee is somebody else than whoever was named; the nominee may be the same.
            return Resolution("described", self._made_of(described), DESCRIBED)
        return self._rank(persons, index, draft.content, "pronoun_antecedent", gender)

    def _described_before(self, index: int, gender: str) -> Phrase | None:
        """Who is only described, as the subject of the sentence before or of this one, with nobody named since.

        The fisherman looked at the harbour. “There were forty boats,” he said.
        """
        phrases, language = self.analysis.phrases, self.analysis.language
        sentence = self.analysis.sentence_of[index]
        for at in range(self.analysis.phrase_of[index] - 1, -1, -1):
            phrase = phrases[at]
            if sentence - self.analysis.sentence_of[phrase.first] > 1 or not self._same_paragraph(phrase.first, index):
                return None
            if self.analysis.inside[phrase.first] >= 0:
                continue
            person = self.people.of_head.get(phrase.head)
            if person is not None and person.kind is SpeakerKind.PERSON:
                return None
            role = language.last_part(self.analysis.tokens.lower[phrase.head])
            if phrase.kind == "role" and self.analysis.tags[phrase.head] == "NN" and role in language.roles:
                begin = self.analysis.sentences[self.analysis.sentence_of[phrase.first]][0]
                if self.people.by_role.get(role) or language.roles[role] not in {"", "mf", "unnamed", gender}:
                    return None
                return phrase if first_subject(self.analysis, begin, index) == phrase else None
        return None

    def _rank(
        self, persons: list[Person], index: int, content: list[tuple[int, int]], rule: str, gender: str = ""
    ) -> Resolution:
        if not persons:
            return Resolution("nobody_named")
        scored: list[tuple[Person, float, list[Group]]] = []
        for rank, person in enumerate(persons):
            if antecedents.last_mention(person, index + 1) < 0:
                continue
            found = antecedents.features(
                self.analysis,
                self.people,
                index + 1 if rule == "surname_shared" else index,
                gender,
                content,
                self.previous,
                person,
                rank,
            )
            scored.append((person, self.weights.score(found), found))
        if not scored:
            return Resolution("nobody_named")
        scored.sort(key=lambda triple: -triple[1])
        top = scored[0][1]
        total = sum(math.exp(s - top) for _, s, _ in scored)
        chance = 1 / total
        if chance < SURE and len(scored) > 1:
            return Resolution(rule, None, chance, scored[:MOST_CANDIDATES])
        return Resolution(rule, scored[0][0], chance, scored[:MOST_CANDIDATES])

    def _body_or_group(self, draft: Draft, *, plural: bool) -> Resolution:
        """It and they: the last body or group that was named before, the last speaker first."""
        index = draft.source.first
        low = self.analysis.sentence_of[index] - 3
        if self._last_fits(index, plural=plural):
            return Resolution("it_or_they", self.last, 0.7)
        number = self.analysis.phrase_of[index]
        kinds = {"group", "body", "name", "role"} if plural else {"body", "name", "document"}
        for at in range(number - 1, max(-1, number - 30), -1):
            phrase = self.analysis.phrases[at]
            if self.analysis.sentence_of[phrase.first] < low or phrase.kind not in kinds:
                continue
            if self.analysis.inside[phrase.first] >= 0 or self._behind_preposition(phrase.first):
                continue
            person = self.people.of_head.get(phrase.head)
            if person is not None:
                if person.kind is SpeakerKind.PERSON:
                    continue
                return Resolution("it_or_they", person, 0.6)
            if plural and self.analysis.tags[phrase.head] != "NNS":
                continue
            if phrase.kind in {"group", "body", "document"}:
                return Resolution("it_or_they", self._made_of(self.analysis.phrases[at]), 0.5)
        return (
            Resolution("it_or_they", self.last, 0.5)
            if plural and self._is_alone(index)
            else Resolution("nobody_named")
        )

    def _is_alone(self, index: int) -> bool:
        """Whether “they” can be one person: the speaker just before, in this paragraph, nobody else named since."""
        if self.last is None or self.last_at < 0 or not self._same_paragraph(self.last_at, index):
            return False
        if self.last.kind is not SpeakerKind.PERSON and not self._has_role(self.last):
            return False
        first = self.analysis.sentences[self.analysis.sentence_of[self.last_at]][0]
        since = range(bisect_left(self.people.timeline, (first, -1)), bisect_left(self.people.timeline, (index, -1)))
        return all(self.people.all[self.people.timeline[at][1]] is self.last for at in since)

    def _last_fits(self, index: int, *, plural: bool) -> bool:
        """Whether the speaker just before, in the same paragraph, can be "it" or "they"."""
        if self.last is None or self.last.kind is SpeakerKind.PERSON:
            return False
        if self.last_at < 0 or not self._same_paragraph(self.last_at, index):
            return False
        if self.last.kind is not SpeakerKind.UNNAMED:
            return True
        return not plural and not self._has_role(self.last)

    def _has_role(self, person: Person) -> bool:
        """Whether somebody who is only described is called by a role: a spokesperson for the airline."""
        language = self.analysis.language
        return any(language.last_part(word.lower()) in language.roles for word in person.words)

    def _same_paragraph(self, one: int, other: int) -> bool:
        return self.analysis.tokens.paragraph_of[one] == self.analysis.tokens.paragraph_of[other]

    def _behind_preposition(self, index: int) -> bool:
        return index > 0 and is_preposition(self.analysis, index - 1)

    def _nominal(self, draft: Draft) -> Resolution:
        """The spokeswoman, the ministry, a senior official, researchers."""
        source = draft.source
        tokens, language = self.analysis.tokens, self.analysis.language
        number = self.analysis.phrase_of[source.head]
        if number < 0:
            return Resolution("nobody_named")
        head = tokens.lower[source.head]
        author = self._author(number)
        if author is not None:
            return Resolution("document_speaks", author, 0.85)
        named = self._apposed(number)
        if named is None and draft.cue is not None and source.side == "before":
            named = antecedents.set_before(self.analysis, self.people, number, draft.cue.first)
        if named is not None:
            return Resolution("role_with_name", named, 0.95)
        definite = tokens.lower[source.first] in language.definite
        if definite and (head.endswith("year-old") or head in language.origins):
            persons = antecedents.options(self.analysis, self.people, source.first, "", self.previous)
            return self._rank(persons, source.first, draft.content, "role_named_before")
        office = read_office(language, tokens.slice(source.first, self.analysis.phrases[number].last))
        if office is not None and definite:
            fitting = antecedents.bearers(self.analysis, self.people, office, source.first)
            if len(fitting) == 1:
                return Resolution("role_named_before", fitting[0], 0.85)
            if len(fitting) > 1:
                return self._rank(fitting, source.first, draft.content, "role_named_before")
        if head in language.organisation_heads and definite:
            fitting = [
                p
                for p in self.people.by_word.get(head, [])
                if p.kind is SpeakerKind.ORGANISATION and antecedents.last_mention(p, source.first) >= 0
            ]
            if len(fitting) == 1:
                return Resolution("body_named_before", fitting[0], 0.85)
        return Resolution("described", self._made_of(self.analysis.phrases[number]), 0.8)

    def _author(self, number: int) -> Person | None:
        """Whose the document is that speaks: Okafor’s letter, the reply of the ministry."""
        phrase = self.analysis.phrases[number]
        if phrase.kind != "document":
            return None
        for index in range(phrase.first + 1, phrase.head):
            if self.analysis.tags[index] == "POS":
                head = self.analysis.tokens.lower[index - 1], self.analysis.tags[index - 1]
                owner = Phrase(phrase.first, index, index - 1, kind_of(self.analysis.language, head))
                return self.people.of_head.get(index - 1) or self._made_of(owner)
        behind = owner_of(self.analysis.phrases, number, self.analysis.tokens, self.analysis.language)
        if behind is not None:
            return self.people.of_head.get(behind.head) or self._made_of(behind)
        return None

    def _apposed(self, number: int) -> Person | None:
        """The name behind a role: the harbour’s spokeswoman, Ingrid Vale, said; the head of the
        union, Sok Dara, said; Minister of Culture Anton Weil."""
        phrases, tokens, tags = self.analysis.phrases, self.analysis.tokens, self.analysis.tags
        at = phrases[number].last
        limit = min(at + FARTHEST_NAME, self.analysis.sentences[self.analysis.sentence_of[at - 1]][1])
        for following in range(number + 1, min(number + 4, len(phrases))):
            phrase = phrases[following]
            if phrase.first >= limit:
                return None
            between = range(phrases[following - 1].last, phrase.first)
            person = self.people.of_head.get(phrase.head)
            if person is not None and person.kind is SpeakerKind.PERSON:
                words = [tokens.words[i] for i in between]
                of = [self.analysis.classes[i] for i in between] == ["OF"]
                office = of and (phrase.first, phrase.last) not in person.mentions
                if words == [","] or (office and not self._opens_with_title(phrase)):
                    return person  # the aide of Lord Ashby is not Lord Ashby
            if not all(tags[i] in {"IN", "POS"} for i in between):
                return None
        return None

    def _with_body(self, phrase: Phrase) -> int:
        """One past a role and whom it speaks for, or whose it is: a spokesman for Larch Park Zoo."""
        phrases, tokens, language = self.analysis.phrases, self.analysis.tokens, self.analysis.language
        number = self.analysis.phrase_of[phrase.head]
        if phrase.kind != "role" or number + 1 == len(phrases):
            return phrase.last
        body = owner_of(phrases, number, tokens, language)
        if body is None and self.analysis.class_at(phrase.last, len(tokens)) == "FOR":
            body = phrases[number + 1] if phrases[number + 1].first == phrase.last + 1 else None
        named = body is not None and (self.analysis.tags[body.head] == "NNP" or body.kind == "body")
        return body.last if body is not None and named else phrase.last

    def _opens_with_title(self, phrase: Phrase) -> bool:
        word, language = self.analysis.tokens.lower[phrase.first], self.analysis.language
        return word in language.titles or word in language.honorifics

    def _made_of(self, phrase: Phrase) -> Person:
        """The speaker that a phrase describes without a name, one for each wording."""
        tokens, language = self.analysis.tokens, self.analysis.language
        first = phrase.first
        while first < phrase.head and (self.analysis.tags[first] == "DT" or tokens.lower[first] in language.definite):
            if tokens.lower[first] in language.negations:
                break  # Neither man said …
            first += 1
        text = tokens.slice(first, self._with_body(phrase))
        kind = {
            "group": SpeakerKind.GROUP,
            "body": SpeakerKind.ORGANISATION,
            "document": SpeakerKind.ORGANISATION,
            "name": SpeakerKind.ORGANISATION,
        }.get(phrase.kind, SpeakerKind.UNNAMED)
        if kind is SpeakerKind.UNNAMED and self.analysis.tags[phrase.head] == "NNS":
            kind = SpeakerKind.GROUP
        key = text.lower()
        person = self._made.get(key)
        if person is None:
            person = self._made[key] = Person(tuple(text.split()), kind)
        person.mentions.append((phrase.first, phrase.last))
        return person
