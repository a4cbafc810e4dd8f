"""What must hold of the engine for any text whatever."""

from __future__ import annotations

import dataclasses
import json
import time
from itertools import pairwise

from quotes.extraction import (
    Article,
    AttributionStatus,
    ExtractedStatement,
    Span,
    TookTooLong,
    UnsupportedLanguage,
    extract,
)

SECONDS = 1.0
SECONDS_A_CHARACTER = 50e-6
"""Twenty times what an article takes, so that a busy machine is no failure, and a quadratic stage is."""


class Broken(Exception):
    """Something that must hold does not: says what."""


def check(text: str, language: str, slowed: float = 1.0) -> None:
    """Raises Broken, or whatever the engine raises. A language without data is refused, which is right.

    slowed: how many times longer the engine may take, since its branches are watched.
    """
    allowed = (SECONDS + len(text) * SECONDS_A_CHARACTER) * slowed
    begin = time.process_time()
    article = Article(text, language, title=text[:80], authors=(text[80:100],))
    try:
        found = extract(article)
        again = extract(article)
    except UnsupportedLanguage:
        return
    except TookTooLong as error:
        raise Broken("an article without a time limit ran out of time") from error
    if time.process_time() - begin > 2 * allowed:
        raise Broken("it takes too long")
    if found != again:
        raise Broken("the second reading differs from the first")
    json.dumps([dataclasses.asdict(statement) for statement in found], default=str)
    _must(
        [s.content[0].start for s in found] == sorted(s.content[0].start for s in found),
        "statements stand in the order of the text",
    )
    for number, statement in enumerate(found):
        check_statement(statement, number, len(found), len(text))


def check_statement(statement: ExtractedStatement, number: int, count: int, length: int) -> None:
    """One statement of `count`, in a text of so many characters."""
    spans = statement.content
    evidence = [e.span for e in statement.evidence] + [e.span for c in statement.candidates for e in c.evidence]
    people = [c.speaker for c in statement.candidates] + [statement.speaker]
    mentions = [span for person in people if person is not None for span in person.mentions]
    for what, some in (
        ("content", spans),
        ("cue", [statement.cue]),
        ("source mention", [statement.mention]),
        ("evidence", evidence),
        ("mention of a person", mentions),
    ):
        _must(all(_inside(span, length) for span in some), f"each span lies inside the text and has a length: {what}")
    _must(bool(spans), "a statement has content")
    _must(all(a.end <= b.start for a, b in pairwise(spans)), "content spans stand in order, apart")
    _must(0.0 <= statement.confidence <= 1.0, "confidence is a chance")
    resolved = statement.attribution is AttributionStatus.RESOLVED
    _must((statement.speaker is not None) == resolved, "it has a speaker exactly when it is resolved")
    parent = statement.parent
    _must(parent is None or (parent != number and 0 <= parent < count), "its parent is another statement")


def _inside(span: Span | None, length: int) -> bool:
    return span is None or 0 <= span.start < span.end <= length


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise Broken(f"does not hold: {what}")
