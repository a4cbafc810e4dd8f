"""Text → the words under which quotations are compared, each with the characters it came from.

Folded, in this order: what setting put into words; quotation marks, apostrophes and dashes; ellipses
and bracketed insertions (both leave a gap); case; accents; contractions; numbers in words; British and
American spelling.
The text itself is never changed.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from quotes.matching.compounds import figures
from quotes.matching.knowledge import pairs
from quotes.matching.layout import laid_out
from quotes.matching.numerals import Found, join_numbers

FOLDED_MARKS = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ‛`´′＇", "'"),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("“”„‟«»‹›″〝〞＂", '"'),
    }
)
"""One character for one, so that offsets stay."""
LETTER = r"[\p{L}\p{M}]"
# Scripts that write no spaces: each character is compared as a word.
UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
SPACED = rf"[{LETTER}--{UNSPACED}]"
TOKEN = regex.compile(
    rf"""
    (?![\s,;:!?"'()-])(?:                                               # what begins none, soonest told
      (?P<gap>\[(?:\s*…\s*|\s*\.[\s.]*)\] | …+ | \.(?:\s?\.)+)   # [...]  …  ...  . . .
    | (?P<unspaced>{UNSPACED}\p{{M}}*)
    | (?P<word>(?:\[{LETTER}{{1,2}}\])?{SPACED}+     # [T]he: the sentence began otherwise
        (?:\[{LETTER}{{1,4}}\])?(?:['.]?{SPACED}+)*)     # don't  U.S  o'clock  say[s]
    | (?P<insertion>\[[^\[\]]{{0,200}}\])                              # [the president]  [sic]
    | (?P<number>\d{{1,3}}(?:(?:['\u00a0\u2009\u202f]\d{{3}})+|(?:\x20\d{{3}}){{2,}}|\x20 0\d\d)(?!\d)(?:[.,]\d+)?
        | \d+(?:[.,]\d+)*(?:st|nd|rd|th)?)
    | (?P<sign>[$€£¥%&°])
    | (?P<raised>⁻?[⁰¹²³⁴-⁹]+ | ₋?[₀-₉]+ | [\p{{No}}\p{{Nl}}])                # 20²  H₂O  ½  Ⅻ
    )
    """,
    regex.VERBOSE | regex.VERSION1,
)
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
# Accents of Latin, Greek and Cyrillic, vowel points of Hebrew and Arabic: what writers leave out.
# The vowel signs of Indian scripts are letters and stay.
ACCENT = regex.compile(r"[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670]")
SHORTEST_ENDING = 6
MINUS = "-−–﹣－"
OPENING = "([\"“„'‘‚«‹"
PERFECT = {"is": "has", "would": "had"}


@dataclass(frozen=True, slots=True)
class Normal:
    """A text as it is compared.

    words and spans go together: spans[i] is the stretch of the original text, in code points,
    end exclusive, that words[i] came from; several words may share one (“don’t” → do, not).
    gaps holds the positions before which something was left out or put in brackets: 0 is before
    the first word, len(words) behind the last.
    """

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    gaps: frozenset[int]

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """The characters of words first up to, not including, last; None for no words."""
        return (self.spans[first][0], self.spans[last - 1][1]) if first < last else None

    def joined(self) -> str:
        """The words in one string, as they are stored."""
        return " ".join(self.words)


def normalise(text: str) -> Normal:
    """The normal form of a text, in time linear in its length."""
    layout = laid_out(text)
    found = join_numbers(_read(layout.text if layout else text))
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    gaps: set[int] = set()
    for word, start, end in found:
        if word:
            words.append(word)
            spans.append(layout.span(start, end) if layout else (start, end))
        else:
            gaps.add(len(words))
    return Normal(tuple(words), tuple(spans), frozenset(gaps))


def _read(text: str) -> list[Found]:
    """The words of a text before its numbers are joined; a gap is an empty one, while words are joined and split."""
    found: list[Found] = []
    bare: set[int] = set()
    perfect, unsure = pairs("perfect"), _unsure()
    marks = text.translate(FOLDED_MARKS)
    for match in TOKEN.finditer(marks):
        kind, printed = match.lastgroup, match.group()
        start, end = match.span()
        if kind in ("gap", "insertion"):
            found.append(("", start, end))
        elif kind == "word":
            folded = fold_word(printed)
            if len(folded) == 1:
                if perfect.get(folded[0]) == "behind":
                    _read_as_perfect(found)
                if folded[0] in unsure and "." not in printed and not _is_beginning(marks, folded[0], end):
                    bare.add(len(found))
                found.append((folded[0], start, end))
            else:
                found.extend((word, start, end) for word in folded)
        elif kind == "unspaced":
            found.append((unicodedata.normalize("NFKC", printed), start, end))
        elif kind == "raised":
            found.extend((word, start, end) for word in _raised(printed))
        else:
            if _is_minus(text, start - 1):
                found.append(("minus", start - 1, start))
            word = pairs("symbols")[printed] if kind == "sign" else unicodedata.normalize("NFKC", _together(printed))
            found.append((word, start, end))
    return _by_language(found, bare) if bare else found


@cache
def _unsure() -> frozenset[str]:
    """Words that are read by the language of the text."""
    return frozenset().union(*(pairs(f"bare_{kind}") for kind in ("contractions", "negations", "numbers")))


def _is_beginning(marks: str, word: str, end: int) -> bool:
    """Whether a word that may be a negation is the beginning of another: “non-citizen”."""
    return word in pairs("bare_negations") and marks[end : end + 1] == "-"


def _together(figures: str) -> str:
    """Figures without what parts their thousands: “1 000”, “1’000”."""
    return "".join(figures.split()).replace("'", "")


def _by_language(found: list[Found], bare: set[int]) -> list[Found]:
    """With the words at these places read as contractions in English (“dont” as do, not), else as numbers (“elf”)
    and, where more words tell of another language, as negations (“non”).
    """
    told = Counter(map(pairs("languages").get, (word for word, _, _ in found)))
    meant = pairs("bare_contractions" if told["english"] > told["other"] else "bare_numbers")
    if told["other"] > told["english"]:
        meant = meant | pairs("bare_negations")
    return [
        (read, start, end)
        for at, (word, start, end) in enumerate(found)
        for read in (meant.get(word, word).split() if at in bare else (word,))
    ]


def _is_minus(text: str, at: int) -> bool:
    """Whether a dash right before a number is its sign: not in “3-5”, and no long dash is one."""
    return at >= 0 and text[at] in MINUS and (at == 0 or text[at - 1].isspace() or text[at - 1] in OPENING)


def _read_as_perfect(found: list[Found]) -> None:
    """Read the contraction before a participle as “has” or “had”: in “it’s been”, “it’s never been”."""
    at = len(found) - 1
    if at > 1 and pairs("perfect").get(found[at][0]) == "between":
        at -= 1
    # The words of a contraction come from the same characters.
    if at > 0 and found[at][1:] == found[at - 1][1:] and found[at][0] in PERFECT:
        found[at] = (PERFECT[found[at][0]], *found[at][1:])


@lru_cache(maxsize=200_000)
def fold_word(printed: str) -> tuple[str, ...]:
    """The compared words of one printed word: none, one, or those that a contraction stands for."""
    word = printed.replace("[", "").replace("]", "").casefold().translate(PLAIN)
    word = ACCENT.sub("", unicodedata.normalize("NFKD", word))
    word = unicodedata.normalize("NFC", word)
    contraction = pairs("contractions").get(word)
    if contraction is not None:
        return tuple(contraction.split())
    word = word.replace("'", "").replace(".", "")
    return (figures(word) or _spelling(word),) if word else ()


@lru_cache(maxsize=1_000)
def _raised(printed: str) -> tuple[str, ...]:
    """The words of a number that is one sign, or stands above or below the line."""
    if printed in pairs("fractions"):
        return (printed,)
    plain = unicodedata.normalize("NFKC", printed)
    if plain.isalpha():
        return fold_word(plain)
    if plain[0] in "-−":
        return "minus", plain[1:]
    value = unicodedata.numeric(printed, None) if len(printed) == 1 else None
    return (str(int(value)) if value is not None and value % 1 == 0 and value >= 0 else plain.strip(" ()."),)


def _spelling(word: str) -> str:
    """British → American, by the word's beginning, then by its ending."""
    stems, endings = pairs("spelling_stems"), pairs("spelling_endings")
    for length in range(min(len(word), 12), 3, -1):
        stem = stems.get(word[:length])
        if stem is not None:
            word = stem + word[length:]
            break
    if len(word) >= SHORTEST_ENDING:
        for length in range(8, 2, -1):
            ending = endings.get(word[-length:])
            if ending is not None:
                return word[:-length] + ending
    return word
