"""The compiled engine: used only where it was made from these sources, and the same in all that it says."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from quotes.extraction import Article, DefaultEngine, compiled, extract

pytestmark = pytest.mark.engine

ROOT = Path(__file__).resolve().parents[2]
EVERYTHING_FOUND = """
import pathlib, sys
from quotes.extraction import analysis, engine
from tests.quality.gold import read_gold
sys.stderr.write(pathlib.Path(analysis.__file__).suffix)
for read in read_gold():
    print(read.name, *engine.extract(read.article), sep="\\n")
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of one module whose compiled form is fresh."""
    (tmp_path / "engine.py").write_text("VERSION = 1")
    monkeypatch.setattr(compiled, "PACKAGE", tmp_path)
    monkeypatch.setattr(compiled, "FOLDER", tmp_path / "native")
    monkeypatch.delenv(compiled.PLAIN, raising=False)
    compiled.FOLDER.mkdir()
    (compiled.FOLDER / compiled.STAMP).write_text(compiled.digest())
    return tmp_path


def test_a_fresh_compiled_form_is_looked_at_first(package: Path) -> None:
    assert compiled.find_folders() == [str(package / "native"), str(package)]


def test_a_changed_source_brings_plain_python_back(package: Path) -> None:
    (package / "engine.py").write_text("VERSION = 2")
    assert compiled.find_folders() == [str(package)]


def test_a_module_more_brings_plain_python_back(package: Path) -> None:
    (package / "cues.py").write_text("")
    assert compiled.find_folders() == [str(package)]


def test_plain_python_can_be_asked_for(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(compiled.PLAIN, "1")
    assert compiled.find_folders() == [str(package)]


def test_nothing_compiled_is_plain_python(package: Path) -> None:
    (compiled.FOLDER / compiled.STAMP).unlink()
    assert compiled.find_folders() == [str(package)]


def test_compiled_and_plain_say_the_same_of_every_sample_article() -> None:
    if not compiled.is_fresh():
        if os.environ.get("REQUIRE_COMPILED"):
            pytest.fail("the engine is not compiled from these sources")
        pytest.skip("the engine is not compiled: make compile")
    quick, quick_module = _find_everything({})
    plain, plain_module = _find_everything({compiled.PLAIN: "1"})
    assert (quick_module, plain_module) == (".so", ".py")
    assert quick == plain
    assert quick.count("ExtractedStatement") > 100


def test_a_site_may_make_an_engine_of_this_one() -> None:
    class Ours(DefaultEngine):
        def version(self, language: str) -> str:
            return "ours"

    assert Ours().version("en") == "ours"
    assert Ours().extract(Article("“The quay is sinking,” said Ana Ruiz."))


def test_what_is_found_passes_between_processes() -> None:
    article = Article("“The quay is sinking,” said Ana Ruiz. “It is old.”")
    found = extract(article)
    assert pickle.loads(pickle.dumps((article, found))) == (article, found)  # noqa: S301 - our own


def _find_everything(environment: dict[str, str]) -> tuple[str, str]:
    """Every statement of the sample articles as written by a process of its own, and its module's suffix."""
    inherited = {name: value for name, value in os.environ.items() if name != compiled.PLAIN}
    done = subprocess.run(
        [sys.executable, "-c", EVERYTHING_FOUND],
        cwd=ROOT, env=inherited | environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout, done.stderr
