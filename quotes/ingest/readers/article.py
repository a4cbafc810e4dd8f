"""What every reader returns: an article that can be stored, or why it cannot."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass, field

import regex

LONGEST_TEXT = 10_000_000
"""Characters. A longer text is no article."""
CONTROL = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufeff]")


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as it will be stored: from here on its text never changes.

    where names the input for people: file, and line where a file holds several. unread are the names
    of what the input tells besides, which is passed over.
    """

    where: str
    text: str
    title: str = ""
    outlet: str = ""
    domain: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    canonical_url: str = ""
    archive_url: str = ""
    published_at: dt.datetime | None = None
    language: str | None = None
    kind: str = "article"
    original: bytes | None = None
    original_media_type: str = ""
    extractor: str = ""
    external_id: str = ""
    flags: tuple[str, ...] = field(default=())
    unread: tuple[str, ...] = ()

    @property
    def outlet_name(self) -> str:
        """By which its outlet is known, empty where nothing tells."""
        return self.outlet or self.domain


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that cannot be stored: what was wrong, where, and what to do, in words."""

    where: str
    reason: str


def clean_text(raw: str) -> str:
    """The text as it is kept: line ends as \\n, no control characters, composed (NFC), trimmed.

    This happens once, before anything points into the text.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n\n").replace("\u2028", "\n")
    text = unicodedata.normalize("NFC", CONTROL.sub("", text))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def why_unusable(text: str) -> str:
    """Why a text cannot be stored, in words; nothing when it can."""
    if not text:
        return "The article is empty: it has no text to store."
    if len(text) > LONGEST_TEXT:
        return f"The text has {len(text):,} characters; the most that is taken is {LONGEST_TEXT:,}. Split it."
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return (
            f"The text holds half of a character pair (a lone surrogate) at position {error.start}. "
            "Export it again as UTF-8."
        )
    return ""


def language_code(declared: str) -> str | None:
    """The language of a tag such as en-GB, in small letters; None where nothing is declared."""
    return declared.replace("_", "-").split("-")[0].strip().lower() or None


def parse_moment(value: str) -> dt.datetime | None:
    """A date or a date and time in ISO 8601; without a zone it is read as UTC. None if it is neither."""
    try:
        moment = dt.datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
