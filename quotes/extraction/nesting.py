"""Statements reported inside others: A said that B had told C that …; “He told me, ‘Go home.’”

The corpora that the weights are learned from mark outer statements only, so what is found
here rests on plain rules: a verb of saying with its own subject, and words that it reports.
"""

from __future__ import annotations

from quotes.extraction.analysis import Analysis, count_words
from quotes.extraction.attribution import Draft, owners, place_content
from quotes.extraction.contents import closes_quotation
from quotes.extraction.cue_features import phrase_kind
from quotes.extraction.cues import Cue
from quotes.extraction.decisions import Model
from quotes.extraction.phrases import Phrase
from quotes.extraction.quotation import Quotation
from quotes.extraction.quoting import wholly_quoted
from quotes.extraction.source_features import all_source_features
from quotes.extraction.sources import SourceOption, source_options
from quotes.extraction.words import VERBS

REPORTS = frozenset(
    {
        "said",
        "told",
        "wrote",
        "announced",
        "claimed",
        "denied",
        "promised",
        "threatened",
        "warned",
        "argued",
        "replied",
        "asked",
        "admitted",
        "complained",
    }
)
OPENS = frozenset({"THAT", "IF", "QUOTATION"})
NEAR = 7


def find_nested(
    analysis: Analysis, model: Model, possible: list[Draft], kept: list[Draft]
) -> list[tuple[Draft, Draft]]:
    """Pairs of a nested draft and the one that it is reported inside."""
    found: list[tuple[Draft, Draft]] = []
    inside: dict[int, list[Draft]] = {}
    owner = owners(analysis, kept)
    for draft in possible:
        cue = draft.cue
        if cue is None or analysis.inside[cue.head] >= 0:
            continue
        parent = owner[cue.head]
        if parent is None or parent.cue is cue or not _reports(analysis, cue):
            continue
        source = _own_source(analysis, model, cue, parent)
        if source is None:
            continue
        nested = Draft(cue, source, [], dict(draft.chances), "", "reported_inside")
        place_content(analysis, model, nested)
        nested.content = _within(nested.content, parent)
        if nested.content and nested.content != parent.content:
            inner = inside.setdefault(analysis.sentence_of[cue.head], [])
            found.append((nested, _innermost(inner, cue, parent)))
            inner.append(nested)
    found += _quoted_inside(analysis, owner)
    return found


def _innermost(nested: list[Draft], cue: Cue, parent: Draft) -> Draft:
    """Of the statements around a cue the one that it stands in directly: said that B had told that C had said …

    nested are those of the cue's own sentence: content that belongs to a cue inside a
    statement ends with its sentence.
    """
    around = [inner for inner in nested if inner.holds(cue.head)]
    return min([parent, *around], key=lambda draft: sum(last - first for first, last in draft.content))


def _reports(analysis: Analysis, cue: Cue) -> bool:
    """A verb of saying that is followed by "that", "whether" or a quotation, at once or behind whom it tells.

    Or that a quotation stands close before: “Stop,” the teacher shouted, according to a pupil.
    """
    if (
        analysis.language.acts.get(cue.stem) not in REPORTS
        or analysis.tags[cue.head] not in VERBS
        or cue.subject is None
    ):
        return False
    first, last = analysis.sentences[analysis.sentence_of[cue.head]]
    if analysis.tags[cue.head] == "VBG" and cue.head > first and analysis.classes[cue.head - 1] == "AS":
        return True  # quoted the mayor as saying
    if any(closes_quotation(analysis, index) for index in range(max(first, cue.first - NEAR), cue.first)):
        return True
    at = cue.last
    number = analysis.phrase_of[at] if at < last else -1
    if number >= 0 and analysis.phrases[number].first == at:
        at = analysis.phrases[number].last
    if analysis.class_at(at, last) in {"COMMA", "COLON"}:
        at += 1
        return analysis.class_at(at, last) == "QUOTATION"
    return analysis.class_at(at, last) in OPENS


def _own_source(analysis: Analysis, model: Model, cue: Cue, parent: Draft) -> SourceOption | None:
    """The likeliest source of a cue within the statement that it stands in."""
    options = [o for o in source_options(analysis, cue) if o.first >= 0 and parent.holds(o.first)]
    if not options:
        return None
    best, _ = model.source.choose(all_source_features(analysis, cue, options))
    return options[best]


def _within(content: list[tuple[int, int]], parent: Draft) -> list[tuple[int, int]]:
    """The parts of the content that lie in the parent's."""
    cut = [
        (max(first, begin), min(last, end))
        for first, last in content
        for begin, end in parent.content
        if max(first, begin) < min(last, end)
    ]
    return sorted(cut)


def find_quoted_within(analysis: Analysis, fewest: int, drafts: list[Draft]) -> list[tuple[Draft, Draft]]:
    """Pairs of a quotation of so many words and the report that holds more than it: both are statements."""
    found: list[tuple[Draft, Draft]] = []
    owner = owners(analysis, drafts)
    for quotation in analysis.quotations if fewest else []:
        parent = owner[quotation.first]
        words = range(*quotation.inner)
        if parent is None or quotation.depth or count_words(analysis, *quotation.inner) < fewest:
            continue
        more = any(
            analysis.tokens.words[i][0].isalnum() and i not in words for a, b in parent.content for i in range(a, b)
        )
        if more and owner[quotation.last - 1] is parent and not wholly_quoted(analysis, parent.content):
            content = [(quotation.first, quotation.last)]
            chances = dict(parent.chances)
            found.append((Draft(parent.cue, parent.source, content, chances, "within", "quoted_within"), parent))
    return found


def _quoted_inside(analysis: Analysis, owner: list[Draft | None]) -> list[tuple[Draft, Draft]]:
    """A quotation within a quotation, given to the verb of saying just before it."""
    found: list[tuple[Draft, Draft]] = []
    for quotation in analysis.quotations:
        if quotation.depth == 0:
            continue
        parent = owner[quotation.first]
        if parent is None:
            continue
        draft = _told(analysis, quotation)
        if draft is not None:
            found.append((draft, parent))
    return found


def _told(analysis: Analysis, quotation: Quotation) -> Draft | None:
    tokens, tags, language = analysis.tokens, analysis.tags, analysis.language
    for index in range(quotation.first - 1, max(-1, quotation.first - NEAR), -1):
        stem = language.saying.get(tokens.lower[index])
        if tokens.words[index] in {".", "!", "?"}:
            return None
        if stem is None or tags[index] not in VERBS or language.acts[stem] not in REPORTS:
            continue
        subject = _subject(analysis, index)
        if subject is None:
            return None
        cue = Cue(index, index, index + 1, stem, "none", False, False, subject)
        source = SourceOption(subject.first, subject.last, subject.head, "before", 0, phrase_kind(analysis, subject))
        return Draft(cue, source, [(quotation.first, quotation.last)], {}, "after", "reported_inside")
    return None


def _subject(analysis: Analysis, index: int) -> Phrase | None:
    """The phrase just before a verb and its auxiliaries."""
    for at in range(index - 1, max(-1, index - 4), -1):
        number = analysis.phrase_of[at]
        if number >= 0:
            return analysis.phrases[number]
        if analysis.tags[at] not in VERBS and analysis.tags[at] not in {"RB", "MD"}:
            return None
    return None
