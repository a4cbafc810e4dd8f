"""`python -m tools.training.errors CORPUS.jsonl`: what is wrong with the engine's statements, by category.

Development only. Nested statements are left out, since the corpus marks none.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from quotes.extraction import Article, QuoteKind
from quotes.extraction.attribution import Draft
from quotes.extraction.language import load
from quotes.extraction.statements import Builder
from tools.training.confidence import judge, matches, run
from tools.training.gold import GoldArticle, read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    arguments = parser.parse_args()
    language = load("en")
    counts: Counter[tuple[str, str]] = Counter()
    for article in read(arguments.corpus, language):
        counts += classify(article, [draft for draft, _ in run(article.analysis, language.model)])
    for kind in QuoteKind:
        total = sum(n for (k, _), n in counts.items() if k == kind)
        sys.stdout.write(f"{kind.value}: {total}\n")
        for (k, what), number in counts.most_common():
            if k == kind:
                sys.stdout.write(f"  {number:6} {number / total:6.1%}  {what}\n")


def classify(article: GoldArticle, drafts: list[Draft]) -> Counter[tuple[str, str]]:
    """How many statements of each kind are right, and what the others have wrong; what was missed."""
    builder = Builder(article.analysis, Article(article.raw["text"]))
    found = matches(article, drafts)
    right = judge(article, drafts)
    marked = {index for statement in article.statements for index in statement.content}
    counts: Counter[tuple[str, str]] = Counter()
    for number, draft in enumerate(drafts):
        how = "a cue" if draft.cue is not None else "no cue"
        if number in right:
            what = "right"
        elif number in found:
            what = f"another source mention, with {how}"
        elif any(draft.holds(index) for index in marked):
            what = "other words than the annotators'"
        else:
            what = "nobody's by the annotators"
        counts[builder.kind(draft), what] += 1
    taken = {id(statement) for statement in found.values()}
    for statement in article.statements:
        if id(statement) not in taken:
            counts[QuoteKind(statement.kind), "not found (not in the total of proposals)"] += 1
    return counts


if __name__ == "__main__":
    main()
