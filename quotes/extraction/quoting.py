"""Drafts and quotations → every spoken quotation in one draft, the pieces of one together.

“A,” she said. “B.” is one statement of two spans; a quotation that goes on in the next
paragraph is one statement; a paragraph of nothing but a quotation goes on from the speaker
before it, or from the colon that announces it. What is quoted but said by nobody (a title, a
scare quote) stays out.
"""

from __future__ import annotations

from quotes.extraction.analysis import Analysis, count_words, is_title
from quotes.extraction.attribution import Draft, owners, place_source
from quotes.extraction.contents import merged
from quotes.extraction.cue_features import phrase_kind
from quotes.extraction.cues import REFLEXIVE, SPEAKS, first_subject
from quotes.extraction.decisions import Model
from quotes.extraction.phrases import Phrase
from quotes.extraction.quotation import Quotation
from quotes.extraction.reported import is_reported
from quotes.extraction.sources import NO_SOURCE, SourceOption
from quotes.extraction.words import DASHES

SPOKEN_WORDS = 5
"""From this many words on a quotation is nearly always somebody's statement (98 in 100 on the
training articles)."""
LIKELY = 0.3
"""A cue from this chance on is rather the lead-in than one nearer to the colon."""
GAP = 3
"""How many sentences back in a paragraph a quotation looks for the one that it goes on with."""
SUBJECT_MATTER = frozenset({"ON", "TOPIC"})
"""Classes of the words that tell what something is about."""
SHORT_TAIL = 6
"""Tokens behind an attribution that do not yet tell of something else: “A,” Vale said on Friday."""


