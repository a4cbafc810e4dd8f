"""German numbers that are written as one word: “einundzwanzig”, “zweihundertfünfzig”, “zweieinhalb”."""

from __future__ import annotations

from decimal import Decimal

from quotes.matching.knowledge import pairs

AND, AND_A_HALF = "und", "einhalb"
POWERS = (("tausend", 1000, 999), ("hundert", 100, 19))
"""What multiplies, by how much, and the most of them: “neunzehnhundert” is a year."""


def figures(word: str) -> str | None:
    """The figures of a compound number; None for any other word, and for one that is made of one number."""
    if len(word) < len(AND_A_HALF) or not (AND in word or word.endswith(AND_A_HALF) or POWERS[0][0] in word):
        return None
    value = None if word in pairs("numbers_german") else _value(word)
    return None if value is None else format(value.normalize(), "f")


def _value(word: str) -> Decimal | None:
    for name, power, most in POWERS:
        head, found, tail = word.partition(name)
        if found:
            count = _value(head) if head else Decimal(1)
            rest = _value(tail.removeprefix(AND)) if tail else Decimal(0)
            fits = count is not None and rest is not None and 0 < count <= most and rest < power
            return count * power + rest if fits and count is not None and rest is not None else None
    if word.endswith(AND_A_HALF):
        whole = _value(word.removesuffix(AND_A_HALF))
        return None if whole is None else whole + Decimal("0.5")
    unit, found, ten = word.partition(AND)
    if not found:
        return _simple(word)
    ones, tens = _simple(unit), _simple(ten)
    return ones + tens if ones and tens and ones < 10 and tens in range(20, 100, 10) else None


def _simple(word: str) -> Decimal | None:
    value = pairs("numbers_german").get(word)
    return None if value is None else Decimal(value)
