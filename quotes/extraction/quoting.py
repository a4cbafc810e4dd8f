"""Drafts and quotations → every spoken quotation in one draft, the pieces of one together.

“A,” she said. “B.” is one statement of two spans; a quotation that goes on in the next
paragraph is one statement; a paragraph of nothing but a quotation goes on from the speaker
before it, or from the colon that announces it. What is quoted but said by nobody (a title, a
scare quote) stays out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quotes.extraction.analysis import Analysis
from quotes.extraction.attribution import Draft, owners, place_source
from quotes.extraction.cue_features import phrase_kind
from quotes.extraction.quotation import Quotation
from quotes.extraction.sources import NO_SOURCE, SourceOption
from quotes.extraction.words import DASHES

SPOKEN_WORDS = 5
"""From this many words on a quotation is nearly always somebody's statement (98 in 100 on the
training articles)."""
LEAD_IN_REACH = 2
"""A lead-in stands at most this many sentences before what it announces."""


class Quoting:
    """The pass over one article's quotations; `drafts` is what comes out."""

    def __init__(
        self, analysis: Analysis, model: Mapping[str, Any], drafts: list[Draft], possible: list[Draft]
    ) -> None:
        self.analysis = analysis
        self.model = model
        self.drafts = list(drafts)
        self.possible = possible
        self.owner = owners(analysis, drafts)

    def _own(self, draft: Draft) -> None:
        for first, last in draft.content:
            self.owner[first:last] = [draft] * (last - first)

    def run(self) -> list[Draft]:
        for number in range(len(self.analysis.quotations)):
            quotation = self.analysis.quotations[number]
            if quotation.depth == 0 and not self._is_owned(quotation):
                self._place(quotation)
        for draft in self.drafts:
            draft.content = merged(draft.content)
        return sorted(self.drafts, key=lambda d: d.first)

    def _is_owned(self, quotation: Quotation) -> bool:
        return any(self.owner[i] is not None for i in range(quotation.first, quotation.last))

    def _place(self, quotation: Quotation) -> None:
        """Give a quotation to the draft that it continues, or to one of its own."""
        sentence = self.analysis.sentence_of[quotation.first]
        first, last = self.analysis.sentences[sentence]
        alone = wholly_quoted(self.analysis, first, last)
        host = self._split(quotation) or (self._neighbour(quotation, sentence) if alone else None)
        if host is not None:
            host.content.append((quotation.first, quotation.last))
            self._own(host)
            return
        if count_words(self.analysis, quotation.first, quotation.last) < SPOKEN_WORDS and not alone:
            return
        draft = (
            self._signed(quotation)
            or self._announced(quotation, sentence)
            or self._likely(quotation, sentence)
            or (self._continued(quotation) if alone else None)
        )
        if draft is None:
            if count_words(self.analysis, quotation.first, quotation.last) < SPOKEN_WORDS:
                return
            draft = Draft(None, NO_SOURCE, [(quotation.first, quotation.last)], {}, "alone", "quotation_alone")
        self.drafts.append(draft)
        self._own(draft)

    def _split(self, quotation: Quotation) -> Draft | None:
        """The draft whose quotation this one goes on with: “A,” she said, “B.”"""
        index = quotation.first - 1
        start = self.analysis.sentences[self.analysis.sentence_of[quotation.first]][0]
        if index < start or self.analysis.tokens.words[index] not in {",", ":", ";", *DASHES}:
            return None
        for at in range(index, start - 1, -1):
            draft = self.owner[at]
            if draft is not None:
                closes = self.analysis.inside[at] >= 0
                cue = draft.cue
                between = cue is not None and at < cue.head < quotation.first
                return draft if closes and between else None
        return None

    def _neighbour(self, quotation: Quotation, sentence: int) -> Draft | None:
        """The draft that a wholly quoted sentence continues, or that it opens, in its paragraph."""
        analysis = self.analysis
        paragraph = analysis.tokens.paragraph_of[quotation.first]
        if sentence:
            begin, end = analysis.sentences[sentence - 1]
            if analysis.tokens.paragraph_of[begin] == paragraph or quotation.continues:
                for index in range(end - 1, begin - 1, -1):
                    draft = self.owner[index]
                    if draft is not None and analysis.inside[index] >= 0:
                        return draft
        if sentence + 1 < len(analysis.sentences):
            begin, end = analysis.sentences[sentence + 1]
            if analysis.tokens.paragraph_of[begin] == paragraph:
                for index in range(begin, min(end, begin + 3)):
                    draft = self.owner[index]
                    if draft is not None and analysis.inside[index] >= 0:
                        return draft
        return None

    def _signed(self, quotation: Quotation) -> Draft | None:
        """A quotation signed behind a dash: “…” — Ana Ruiz, baker"""
        tokens = self.analysis.tokens
        at = quotation.last
        if at + 1 >= len(tokens) or tokens.words[at] not in DASHES:
            return None
        number = self.analysis.phrase_of[at + 1]
        if number < 0 or self.analysis.phrases[number].kind not in {"name", "role"}:
            return None
        phrase = self.analysis.phrases[number]
        source = SourceOption(phrase.first, phrase.last, phrase.head, "behind", 0, phrase.kind)
        return Draft(None, source, [(quotation.first, quotation.last)], {}, "signed", "quotation_signed")

    def _announced(self, quotation: Quotation, sentence: int) -> Draft | None:
        """The cue of a lead-in that ends in a colon just before: The mayor wrote: “…”"""
        analysis = self.analysis
        before = quotation.first - 1
        if before < 0 or analysis.tokens.words[before] != ":":
            return None
        lead = analysis.sentence_of[before]
        cues = [
            d
            for d in self.possible
            if d.cue is not None and analysis.sentence_of[d.cue.head] == lead and d.cue.head < before
        ]
        if cues:
            draft = max(cues, key=lambda d: (d.chances["cue"] > 0.3, d.cue.head if d.cue else 0))
            others = [
                d for d in self.drafts if d.cue is not None and draft.cue is not None and d.cue.head == draft.cue.head
            ]
            if not others:
                place_source(analysis, self.model, draft)
                return Draft(
                    draft.cue,
                    draft.source,
                    [(quotation.first, quotation.last)],
                    dict(draft.chances),
                    "announced",
                    "quotation_announced",
                )
        return self._named_before(quotation, lead, before)

    def _named_before(self, quotation: Quotation, lead: int, colon: int) -> Draft | None:
        """Whom the words before the colon name first."""
        analysis = self.analysis
        for phrase in analysis.phrases_between(analysis.sentences[lead][0], colon):
            if phrase.kind in {"name", "role", "pronoun", "body", "group"}:
                source = SourceOption(
                    phrase.first, phrase.last, phrase.head, "before", 0, phrase_kind(analysis, phrase)
                )
                return Draft(None, source, [(quotation.first, quotation.last)], {}, "announced", "quotation_announced")
        return None

    def _likely(self, quotation: Quotation, sentence: int) -> Draft | None:
        """The likeliest cue of the quotation's own sentence that has no content of its own yet."""
        analysis = self.analysis
        taken = {d.cue.head for d in self.drafts if d.cue is not None}
        cues = [
            d
            for d in self.possible
            if d.cue is not None
            and d.cue.head not in taken
            and analysis.sentence_of[d.cue.head] == sentence
            and self.owner[d.cue.head] is None
        ]
        if not cues:
            return None
        best = max(cues, key=lambda d: d.chances["cue"])
        place_source(analysis, self.model, best)
        return Draft(
            best.cue,
            best.source,
            [(quotation.first, quotation.last)],
            dict(best.chances),
            "likely",
            "quotation_likely",
        )

    def _continued(self, quotation: Quotation) -> Draft | None:
        """The speaker of the paragraph before goes on: a paragraph that is only a quotation."""
        analysis = self.analysis
        paragraph = analysis.tokens.paragraph_of[quotation.first]
        for number in range(1, 4):
            if paragraph - number < 0:
                return None
            begin, end = analysis.tokens.paragraphs[paragraph - number]
            for index in range(end - 1, begin - 1, -1):
                draft = self.owner[index]
                if draft is not None:
                    if draft.source.first < 0:
                        return None
                    return Draft(
                        None,
                        draft.source,
                        [(quotation.first, quotation.last)],
                        {},
                        "continued",
                        "speaker_goes_on",
                    )
        return None


def wholly_quoted(analysis: Analysis, first: int, last: int) -> bool:
    """Whether a sentence has words within quotation marks only."""
    words = [i for i in range(first, last) if analysis.tokens.words[i][0].isalnum()]
    return bool(words) and all(analysis.inside[i] >= 0 for i in words)


def count_words(analysis: Analysis, first: int, last: int) -> int:
    """How many tokens of a range are words."""
    return sum(1 for i in range(first, last) if analysis.tokens.words[i][0].isalnum())


def merged(content: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order, those that touch joined."""
    result: list[tuple[int, int]] = []
    for first, last in sorted(content):
        if result and first <= result[-1][1]:
            result[-1] = (result[-1][0], max(last, result[-1][1]))
        else:
            result.append((first, last))
    return result


def join_quotations(
    analysis: Analysis, model: Mapping[str, Any], drafts: list[Draft], possible: list[Draft]
) -> list[Draft]:
    """The drafts, each grown by the quotations that belong to it, and drafts for the orphans.

    possible are the drafts of all cues, the unlikely ones too: what a quotation without a
    likely cue falls back on.
    """
    return Quoting(analysis, model, drafts, possible).run()
