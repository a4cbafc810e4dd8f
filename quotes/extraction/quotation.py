"""Tokens → quotations: what stands within quotation marks, nested, continued, unbalanced.

A mark's character says less than where it stands: “ opens in English and closes in German,
" does both. So each mark is read by the space around it first, by its character second, and
by what is still open last.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from quotes.extraction.language import Language
from quotes.extraction.text import Tokens

DOUBLE = frozenset('“”„‟«»"″「」') | {"''", "``"}
SINGLE = frozenset("‘’‚‛'‹›`『』")
NEVER_APOSTROPHES = frozenset("‹›『』")
MARKS = DOUBLE | SINGLE
USUALLY_OPENS = frozenset("“„‟«‘‚‛‹`「『") | {"``"}
USUALLY_CLOSES = frozenset("”»’›」』")
OPENING_CONTEXT = frozenset("([{—–-/…:")
CLOSING_CONTEXT = frozenset(".,;:!?)]}—–-/…")
# Nobody writes quotations deeper than this; a text that does must not cost more for it.
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch within quotation marks. Token indexes; last is one past the closing mark.

    first is the opening mark. When no closing mark was written (a paragraph that goes on in
    the next), `closed` is false and last is one past the paragraph's last token. depth is 0
    for a quotation that stands in no other. continues is true when the paragraph opens with
    a mark that only repeats one still open from the paragraph before.
    """

    first: int
    last: int
    depth: int
    closed: bool
    continues: bool

    @property
    def inner(self) -> tuple[int, int]:
        """Tokens between the marks."""
        return self.first + 1, self.last - 1 if self.closed else self.last


def find_quotations(tokens: Tokens, language: Language) -> list[Quotation]:
    """Every quotation, by first token; an outer one before those inside it."""
    found: list[Quotation] = []
    open_before: str | None = None
    marks = [i for i, word in enumerate(tokens.words) if word in MARKS]
    at = 0
    for number, (first, last) in enumerate(tokens.paragraphs):
        here: list[int] = []
        while at < len(marks) and marks[at] < last:
            here.append(marks[at])
            at += 1
        if not here:
            open_before = None
            continue
        follows = _first_word(tokens, number + 1)
        open_before = _in_paragraph(tokens, language, (first, last), here, open_before, follows, found)
    found.sort(key=lambda quotation: (quotation.first, -quotation.last))
    return found


def _first_word(tokens: Tokens, number: int) -> str | None:
    if number >= len(tokens.paragraphs):
        return None
    return tokens.words[tokens.paragraphs[number][0]]


def _in_paragraph(
    tokens: Tokens,
    language: Language,
    bounds: tuple[int, int],
    marks: list[int],
    open_before: str | None,
    follows: str | None,
    found: list[Quotation],
) -> str | None:
    """Pair the marks of one paragraph; the mark left open that the next one repeats, if any."""
    first, last = bounds
    stack: list[tuple[int, str]] = []
    paired: list[Quotation] = []
    closers = _single_closers(tokens, marks)
    goes_on_single = follows is not None and follows in SINGLE
    for mark in marks:
        word = tokens.words[mark]
        kind = _kind(word)
        if kind == "single" and not _may_be_mark(tokens, language, mark, stack, closers, goes_on_single):
            continue
        role = _role(tokens, mark, bounds, any(k == kind for _, k in stack), bool(stack) and stack[-1][1] == kind)
        if role == "open":
            if len(stack) < DEEPEST:
                stack.append((mark, kind))
        elif role == "close":
            while stack and stack[-1][1] != kind:
                stack.pop()  # an inner mark that was never closed
            if stack:
                opened, _ = stack.pop()
                if mark > opened + 1:
                    continues = opened == first and open_before == kind
                    paired.append(Quotation(opened, mark + 1, len(stack), True, continues))
    if not stack:
        found.extend(paired)
        return None
    opened, kind = stack[0]
    goes_on = follows is not None and follows in MARKS and _kind(follows) == kind
    if (goes_on or opened == first or _is_plainly_speech(tokens, opened, first)) and opened + 1 < last:
        continues = opened == first and open_before == kind
        paired.append(Quotation(opened, last, 0, False, continues))
        found.extend(paired)
        return kind if goes_on else None
    found.extend(quotation if quotation.depth == 0 else replace(quotation, depth=0) for quotation in paired)
    return None


