"""Draft and resolution → the statement that leaves the engine, with its evidence in words."""

from __future__ import annotations

from quotes.extraction.analysis import Analysis
from quotes.extraction.attribution import Draft
from quotes.extraction.circumstances import day_of, medium_of
from quotes.extraction.confidence import confidence_features, words_within_marks
from quotes.extraction.cues import Cue
from quotes.extraction.decisions import chance
from quotes.extraction.document import (
    Article,
    ArticleSpeaker,
    AttributionStatus,
    Candidate,
    ExtractedStatement,
    Modality,
    QuoteKind,
    Span,
)
from quotes.extraction.modality import modality_of
from quotes.extraction.people import Person
from quotes.extraction.resolution import Resolution
from quotes.extraction.wording import evidence_of, evidence_of_candidate

DOUBTFUL = 0.8
"""Below this chance of the right speaker, doubt about the speaker lowers the confidence too."""


SURE = 0.9
"""From here on a confidence is a promise for quoted statements: 97 of 100 are right."""
ALMOST_SURE = SURE - 0.0001
NESTED = 0.5
"""No corpus at hand marks what is reported inside a report, so none of it may seem surer than even."""


def certainty(resolution: Resolution) -> float:
    """What is left of a confidence where the speaker is in doubt: all, or the speaker's chance."""
    return 1.0 if resolution.chance >= DOUBTFUL else resolution.chance


class Builder:
    """Builds the statements of one article; a person becomes the same ArticleSpeaker each time."""

    def __init__(self, analysis: Analysis, article: Article) -> None:
        self.analysis = analysis
        self.article = article
        self._speakers: dict[int, ArticleSpeaker] = {}

    def build(self, draft: Draft, resolution: Resolution, parent: int | None = None) -> ExtractedStatement:
        """One statement. Offsets are those of the article's text; parent is a place in the list."""
        analysis = self.analysis
        kind = self.kind(draft)
        weights = analysis.language.model.confidence
        sure = chance(weights.score(confidence_features(analysis, draft, resolution, kind)))
        sure *= certainty(resolution)
        if draft.rule == "reported_inside":
            sure = min(sure, NESTED)
        person = resolution.person
        if (
            kind is not QuoteKind.INDIRECT
            and sure >= SURE
            and (sure < analysis.language.model.sure_from or person is None)
        ):
            sure = ALMOST_SURE
        candidates = tuple(
            Candidate(self.speaker(other), points, evidence_of_candidate(analysis, found, points))
            for other, points, found in resolution.candidates
        )
        status = (
            AttributionStatus.RESOLVED
            if person is not None
            else AttributionStatus.AMBIGUOUS
            if resolution.ambiguous
            else AttributionStatus.NOBODY
        )
        act = self._act(draft.cue)
        content = tuple([self.span(first, last) for first, last in draft.content])
        cue = self.span(draft.cue.first, draft.cue.last) if draft.cue is not None else None
        mention = self.span(draft.source.first, draft.source.last) if draft.source.first >= 0 else None
        return ExtractedStatement(
            content=content,
            kind=kind,
            cue=cue,
            mention=mention,
            speaker=self.speaker(person) if person is not None else None,
            attribution=status,
            confidence=round(sure, 4),
            act=act,
            modality=modality_of(analysis, draft.cue, draft.source, act)
            if draft.cue is not None
            else Modality.ASSERTED,
            evidence=evidence_of(analysis, draft, resolution, content[0], cue, mention),
            candidates=candidates,
            medium=medium_of(analysis, draft),
            said_on=day_of(analysis, draft, self.article.published_on),
            parent=parent,
        )

    def span(self, first: int, last: int) -> Span:
        tokens = self.analysis.tokens
        return Span(tokens.starts[first], tokens.ends[last - 1])

    def speaker(self, person: Person) -> ArticleSpeaker:
        """The person as the engine's result names them."""
        known = self._speakers.get(id(person))
        if known is None:
            mentions = tuple(self.span(first, last) for first, last in person.mentions)
            role = max(person.roles, key=len, default="")
            known = self._speakers[id(person)] = ArticleSpeaker(person.name, person.kind, role, mentions)
        return known

    def kind(self, draft: Draft) -> QuoteKind:
        """By the marks around the words: all of them, some, none. A turn is spoken as it stands."""
        if draft.rule == "turn":
            return QuoteKind.DIRECT
        inside = self.analysis.inside
        if all(max(inside[first:last]) < 0 for first, last in draft.content):
            return QuoteKind.INDIRECT
        marked, words = words_within_marks(self.analysis, draft)
        if not marked:
            return QuoteKind.INDIRECT
        return QuoteKind.DIRECT if marked == words else QuoteKind.MIXED

    def _act(self, cue: Cue | None) -> str:
        if cue is None:
            return "said"
        return self.analysis.language.acts.get(cue.stem, "expressed")
