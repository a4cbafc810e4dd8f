"""What is worked out once and then looked up: the engine's memory of words and sums, which never grows without end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")
MOST_KEPT = 40_000
"""Entries that one of them keeps: a few megabytes, then it starts anew."""


class Kept(dict[Key, Value]):
    """What a function makes of a key: made when it is first asked for, looked up from then on."""

    def __init__(self, made: Callable[[Key], Value], most: int = MOST_KEPT) -> None:
        super().__init__()
        self._made, self._most = made, most

    def __missing__(self, key: Key) -> Value:
        if len(self) >= self._most:
            self.clear()
        found = self[key] = self._made(key)
        return found

    def make(self, keys: Iterable[Key]) -> None:
        """Make what is sure to be asked for now, while a language is loaded, and not when a text is read."""
        for key in keys:
            self[key] = self._made(key)
