"""Sentences that go on reporting by their verb's form alone: Er sei müde. Man habe ihn nicht gefragt.

A language that has such forms lists them; whoever was reported just before, in the same
paragraph, goes on speaking.
"""

from __future__ import annotations

from quotes.extraction.analysis import Analysis
from quotes.extraction.attribution import Draft, owners

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def find_reported(analysis: Analysis, drafts: list[Draft]) -> list[Draft]:
    """A draft for every sentence that is told in the subjunctive behind a statement of its paragraph."""
    if not analysis.language.subjunctive:
        return []
    owner = owners(analysis, drafts)
    by_sentence = {analysis.sentence_of[draft.cue.head]: draft for draft in drafts if draft.cue is not None}
    found: list[Draft] = []
    host: Draft | None = None
    paragraph = -1
    for number, (first, last) in enumerate(analysis.sentences):
        if analysis.tokens.paragraph_of[first] != paragraph:
            host, paragraph = None, analysis.tokens.paragraph_of[first]
        here = by_sentence.get(number) or next((d for d in owner[first:last] if d is not None), None)
        if here is not None:
            host = here
        elif host is not None and host.source.first >= 0 and is_reported(analysis, first, last):
            found.append(Draft(None, host.source, [(first, last)], {}, "reported", "subjunctive_goes_on"))
        else:
            host = None
    return found


def is_reported(analysis: Analysis, first: int, last: int) -> bool:
    """Whether at least half of a sentence's finite verbs outside quotations are subjunctive."""
    finite = [
        analysis.tokens.lower[i] for i in range(first, last) if analysis.inside[i] < 0 and analysis.tags[i] in FINITE
    ]
    reported = sum(1 for word in finite if word in analysis.language.subjunctive)
    return bool(reported) and 2 * reported >= len(finite)
