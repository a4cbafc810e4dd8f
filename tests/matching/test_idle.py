"""Where a “not” denies nothing of the words beside it, and is no change of their meaning."""

from __future__ import annotations

import pytest

from quotes.matching.alignment import MeaningChange, align
from quotes.matching.negation import cut_after, cut_before
from quotes.matching.normalise import normalise

pytestmark = pytest.mark.engine

# What was said, with a bar where the quotation begins: nothing before it denies it.
BEFORE = [
    "I am not afraid to say that | the quay is sinking",
    "I do not hesitate to say that | the quay is sinking",
    "I have never been so sure that | the quay is sinking",
    "They never told us that | the quay is sinking",
    "Believe it or not, | the quay is sinking",
    "Whether you like it or not, | the quay is sinking",
    "No matter what they say, | the quay is sinking",
    "It is no secret that | the quay is sinking",
    "We must not forget that | the quay is sinking",
    "It does not surprise me that | the quay is sinking",
    "Niemand kann bestreiten, dass | der Hafen sinkt",
    "Es wundert mich nicht, dass | der Hafen sinkt",
    "Vergessen Sie nicht, dass | der Hafen sinkt",
    "Wir dürfen nicht vergessen, dass | der Hafen sinkt",
    "Es ist kein Geheimnis, dass | der Hafen sinkt",
    "Ich verhehle nicht, dass | der Hafen sinkt",
    "Es überrascht niemanden, dass | der Hafen sinkt",
    "Niemand hat uns gesagt, dass | der Hafen sinkt",
    "The quay will no | doubt sink",
]
# What was said, with a bar where the quotation ends: nothing behind it denies it.
BEHIND = [
    "Der Hafen sinkt|, nicht wahr?",
    "The quay will sink|, believe it or not.",
    "The quay will sink|, no matter what.",
]


@pytest.mark.parametrize("said", ["I am not | afraid to say it", "Es ist nicht | wahr, was die Firma sagt"])
def test_the_rest_of_idle_words_without_the_not_is_denied(said: str) -> None:
    whole = normalise(said.replace("| ", ""))
    assert align(normalise(said.split("|")[1]).words, whole.words).cut_after_negation


@pytest.mark.parametrize("said", BEFORE)
def test_it_denies_nothing_that_follows(said: str) -> None:
    text = said.replace("| ", "")
    whole, at = normalise(text), len(normalise(said.split("|")[0]).words)
    assert not align(normalise(said.split("|")[1]).words, whole.words).cut_after_negation
    assert not cut_after(text, whole, at)


@pytest.mark.parametrize("said", BEHIND)
def test_it_denies_nothing_that_stands_before(said: str) -> None:
    text = said.replace("|", "")
    assert not cut_before(text, normalise(text), len(normalise(said.split("|")[0]).words))


# A statement, what is quoted of it, and whether a “not” between them turns it.
TURNED = [
    ("The quay, believe it or not, is sinking into the mud", "The quay is sinking into the mud", False),
    ("The quay, whether they like it or not, is sinking", "The quay is sinking", False),
    ("Wir dürfen nicht vergessen, dass der Hafen sinkt", "Wir wissen, dass der Hafen sinkt", False),
    # added at an end
    ("The quay will sink in the spring", "Nobody asked me. The quay will sink in the spring", False),
    ("The quay will sink in the spring", "The quay will sink in the spring, and nobody can stop it", False),
    ("Der Hafen sinkt im Frühjahr ganz sicher", "Der Hafen sinkt im Frühjahr ganz sicher, und niemand hilft", False),
    ("The quay will sink in the spring", "Nobody believes that the quay will sink in the spring", True),
    ("The quay will sink in the spring", "I doubt that the quay will sink in the spring", True),
    ("Wir schließen das Werk in Lund", "Wir schließen das Werk in Lund im Mai nicht", True),
    ("Wir schließen das Werk in Lund", "Wir schließen das Werk in Lund aber nicht", True),
    ("We will build the bridge here", "We will build the bridge here without help", True),
]


@pytest.mark.parametrize(("said", "quoted", "turned"), TURNED)
def test_only_a_not_that_reaches_the_common_words_turns_them(said: str, quoted: str, turned: bool) -> None:
    changes = align(normalise(quoted).words, normalise(said).words).changes
    assert (MeaningChange.NEGATION in {change.meaning for change in changes}) is turned
