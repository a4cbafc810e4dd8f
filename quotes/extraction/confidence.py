"""What the engine's confidence rests on: the chance of each decision, and a few plain facts."""

from __future__ import annotations

from bisect import bisect_right

from quotes.extraction.analysis import Analysis
from quotes.extraction.attribution import Draft
from quotes.extraction.decisions import Group, group
from quotes.extraction.document import QuoteKind
from quotes.extraction.resolution import Resolution
from quotes.extraction.words import VERBS

CHOICES = ("cue", "source", "layout", "start", "end", "before")
LEFT_OUT = ((1, "0"), (4, "few"), (10, "some"))
STEPS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.94, 0.97, 0.985, 0.995)
BANDS = tuple(map(str, range(len(STEPS) + 1)))


def _step(value: float) -> str:
    """The band in which a chance lies: bands, not the number, so that the fit can bend."""
    return BANDS[bisect_right(STEPS, value)]


def confidence_features(analysis: Analysis, draft: Draft, resolution: Resolution, kind: QuoteKind) -> list[Group]:
    """The features of a finished statement, for the chance that all of it is right."""
    marks = kind.value  # a plain word: sums are looked up by it, and an enumeration's member is slow to hash
    saying = draft.cue is not None and draft.cue.stem in analysis.language.acts
    words = sum(last - first for first, last in draft.content)
    size = "short" if words < 5 else "long" if words > 40 else "middling"
    found: list[Group] = [
        (_made, marks, draft.rule, draft.source.side),
        (_resolved, resolution.rule, _step(resolution.chance)),
        (_shaped, marks, size, min(len(draft.content), 3), saying),
    ]
    if draft.cue is not None:
        found.append((_left_out, marks, *_left_out_of(analysis, draft)))
    if kind is not QuoteKind.DIRECT:
        found.append((_telling, marks, _tells(analysis, draft)))
    if kind is QuoteKind.MIXED:
        found.append((_quoted_share, _fifths_quoted(analysis, draft)))
    chances = draft.chances
    return found + [(_decided, marks, name, _step(chances[name])) for name in CHOICES if name in chances]


def _left_out_of(analysis: Analysis, draft: Draft) -> tuple[str, str]:
    """How much of the cue's sentence stands before, and behind, everything that the statement uses of it."""
    if draft.cue is None:
        return "0", "0"
    first, last = analysis.sentences[analysis.sentence_of[draft.cue.head]]
    used = [*draft.content, (draft.cue.first, draft.cue.last)]
    if draft.source.first >= 0:
        used.append((draft.source.first, draft.source.last))
    here = [(a, b) for a, b in used if first <= a < last]
    return _size(min(a for a, _ in here) - first), _size(last - max(b for _, b in here))


def _fifths_quoted(analysis: Analysis, draft: Draft) -> int:
    """How many fifths of the words stand within quotation marks, rounded down."""
    marked, words = words_within_marks(analysis, draft)
    return 5 * marked // words


def words_within_marks(analysis: Analysis, draft: Draft) -> tuple[int, int]:
    """How many words of the content stand within quotation marks, and how many there are."""
    words, inside = analysis.tokens.words, analysis.inside
    marked = [inside[i] >= 0 for first, last in draft.content for i in range(first, last) if words[i][0].isalnum()]
    return sum(marked), len(marked)


def _size(tokens: int) -> str:
    return next((name for limit, name in LEFT_OUT if tokens <= limit), "many")


def _tells(analysis: Analysis, draft: Draft) -> bool:
    """Whether a verb of saying stands in the content, outside quotations: perhaps another statement's cue."""
    lower, tags, inside, saying = analysis.tokens.lower, analysis.tags, analysis.inside, analysis.language.saying
    return any(
        lower[i] in saying and inside[i] < 0 and tags[i] in VERBS
        for a, b in draft.content
        if not saying.keys().isdisjoint(lower[a:b])
        for i in range(a, b)
    )


@group
def _made(kind: str, rule: str, side: str) -> list[str]:
    return ["bias", f"kind {kind}", f"rule {rule}", f"kind {kind}, rule {rule}", f"source {side}"]


@group
def _resolved(rule: str, band: str) -> list[str]:
    return [f"resolved by {rule}", f"resolved by {rule}, band {band}"]


@group
def _shaped(kind: str, size: str, spans: int, saying: bool) -> list[str]:
    found = [f"kind {kind}, {size}", f"kind {kind}, {spans} spans"]
    return [*found, f"kind {kind}, verb of saying"] if saying else found


@group
def _left_out(kind: str, before: str, behind: str) -> list[str]:
    return [f"kind {kind}, {before} left out before", f"kind {kind}, {behind} left out behind"]


@group
def _telling(kind: str, tells: bool) -> list[str]:
    return [f"kind {kind}, a verb of saying in it {tells}"]


@group
def _quoted_share(fifths: int) -> list[str]:
    return [f"fifths quoted {fifths}"]


@group
def _decided(kind: str, name: str, band: str) -> list[str]:
    return [f"{name} band {band}", f"kind {kind}, {name} band {band}"]