class Quoting:
    """The pass over one article's quotations; `drafts` is what comes out."""

    def __init__(self, analysis: Analysis, model: Model, drafts: list[Draft], possible: list[Draft]) -> None:
        self.analysis = analysis
        self.model = model
        self.drafts = list(drafts)
        self.possible: dict[int, list[tuple[int, Draft]]] = {}
        for draft in possible:
            if draft.cue is not None:
                head = draft.cue.head
                self.possible.setdefault(analysis.sentence_of[head], []).append((head, draft))
        self.owner = owners(analysis, drafts)
        self.heads = {draft.cue.head for draft in drafts if draft.cue is not None}
        self._quoted: dict[int, tuple[int, bool, bool]] = {}
        self._alone: dict[int, bool] = {}
        self._subjects: dict[int, tuple[int, Phrase | None]] = {}

    def _own(self, draft: Draft, first: int, last: int) -> None:
        self.owner[first:last] = [draft] * (last - first)

    def _add(self, draft: Draft) -> None:
        """A new draft, with its one range."""
        self.drafts.append(draft)
        self._own(draft, *draft.content[0])

    def _is_wholly_quoted(self, draft: Draft) -> bool:
        """As wholly_quoted of its content, which only grows: each range is looked at once."""
        looked_at, some, every = self._quoted.get(id(draft), (0, False, True))
        for first, last in draft.content[looked_at:]:
            words = [i for i in range(first, last) if self.analysis.tokens.words[i][0].isalnum()]
            some = some or bool(words)
            every = every and all(self.analysis.inside[i] >= 0 for i in words)
        self._quoted[id(draft)] = (len(draft.content), some, every)
        return some and every

    def run(self) -> list[Draft]:
        for number in range(len(self.analysis.quotations)):
            self.analysis.clock.check()
            quotation = self.analysis.quotations[number]
            if quotation.depth == 0 and not self._is_owned(quotation):
                self._place(quotation, self._following(number))
        for number, quotation in enumerate(self.analysis.quotations):  # those that only the next one tells of
            following = None if quotation.depth or self._is_owned(quotation) else self._following(number)
            host = self._leads_to(quotation, following) if following is not None else None
            if host is not None:
                host.content.append((quotation.first, quotation.last))
                self._own(host, quotation.first, quotation.last)
        for draft in self.drafts:
            draft.content = merged(draft.content)
        return sorted(self.drafts, key=lambda d: d.first)

    def _is_owned(self, quotation: Quotation) -> bool:
        return any(self.owner[i] is not None for i in range(quotation.first, quotation.last))

    def _following(self, number: int) -> Quotation | None:
        """The next quotation that stands in no other."""
        quotations = self.analysis.quotations
        return next((quotations[i] for i in range(number + 1, len(quotations)) if not quotations[i].depth), None)

    def _place(self, quotation: Quotation, following: Quotation | None) -> None:
        """Give a quotation to the draft that it continues, or to one of its own."""
        sentence = self.analysis.sentence_of[quotation.first]
        first, last = self.analysis.sentences[sentence]
        if sentence not in self._alone:
            self._alone[sentence] = wholly_quoted(self.analysis, [(first, last)])
        alone = self._alone[sentence]
        content = (quotation.first, quotation.last)
        host = self._split(quotation)
        if host is None and quotation.first == first and self._is_free(first, last):
            # “B.” or “B” and so on to the end of the sentence: more of what was said before.
            host = self._neighbour(quotation, sentence, alone=alone)
            content = (first, last)
            if host is not None and not self.model.joins_sentences and not quotation.continues:
                self._add(self._by_the_same(content, host))
                return
        if host is None and following is not None:
            host = self._leads_to(quotation, following)
        if host is not None:
            host.content.append(content)
            self._own(host, *content)
            return
        if count_words(self.analysis, quotation.first, quotation.last) < SPOKEN_WORDS and not alone:
            draft = self._announced(quotation) or self._headed(quotation)
            if draft is None:
                return
        else:
            draft = (
                self._signed(quotation)
                or self._announced(quotation)
                or self._named_before(quotation)
                or self._reported(quotation, sentence)
                or self._likely(quotation, sentence)
                or (self._continued(quotation) if alone else None)
            )
        if draft is None:
            if not alone and is_title(self.analysis, quotation):
                return
            source = self._subject_near(quotation, sentence)
            few = count_words(self.analysis, *content) < SPOKEN_WORDS
            if self._is_headline(quotation) or (few and (source is None or not alone)):
                return  # Vale shrugged. “Who knows?” needs no more words to be hers
            source = source or self._last_source(quotation)
            draft = _whole(quotation, source, "alone", "quotation_alone")
        self._add(draft)
        if draft.cue is not None:
            self.heads.add(draft.cue.head)

    def _last_source(self, quotation: Quotation) -> SourceOption:
        """The source of the statement before, in the same paragraph."""
        begin = self.analysis.tokens.paragraphs[self.analysis.tokens.paragraph_of[quotation.first]][0]
        before = self._last_owner(begin, quotation.first)
        return before.source if before is not None else NO_SOURCE

    def _last_owner(self, first: int, last: int) -> Draft | None:
        """The draft that the last owned token of a range belongs to. Not a copy of a paragraph that may be endless."""
        return next((d for i in range(last - 1, first - 1, -1) if (d := self.owner[i]) is not None), None)

    def _subject_near(self, quotation: Quotation, sentence: int) -> SourceOption | None:
        """Whom the words before the quotation tell of: Vale closed her file — “That is all.”"""
        analysis = self.analysis
        first = analysis.sentences[sentence][0]
        if first == quotation.first and sentence:
            first = analysis.sentences[sentence - 1][0]
            if analysis.tokens.paragraph_of[first] != analysis.tokens.paragraph_of[quotation.first]:
                return None
        # A sentence may hold quotations without end: each looks on from where the one before it stopped.
        looked, subject = self._subjects.get(first, (first, None))
        if subject is None:
            subject = first_subject(analysis, first, quotation.first, looked)
            self._subjects[first] = (max(looked, quotation.first), subject)
        if subject is None or subject.kind not in SPEAKS:
            return None
        return _before(analysis, subject)

    def _is_headline(self, quotation: Quotation) -> bool:
        """A quotation over the article, which the article itself gives to somebody further down."""
        tokens = self.analysis.tokens
        return tokens.paragraph_of[quotation.first] == 0 and len(tokens.paragraphs) > 1

    def _is_free(self, first: int, last: int) -> bool:
        """Whether no draft has its cue in the sentence, or any of its words."""
        if any(self.owner[i] is not None for i in range(first, last)):
            return False
        return not any(i in self.heads for i in range(first, last))

    def _split(self, quotation: Quotation) -> Draft | None:
        """The draft whose quotation this one goes on with: “A,” she said, “B.”"""
        index = quotation.first - 1
        start = self.analysis.sentences[self.analysis.sentence_of[quotation.first]][0]
        if index < start or self.analysis.tokens.words[index] not in {",", ":", ";", *DASHES}:
            return None
        for at in range(index, start - 1, -1):
            draft = self.owner[at]
            if draft is not None:
                while at > start and self.analysis.inside[at] < 0 and not self.analysis.tokens.words[at][0].isalnum():
                    at -= 1
                closes = self.analysis.inside[at] >= 0
                cue = draft.cue
                between = cue is not None and at < cue.head < quotation.first
                return draft if closes and between else None
        return None

    def _leads_to(self, quotation: Quotation, following: Quotation) -> Draft | None:
        """The draft of the quotation behind, where it goes on with this one and alone tells whose it is.

        “A. // “B,” Vale said.; or in one sentence: “A,” Vale began, “B.”
        """
        host, words = self.owner[following.first], self.analysis.tokens.words
        if host is None or host.cue is None or host.source.first < 0:
            return None
        if not quotation.closed:
            repeats = following.continues and words[following.first] == words[quotation.first]
            return host if repeats and (not quotation.first or words[quotation.first - 1] != ":") else None
        used = range(min(host.cue.first, host.source.first), max(host.cue.last, host.source.last))
        between = [i for i in range(quotation.last, following.first) if words[i][0].isalnum()]
        return host if between and set(between) <= set(used) and words[quotation.last - 2] == "," else None

    def _neighbour(self, quotation: Quotation, sentence: int, *, alone: bool) -> Draft | None:
        """The draft that a sentence of quotation continues, or that it opens.

        In its paragraph: what was quoted last there, if a sentence or two lie between. From the
        paragraph before: when that ended with who said it, or its mark was never closed.
        """
        analysis = self.analysis
        paragraph = analysis.tokens.paragraph_of[quotation.first]
        begin_of_paragraph = analysis.tokens.paragraphs[paragraph][0]
        for number in range(sentence - 1, max(-1, sentence - 1 - GAP), -1):
            begin, end = analysis.sentences[number]
            if begin < begin_of_paragraph:
                break
            host = self._spoken_in(begin, end)
            if host is not None:
                return host
            if self._tells_of_another(begin, end):
                break
        if sentence + 1 < len(analysis.sentences):
            begin, end = analysis.sentences[sentence + 1]
            if analysis.tokens.paragraph_of[begin] == paragraph:
                for index in range(begin, min(end, begin + 3)):
                    draft = self.owner[index]
                    if draft is not None and analysis.inside[index] >= 0:
                        return draft
        if alone and sentence and quotation.first == begin_of_paragraph:
            begin, end = analysis.sentences[sentence - 1]
            if quotation.continues or self._ends_with_attribution(begin, end):
                return self._spoken_in(begin, end)
        return None

    def _tells_of_another(self, first: int, last: int) -> bool:
        """Whether a sentence has somebody named for its subject: Vale was briefer. “No.”"""
        subject = first_subject(self.analysis, first, last)
        return subject is not None and subject.kind == "name"

    def _spoken_in(self, first: int, last: int) -> Draft | None:
        """The draft of a sentence's quotation: one that is all quoted before one that is so in part."""
        hosts: list[Draft] = []
        for index in range(last - 1, first - 1, -1):
            draft = self.owner[index]
            if draft is not None and self.analysis.inside[index] >= 0 and draft not in hosts:
                hosts.append(draft)
        whole = [d for d in hosts if self._is_wholly_quoted(d)]
        return next(iter(whole or hosts), None)

    def _ends_with_attribution(self, first: int, last: int) -> bool:
        """Whether a sentence is a quotation and who said it, with little behind: “A,” Vale said."""
        host = self._spoken_in(first, last)
        if host is None or host.cue is None or not first <= host.cue.head < last:
            return False
        if self.owner[first] is host and wholly_quoted(self.analysis, host.content):
            return True
        end = max(host.cue.last, host.source.last)
        return self.owner[first] is host and last - end <= SHORT_TAIL

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
        return _whole(quotation, source, "signed", "quotation_signed")

    def _announced(self, quotation: Quotation) -> Draft | None:
        """The cue of a lead-in that ends in a colon just before: The mayor wrote: “…”"""
        analysis = self.analysis
        before = quotation.first - 1
        if before < 0 or analysis.tokens.words[before] != ":":
            return None
        lead = analysis.sentence_of[before]
        cues = [(head, d) for head, d in self.possible.get(lead, []) if head < before]
        if cues:
            head, draft = max(cues, key=lambda pair: (pair[1].chances["cue"] > LIKELY, pair[0]))
            if head not in self.heads:
                place_source(analysis, self.model, draft)
                return _given(draft, quotation, "quotation_announced")
        return None

    def _headed(self, quotation: Quotation) -> Draft | None:
        """Whoever is all that stands before a colon: Vale: ‘No’"""
        first = self.analysis.sentences[self.analysis.sentence_of[quotation.first]][0]
        number = self.analysis.phrase_of[first]
        alone = number >= 0 and self.analysis.phrases[number][:2] == (first, quotation.first - 1)
        return self._named_before(quotation) if alone else None

    def _named_before(self, quotation: Quotation) -> Draft | None:
        """Whom the words before a colon tell of, or else name first."""
        analysis = self.analysis
        colon = quotation.first - 1
        if colon < 0 or analysis.tokens.words[colon] != ":":
            return None
        lead = analysis.sentence_of[colon]
        begin = analysis.sentences[lead][0]
        subject = first_subject(analysis, begin, colon)
        if subject is None and analysis.classes[begin] in SUBJECT_MATTER:
            return None  # On the injury to Vale: “…” is about Vale
        for phrase in [subject] if subject is not None else analysis.phrases_between(begin, colon):
            if phrase.kind in SPEAKS and analysis.classes[phrase.head] != REFLEXIVE:
                return _whole(quotation, _before(analysis, phrase), "announced", "quotation_announced")
        return None

    def _reported(self, quotation: Quotation, sentence: int) -> Draft | None:
        """Whoever was reported before, if the form of the sentence's verb says that it goes on: Es sei „…“."""
        analysis = self.analysis
        first, last = analysis.sentences[sentence]
        if not sentence or not is_reported(analysis, first, last):
            return None
        begin = analysis.tokens.paragraphs[analysis.tokens.paragraph_of[first]][0]
        host = self._last_owner(begin, first)
        if host is not None and host.source.first >= 0:
            return _whole(quotation, host.source, "reported", "subjunctive_goes_on")
        before = analysis.sentences[sentence - 1][0]
        subject = first_subject(analysis, before, first) if before >= begin else None
        if subject is None or subject.kind not in SPEAKS:
            return None
        return _whole(quotation, _before(analysis, subject), "reported", "subjunctive_goes_on")

    def _likely(self, quotation: Quotation, sentence: int) -> Draft | None:
        """The likeliest cue of the quotation's own sentence that has no content of its own yet."""
        cues = [
            draft
            for head, draft in self.possible.get(sentence, [])
            if head not in self.heads and self.owner[head] is None and draft.chances["cue"] >= self.model.possible
        ]
        if not cues:
            return None
        best = max(cues, key=lambda draft: draft.chances["cue"])
        place_source(self.analysis, self.model, best)
        return _given(best, quotation, "quotation_likely")

    def _continued(self, quotation: Quotation) -> Draft | None:
        """Whoever was quoted last goes on: a paragraph that is only a quotation."""
        analysis = self.analysis
        paragraph = analysis.tokens.paragraph_of[quotation.first]
        fallback: Draft | None = None
        for number in range(paragraph - 1, max(-1, paragraph - 4), -1):
            begin, end = analysis.tokens.paragraphs[number]
            host = self._spoken_in(begin, end)
            if host is not None:
                fallback = host
                break
            last = self._last_owner(begin, end)
            fallback = fallback or last
        if fallback is None or fallback.source.first < 0:
            return None
        return self._by_the_same((quotation.first, quotation.last), fallback)

    def _by_the_same(self, content: tuple[int, int], host: Draft) -> Draft:
        return Draft(None, host.source, [content], {}, "continued", "speaker_goes_on")


