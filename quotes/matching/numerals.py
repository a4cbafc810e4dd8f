"""Numbers in words and in figures → one form: “three hundred and twenty thousand” and 320,000 are 320000.

English ones, and German ones that are one word or stand before “Millionen” and the like.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from functools import cache

import regex

from quotes.matching.knowledge import pairs
from quotes.matching.knowledge import words as known_words

Found = tuple[str, int, int]
GROUPED = regex.compile(r"((?!0)\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d+))?")
"""The groups of three that make thousands, with point or comma, and what is behind the other one.
“3.000” may be three thousand or three; it is three thousand, since three decimals are rare in the news."""
DECIMAL = regex.compile(r"(\d+)()(?:[.,](\d+))?")
GERMAN_ARTICLE = "ein"
TIME = regex.compile(r"(\d{1,2})\.([0-5]\d)")
SMALLEST_MULTIPLIER = 100
HALF = Decimal("0.5")
DECIMALS = 4
"""Those of a third and the like."""
LONGEST_FIGURES = 20
MONEY = frozenset({"dollars", "euros", "pounds", "yen"})
PAIRS = {("per", "cent"): "percent", ("no", "one"): "nobody"}
YEARS = range(13, 21)
"""What a year in words begins with: “nineteen ninety-nine”."""
UNIT_BEHIND = frozenset({"ago", "later"})


@cache
def _cardinals() -> dict[str, Decimal]:
    german = {word: value for word, value in pairs("numbers_german").items() if word not in pairs("bare_numbers")}
    german.pop(GERMAN_ARTICLE)
    return {word: Decimal(value) for word, value in (pairs("numbers") | german).items()}


@cache
def _suffixes() -> dict[str, int]:
    return {word: int(value) for word, value in pairs("number_suffixes").items()}


@cache
def _ordinals() -> dict[str, int]:
    return {word: int(value) for word, value in pairs("ordinals").items()}


@cache
def _fractions() -> dict[str, Decimal]:
    return {sign: round(Decimal(unicodedata.numeric(sign)), DECIMALS) for sign in pairs("fractions")}


@cache
def _openers() -> frozenset[str]:
    counting = known_words("number_articles") | known_words("number_halves")
    return counting | {"no", "per", *MONEY, *_cardinals(), *_ordinals(), *_fractions()}


@cache
def _quantities() -> frozenset[str]:
    return known_words("quantities") | {"minus"}


def join_numbers(found: list[Found]) -> list[Found]:
    """The words with their numbers put together: those in words joined, “$5” and “5 Dollar” read as “5 dollars”."""
    result: list[Found] = []
    openers, units = _openers(), pairs("units_behind")
    at = 0
    while at < len(found):
        word, start, end = found[at]
        if word not in openers and not word[:1].isdigit():
            result.append(found[at])
            at += 1
            continue
        if word in MONEY and at + 1 < len(found) and _value(found[at + 1][0]) is not None:
            number, after = _number(found, at + 1)
            if number is not None and found[at + 1][1] - end <= 1:
                result += [number, (word, start, end)]
                at = after
                continue
        if (time := _time_of_day(found, at)) is not None:
            result += time
            at += 1
            continue
        number, after = _number(found, at)
        if number is not None:
            alone = word in _fractions() and after == at + 1
            result += [(part, start, end) for part in pairs("fractions")[word].split()] if alone else [number]
            at = after
            if at < len(found) and found[at][0] in units and _counts(found, at):
                result.append((units[found[at][0]], *found[at][1:]))
                at += 1
        elif (joined := _joined(found, at)) is not None:
            result.append(joined)
            at += 2
        else:
            result.append(found[at])
            at += 1
    return result


def _counts(found: list[Found], at: int) -> bool:
    """Whether a unit goes with the number before it: right behind, or behind the stop of “Mio.”."""
    return _is_next(found, at) or (found[at - 1][0] in _suffixes() and found[at][1] - found[at - 1][2] == len(". "))


def _joined(found: list[Found], at: int) -> Found | None:
    """Two words that are read as one which is no number: “per cent”, “no one”."""
    word = PAIRS.get((found[at][0], found[at + 1][0])) if at + 1 < len(found) else None
    if word is None or found[at + 1][1] - found[at][2] > 1:
        return None
    return word, found[at][1], found[at + 1][2]


def is_number(word: str) -> bool:
    """Whether a normal word is a number, the sign of one, or tells how much as “half” does."""
    return word[:1].isdigit() or word in _quantities()


def _value(word: str) -> Decimal | None:
    if word in _cardinals():
        return Decimal(_cardinals()[word])
    if word in _fractions():
        return _fractions()[word]
    figures = (GROUPED.fullmatch(word) or DECIMAL.fullmatch(word)) if len(word) <= LONGEST_FIGURES else None
    if figures is None:
        return None
    whole, mark, part = figures.groups()
    whole, part = whole.replace(mark, "") if mark else whole, part or "0"
    # The patterns know digits of scripts that are newer than Python's own tables: these have no value here.
    return Decimal(f"{whole}.{part}") if (whole + part).isdecimal() else None


def _number(found: list[Found], at: int) -> tuple[Found | None, int]:
    """The number that begins at a word, and the word behind it; None where none begins."""
    first = at
    total, last, largest = Decimal(0), Decimal(0), Decimal(0)
    group, at = _opening(found, at)
    while at < len(found) and (at == first or _is_next(found, at)):
        word = found[at][0]
        value = _value(word) if at == first or word not in _suffixes() else _millions(found, first, at)
        if value is None:
            ordinal = None if _is_unit(found, at) else _ordinals().get(word)
            if ordinal is not None and (group is None or _continues(total + group, last, Decimal(ordinal), word)):
                whole = total + (group or 0) + ordinal
                return (f"{_plain(whole)}th", found[first][1], found[at][2]), at + 1
            if group is None or word != "and":
                break
            if last and _are_next(found, at, ("and", "a", "half")):
                group, at = group + HALF * max(largest, Decimal(1)), at + 3
                continue
            following = found[at + 1][0] if at + 1 < len(found) else ""
            if last >= SMALLEST_MULTIPLIER and 0 < _cardinals().get(following, 0) < SMALLEST_MULTIPLIER:
                at += 1
                continue
            break
        if not word[:1].isdigit() and value >= SMALLEST_MULTIPLIER and group:
            if largest and value >= largest:
                break
            group *= value
            if value > SMALLEST_MULTIPLIER:
                total, group, largest = total + group, Decimal(0), value
        elif group is None or _continues(total + group, last, value, word):
            group = (group or 0) + value
        elif at == first + 1 and _is_year(found[first][0], word):
            group = group * 100 + value
        else:
            break
        last = value
        at += 1
    if at == first or group is None:
        return _ordinal_figures(found, first)
    return (_plain(total + group), found[first][1], found[at - 1][2]), at


def _opening(found: list[Found], at: int) -> tuple[Decimal | None, int]:
    """What “a”, “half a” or “eine halbe” before a hundred or a million counts, and the word behind it."""
    articles, halves = known_words("number_articles"), known_words("number_halves")
    place, counted = at, None
    while place < len(found) and (place == at or _is_next(found, place)):
        word = found[place][0]
        if word in halves and counted != HALF:
            counted = HALF
        elif word in articles and (counted is None or found[place - 1][0] in halves):
            counted = counted or Decimal(1)
        else:
            return (counted, place) if _cardinals().get(word, 0) >= SMALLEST_MULTIPLIER else (None, at)
        place += 1
    return None, at


def _time_of_day(found: list[Found], at: int) -> list[Found] | None:
    """The hour and the minute of “6.30 p.m.”, as those of “6:30” are read."""
    word, start, end = found[at]
    if at + 1 == len(found) or found[at + 1][0] not in known_words("clock_words") or not _is_next(found, at + 1):
        return None
    time = TIME.fullmatch(word)
    return [(part, start, end) for part in time.groups()] if time else None


def _is_next(found: list[Found], at: int) -> bool:
    """Whether nothing but a space or a dash is between a word and the one before."""
    return found[at][1] - found[at - 1][2] <= 1


def _are_next(found: list[Found], at: int, words: tuple[str, ...]) -> bool:
    """Whether these words follow each other from one on."""
    there = range(at, min(at + len(words), len(found)))
    return tuple(found[place][0] for place in there) == words and all(_is_next(found, place) for place in there[1:])


def _millions(found: list[Found], first: int, at: int) -> Decimal | None:
    """What a word behind figures multiplies them by: “5bn”, and where it is money, “£5m”."""
    word, behind = found[at][0], found[at + 1][0] if at + 1 < len(found) else ""
    is_money = pairs("units_behind").get(behind, behind) in MONEY or (first > 0 and found[first - 1][0] in MONEY)
    if len(word) > 1 or (is_money and found[at - 1][0][:1].isdigit()):
        return Decimal(_suffixes()[word])
    return None


def _is_year(first: str, second: str) -> bool:
    """Whether two words make a year: “nineteen ninety(-nine)”, “twenty twelve”."""
    return _cardinals().get(first) in YEARS and 10 <= _cardinals().get(second, 0) < 100


def _is_unit(found: list[Found], at: int) -> bool:
    """Whether “second” is a part of a minute: “per second”, “a second, please”; not in “a second bridge”."""
    before, (word, _, end) = found[at - 1][0] if at else "", found[at]
    if word != "second" or before not in ("a", "one", "per", "split"):
        return False
    if before != "a" or at + 1 == len(found) or found[at + 1][1] - end > 1:
        return True
    behind = found[at + 1][0]
    return behind in known_words("common_words") or behind in UNIT_BEHIND


def _continues(group: Decimal, last: Decimal, value: Decimal, word: str) -> bool:
    """Whether a smaller number goes on with the group: twenty | five, hundred | twenty, 2 | ½."""
    if word in _fractions():
        return group % 1 == 0 and last % 1 == 0
    if not (word in _cardinals() or word in _ordinals()) or value >= SMALLEST_MULTIPLIER:
        return False
    return last >= SMALLEST_MULTIPLIER or (group % 100 in range(20, 100, 10) and 0 < value < 10)


def _ordinal_figures(found: list[Found], at: int) -> tuple[Found | None, int]:
    word, start, end = found[at]
    if word[:1].isdigit() and word[-2:] in ("st", "nd", "rd", "th"):
        return (word[:-2] + ("" if _is_day(found, at) else "th"), start, end), at + 1
    return None, at


def _is_day(found: list[Found], at: int) -> bool:
    """Whether an ordinal stands beside a month: “May 3rd”, “3rd May”, “the 3rd of May”."""
    months = known_words("months")
    behind = [word for word, _, _ in found[at + 1 : at + 3]]
    if at and found[at - 1][0] in months:
        return True
    return bool(behind) and (behind[0] in months or (behind[0] == "of" and behind[-1] in months))


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
