"""What the setting of a text put into its words: soft hyphens, invisible characters, hyphens at the end of a line.

They are no part of what was said, and another copy of the same text has them elsewhere or not at all. Whether a
hyphen at the end of a line is the setter's or the writer's is not told by the text. Between two lower-case letters it
is taken for the setter's, who makes most of them, but for those of data/hyphenated.txt; “co-\\noperate” is joined too.
"""

from __future__ import annotations

from bisect import bisect_right

import regex

from quotes.matching.knowledge import pairs

INVISIBLE = r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
"""No space and no letter: where a word may be parted, how it is joined, which way it runs."""
SET = regex.compile(
    rf"""(?<=\p{{Ll}})[-‐\u00ad][^\S\n\r]*+[\n\r]\s*+(?=\p{{Ll}}) | {INVISIBLE}+""",
    regex.VERBOSE,
)
WORD_BEFORE = regex.compile(r"(?r)\p{L}+")
WORD_BEHIND = regex.compile(r"\p{L}+")
LONGEST = 8
"""Letters to read beside a hyphen: more than the longest of data/hyphenated.txt."""


class Layout:
    """A text without what its setting put in, and where each of its characters stands in the text itself."""

    def __init__(self, text: str) -> None:
        pieces: list[str] = []
        self._begins: list[int] = [0]
        self._shifts: list[int] = [0]
        at = length = 0
        for match in SET.finditer(text):
            if not _is_setters(text, *match.span()):
                continue
            pieces.append(text[at : match.start()])
            length += match.start() - at
            at = match.end()
            self._begins.append(length)
            self._shifts.append(at - length)
        self.text = "".join((*pieces, text[at:]))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the text itself that these of `text` came from."""
        return self._place(start), self._place(end - 1) + 1

    def _place(self, at: int) -> int:
        return at + self._shifts[bisect_right(self._begins, at) - 1]


def laid_out(text: str) -> Layout | None:
    """A text without what its setting put in; None where that is nothing, as it is most often."""
    return Layout(text) if SET.search(text) else None


def _is_setters(text: str, start: int, end: int) -> bool:
    """Whether a hyphen with the end of its line is the setter's; an invisible character always is."""
    if text[start] not in "-‐":
        return True
    before = WORD_BEFORE.search(text, max(0, start - LONGEST), start)
    behind = WORD_BEHIND.match(text, end, end + LONGEST)
    kept = pairs("hyphenated")
    return not (
        (before and kept.get(before.group().casefold()) == "before")
        or (behind and kept.get(behind.group().casefold()) == "behind")
    )
