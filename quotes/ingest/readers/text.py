"""Plain text → article."""

from __future__ import annotations

from quotes.ingest.readers.article import ReadArticle, Rejected, clean_text, why_unusable
from quotes.ingest.readers.encoding import decode

LONGEST_TITLE = 200
ENDS = (".", ":", ",", ";")


def read_text(data: bytes, where: str) -> ReadArticle | Rejected:
    """The article in a plain text file. A short first line with an empty one behind it is its title too."""
    raw = decode(data)
    if raw is None:
        return Rejected(where, "The encoding of the file is not known. Save it as UTF-8.")
    text = clean_text(raw)
    if reason := why_unusable(text):
        return Rejected(where, reason)
    return ReadArticle(where, text, title=title_of(text))


def title_of(text: str) -> str:
    """The headline: a first line on its own that is short and no sentence; else nothing."""
    first, _, rest = text.partition("\n")
    alone = rest.startswith("\n")
    return first if alone and len(first) <= LONGEST_TITLE and not first.endswith(ENDS) else ""
