"""`python -m tests.quality.measure`: print today's figures, and with --write make them the floors.

A floor is the figure less two points, so that a change that trades one article for another
passes and a real loss does not.
"""

from __future__ import annotations

import json
import sys

from quotes.extraction import extract
from tests.quality.gold import read_gold
from tests.quality.scoring import score
from tests.quality.test_floor import FLOORS, digest, measured

SLACK = 0.02


def main() -> None:
    figures = measured(score((article, extract(article.article)) for article in read_gold()))
    for name, figure in figures.items():
        sys.stdout.write(f"{name:18} {figure:.3f}\n")
    if "--write" in sys.argv:
        floors = {name: round(figure - SLACK, 3) for name, figure in figures.items()}
        FLOORS.write_text(json.dumps({"samples": digest(), "floors": floors}, indent=2) + "\n")


if __name__ == "__main__":
    main()
