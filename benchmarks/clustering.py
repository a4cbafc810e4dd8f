"""How well wordings are put together: python -m benchmarks.clustering --number 2000

Each original gets variants (truncated, one of two parts, edited in up to 15 % of its words,
re-punctuated), among near misses: other statements that share a long stock phrase. Prints pairwise
precision, recall and F1 over what the product's own import makes of them in shuffled order, and
what was got wrong.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from benchmarks.lookup import CORPUS, ROOT
from benchmarks.statements import Model, altered, corpus_texts

MOST_PRINTED = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=2_000, help="originals")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    options = parser.parse_args()
    os.environ.setdefault("DEBUG", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes_project.settings")
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'benchmark.sqlite3'}")
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        measure(options)


def variants(model: Model, number: int, random_: random.Random) -> list[tuple[int, str]]:
    """(original's number, text), shuffled."""
    found: list[tuple[int, str]] = []
    stock = [" ".join(model.sentence(random_)[:8]) for _ in range(max(1, number // 20))]
    for original in range(number):
        words = model.sentence(random_)
        if random_.random() < 0.2:
            words += random_.choice(stock).split()
        found.append((original, " ".join(words)))
        for _ in range(random_.randint(1, 4)):
            size = len(words)
            kind = random_.choice(("truncated", "part", "edited", "punctuation"))
            if kind == "truncated" and size >= 10:
                variant = words[: random_.randint(max(6, size // 2), size - 1)]
            elif kind == "part" and size >= 14:
                at = random_.randint(7, size - 7)
                variant = random_.choice((words[:at], words[at:]))
            elif kind == "edited" and size >= 10:
                variant = altered(words, random_.uniform(0.02, 0.15), model, random_)
            else:
                variant = [f"{word}," if random_.random() < 0.1 else word for word in words]
            found.append((original, " ".join(variant)))
    random_.shuffle(found)
    return found


def measure(options: argparse.Namespace) -> None:
    from django.core.management import call_command
    from django.utils import timezone

    from quotes.lookup.indexing import index_statements
    from quotes.models import Occurrence, Source, Statement

    call_command("migrate", verbosity=0)
    model = Model(corpus_texts(options.corpus))
    texts = variants(model, options.number, random.Random(options.seed))
    source = Source.objects.create(text="x", text_sha256="0" * 64, retrieved_at=timezone.now())
    truth: dict[int, int] = {}
    for begin in range(0, len(texts), 12):
        rows = Statement.objects.bulk_create(
            Statement(source=source, quote_kind="direct", text=text, attribution_status="nobody", confidence=0.9)
            for _, text in texts[begin : begin + 12]
        )
        truth |= {row.pk: original for row, (original, _) in zip(rows, texts[begin : begin + 12], strict=True)}
        index_statements(rows)
    made = dict(Occurrence.objects.values_list("pk", "quotation_id"))
    right, ours = Counter(truth.values()), Counter(made.values())
    both = Counter((truth[pk], made[pk]) for pk in truth)

    def pairs(counts: Counter[object]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    together, wanted, given = pairs(Counter(both)), pairs(Counter(right)), pairs(Counter(ours))
    precision, recall = together / given, together / wanted
    print(f"{len(truth):,} mentions of {options.number:,} quotations: pairwise precision {precision:.3f}, "
          f"recall {recall:.3f}, F1 {2 * precision * recall / (precision + recall):.3f}")  # fmt: skip
    _print_wrong(truth, made)


def _print_wrong(truth: dict[int, int], made: dict[int, int | None]) -> None:
    from quotes.models import Statement

    groups: dict[int | None, list[int]] = defaultdict(list)
    for pk, quotation in made.items():
        groups[quotation].append(pk)
    merged = [(a, b) for pks in groups.values() for a, b in itertools.combinations(pks, 2) if truth[a] != truth[b]]
    by_truth: dict[int, list[int]] = defaultdict(list)
    for pk, original in truth.items():
        by_truth[original].append(pk)
    parted = [(a, b) for pks in by_truth.values() for a, b in itertools.combinations(pks, 2) if made[a] != made[b]]
    for name, wrong in (("put together, are two", merged), ("parted, are one", parted)):
        for a, b in wrong[:MOST_PRINTED]:
            texts = Statement.objects.in_bulk([a, b])
            print(f"{name}: {texts[a].text} | {texts[b].text}")


if __name__ == "__main__":
    main()