def _whole(quotation: Quotation, source: SourceOption, layout: str, rule: str) -> Draft:
    """A draft of a quotation that has no cue."""
    return Draft(None, source, [(quotation.first, quotation.last)], {}, layout, rule)


def _before(analysis: Analysis, phrase: Phrase) -> SourceOption:
    return SourceOption(phrase.first, phrase.last, phrase.head, "before", 0, phrase_kind(analysis, phrase))


def _given(draft: Draft, quotation: Quotation, rule: str) -> Draft:
    """A cue's draft with a quotation as its content."""
    content = [(quotation.first, quotation.last)]
    return Draft(draft.cue, draft.source, content, dict(draft.chances), "elsewhere", rule, draft.reasons)


def wholly_quoted(analysis: Analysis, ranges: list[tuple[int, int]]) -> bool:
    """Whether a sentence, or some content, has words within quotation marks only."""
    words = [i for first, last in ranges for i in range(first, last) if analysis.tokens.words[i][0].isalnum()]
    return bool(words) and all(analysis.inside[i] >= 0 for i in words)


def join_quotations(analysis: Analysis, model: Model, drafts: list[Draft], possible: list[Draft]) -> list[Draft]:
    """The drafts, each grown by the quotations that belong to it, and drafts for the orphans.

    possible are the drafts of all cues, the unlikely ones too: what a quotation without a
    likely cue falls back on.
    """
    return Quoting(analysis, model, drafts, possible).run()
