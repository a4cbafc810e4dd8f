"""The comparison in place, the sentences around, the chart: without a database."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from quotes.lookup.answers import OccurrenceShown, SourceShown
from quotes.lookup.comparison import segments_of
from quotes.lookup.context import context
from quotes.matching.alignment import align
from quotes.matching.normalise import normalise
from quotes.web.comparison import pieces, stretches
from quotes.web.timeline import FLOOR, WIDTH, timeline

pytestmark = pytest.mark.engine
SAID = "We won't close the ferry line before May, whatever it costs us."
# quoted → (kind, quoted, said) of each piece that differs
DIFFERENCES = [
    ("We won’t close the ferry line before May, whatever it costs us.", []),
    ("We will close the ferry line before May, whatever it costs us.", [("dropped", "", "won't")]),
    ("“We won't ever close the ferry line before May.”", [("added", "ever", "")]),
    ("We won't close the bus line before May, whatever it costs us", [("replaced", "bus", "ferry")]),
    ("🙂 We won't close the bus line before May, whatever it costs us", [("replaced", "bus", "ferry")]),
]


def compared(quote: str, said: str = SAID) -> list[tuple[str, str, str]]:
    one, other = normalise(quote), normalise(said)
    segments = segments_of(align(one.words, other.words, one.gaps), quote, one, said, other)
    found = pieces(quote, segments)
    assert "".join(piece.quoted for piece in found) == quote
    return [(piece.kind, piece.quoted, piece.said) for piece in found if piece.kind]


@pytest.mark.parametrize(("quote", "expected"), DIFFERENCES)
def test_the_quotation_is_shown_whole_with_what_differs_in_its_place(
    quote: str, expected: list[tuple[str, str, str]]
) -> None:
    assert compared(quote) == expected


def test_a_not_inside_a_contraction_is_shown() -> None:
    (found,) = compared(
        "They aren't sure that the new bridge opens in May", "They are sure that the new bridge opens in May"
    )
    assert found == ("added", "aren't", "")


ARTICLE = (
    "The hall was full. Nobody spoke.\n\nAna Ruiz rose at ten. “We stay,” she said, “whatever comes.” "
    "Then she sat down. Tom Hale left.\n\nThe end came late."
)


def test_the_sentence_before_and_after_stand_around_the_statement() -> None:
    start = ARTICLE.index("“We stay")
    spans = [(start, start + 10), (ARTICLE.index("“whatever"), ARTICLE.index("“whatever") + 17)]
    found = context(ARTICLE, spans, "en")
    assert "".join(stretch.text for stretch in found) == (
        "Ana Ruiz rose at ten. “We stay,” she said, “whatever comes.” Then she sat down."
    )
    assert [stretch.text for stretch in found if stretch.is_content] == ["“We stay,”", "“whatever comes.”"]


@pytest.mark.parametrize("language", ["en", "de", "xx"])
def test_a_statement_that_is_the_whole_text_is_its_own_context(language: str) -> None:
    text = "Wir bleiben. We stay."
    (only,) = context(text, [(0, len(text))], language)
    assert (only.text, only.is_content) == (text, True)


def test_the_sentence_before_may_be_of_the_paragraph_before() -> None:
    start = ARTICLE.index("The end")
    found = context(ARTICLE, [(start, len(ARTICLE))], "en")
    assert [(stretch.text, stretch.starts_paragraph) for stretch in found] == [
        ("Tom Hale left.", False), ("The end came late.", True),
    ]  # fmt: skip


def test_a_time_of_day_is_no_sentence() -> None:
    text = "The pier is wet. “The waves are high,” said Kim Dahl.\n\n12:30\n\nThe ferries stopped."
    found = context(text, [(17, 38)], "en")
    assert (found[0].text, found[-1].text) == ("The pier is wet. ", "The ferries stopped.")


def test_a_text_is_cut_at_its_spans_and_nothing_is_lost() -> None:
    assert stretches("abcdefg", [(1, 3), (3, 5)]) == [("a", None), ("bc", 0), ("de", 1), ("fg", None)]
    assert stretches("abcdefg", [(1, 4), (2, 6)]) == [("a", None), ("bcd", 0), ("ef", 1), ("g", None)]
    assert stretches("abc", []) == [("abc", None)]


def printed(day: str | None, is_copy: bool = False) -> OccurrenceShown:
    at = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC) if day else None
    source = SourceShown(uuid.uuid4(), "", None, "", at, "en")
    return OccurrenceShown(
        uuid.uuid4(), "x", None, None, None, "direct", "asserted", "nobody", "accepted", None, is_copy, source
    )


def test_the_chart_counts_every_occurrence_once_and_stays_inside() -> None:
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 9, 28)]
    chart = timeline([*map(printed, days), *(printed("2026-07-01", True) for _ in range(90)), printed(None)])
    assert chart is not None
    assert chart.told == "36 independent reports, 90 copies, from 2026-01-01 to 2026-12-28"
    assert chart.undated == 1
    for column in chart.columns:
        assert column.x >= 0
        assert column.x + column.width <= WIDTH
        assert column.copies_y >= 0
        assert column.own_y + column.own_height == FLOOR
        assert column.copies_y + column.copies_height == column.own_y


def test_one_day_is_a_chart_and_no_day_is_none() -> None:
    chart = timeline([printed("2026-03-02")])
    assert chart is not None
    assert chart.told == "1 independent report, on 2026-03-02"
    assert timeline([printed(None)]) is None
    assert timeline([]) is None
