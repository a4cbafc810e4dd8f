"""The word lists: sorted, each form once, with a word on where they come from."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path

import pytest

from quotes.extraction import LexiconError, UnsupportedLanguage, language
from quotes.extraction.language import LEXICON, languages, load
from quotes.extraction.rules import RULES

pytestmark = pytest.mark.engine
LISTS = sorted(LEXICON.glob("*/*.txt"))
EMPTY = {"de/capital_abbreviations.txt", "de/forbearing.txt", "en/genitives.txt", "en/subjunctive.txt"}


def test_there_are_lists() -> None:
    assert len(LISTS) > 20


@pytest.mark.parametrize("path", LISTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_list_is_in_order_and_says_where_it_is_from(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    entries = [line.split(" = ")[0].split("#")[0].strip() for line in lines if not line.startswith("#")]
    assert any(line.startswith("# From:") for line in head), "no word on where it is from"
    assert entries or f"{path.parent.name}/{path.name}" in EMPTY
    assert entries == sorted(entries, key=lambda entry: (entry.lower(), entry))
    assert all(entry == unicodedata.normalize("NFC", entry) == entry.lower() for entry in entries)


def test_every_language_loads() -> None:
    for code in languages():
        assert load(code).code == code


@pytest.mark.parametrize("code", ["xx", "", "../en", "e n"])
def test_a_language_without_data_is_told_with_those_there_are(code: str) -> None:
    with pytest.raises(UnsupportedLanguage, match=r"there is: .*en"):
        load(code)


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A language folder of one's own to break."""
    shutil.copytree(LEXICON / "en", tmp_path / "zz")
    shutil.copytree(LEXICON / "shared", tmp_path / "shared")
    monkeypatch.setattr(language, "LEXICON", tmp_path)
    load.cache_clear()
    return tmp_path / "zz"


def test_a_repeated_form_is_told_with_file_and_line(copied: Path) -> None:
    with (copied / "titles.txt").open("a", encoding="utf-8") as lines:
        lines.write("mayor\n")
    with pytest.raises(LexiconError, match=r"titles.txt:\d+: “mayor” is already on line \d+"):
        load("zz")


def test_a_missing_or_broken_file_is_told(copied: Path) -> None:
    (copied / "weights.json").write_text("{")
    with pytest.raises(LexiconError, match=r"weights.json: is not JSON"):
        load("zz")
    (copied / "roles.txt").unlink()
    with pytest.raises(LexiconError, match=r"roles.txt: cannot be read"):
        load("zz")


def test_the_digest_changes_with_the_data(copied: Path) -> None:
    before = load("zz").digest
    load.cache_clear()
    with (copied / "roles.txt").open("a", encoding="utf-8") as lines:
        lines.write("zymurgist\n")
    assert load("zz").digest != before


def test_every_rule_that_the_engine_names_is_explained() -> None:
    code = "".join(path.read_text() for path in LEXICON.parent.glob("*.py"))
    named = set(re.findall(r'Resolution\(\s*"(\w+)"', code)) | set(re.findall(r'Evidence\(\s*"(\w+)"', code))
    named |= set(re.findall(r'"(quotation_\w+|speaker_goes_on|turn|reported_inside)"', code))
    assert len(named) > 10
    assert named <= set(RULES)


@pytest.mark.parametrize("code", languages())
def test_no_feature_holds_a_name(code: str) -> None:
    """Words that weights speak of are words of the dictionary, written small."""
    known = load(code)
    words = set(known.tags.words) | set(known.model.cue_words)
    for decision in ("cue", "source", "layout", "start", "end", "before"):
        for feature in getattr(known.model, decision):
            for word in re.findall(r"\bword (\S+?)(?:[, ]|$)", feature):
                assert word in words, (decision, feature)
