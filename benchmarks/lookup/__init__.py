"""How good and how quick look-up is."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = ROOT.parent / "shared" / "corpora" / "polnear" / "train.jsonl"
