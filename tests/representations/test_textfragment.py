"""Links that open an article at the words, held to the rules of the text-fragment specification."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from quotes.representations.textfragment import Fragment, anchored, encode, find, fragment_of

TERMS = [
    # plain words → as they stand in a link
    ("sinking", "sinking"),
    ("well-known", "well%2Dknown"),
    ("no, thanks", "no%2C%20thanks"),
    ("Vale & Sons", "Vale%20%26%20Sons"),
    ("100% sure", "100%25%20sure"),
    ("Käse ‘so’", "K%C3%A4se%20%E2%80%98so%E2%80%99"),
    ("a#b=c?", "a%23b%3Dc%3F"),
]


@pytest.mark.parametrize(("term", "encoded"), TERMS)
def test_a_term_is_encoded_so_that_none_of_it_is_syntax(term: str, encoded: str) -> None:
    assert encode(term) == encoded
    assert unquote(encoded) == term
    assert not set(encoded) & set("-,& #")


DIRECTIVES = [
    ("“The quay is sinking,”", "text=The%20quay%20is%20sinking"),
    ("“It’s well-built,”", "text=It%E2%80%99s%20well%2Dbuilt"),
    # more than twelve words: the first and last five
    (
        "“one two three four five six seven eight nine ten eleven twelve thirteen”",
        "text=one%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen",
    ),
    # two paragraphs of a page: an exact match would end at the block
    ("“We begin.\n\n“We end.”", "text=We%20begin,We%20end"),
]


@pytest.mark.parametrize(("text", "directive"), DIRECTIVES)
def test_what_a_browser_is_told_to_find(text: str, directive: str) -> None:
    assert str(fragment_of(text)) == directive


def test_marks_alone_give_no_directive() -> None:
    assert fragment_of("“…!”") is None


def test_terms_stand_in_the_order_of_the_specification() -> None:
    assert str(Fragment("start", "end", "before", "behind")) == "text=before-,start,end,-behind"


PLACES = [
    # text with the statement in «», its title
    ("“Yes,” said Ana Ruiz. «“Yes,”» said Bo Lund.", ""),
    ("«“Yes,”» said Ana Ruiz. “Yes,” said Bo Lund.", ""),
    ("Bo Lund said no.\n«“No comment,”» he added.\n“No comment,” she said.", ""),
    ("She agreed.\nThe mayor of Lund went further: «“Enough.”»\nMore: “Enough.”\nEven more: “Enough.”", ""),
    ("«“The quay is sinking,”» said Ana Ruiz.", "The quay is sinking"),
    ("Yesterday was bad. «“Day,”» he began.", ""),  # "Yesterday" holds "day", which is no whole word
    ("“NO WAY,” it said in capitals; «“no way,”» Ana Ruiz repeated.", ""),
]


@pytest.mark.parametrize(("marked", "title"), PLACES)
def test_the_first_match_is_the_statement_however_often_its_words_stand_there(marked: str, title: str) -> None:
    start = marked.index("«")
    end = marked.index("»") - 1
    text = re.sub("[«»]", "", marked)
    fragment = anchored(text, start, end, title)
    assert fragment is not None
    found = find(text, fragment)
    assert found is not None
    assert start <= found[0] < found[1] <= end
    assert not title or find(title, fragment) is None


def test_context_stays_within_the_paragraph_of_the_statement() -> None:
    text = "He paused.\n“Yes,” said Bo Lund.\nAnd again.\n“Yes,” said Ana Ruiz.\nThe end."
    start = text.rindex("“Yes")
    fragment = anchored(text, start, start + 6)
    assert fragment == Fragment("Yes", suffix="said Ana")


def test_context_is_added_only_where_it_is_needed() -> None:
    text = "“Yes,” said Ana Ruiz. “No,” said Bo Lund."
    assert anchored(text, 0, 6) == Fragment("Yes")
