"""Whether a “not” behind the end of a part is of its words."""

from __future__ import annotations

import pytest

from quotes.matching.alignment import align
from quotes.matching.negation import cut_before
from quotes.matching.normalise import normalise

pytestmark = pytest.mark.engine

# What was said, with a bar where the quotation ends, and whether that cuts a “not” of its words off.
CUT_OFF = [
    ("Wir schließen das Werk | nicht", True),
    ("Wir schließen das Werk | in diesem Jahr ganz sicher nicht.", True),
    ("Wir schließen das Werk | nie", True),
    ("Wir schließen das Werk | niemals, solange ich hier bin.", True),
    ("Wir schließen das Werk | keineswegs!", True),
    ("Wir schließen das Werk | keinesfalls vor dem Sommer", True),
    ("Wir schließen das Werk | unter keinen Umständen.", True),
    ("Wir schließen das Werk | weder heute noch morgen.", True),
    ("Wir schließen das Werk | aber nicht.", True),
    ("Das Werk in Lund | schließen wir nicht.", True),
    ("Wir werden das Werk | nicht schließen", True),
    ("Ich weiß, dass wir das Werk | im Mai nicht schließen", True),
    ("Wir verkaufen dem Kanzler | nichts", True),
    ("Wir schließen das Werk|, nicht die Werft.", False),
    ("Wir schließen das Werk|. Nicht heute, aber im Mai.", False),
    ("Wir schließen das Werk| – nicht aus Freude.", False),
    ("Wir schließen das Werk| - nicht aus Freude.", False),
    ("Wir schließen das Werk | im Mai, das ist nicht schön.", False),
    ("Wir schließen das Werk | im Mai und freuen uns nicht darüber.", False),
    ("Wir schließen das Werk | ohne Hilfe", False),
    ("Wir schließen das Werk | nicht nur im Mai", False),
    ("Wir schließen das Werk | ohne Zweifel im Mai", False),
    ("Wir schließen das Werk | im Mai", False),
    ("Wir schließen das Werk nicht |", False),
    ("The quay will | not sink", True),
    ("The quay will | never, ever sink", True),
    ("The quay will | probably not sink", True),
    ("The quay is|n’t sinking", True),
    ("We will close the plant | under no circumstances", True),
    ("We sell the plant to | nobody", True),
    ("We will close the plant|, not the shop", False),
    ("We will close the plant|. Nobody can stop us", False),
    ("We will close the plant | but not the shop", False),
    ("We will close the plant | and nobody can stop us", False),
    ("We will close the plant | with the help of those who do not like it", False),
    ("We will close the plant | without help", False),
    ("We will close the plant | no doubt", False),
    ("We told the council | not to close the plant", False),
    ("We close the plant | not because we want to", False),
]


@pytest.mark.parametrize(("said", "cut"), CUT_OFF)
def test_a_part_that_ends_before_a_not_of_its_words_is_told(said: str, cut: bool) -> None:
    text = said.replace("|", "")
    whole, part = normalise(text), normalise(said.split("|")[0].replace("is|n’t", "is"))
    alignment = align(part.words, whole.words)
    assert not alignment.changes
    assert cut_before(text, whole, alignment.stops) is cut


def test_a_changed_word_at_the_end_stands_for_what_was_said_there() -> None:
    said = normalise("Wir schließen das alte Werk im Mai nicht")
    alignment = align(normalise("Wir schließen das alte Werk im Mai bald").words, said.words)
    assert alignment.meaning_changed
    assert alignment.stops == len(said.words)
