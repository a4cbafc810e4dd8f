"""`make train CORPUS=PATH`: an annotated corpus → lexicon/LANGUAGE/weights.json. Development only.

    python -m tools.training.train CORPUS.jsonl [--language en] [--folds 5]

Every learned decision of the engine is fitted here, in the order in which the engine makes
them. Confidence is fitted last, on statements that were made by weights which had not seen
their article (cross-fitting by folds), against what `score.py` calls right.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from quotes.extraction.language import LEXICON, Language
from tools.training.confidence import fit_confidence
from tools.training.decisions import fit_decisions
from tools.training.gold import GoldArticle, read
from tools.training.untrained import load_to_train

FOLDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--folds", type=int, default=FOLDS)
    arguments = parser.parse_args()
    language = load_to_train(arguments.language)
    articles = list(read(arguments.corpus, language))
    model = train(articles, language, arguments.folds)
    path = LEXICON / arguments.language / "weights.json"
    path.write_text(json.dumps(model, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    sizes = {name: len(part) for name, part in model.items() if isinstance(part, dict)}
    sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes, {sizes}\n")


def train(articles: list[GoldArticle], language: Language, folds: int) -> dict[str, Any]:
    """Weights of every decision, and of confidence by cross-fitting over the articles."""
    model = fit_decisions(articles, language)
    held_out: list[tuple[dict[str, Any], list[GoldArticle]]] = []
    for fold in range(folds):
        rest = [article for number, article in enumerate(articles) if number % folds != fold]
        part = [article for number, article in enumerate(articles) if number % folds == fold]
        held_out.append((fit_decisions(rest, language), part))
    model |= fit_confidence(held_out)
    if not model["antecedent"]:
        # Places and counts tell whom a pronoun means: what a corpus without speakers cannot teach is English's.
        model["antecedent"] = json.loads((LEXICON / "en" / "weights.json").read_text(encoding="utf-8"))["antecedent"]
    return model


if __name__ == "__main__":
    main()
