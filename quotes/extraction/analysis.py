"""The stages that read: text → tokens, quotations, sentences, tags, phrases; kept together."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from quotes.extraction.clock import Clock
from quotes.extraction.language import Language
from quotes.extraction.phrases import Phrase, find_phrases
from quotes.extraction.quotation import Quotation, find_quotations
from quotes.extraction.sentences import find_sentences, outermost, sentence_starts
from quotes.extraction.tagging import NAME, OPEN_TAGS, tag
from quotes.extraction.text import Tokens, tokenise
from quotes.extraction.words import VERBS, word_classes

VERBS_AND_MODALS = VERBS | {"MD"}
TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})


class Sentence(NamedTuple):
    """Places in a sentence, first up to last, that are asked for again and again: tokens, in order."""

    first: int
    last: int
    verbs: list[int]
    """Modals too."""
    finite: list[int]
    quoted: list[int]
    """All that stands within quotations, marks too."""
    saying: list[int]
    """Verbs of saying outside quotations."""
    phrases: list[Phrase]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that is read from a text before anything is decided. Indexes are of tokens."""

    language: Language
    tokens: Tokens
    quotations: list[Quotation]
    inside: list[int]
    """For each token the outermost quotation that it is in, or -1."""
    sentences: list[tuple[int, int]]
    sentence_of: list[int]
    tags: list[str]
    phrases: list[Phrase]
    phrase_of: list[int]
    """For each token the phrase that it is in, or -1."""
    classes: list[str]
    """For each token the class by which features know it."""
    clock: Clock
    _looked_at: dict[int, Sentence] = field(default_factory=dict, repr=False)

    def sentence(self, index: int) -> Sentence:
        """What the sentence of a token holds, looked at once."""
        number = self.sentence_of[index]
        known = self._looked_at.get(number)
        if known is None:
            known = self._looked_at[number] = self._look_at(*self.sentences[number])
        return known

    def _look_at(self, first: int, last: int) -> Sentence:
        tags, inside, lower, saying = self.tags, self.inside, self.tokens.lower, self.language.saying
        verbs = [i for i, tag in enumerate(tags[first:last], first) if tag in VERBS_AND_MODALS]
        quoted = [i for i, number in enumerate(inside[first:last], first) if number >= 0]
        return Sentence(
            first,
            last,
            verbs,
            [i for i in verbs if tags[i] in TENSED],
            quoted,
            [i for i in verbs if lower[i] in saying and inside[i] < 0 and tags[i] != "MD"],
            self.phrases_between(first, last),
        )

    def class_at(self, index: int, last: int) -> str:
        """The class of a token, or EDGE where the sentence, which ends at last, has none."""
        return self.classes[index] if 0 <= index < last else "EDGE"

    def phrases_between(self, first: int, last: int) -> list[Phrase]:
        """The phrases that begin at or after first and before last."""
        low = bisect_right(self.phrases, first - 1, key=lambda phrase: phrase.first)
        high = bisect_right(self.phrases, last - 1, key=lambda phrase: phrase.first)
        return self.phrases[low:high]


POSSESSIVE, APOSTROPHES = "POS", frozenset("'’")
SMALL_WORD = 4
"""Letters of the longest word that a title may write small: with, from."""
LONGEST_TITLE = 12
FEWEST_BEFORE_COMMA = 4
"""Words of the shortest title that is known in spite of a comma: American papers set it within the marks."""
ENDS = frozenset(".,!?")
CONJUNCTIONS = frozenset({"THAT", "IF", "WHEN", "BECAUSE", "THOUGH", "WHILE", "SO", "WHERE", "WH"})


def is_preposition(analysis: Analysis, index: int) -> bool:
    """Whether a token is a preposition, and not a conjunction that opens a clause: of, not that."""
    tag = analysis.tags[index]
    return tag == "TO" or (tag == "IN" and analysis.classes[index] not in CONJUNCTIONS)


def count_words(analysis: Analysis, first: int, last: int) -> int:
    """How many tokens of a range are words."""
    return sum(1 for i in range(first, last) if analysis.tokens.words[i][0].isalnum())


def is_title(analysis: Analysis, quotation: Quotation) -> bool:
    """Whether a quotation is written as the title of a work: “Nine Men and a Ladder”."""
    first, last = quotation.inner
    words = [w for w in analysis.tokens.words[first:last] if w[0].isalpha()]
    end = analysis.tokens.words[last - 1]
    if (
        end in ENDS - {","}
        or not words
        or len(words) > LONGEST_TITLE
        or (end == "," and len(words) < FEWEST_BEFORE_COMMA)
    ):
        return False
    long = [word for word in words if len(word) > SMALL_WORD]
    return words[0][0].isupper() and len(words) > 1 and all(word[0].isupper() for word in long)


def _plural_possessives(tokens: Tokens, quotations: list[Quotation], language: Language) -> list[int]:
    """Apostrophes that quote nothing and tell whose a thing is: the drivers’ union."""
    if POSSESSIVE not in language.tags.rows.numbers:
        return []
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    marks = {mark for quotation in quotations for mark in (quotation.first, quotation.last - 1)}
    return [
        index
        for index in range(1, len(words) - 1)
        if words[index] in APOSTROPHES
        and index not in marks
        and words[index - 1][-1] == "s"
        and ends[index - 1] == starts[index]
        and ends[index] < starts[index + 1]
    ]


def _behind_initials(tokens: Tokens, tags: list[str]) -> list[int]:
    """Capitalised words behind a name's initial, which are of the name whatever else they may mean: Ana H. Winters."""
    words = tokens.words
    return [
        index
        for index in range(3, len(words))
        if words[index - 1] == "."
        and len(words[index - 2]) == 1
        and tags[index - 2] == tags[index - 3] == NAME
        and words[index][0].isupper()
        and tags[index] in OPEN_TAGS
        and tokens.starts[index - 1] == tokens.ends[index - 2]
    ]


def analyse(text: str, language: Language, clock: Clock | None = None) -> Analysis:
    """Read a text. Raises TookTooLong where the clock runs out."""
    clock = clock or Clock()
    tokens = tokenise(text)
    clock.check()
    quotations = find_quotations(tokens, language)
    inside = outermost(quotations, len(tokens))
    sentences = find_sentences(tokens, quotations, inside, language)
    sentence_of = [0] * len(tokens)
    for number, (first, last) in enumerate(sentences):
        sentence_of[first:last] = [number] * (last - first)
    clock.check()
    tags = tag(
        tokens,
        language.tags,
        sentence_starts(tokens, sentences, inside),
        language.given_names,
        language.name_particles,
    )
    for index in _plural_possessives(tokens, quotations, language):
        tags[index] = POSSESSIVE
    for index in _behind_initials(tokens, tags):
        tags[index] = NAME
    clock.check()
    phrases = find_phrases(tokens, tags, sentences, language)
    phrase_of = [-1] * len(tokens)
    for number, phrase in enumerate(phrases):
        phrase_of[phrase.first : phrase.last] = [number] * (phrase.last - phrase.first)
    classes = word_classes(tokens, tags, quotations, language)
    clock.check()
    return Analysis(
        language, tokens, quotations, inside, sentences, sentence_of, tags, phrases, phrase_of, classes, clock
    )
