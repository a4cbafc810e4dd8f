"""What quotations are compared by."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quotes.matching.fingerprints import (
    article_hashes,
    query_pairs,
    query_shingles,
    statement_hashes,
)
from quotes.matching.knowledge import DATA, pairs, words
from quotes.matching.normalise import normalise

pytestmark = pytest.mark.engine
ROOT = Path(__file__).resolve().parents[2]

# Each line: texts that are one quotation.
SAME = [
    ("don’t", "don't", "donʼt", "do not"),
    ("I don’t know", "I do not know", "I dont know"),
    ("I’m going to the quay", "Im going to the quay"),
    ("You can’t have it, I’ve got it", "you cant have it ive got it"),
    ("They aren’t gonna sink", "they arent gonna sink", "they are not going to sink"),
    ("The mayor said im Hafen, and I’m sorry", "the mayor said I’m Hafen and im sorry"),
    ("It wasn’t us, that’s sure", "it wasnt us, thats sure"),
    ("“The quay”", "'the quay'", "«The quay»", "the quay."),
    ("a well-known quay", "a well‑known quay", "a well known quay"),
    ("the quay – our quay", "the quay—our quay", "the quay, our quay"),
    ("café", "cafe", "cafe\u0301", "CAFÉ"),
    ("José Núñez", "Jose Nunez"),
    ("Straße", "STRASSE", "strasse"),
    ("we can't", "we cannot", "we can not"),
    ("they’re won’t", "they are will not"),
    ("three hundred and twenty thousand", "320,000", "320000", "three hundred twenty thousand"),
    ("$5 million", "five million dollars", "$5,000,000", "5 million dollars"),
    ("40%", "forty per cent", "40 percent", "40 %"),
    ("a hundred", "one hundred", "100"),
    ("twenty-five", "25", "twenty five"),
    ("the twenty-first", "the 21st"),
    ("3.5 million", "3,500,000"),
    ("3,000", "3.000", "3000", "three thousand"),
    ("1,000,000", "1.000.000", "1000000", "a million"),
    ("1,234.5", "1.234,5", "1234.50"),
    ("3.5", "3,5", "3.50"),
    ("0.125", "0,125"),
    ("minus five", "-5", "−5", "–5"),
    ("minus 5 million dollars", "-$5 million", "-$5m"),
    ("£5m", "£5 million", "five million pounds", "5m pounds"),
    ("$5bn", "$5 billion", "$5B"),
    ("5bn people", "five billion people"),
    ("nineteen ninety-nine", "1999"),
    ("twenty nineteen", "2019"),
    ("the twenty twenty-first", "the 2021st"),
    ("no one", "no-one", "nobody"),
    ("a second bridge", "a 2nd bridge"),
    ("It’s been a year", "It has been a year"),
    ("he’s never had it", "he has never had it"),
    ("I’d already been", "I had already been"),
    ("colourful neighbours organise", "colorful neighbors organize"),
    ("the centre analysed the programme", "the center analyzed the program"),
    ("travelled towards the theatre", "traveled toward the theater"),
    ("[T]he quay", "The quay", "[t]he quay"),
    ("U.S.", "US"),
    ("ｆｕｌｌ", "full"),
]  # fmt: skip
DIFFERENT = [
    ("its", "it's"), ("were", "we're"), ("well", "we'll"), ("ill", "i'll"), ("hell", "he'll"), ("id", "i'd"),
    ("wont", "won't"), ("shed", "she'd"), ("lets", "let's"), ("the quay", "a quay"), ("3.5", "35"), ("1,200", "1,300"),
    ("3.000", "3"), ("0.125", "125"), ("5", "-5"), ("5m tall", "5000000 tall"), ("twelve fifteen", "1215"),
    ("no, one of us", "nobody of us"), ("a second", "a 2nd"), ("per second", "per 2nd"), ("it's seen", "it has seen"),
    ("one hundred, twenty", "one hundred twenty"), ("नहीं", "नही"), ("是", "不是"), ("not", "now"),
]  # fmt: skip

# Words of their own that only look like contractions without an apostrophe.
STAYS = [
    "solange ich im amt bin", "im hafen von lund", "im finale von the voice sang ich ein lied",
    "das schiff lag im dock",
    "le quai dont le maire a la charge", "el cant dels mariners", "una gonna e una gotta", "im",
    "its well that we were ill", "he said what the hell shed be without id lets see",
]  # fmt: skip


@pytest.mark.parametrize("text", STAYS)
def test_a_word_of_its_own_is_no_contraction(text: str) -> None:
    assert normalise(text).joined() == text


def test_initials_are_no_contraction() -> None:
    assert normalise("They said that I.M. built it").joined() == "they said that im built it"


@pytest.mark.parametrize("texts", SAME, ids=lambda texts: texts[0])
def test_one_quotation(texts: tuple[str, ...]) -> None:
    assert {normalise(text).words for text in texts} == {normalise(texts[0]).words}
    assert normalise(texts[0]).words


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_quotations(one: str, other: str) -> None:
    assert normalise(one).words != normalise(other).words


@pytest.mark.parametrize(
    ("text", "words", "gaps"),
    [
        ("I … believe", "i believe", {1}),
        ("I ... believe", "i believe", {1}),
        ("I [...] believe. . . .", "i believe", {1, 2}),
        ("[The mayor] lied [sic] to us", "lied to us", {0, 1}),
        ("No gap. None", "no gap none", set()),
        ("…", "", {0}),
        ("", "", set()),
    ],
)
def test_what_is_left_out_leaves_a_gap(text: str, words: str, gaps: set[int]) -> None:
    normal = normalise(text)
    assert (normal.joined(), set(normal.gaps)) == (words, gaps)


def test_a_word_knows_its_characters() -> None:
    text = "“We don’t pay three hundred,” she"
    normal = normalise(text)
    assert [text[a:b] for a, b in normal.spans] == ["We", "don’t", "don’t", "pay", "three hundred", "she"]
    assert normal.span(1, 4) == (4, 13)
    assert normal.span(2, 2) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3-5 of 2019-21", "3 5 of 2019 21"),
        ("the quay —5 of them", "the quay 5 of them"),
        ("wait a second, please", "wait a second please"),
        ("one second", "1 second"),
        ("that’s been what’s said", "that has been what is said"),
        ("10.04.2019", "10.04.2019"),
    ],
)
def test_what_only_looks_like_a_number_stays(text: str, words: str) -> None:
    assert normalise(text).joined() == words


@pytest.mark.parametrize("text", ["我们不会放弃", "ฉันไม่ไป"])
def test_scripts_without_spaces_are_compared_by_characters(text: str) -> None:
    assert len(normalise(text).words) >= 5


@settings(deadline=None)
@given(st.text(max_size=200))
@example("0\U00016130")  # a digit of Unicode 16, which Python 3.11 does not know
def test_any_text_has_a_normal_form_with_spans_in_it(text: str) -> None:
    normal = normalise(text)
    assert len(normal.words) == len(normal.spans)
    assert all(0 <= start < end <= len(text) for start, end in normal.spans)
    assert all(word and not any(char.isspace() for char in word) for word in normal.words)
    assert normalise(text.replace("'", "’")).words == normal.words


def test_a_megabyte_takes_time_in_proportion() -> None:
    assert len(normalise("the quay " * 110_000).words) == 220_000
    assert len(normalise("we dont " * 120_000).words) == 360_000
    assert normalise("[" * 500_000 + "." * 500_000).words == ()


@pytest.mark.parametrize("path", sorted(DATA.glob("*.txt")), ids=lambda path: path.name)
def test_a_list_is_in_order_and_says_where_it_is_from(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("# ") and "From:" in line for line in lines)
    keys = [line.split(" = ")[0] for line in lines if not line.startswith("#")]
    assert keys == sorted(set(keys), key=str.lower)
    assert keys


@pytest.mark.parametrize("name", ["negations", "not_opposites", "opposing", "parentheses", "quantities"])
def test_a_list_of_normal_words_has_no_other_words(name: str) -> None:
    assert [entry for entry in words(name) - set(pairs("bare_negations")) if normalise(entry).joined() != entry] == []


@pytest.mark.parametrize("name", ["answers", "inverting", "languages", "perfect", "reach", "recanting", "units"])
def test_a_list_of_normal_words_and_what_they_do_has_no_other_words(name: str) -> None:
    entries = set(pairs(name)) - set(pairs("bare_negations"))
    assert [entry for entry in entries if normalise(entry).joined() != entry] == []


TEXT = "we will hold the quay up until the spring comes and pay for it gladly"
WORDS = tuple(TEXT.split())


def test_fingerprints_are_the_same_in_every_process() -> None:
    code = f"from quotes.matching.fingerprints import statement_hashes as s;print(sorted(s({WORDS!r}, True)))"
    for seed in ("1", "2"):
        out = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout  # fmt: skip
        assert out.strip() == str(sorted(statement_hashes(WORDS, True)))


@pytest.mark.parametrize("length", range(4, len(WORDS)))
def test_four_common_words_in_a_row_are_found(length: int) -> None:
    stored = statement_hashes(WORDS, True)
    for start in range(len(WORDS) - length + 1):
        assert stored & set(query_shingles(WORDS[start : start + length]))


@pytest.mark.parametrize("words", [("no",), ("never", "again")])
def test_one_and_two_words_are_found_as_a_whole(words: tuple[str, ...]) -> None:
    assert statement_hashes(words, True) & set(query_shingles(words))


def test_visibility_is_part_of_a_fingerprint() -> None:
    public, hidden = statement_hashes(WORDS, True), statement_hashes(WORDS, False)
    assert public.isdisjoint(hidden)
    assert {value & ~1 for value in public} == hidden


def test_pairs_know_no_order() -> None:
    assert set(query_pairs(("quay", "the", "sinks"))) == set(query_pairs(("sinks", "and", "quay")))


def test_a_long_quotation_looks_up_few_that_are_all_stored() -> None:
    words = [f"w{number}" for number in range(2_000)]
    asked = query_shingles(words)
    assert 20 <= len(asked) <= 100
    assert set(asked) <= statement_hashes(words, True)


def test_a_trimmed_article_shares_most_of_its_sketch() -> None:
    words = [f"w{number}" for number in range(700)]
    whole, trimmed = article_hashes(words), article_hashes(words[:500])
    assert len(trimmed & whole) >= 0.9 * len(trimmed)
    assert len(whole) >= 20
