"""Numbers in words and in figures → one form: “three hundred and twenty thousand” and 320,000 are 320000."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import regex

from quotes.matching.knowledge import pairs

Found = tuple[str, int, int]
THOUSANDS = regex.compile(r"(?<=\d),(?=\d{3}(?!\d))")
FIGURES = regex.compile(r"\d[\d.,]*")
SMALLEST_MULTIPLIER = 100
LONGEST_FIGURES = 20
MONEY = frozenset({"dollars", "euros", "pounds", "yen"})


@cache
def _cardinals() -> dict[str, int]:
    return {word: int(value) for word, value in pairs("numbers").items()}


@cache
def _ordinals() -> dict[str, int]:
    return {word: int(value) for word, value in pairs("ordinals").items()}


@cache
def _openers() -> frozenset[str]:
    return frozenset({"a", "per", *MONEY, *_cardinals(), *_ordinals()})


def join_numbers(found: list[Found]) -> list[Found]:
    """The words with their numbers put together: those in words joined, “$5” read as “5 dollars”."""
    result: list[Found] = []
    at = 0
    while at < len(found):
        word, start, end = found[at]
        if word not in _openers() and not word[:1].isdigit():
            result.append(found[at])
            at += 1
            continue
        if word in MONEY and at + 1 < len(found) and _value(found[at + 1][0]) is not None:
            number, after = _number(found, at + 1)
            if number is not None and found[at + 1][1] - end <= 1:
                result += [number, (word, start, end)]
                at = after
                continue
        number, after = _number(found, at)
        if number is not None:
            result.append(number)
            at = after
        elif word == "per" and at + 1 < len(found) and found[at + 1][0] == "cent":
            result.append(("percent", start, found[at + 1][2]))
            at += 2
        else:
            result.append(found[at])
            at += 1
    return result


def is_number(word: str) -> bool:
    """Whether a normal word is a number."""
    return word[:1].isdigit()


def _value(word: str) -> Decimal | None:
    if word in _cardinals():
        return Decimal(_cardinals()[word])
    if len(word) <= LONGEST_FIGURES and FIGURES.fullmatch(word):
        plain = THOUSANDS.sub("", word.rstrip(".,"))
        if plain.count(",") == 1 and "." not in plain:
            plain = plain.replace(",", ".")
        if plain.count(".") <= 1 and "," not in plain:
            return Decimal(plain)
    return None


def _number(found: list[Found], at: int) -> tuple[Found | None, int]:
    """The number that begins at a word, and the word behind it; None where none begins."""
    first = at
    total, group, last = Decimal(0), None, Decimal(0)
    largest = Decimal(0)
    if found[at][0] == "a" and at + 1 < len(found) and _cardinals().get(found[at + 1][0], 0) >= SMALLEST_MULTIPLIER:
        group, at = Decimal(1), at + 1  # “a hundred”
    while at < len(found) and (at == first or found[at][1] - found[at - 1][2] <= 1):
        word = found[at][0]
        value = _value(word)
        if value is None:
            ordinal = _ordinals().get(word)
            if ordinal is not None and (group is None or _continues(total + group, last, Decimal(ordinal), word)):
                whole = total + (group or 0) + ordinal
                return (f"{_plain(whole)}th", found[first][1], found[at][2]), at + 1
            following = found[at + 1][0] if at + 1 < len(found) else ""
            joins = word == "and" and group is not None and last >= SMALLEST_MULTIPLIER
            if joins and 0 < _cardinals().get(following, 0) < SMALLEST_MULTIPLIER:
                at += 1
                continue
            break
        if word in _cardinals() and value >= SMALLEST_MULTIPLIER and group:
            if largest and value >= largest:
                break
            group *= value
            if value > SMALLEST_MULTIPLIER:
                total, group, largest = total + group, Decimal(0), value
        elif group is None or _continues(total + group, last, value, word):
            group = (group or 0) + value
        else:
            break
        last = value
        at += 1
    if at == first or group is None:
        return _ordinal_figures(found, first)
    return (_plain(total + group), found[first][1], found[at - 1][2]), at


def _continues(group: Decimal, last: Decimal, value: Decimal, word: str) -> bool:
    """Whether a smaller number goes on with the group: twenty | five, hundred | twenty."""
    if not (word in _cardinals() or word in _ordinals()) or value >= SMALLEST_MULTIPLIER:
        return False
    return last >= SMALLEST_MULTIPLIER or (group % 100 in range(20, 100, 10) and 0 < value < 10)


def _ordinal_figures(found: list[Found], at: int) -> tuple[Found | None, int]:
    word, start, end = found[at]
    if word[:1].isdigit() and word[-2:] in ("st", "nd", "rd", "th"):
        return (word[:-2] + "th", start, end), at + 1
    return None, at


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
