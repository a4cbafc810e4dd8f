"""How long one article may take: no stage takes more than linear time, but a text may be endless."""

from __future__ import annotations

import math
import time

from quotes.extraction.document import TookTooLong


class Clock:
    """Runs from its making on; without a number of seconds it never runs out."""

    __slots__ = ("_end", "seconds")

    def __init__(self, seconds: float | None = None) -> None:
        self.seconds = seconds
        self._end = math.inf if seconds is None else time.monotonic() + seconds

    def check(self) -> None:
        """Raises TookTooLong when the time is over. Stages call it for every piece of their work."""
        if time.monotonic() > self._end:
            raise TookTooLong(
                f"The article takes longer than the {self.seconds:g} seconds that it may take. "
                "Cut it into its parts, or allow more time."
            )
