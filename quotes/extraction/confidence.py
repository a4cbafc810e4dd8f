"""What the engine's confidence rests on: the chance of each decision, and a few plain facts."""

from __future__ import annotations

from quotes.extraction.analysis import Analysis
from quotes.extraction.attribution import Draft
from quotes.extraction.decisions import Group
from quotes.extraction.document import QuoteKind
from quotes.extraction.resolution import Resolution

CHOICES = ("cue", "source", "layout", "start", "end", "before")
STEPS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.94, 0.97, 0.985, 0.995)


def _step(value: float) -> str:
    """The band in which a chance lies: bands, not the number, so that the fit can bend."""
    for number, limit in enumerate(STEPS):
        if value < limit:
            return str(number)
    return str(len(STEPS))


def confidence_features(analysis: Analysis, draft: Draft, resolution: Resolution, kind: QuoteKind) -> list[Group]:
    """The features of a finished statement, for the chance that all of it is right."""
    saying = draft.cue is not None and draft.cue.stem in analysis.language.acts
    words = sum(last - first for first, last in draft.content)
    size = "short" if words < 5 else "long" if words > 40 else "middling"
    found: list[Group] = [
        (_made, kind, draft.rule, draft.source.side),
        (_resolved, resolution.rule, _step(resolution.chance)),
        (_shaped, kind, size, min(len(draft.content), 3), saying),
    ]
    chances = draft.chances
    return found + [(_decided, kind, name, _step(chances[name])) for name in CHOICES if name in chances]


def _made(kind: QuoteKind, rule: str, side: str) -> list[str]:
    return ["bias", f"kind {kind}", f"rule {rule}", f"kind {kind}, rule {rule}", f"source {side}"]


def _resolved(rule: str, band: str) -> list[str]:
    return [f"resolved by {rule}", f"resolved by {rule}, band {band}"]


def _shaped(kind: QuoteKind, size: str, spans: int, saying: bool) -> list[str]:
    found = [f"kind {kind}, {size}", f"kind {kind}, {spans} spans"]
    return [*found, f"kind {kind}, verb of saying"] if saying else found


def _decided(kind: QuoteKind, name: str, band: str) -> list[str]:
    return [f"{name} band {band}", f"kind {kind}, {name} band {band}"]
