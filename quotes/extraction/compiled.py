"""Where the compiled form of these modules stands: used instead of them if it was made from these very sources.

The engine is plain Python and runs as such. `make compile` translates it to machine code, which takes
some six tenths of the time and finds the same; a changed source simply brings plain Python back.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

PACKAGE = Path(__file__).parent
FOLDER = PACKAGE / "native"
STAMP = "sources.sha256"
PLAIN = "PLAIN_ENGINE"
"""Environment variable: where it is set, plain Python is used whatever has been compiled."""


def find_folders() -> list[str]:
    """Where to look for the package's modules, in this order."""
    plain = [str(PACKAGE)]
    return plain if os.environ.get(PLAIN) or not is_fresh() else [str(FOLDER), *plain]


def is_fresh() -> bool:
    """Whether there is a compiled form, of the sources as they are now."""
    try:
        return (FOLDER / STAMP).read_text(encoding="ascii") == digest()
    except FileNotFoundError:
        return False


def digest() -> str:
    """What tells these sources from others."""
    found = hashlib.sha256()
    for path in sorted(PACKAGE.glob("*.py")):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()
