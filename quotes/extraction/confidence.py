"""What the engine's confidence rests on: the chance of each decision, and a few plain facts."""

from __future__ import annotations

from quotes.extraction.analysis import Analysis
from quotes.extraction.attribution import Draft
from quotes.extraction.document import QuoteKind
from quotes.extraction.resolution import Resolution

STEPS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.94, 0.97, 0.985, 0.995)


def _step(value: float) -> str:
    """The band in which a chance lies: bands, not the number, so that the fit can bend."""
    for number, limit in enumerate(STEPS):
        if value < limit:
            return str(number)
    return str(len(STEPS))


def confidence_features(analysis: Analysis, draft: Draft, resolution: Resolution, kind: QuoteKind) -> list[str]:
    """The named features of a finished statement, for the chance that all of it is right."""
    chances = draft.chances
    found = [
        "bias",
        f"kind {kind}",
        f"rule {draft.rule}",
        f"kind {kind}, rule {draft.rule}",
        f"resolved by {resolution.rule}",
        f"resolved by {resolution.rule}, band {_step(resolution.chance)}",
        f"source {draft.source.side}",
    ]
    for name in ("cue", "source", "layout", "start", "end", "before"):
        if name in chances:
            found.append(f"{name} band {_step(chances[name])}")
            found.append(f"kind {kind}, {name} band {_step(chances[name])}")
    if draft.cue is not None and draft.cue.stem in analysis.language.acts:
        found.append(f"kind {kind}, verb of saying")
    words = sum(last - first for first, last in draft.content)
    found.append(f"kind {kind}, {'short' if words < 5 else 'long' if words > 40 else 'middling'}")
    found.append(f"kind {kind}, {min(len(draft.content), 3)} spans")
    return found
