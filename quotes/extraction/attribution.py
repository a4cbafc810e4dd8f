"""Cues → drafts of statements: the source and the content of every likely cue, overlaps settled."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotes.extraction.analysis import Analysis
from quotes.extraction.content_features import (
    all_before_features,
    all_end_features,
    all_start_features,
    layout_features,
)
from quotes.extraction.contents import (
    before_answer,
    before_options,
    bounds,
    end_options,
    interrupts,
    leads_on,
    main_clause,
    start_options,
)
from quotes.extraction.cue_features import cue_features
from quotes.extraction.cues import Cue, find_cues
from quotes.extraction.decisions import LAYOUTS, Group, Model, chance
from quotes.extraction.source_features import all_source_features
from quotes.extraction.sources import NO_SOURCE, SourceOption, source_options
from quotes.extraction.words import VERBS


@dataclass(slots=True, eq=False)
class Draft:
    """A statement before its speaker is known. content is token ranges, ends exclusive.

    chances holds the probability of each decision: cue, source, layout, start, end.
    """

    cue: Cue | None
    source: SourceOption
    content: list[tuple[int, int]]
    chances: dict[str, float] = field(default_factory=dict)
    layout: str = ""
    rule: str = "cue"
    reasons: list[Group] = field(default_factory=list)
    """The features that spoke for the cue, kept for the evidence."""

    @property
    def first(self) -> int:
        return self.content[0][0]

    def holds(self, index: int) -> bool:
        return any(first <= index < last for first, last in self.content)


def owners(analysis: Analysis, drafts: list[Draft]) -> list[Draft | None]:
    """For each token the draft whose content holds it."""
    owner: list[Draft | None] = [None] * len(analysis.tokens)
    for draft in drafts:
        for first, last in draft.content:
            owner[first:last] = [draft] * (last - first)
    return owner


def possible_drafts(analysis: Analysis, model: Model) -> list[Draft]:
    """Every cue that is likelier than the model's lower threshold, without source and content."""
    drafts: list[Draft] = []
    for cue in find_cues(analysis, model.cue_words):
        analysis.clock.check()
        reasons = cue_features(analysis, cue)
        likely = chance(model.cue.score(reasons))
        if likely >= model.possible or cue.stem in analysis.language.acts:
            drafts.append(Draft(cue, NO_SOURCE, [], {"cue": likely}, reasons=reasons))
    return drafts


def place_source(analysis: Analysis, model: Model, draft: Draft) -> None:
    """Choose the source of a draft among the phrases of its sentence; once is enough."""
    if draft.cue is None or "source" in draft.chances:
        return
    options = source_options(analysis, draft.cue)
    best, sure = model.source.choose(all_source_features(analysis, draft.cue, options))
    draft.source = options[best]
    draft.chances["source"] = sure


def draft_statements(analysis: Analysis, model: Model, possible: list[Draft]) -> list[Draft]:
    """The drafts that are likelier than the model's threshold, with content, none inside another."""
    likely: dict[int, list[Draft]] = {}
    for draft in possible:
        analysis.clock.check()
        if draft.cue is not None and draft.chances["cue"] >= model.threshold:
            place_source(analysis, model, draft)
            place_content(analysis, model, draft)
            if draft.content:
                likely.setdefault(analysis.sentence_of[draft.cue.head], []).append(draft)
    # Content never leaves its cue's sentence here, so overlaps are settled sentence by sentence.
    return [draft for drafts in likely.values() for draft in settle(drafts)]


def place_content(analysis: Analysis, model: Model, draft: Draft) -> None:
    """Fill in where the content of a draft stands: before, behind or around its cue."""
    cue, source = draft.cue, draft.source
    if cue is None:
        return
    first, last = analysis.sentences[analysis.sentence_of[cue.head]]
    low, high = bounds(analysis, cue, source)
    number, sure = model.layout.choose(layout_features(analysis, cue, source, low, high))
    layout = LAYOUTS[number]
    if layout == "after" and leads_on(analysis, first, low, cue):
        layout = "before"
    elif low > first + 1 and analysis.classes[low - 1] == "THAT" and analysis.tags[low - 2] in VERBS:
        layout = "after"  # the court heard that Vale had said: what stands before tells of the telling
    starts = start_options(analysis, high, last) if layout != "before" else []
    before = before_options(analysis, first, low) if low > first and (layout != "after" or not starts) else []
    if not before:
        layout = "after"
        starts = starts or start_options(analysis, high, last)
    elif not starts:
        layout = "before"
    draft.layout = layout
    draft.chances["layout"] = sure
    if layout != "after":
        number, sure = model.before.choose(all_before_features(analysis, cue, first, low, before, layout))
        draft.content.append(before[number])
        draft.chances["before"] = sure
    if layout != "before" and starts:
        number, sure = model.start.choose(all_start_features(analysis, cue, high, starts, layout))
        start = starts[number]
        draft.chances["start"] = sure
        if layout == "after" and low > first and interrupts(analysis, low, high, start):
            options = before_options(analysis, first, low)
            number, sure = model.before.choose(all_before_features(analysis, cue, first, low, options, "around"))
            draft.layout = "around"
            draft.content.append(options[number])
            draft.chances["before"] = sure
        ends = end_options(analysis, start, last)
        number, sure = model.end.choose(all_end_features(analysis, cue, start, ends, last, layout))
        end = before_answer(analysis, start, ends[number])
        draft.content.append((start, main_clause(analysis, cue, start, end)))
        draft.chances["end"] = sure


def settle(drafts: list[Draft]) -> list[Draft]:
    """Drop what is reported inside another report, and the weaker of two that claim the same words."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: -d.chances["cue"]):
        if draft.cue is None or any(other.holds(draft.cue.head) for other in kept):
            continue
        inner = [other for other in kept if other.cue is not None and draft.holds(other.cue.head)]
        if inner and draft.chances["cue"] < OUTER * max(other.chances["cue"] for other in inner):
            continue
        for other in inner:
            kept.remove(other)
        if any(_share(draft, other) > 0.5 for other in kept):
            continue
        kept.append(draft)
    return sorted(kept, key=lambda d: d.first)


OUTER = 0.6


def _share(draft: Draft, other: Draft) -> float:
    """How much of the shorter content lies in the longer one."""
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in draft.content for c, d in other.content)
    return both / min(sum(b - a for a, b in draft.content), sum(b - a for a, b in other.content))
