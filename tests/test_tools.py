"""The benchmark and the fuzzer do what they say, on articles of our own."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.extraction.figures import FIGURES, MEMORY
from benchmarks.extraction.readers import pattern
from benchmarks.extraction.samples import long_text
from tools.fuzz import failure, smallest
from tools.fuzzing.texts import Chance, FromBytes, make_case

pytestmark = pytest.mark.engine
ROOT = Path(__file__).resolve().parent.parent


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_benchmark_says_what_it_needs() -> None:
    done = run("benchmarks.extraction", "nowhere/dev.jsonl", "--scorer", "nowhere/score.py")
    assert done.returncode == 2
    assert "nowhere/dev.jsonl" in done.stderr
    assert "make bench-extraction CORPUS=path/to/dev.jsonl SCORER=path/to/score.py" in done.stderr


@pytest.mark.parametrize("reader", ["ours", "pattern"])
def test_a_reader_writes_what_the_scorer_reads_and_tells_what_it_took(reader: str, tmp_path: Path) -> None:
    text = "“The quay is sinking again,” said Ana Ruiz."
    (tmp_path / "corpus.jsonl").write_text(json.dumps({"id": "a", "text": text}) + "\n", encoding="utf-8")
    found = tmp_path / "found.jsonl"
    done = run(f"benchmarks.extraction.readers.{reader}", str(tmp_path / "corpus.jsonl"), str(found))
    report = json.loads(done.stdout)
    assert (report["articles"], report["words"], len(report["passes"])) == (1, 8, 2)
    assert 5 < report["peak_mb"] < 500
    (statement,) = json.loads(found.read_text(encoding="utf-8"))["statements"]
    assert [text[a:b] for a, b in statement["source"]] == ["Ana Ruiz"]
    assert ["The quay is sinking again" in text[a:b] for a, b in statement["content"]] == [True]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“The quay is sinking,” said Ana Ruiz.", "Ana Ruiz"),
        ("“The quay is sinking,” she said.", "she"),
        ("Ana Ruiz said: “The quay is sinking.”", "Ana Ruiz"),
        ("They read “The quay is sinking” on the wall.", None),
    ],
)
def test_the_pattern_takes_the_name_beside_the_verb(text: str, source: str | None) -> None:
    found = [text[slice(*statement["source"][0])] for statement in pattern.read(text)]
    assert found == ([source] if source else [])


def test_a_figure_is_missed_below_its_floor_and_reached_at_its_goal() -> None:
    direct = FIGURES[0]
    assert [direct.verdict(value) for value in (0.849, 0.85, 0.93)] == ["MISSED", "reached", "goal reached"]
    assert [MEMORY.verdict(value) for value in (151, 150)] == ["MISSED", "goal reached"]
    assert direct.of({"direct": {"end2end": {"f1": 0.5}}}) == 0.5


def test_long_texts_are_as_long_as_asked_and_do_not_repeat() -> None:
    text = long_text(60_000)
    assert len(text) == 60_000
    assert text[:2_000] not in text[2_000:]
    assert text == long_text(60_000)


def test_the_same_choices_make_the_same_text_and_the_engine_holds_for_it() -> None:
    for seed in range(25):
        text, language = make_case(Chance(random.Random(seed)))
        assert (text, language) == make_case(Chance(random.Random(seed)))
        assert failure(text, language, slowed=5.0) is None
    data = random.Random(1).randbytes(300)
    assert make_case(FromBytes(data)) == make_case(FromBytes(data))


def test_a_failing_text_is_made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(text: str, language: str, slowed: float) -> None:
        if "\ud800" in text and "“" in text:
            raise KeyError(text)

    monkeypatch.setattr("tools.fuzz.check", fails)
    text = "Ana said “the quay is \ud800sinking”, twice. " * 3
    problem = failure(text, "en", 1.0)
    assert problem is not None
    assert "KeyError" in problem
    assert sorted(smallest(text, "en", problem, 1.0)) == sorted("“\ud800")
