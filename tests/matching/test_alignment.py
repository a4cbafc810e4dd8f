"""What differs between a quotation and what was said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.matching.alignment import Alignment, align, align_part
from quotes.matching.normalise import Normal, normalise

pytestmark = pytest.mark.engine
SAID = (
    "I do not believe that the quay will ever sink, and we will pay 300 workers to hold it up until the spring comes."
)


def aligned(quoted: str, said: str = SAID) -> tuple[Alignment, Normal, Normal]:
    one, other = normalise(quoted), normalise(said)
    return align(one.words, other.words, one.gaps), one, other


def changes(quoted: str, said: str = SAID) -> list[str]:
    """Each change as “kind: quoted → said (meaning)”."""
    alignment, one, other = aligned(quoted, said)
    found = []
    for change in alignment.changes:
        ours, theirs = " ".join(one.words[slice(*change.quoted)]), " ".join(other.words[slice(*change.said)])
        meaning = f" ({change.meaning.value})" if change.meaning else ""
        found.append(f"{change.kind.value}: {ours} → {theirs}{meaning}")
    return found


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [
        (SAID, []),
        ("the quay will ever sink", []),
        ("I do not believe … we will pay 300 workers", []),
        ("I do not believe [it will] … hold it up until the spring comes", []),
        ("I do believe that the quay will ever sink", ["dropped:  → not (negation)"]),
        ("I do … believe that the quay will ever sink", ["dropped:  → not (negation)"]),
        ("I don't believe that the quay will ever sink", []),
        ("we will pay 3,000 workers to hold it up", ["replaced: 3000 → 300 (number)"]),
        ("we will pay three hundred workers to hold it up", []),
        ("we will not pay 300 workers to hold it up", ["added: not →  (negation)"]),
        ("we will gladly pay 300 workers to hold it up", ["added: gladly → "]),
        ("we will pay workers to hold it up", ["dropped:  → 300 (number)"]),
        ("I do not believe that the harbour will ever sink", ["replaced: harbor → quay"]),
        ("I do not doubt that the quay will ever sink", ["replaced: doubt → believe (negation)"]),
        ("I do doubt that the quay will ever sink", ["replaced: i do doubt → do not believe"]),
        ("They do not believe that the quay will ever sink", ["replaced: they → i"]),
        (
            "until the spring comes we will pay 300 workers to hold it up",
            ["reordered: until the spring comes → until the spring comes"],
        ),
    ],
)
def test_what_differs(quoted: str, expected: list[str]) -> None:
    assert changes(quoted) == expected


@pytest.mark.parametrize(
    ("quoted", "least", "most"),
    [
        (SAID, 1, 1),
        ("we will pay 300 workers", 1, 1),
        ("I do not believe … until the spring comes", 1, 1),
        ("I do believe that the quay will ever sink", 0.9, 0.99),
        ("I do not think that the harbour will ever sink", 0.7, 0.9),
        ("until the spring comes we will pay 300 workers to hold it up", 0.9, 0.99),
        ("the cat sat on a mat with the spring", 0, 0.5),
        ("nobody else has said a word", 0, 0.01),
    ],
)
def test_the_score_falls_with_what_differs(quoted: str, least: float, most: float) -> None:
    assert least <= aligned(quoted)[0].score <= most


# What was said, with what the quotation left out between bars, and whether that turns it.
HIDDEN = [
    ("I would | not, under any circumstances, | support this bill when it comes before the council in May.", True),
    ("I would | under no circumstances | support this bill when it comes before the council in May.", True),
    ("I would | really not | support this bill when it comes before the council in May.", True),
    ("I | and, I may say so, all of my neighbours do not | support this bill before the council in May.", True),
    ("I have seen | no trace, in all of these years, of | a crack in the wall of the northern quay.", True),
    ("The mayors | have never, in all of these years, | supported the keeper of the northern quay.", True),
    ("The bridge is | not safe, as we all know, but the tunnel is | safe for the ferry and the tram.", True),
    ("We will win, | and I do not believe that | the other side will ever sit in this hall.", True),
    ("We will win, | as nobody in this town doubts, and | the other side will never sit in this hall.", False),
    ("Wir werden den Hafen | nicht, wie manche hoffen, | an eine fremde Firma verkaufen.", True),
    ("We will pay 300 workers. | I do not know him. | The bridge will stand until the spring.", False),
    ("We will pay 300 workers. | That is not in doubt, whatever the council says. | The bridge will stand.", False),
    ("We will pay 300 workers. | He said that nobody in the town would complain. | The bridge will stand.", False),
    ("We pay our workers | and we never paid a single one of them too late | until the spring comes.", False),
    ("We are proud of the harbour | because they did not believe in it, and so we are proud | of ourselves.", False),
    ("We will build | not only a bridge but, when the spring comes, | a tunnel for the tram.", False),
    ("We will build, | no doubt with the help of our neighbours, | a tunnel for the tram.", False),
    ("Wir werden den Hafen behalten, | weil wir ihn nicht verkaufen wollen, und | die Brücke wird gebaut.", False),
]


@pytest.mark.parametrize(("said", "turned"), HIDDEN)
def test_a_marked_gap_that_hides_a_not_of_the_words_beside_it_is_a_change(said: str, turned: bool) -> None:
    before, _, behind = said.split("|")
    alignment = aligned(f"{before}…{behind}", said)[0]
    assert [change.kind.value for change in alignment.changes] == (["dropped"] if turned else [])
    assert alignment.meaning_changed is turned
    assert alignment.score == 1


def test_what_stands_at_a_gap_that_hides_a_not_may_say_the_same() -> None:
    said = HIDDEN[0][0].replace("|", "")
    assert aligned("I would … gladly support this bill when it comes before the council", said)[0].meaning_changed
    assert not aligned("I would … never support this bill when it comes before the council", said)[0].meaning_changed


@pytest.mark.parametrize(
    ("quoted", "said", "turned"),
    [
        ("The bridge is but the tunnel is not safe", "The bridge is not safe but the tunnel is", True),
        (
            "The bridge is but the tunnel is not safe for any of our ferries",
            "The bridge is not safe for any of our ferries but the tunnel is",
            True,
        ),
        (
            "The quay will sink and I do not believe that the mayor will ever resign over it",
            "I do not believe that the quay will sink and the mayor will ever resign over it",
            True,
        ),
        ("the tunnel is but the bridge is safe for us", "the bridge is safe for us but the tunnel is", False),
        (
            "we will pay 300 workers to hold it up until the spring comes and I do not believe that it will ever sink",
            "I do not believe that it will ever sink and we will pay 300 workers to hold it up until the spring comes",
            False,
        ),
    ],
)
def test_a_not_that_was_moved_to_other_words_changes_the_meaning(quoted: str, said: str, turned: bool) -> None:
    assert "reordered" in {change.kind.value for change in aligned(quoted, said)[0].changes}
    assert aligned(quoted, said)[0].meaning_changed is turned


# What was said, with a bar where the quotation begins, and whether a “not” before it reaches into it.
CUT = [
    ("I do not | believe that the quay will ever sink", True),
    ("I do not believe that | the quay will ever sink", True),
    ("I don’t think | he has read the report", True),
    ("I don’t think that he | has read the report", True),
    ("I would not say that we | failed the harbour", True),
    ("I never said that | the quay would sink", True),
    ("I do not for a moment believe that | the quay will sink", True),
    ("Nor do I believe that | the quay will sink", True),
    ("Nobody in this council believes that | the quay will sink", True),
    ("No one thinks that | the quay will sink", True),
    ("None of us expects | the quay to sink", True),
    ("It is not true that | the quay is sinking", True),
    ("It is a lie that | the quay is sinking", True),
    ("There is no evidence that | the quay is sinking", True),
    ("There is no reason to | close the ferry line", True),
    ("We have no intention to | close the ferry line", True),
    ("We are not going to | close the ferry line", True),
    ("We refuse to | close the ferry line", True),
    ("I do not know whether | the quay is sinking", True),
    ("I doubt that | the quay is sinking", True),
    ("I doubt | the quay is sinking", True),
    ("I deny that | I took money from the harbour", True),
    ("It was minus | five degrees on the quay", True),
    ("I did not buy it because | the quay is ours", False),
    ("Ich glaube nicht, dass | der Hafen sinkt", True),
    ("Niemand glaubt, dass | der Hafen sinkt", True),
    ("Ich habe nie gesagt, dass wir | den Hafen verkaufen", True),
    ("Es gibt keinen Beweis, dass | der Hafen sinkt", True),
    ("Ich bezweifle, dass | der Hafen sinkt", True),
    ("Es besteht kein Zweifel, dass | der Hafen sinkt", False),
    ("There is no doubt that | the quay is sinking", False),
    ("Nobody doubts that | the quay is sinking", False),
    ("I do not deny that | I took money from the harbour", False),
    ("I did not know that | the quay is sinking", False),
    ("No, | we will close the ferry line", False),
    ("No, I believe that | the quay will sink", False),
    ("No, the | quay will sink", False),
    ("He did not come. I believe that | the quay will sink", False),
    ("They did not. We will | pay 300 workers", False),
    ("I do not know him. The bridge | is safe for our ferries", False),
    ("We have no money, but I think that | the quay will stand", False),
    ("It is not only | a harbour for our ferries", False),
    ("| I do not believe that the quay will sink", False),
]


@pytest.mark.parametrize(("said", "reaches"), CUT)
def test_a_part_that_a_not_before_it_reaches_into_is_told(said: str, reaches: bool) -> None:
    assert aligned(said.split("|")[1], said)[0].cut_after_negation is reaches


def test_a_not_that_is_left_out_before_changed_words_is_told_too() -> None:
    assert aligned("they said the quay will ever sink")[0].cut_after_negation
    assert not aligned("I do not believe that")[0].cut_after_negation
    assert aligned("I do believe that the quay will ever sink")[0].meaning_changed


def test_the_whole_statement_is_known_from_a_part() -> None:
    assert aligned(SAID)[0].covers_statement
    assert not aligned("we will pay 300 workers")[0].covers_statement


def test_a_part_of_a_stitched_quotation_is_found() -> None:
    quoted = normalise("The harbour is ours and we will pay 300 workers to hold it up forever and a day")
    part = align_part(quoted.words, normalise(SAID).words)
    assert " ".join(quoted.words[slice(*part.quoted)]) == "and we will pay 300 workers to hold it up"
    assert part.score == 1


WORD = st.sampled_from(["the", "quay", "not", "will", "sink", "300", "we", "pay"])


def test_words_that_are_said_twice_are_taken_where_they_stand_together() -> None:
    said = "I would like to see it repeated outdoors, with wind, and with hats."
    assert changes("I would like to see it repeated outdoors … with hats", said) == []
    assert changes("I would like to see it with hats", said) == ["dropped:  → repeated outdoors with wind and"]


@settings(deadline=None)
@given(st.lists(WORD, max_size=30), st.lists(WORD, max_size=60), st.sets(st.integers(0, 30)))
def test_any_two_can_be_aligned(quoted: list[str], said: list[str], gaps: set[int]) -> None:
    places = frozenset(gap for gap in gaps if gap <= len(quoted))
    for alignment in (align(quoted, said, places), align_part(quoted, said, places)):
        assert 0 <= alignment.score <= 1
        for block in alignment.blocks:
            assert quoted[block.quoted : block.quoted + block.size] == said[block.said : block.said + block.size]
        used = [block.said + i for block in alignment.blocks for i in range(block.size)]
        assert len(used) == len(set(used))


@settings(deadline=None)
@given(st.lists(WORD, min_size=1, max_size=30))
def test_the_same_words_are_the_same(words: list[str]) -> None:
    alignment = align(words, words)
    assert (alignment.score, alignment.changes, alignment.covers_statement) == (1, (), True)
