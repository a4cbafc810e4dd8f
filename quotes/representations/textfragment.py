"""Links that open an article at the words: text fragments as the WICG specification has them.

https://wicg.github.io/scroll-to-text-fragment/ : #:~:text=[prefix-,]start[,end][,-suffix]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote

from quotes.representations.rows import Row

# Above this many words only the first and last few are written; a browser finds what is between.
LONGEST_EXACT = 12
ENDS = 5
# Words of context tried, fewest first, until the fragment stands only where the statement does.
CONTEXT = (2, 4, 8)
# From the first to the last letter or digit: browsers match whole words, and pages print
# quotation marks in other shapes than we have them.
WORDING = re.compile(r"\w(?:.*\w)?", re.DOTALL)
LINE = re.compile(r"[^\n]+")

ASCII = str.maketrans({char: quote(char, safe="").replace("-", "%2D") for char in map(chr, range(128))})


class Fragment(NamedTuple):
    """A text directive, its terms in plain words; "" where there is none."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        terms = [f"{encode(self.prefix)}-"] if self.prefix else []
        terms += [encode(term) for term in (self.start, self.end) if term]
        terms += [f"-{encode(self.suffix)}"] if self.suffix else []
        return "text=" + ",".join(terms)


def encode(term: str) -> str:
    """Percent-encode a term: a comma, an ampersand or a hyphen would be read as syntax."""
    if term.isascii():  # the same in a fraction of the time, which an export notices
        return term.replace(" ", "%20") if term.replace(" ", "").isalnum() else term.translate(ASCII)
    return quote(term, safe="").replace("-", "%2D")


def fragment_of(text: str) -> Fragment | None:
    """The directive for some words alone; None where they hold no letter and no digit.

    Words that cross a line cross a block of the page, where an exact match ends: they too are
    given by their first and last words.
    """
    lines = [found.group() for line in LINE.findall(text) if (found := WORDING.search(line))]
    if not lines:
        return None
    first, last = lines[0].split(maxsplit=LONGEST_EXACT), lines[-1].rsplit(maxsplit=ENDS)[-ENDS:]
    if len(lines) > 1:
        return Fragment(_trimmed(first[:ENDS]), _trimmed(last))
    if len(first) <= LONGEST_EXACT:
        return Fragment(" ".join(first))
    return Fragment(" ".join(first[:ENDS]), " ".join(last))


def _trimmed(words: list[str]) -> str:
    found = WORDING.search(" ".join(words))
    return found.group() if found else ""


def find(text: str, fragment: Fragment, begin: int = 0) -> tuple[int, int] | None:
    """Where a fragment first stands in a text, as a browser looks for it: case ignored, whole words.

    Start and end of the whole match without prefix and suffix, code points, end exclusive.
    """
    parts = [rf"(?<!\w){_pattern(fragment.prefix)}(?!\w)\W*?"] if fragment.prefix else []
    parts.append(rf"(?<!\w)(?P<words>{_pattern(fragment.start)}(?!\w)")
    if fragment.end:
        parts.append(rf".*?(?<!\w){_pattern(fragment.end)}(?!\w)")
    parts.append(")")
    if fragment.suffix:
        parts.append(rf"\W*?(?<!\w){_pattern(fragment.suffix)}(?!\w)")
    found = re.compile("".join(parts), re.IGNORECASE | re.DOTALL).search(text, begin)
    return found.span("words") if found else None


def _pattern(term: str) -> str:
    return r"\s+".join(re.escape(word) for word in term.split())


def anchored(text: str, start: int, end: int, title: str = "") -> Fragment | None:
    """The shortest directive whose first match in the text is at [start, end), code points.

    Pages show the title above the text, so that words which it repeats need context too.
    Where even eight words of context on each side do not tell the places apart, the one with
    the most context is given. None where there is no word at the place.
    """
    plain = fragment_of(text[start:end])
    if plain is None:
        return None
    for fragment in _candidates(plain, text, start, end):
        found = find(text, fragment)
        if found is not None and start <= found[0] and found[1] <= end and not (title and find(title, fragment)):
            return fragment
    return fragment


def _candidates(plain: Fragment, text: str, start: int, end: int) -> Iterator[Fragment]:
    yield plain
    before = WORDING.search(text[text.rfind("\n", 0, start) + 1 : start])
    line_end = text.find("\n", end)
    behind = WORDING.search(text[end : line_end if line_end >= 0 else len(text)])
    for number in CONTEXT:
        prefix = _trimmed(before.group().split()[-number:]) if before else ""
        suffix = _trimmed(behind.group().split()[:number]) if behind else ""
        if suffix:
            yield Fragment(plain.start, plain.end, "", suffix)
        if prefix:
            yield Fragment(plain.start, plain.end, prefix, suffix)


def link_to(row: Row) -> str | None:
    """The article's address with a directive for each span; None for a source without address.

    Without the source's text the words alone are given, which open their first occurrence.
    """
    if row.source_text:
        return link_into(row.url, row.source_text, row.spans, row.title)
    return _link(row.url, map(fragment_of, row.pieces())) if row.url else None


def link_into(url: str, text: str, spans: Iterable[tuple[int, int]], title: str = "") -> str | None:
    """The same of an article whose text and title are at hand; spans are code points of it, ends exclusive."""
    return _link(url, (anchored(text, start, end, title) for start, end in spans)) if url else None


def _link(url: str, found: Iterable[Fragment | None]) -> str:
    directives = "&".join(str(fragment) for fragment in found if fragment is not None)
    if not directives:
        return url
    return f"{url}{'' if '#' in url else '#'}:~:{directives}"
