"""How a printed mention was resolved, in one sentence for the editor."""

from __future__ import annotations

import regex

from quotes.models import Statement

SENTENCE_END = regex.compile(r"[.!?…][”’»\")\]]*\s+(?=[\p{Lu}\p{N}“„«\"‘(])|\n+")
NUMBERS = ("", "one sentence", "two sentences", "three sentences", "four sentences")
MANNER = {
    "named_in_full": "a full name",
    "named_in_part": "part of a name that the article gives in full",
    "surname_shared": "several people here bear this name; the likeliest by place",
    "relative_pronoun": "“who” stands for the phrase before it",
    "author_speaks": "the article's only author",
    "document_speaks": "a document speaks for whoever it belongs to",
    "role_with_name": "the role is followed by a name",
    "role_named_before": "introduced with this role earlier",
    "body_named_before": "a body of this name was named earlier",
    "described": "described, not named",
    "nobody_named": "nobody is named",
}


def how_resolved(statement: Statement, source_text: str) -> str:
    """The way from the mention to the speaker: “he” → Sok Dara, named two sentences before."""
    if statement.origin == "human":
        return "An editor added this statement and named the speaker."
    printed = f"“{statement.mention_text}”" if statement.mention_text else "No mention"
    if statement.speaker is None:
        why = "several people could be meant" if statement.attribution_status == "ambiguous" else "nobody is named"
        return f"{printed} → nobody: {why}."
    name = statement.speaker.name
    told = [MANNER[e["rule"]] for e in statement.evidence if e["rule"] in MANNER][:1]
    if statement.mention_text and statement.mention_text != name:
        distance = _named_before(source_text, name, statement.mention_start or 0)
        told += [distance] if distance else []
    return f"{printed} → {name}" + (f", {', '.join(told)}." if told else ".")


def _named_before(text: str, name: str, mention_start: int) -> str:
    """How far before the mention the name, or its last word, was printed last."""
    at = max(text.rfind(name, 0, mention_start), text.rfind(name.split()[-1], 0, mention_start))
    if at < 0:
        return ""
    between = len(SENTENCE_END.findall(text, at, mention_start))
    if not between:
        return "named in the same sentence"
    return f"named {NUMBERS[between] if between < len(NUMBERS) else f'{between} sentences'} before"