def _kind(word: str) -> str:
    return "double" if word in DOUBLE else "single"


def _is_plainly_speech(tokens: Tokens, opened: int, first: int) -> bool:
    """The unclosed mark stands after a colon or a comma: she said, “We never …"""
    return opened > first and tokens.words[opened - 1] in {":", ","}


def _spaced(tokens: Tokens, mark: int, bounds: tuple[int, int]) -> tuple[bool, bool]:
    """Whether there is space, or nothing, before and after the mark."""
    first, last = bounds
    before = mark == first or tokens.ends[mark - 1] < tokens.starts[mark]
    after = mark + 1 == last or tokens.ends[mark] < tokens.starts[mark + 1]
    return before, after


def _role(tokens: Tokens, mark: int, bounds: tuple[int, int], is_open: bool, innermost: bool) -> str | None:
    """Whether a mark opens or closes, by the space around it, its character, what is open."""
    word = tokens.words[mark]
    space_before, space_after = _spaced(tokens, mark, bounds)
    previous = tokens.words[mark - 1] if mark > bounds[0] else ""
    following = tokens.words[mark + 1] if mark + 1 < bounds[1] else ""
    if mark == bounds[0] and following:
        return "open"  # whatever its shape: nothing is there to close
    if space_before and not space_after:
        # ” or » after a space still closes when one is open and it cannot open: “A. ” she said
        return "close" if word in USUALLY_CLOSES and innermost and following[:1] in CLOSING_CONTEXT else "open"
    if space_after and not space_before:
        return "close" if is_open or word not in USUALLY_OPENS or previous not in OPENING_CONTEXT else "open"
    if word in USUALLY_OPENS and not (word in "“«‘‹" and is_open and innermost):
        return "open"
    if word in USUALLY_CLOSES:
        return "close"
    if is_open:
        if not space_before and following[:1] in CLOSING_CONTEXT:
            return "close"
        if previous in OPENING_CONTEXT and previous not in CLOSING_CONTEXT and not innermost:
            return "open"
        return "close"
    if previous in MARKS or previous in OPENING_CONTEXT or space_before:
        return "open" if not space_after else None
    return None


def _single_closers(tokens: Tokens, marks: list[int]) -> list[int]:
    """Single marks of the paragraph that can close a quotation rather than be an apostrophe."""
    text = tokens.text
    found: list[int] = []
    for mark in marks:
        if tokens.words[mark] not in SINGLE:
            continue
        start, end = tokens.starts[mark], tokens.ends[mark]
        before = text[start - 1 : start]
        after = text[end : end + 1]
        if before and not before.isspace() and not after.isalnum():
            found.append(mark)
    return found


def _may_be_mark(
    tokens: Tokens,
    language: Language,
    mark: int,
    stack: list[tuple[int, str]],
    closers: list[int],
    goes_on: bool,
) -> bool:
    """Whether a single mark is a quotation mark at all, and no apostrophe.

    One that opens needs one that closes behind it, or the next paragraph to go on with one; ’em and
    ’90s open nothing; in the dogs’ owners the mark closes only when no better closer follows.
    """
    if tokens.words[mark] in NEVER_APOSTROPHES:
        return True
    text = tokens.text
    start, end = tokens.starts[mark], tokens.ends[mark]
    before, after = text[start - 1 : start], text[end : end + 1]
    opens = (not before or before.isspace() or not before.isalnum()) and bool(after) and not after.isspace()
    single_open = any(kind == "single" for _, kind in stack)
    if opens and tokens.words[mark] in "’'":
        follower = tokens.lower[mark + 1] if mark + 1 < len(tokens) else ""
        if follower in language.clipped_words or follower[:2].isdigit():
            return False
    if opens and not single_open:
        return goes_on or (bool(closers) and closers[-1] > mark + 1)
    if not single_open:
        return False
    if mark > 1 and tokens.words[mark - 2] in "’'" and tokens.lower[mark - 1] in language.clipped_words:
        return closers[-1] <= mark  # rock ’n’ roll
    if before in {"s", "z"} and after == " " and text[end + 1 : end + 2].islower():
        return not goes_on and (closers[-1] <= mark or text[tokens.starts[closers[-1]] - 1] not in ".,!?…")
    return True
