"""Where a “not” denies nothing of the words beside it, and is no change of their meaning."""

from __future__ import annotations

import pytest

from quotes.matching.alignment import MeaningChange, align
from quotes.matching.normalise import normalise

pytestmark = pytest.mark.engine


@pytest.mark.parametrize(
    "said",
    ["I am not | afraid to say it", "The climb is not | without risk", "Es ist nicht | wahr, was die Firma sagt"],
)
def test_the_rest_of_idle_words_without_the_not_is_denied(said: str) -> None:
    whole = normalise(said.replace("| ", ""))
    assert align(normalise(said.split("|")[1]).words, whole.words).cut_after_negation


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
