"""`python -m tools.fuzz --minutes 10`: any text whatever to the engine, and what must hold then.

Sample articles are cut, shuffled and spliced with what breaks readers: quotation marks of every
style, other languages, control characters, halves of surrogates, right-to-left and combining
marks, endless runs. Where atheris is installed, the branches of the engine in plain Python steer
what is tried next; else, and with --chance, chance does, and a compiled engine is tried as such.
A text for which something does not hold is made as small as it goes, printed and kept in
build/fuzz. Exit status 0: everything held; 1: something did not.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from quotes.extraction.compiled import PLAIN
from tools.fuzzing.checks import Broken, check
from tools.fuzzing.texts import Chance, Choices, FromBytes, make_case

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "fuzz"
SEEDS = 200
MOST_BYTES = 1_024
MOST_SECONDS = 20.0
"""For making a failing text smaller."""
WATCHED = 20.0
"""How many times longer the engine may take while its branches are watched."""


class Fuzzer:
    """Tries cases until the processor time is over, and remembers each kind of failure once."""

    def __init__(self, seconds: float, slowed: float = 1.0) -> None:
        self.seconds = seconds
        self.slowed = slowed
        self.tried = 0
        self.characters = 0
        self.failures: dict[str, str] = {}
        self._begin = time.process_time()

    @property
    def spent(self) -> float:
        return time.process_time() - self._begin

    def try_one(self, choices: Choices) -> None:
        """One case; a failure of a kind not seen yet is made small and kept."""
        text, language = make_case(choices)
        self.tried += 1
        self.characters += len(text)
        problem = failure(text, language, self.slowed)
        if problem is None or problem in self.failures:
            return
        small = smallest(text, language, problem, self.slowed)
        self.failures[problem] = small
        KEPT.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(problem.encode()).hexdigest()[:12]
        (KEPT / f"{name}.txt").write_text(f"{problem}\n{language}\n{small!r}\n", encoding="utf-8")
        sys.stdout.write(f"{problem}\n  language {language or 'to be detected'}: {small[:500]!r}\n")
        sys.stdout.flush()

    def summary(self) -> str:
        kinds = len(self.failures)
        return (
            f"{self.tried:,} texts, {self.characters:,} characters, {self.spent / 60:.1f} minutes of the processor: "
            f"{kinds or 'no'} {'kind' if kinds == 1 else 'kinds'} of failure.\n"
        )


def failure(text: str, language: str, slowed: float) -> str | None:
    """What does not hold for this text: the same words for the same fault; None where all holds."""
    try:
        check(text, language, slowed)
    except Broken as broken:
        return str(broken)
    except Exception as error:  # noqa: BLE001 - any exception is what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(last.filename).name}, {last.name}: {last.line}"
    return None


def smallest(text: str, language: str, problem: str, slowed: float) -> str:
    """A shorter text with the same failure: pieces are taken out as long as it stays."""
    end = time.process_time() + MOST_SECONDS
    size = max(1, len(text) // 2)
    while size:
        at = 0
        while at < len(text):
            if time.process_time() > end:
                return text
            shorter = text[:at] + text[at + size :]
            if failure(shorter, language, slowed) == problem:
                text = shorter
            else:
                at += size
        size //= 2
    return text


def fuzz_by_chance(fuzzer: Fuzzer, seed: int) -> None:
    chance = Chance(random.Random(seed))  # noqa: S311 - variety, not secrecy
    while fuzzer.spent < fuzzer.seconds:
        fuzzer.try_one(chance)


def fuzz_by_branches(fuzzer: Fuzzer, seed: int, atheris: Any) -> None:
    """Let libFuzzer choose, by the branches that a text reaches. Ends the process: libFuzzer knows no other end."""

    def one(data: bytes) -> None:
        if fuzzer.spent >= fuzzer.seconds:
            end(fuzzer)
        fuzzer.try_one(FromBytes(data))

    seeds = KEPT / "corpus"
    seeds.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)  # noqa: S311 - variety, not secrecy
    for number in range(SEEDS):
        (seeds / f"seed{number:03}").write_bytes(chance.randbytes(chance.randrange(8, MOST_BYTES)))
    options = [f"-max_len={MOST_BYTES}", f"-seed={seed + 1}", "-len_control=0", "-timeout=600", "-verbosity=0"]
    options.append(f"-artifact_prefix={KEPT}/")
    atheris.Setup([sys.argv[0], *options, str(seeds)], one)
    atheris.Fuzz()


def end(fuzzer: Fuzzer) -> None:
    sys.stdout.write(fuzzer.summary())
    sys.stdout.flush()
    os._exit(1 if fuzzer.failures else 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10, help="of processor time")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--chance", action="store_true", help="by chance alone, even where atheris is installed")
    given = parser.parse_args()
    atheris = None if given.chance else instrumented_engine()
    fuzzer = Fuzzer(given.minutes * 60, WATCHED if atheris is not None else 1.0)
    if atheris is not None:
        fuzz_by_branches(fuzzer, given.seed, atheris)
    fuzz_by_chance(fuzzer, given.seed)
    end(fuzzer)


def instrumented_engine() -> Any:
    """atheris, with the engine's modules made to tell which branches they take; None where it is not installed."""
    try:
        import atheris
    except ImportError:
        sys.stdout.write("atheris is not installed (requirements-fuzz.txt): texts are chosen by chance alone.\n")
        return None
    os.environ[PLAIN] = "1"  # machine code tells no branches
    for name in [name for name in sys.modules if name.startswith(("quotes.", "tools.fuzzing"))]:
        del sys.modules[name]
    with atheris.instrument_imports(include=["quotes.extraction"], enable_loader_override=False):
        import tools.fuzzing.checks as checks
    globals().update(check=checks.check, Broken=checks.Broken)
    return atheris


if __name__ == "__main__":
    main()
