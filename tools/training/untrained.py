"""A language whose weights, or parts of speech, are still to be learned. Development only."""

from __future__ import annotations

import json
from typing import Any

from quotes.extraction.language import LEXICON, Language, load

NOTHING: dict[str, dict[str, Any]] = {
    "tags.json": {"words": {}, "weights": {}},
    "weights.json": {"cue_words": {}, "threshold": 1.0, "possible": 1.0},
}


def load_to_train(code: str) -> Language:
    """The language of that code; what it has not learned yet is put down as nothing."""
    for name, nothing in NOTHING.items():
        path = LEXICON / code / name
        if path.parent.is_dir() and not path.exists():
            path.write_text(json.dumps(nothing) + "\n", encoding="utf-8")
    return load(code)
