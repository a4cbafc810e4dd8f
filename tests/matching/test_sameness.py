"""Which wordings are one quotation."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.matching.normalise import normalise
from quotes.matching.sameness import Printed, Relation, is_beside_negation, is_opposed, relation

pytestmark = pytest.mark.engine
BRIDGE = "The old bridge is not safe but the new tunnel is"
LOHN = "Wir zahlen 3.000 Arbeitern am Hafen einen Lohn"

MONEY = "took the money for the cracks in the old dam from the harbour company in the spring"
GELD = "das Geld für die Risse im alten Damm am Hafen schon im Frühjahr genommen hat"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (BRIDGE, BRIDGE.replace("is not", "isn’t"), Relation.SAME),
        (BRIDGE, "The old bridge is but the new tunnel is not safe", None),
        (LOHN, LOHN.replace("3.000", "3000"), Relation.SAME),
        (LOHN, LOHN.replace("3.000", "3"), None),
        (f"I deny that I {MONEY}", f"I said that I {MONEY}", None),
        (f"We refuse to say who {MONEY}", f"We want to say who {MONEY}", None),
        (f"Ich bezweifle, dass die Firma {GELD}", f"Ich glaube, dass die Firma {GELD}", None),
        (f"There is no doubt that Ana {MONEY}", f"It is certain that Ana {MONEY}", Relation.WHOLE),
        (f"There is no doubt that Ana {MONEY}", f"There is little doubt that Ana {MONEY}", None),
        (f"I do not deny that I {MONEY}", f"I do now say that I {MONEY}", Relation.SAME),
        ("It was -5 degrees on the quay in the night", "It was 5 degrees on the quay in the night", None),
        ("It’s been a long year for the quay and for us", "It has been a long year for the quay", Relation.WHOLE),
    ],
)
def test_a_not_or_a_number_makes_two(one: str, other: str, expected: Relation | None) -> None:
    assert relation(normalise(one).words, normalise(other).words) is expected


def printed(*texts: str) -> Printed:
    """One wording, as articles print it."""
    normal = [normalise(text) for text in texts]
    assert len({one.words for one in normal}) == 1
    return Printed(normal[0].words, tuple(zip(texts, normal, strict=True)))


def joined(one: Printed, other: Printed) -> Relation | None:
    """What imports make of two wordings."""
    found = relation(one.words, other.words)
    if found is None or not is_beside_negation(one.words, other.words):
        return found
    return None if is_opposed(one, other) else found


SINKS = "the quay will sink in the spring"
PLANT = "We will close the plant in Lund"
WERK = "Wir schließen das Werk am Fluss"
WIRD = "das Werk am Fluss in Lund geschlossen wird"
SAME, PART = Relation.SAME, Relation.PART
ENDS = [
    # a negation before what they have in common, that reaches into it
    (SINKS, f"I do not believe that {SINKS}", None),
    (SINKS, f"Nobody believes {SINKS}", None),
    (SINKS, f"Nobody in this council believes that {SINKS}", None),
    (SINKS, f"It is not true that {SINKS}", None),
    (SINKS, f"It is not true, {SINKS}", None),
    (SINKS, f"I doubt {SINKS}", None),
    (SINKS, f"They built it in a hurry. But there is no evidence that {SINKS}", None),
    ("believe that " + SINKS, f"I do not believe that {SINKS}", None),
    ("Vale sold the quay in the spring", "Nobody thinks that Dr. Vale sold the quay in the spring", None),
    ("sell the old quay in the spring", "We will not, under any pressure, sell the old quay in the spring", None),
    (WIRD, f"Ich glaube nicht, dass {WIRD}", None),
    (WIRD, f"Niemand hat gesagt, dass {WIRD}", None),
    (WIRD, f"Es stimmt nicht, dass {WIRD}", None),
    (WIRD, f"Ich bezweifle, dass {WIRD}", None),
    ("Die alte Werft am Fluss sei nun sicher", "Ich glaube nicht, die alte Werft am Fluss sei nun sicher", None),
    # one behind it, in its clause
    (PLANT, f"{PLANT} under no circumstances", None),
    ("The quay in the old harbour will", "The quay in the old harbour will never sink in the spring", None),
    (WERK, f"{WERK} im Mai nicht", None),
    (WERK, f"{WERK} in diesem Jahrzehnt nicht, und die Löhne bleiben, wie sie sind", None),
    (WERK, f"{WERK} unter keinen Umständen.", None),
    # the speaker's own answer to it
    (SINKS, f"{SINKS}? No.", None),
    (SINKS, f"{SINKS}? Certainly not.", None),
    (SINKS, f"{SINKS}? Nein.", None),
    (SINKS, f"{SINKS}? Nonsense. It was built in stone and it will stand there for a hundred years", None),
    (WIRD, f"Dass {WIRD}, ist ein Märchen", None),
    (SINKS, f"That {SINKS} is simply wrong", None),
    (SINKS, f"At no point did I say that {SINKS}", None),
    # of nearly as many words
    (f"{WERK} in diesem langen Sommer", f"{WERK} in diesem langen Sommer nicht", None),
    (f"{SINKS} of this wet year", f"Hardly {SINKS} of this wet year", None),
    # of the shorter one
    (f"I doubt {SINKS}", f"{SINKS}, and the old harbour with it, in the very same night", None),
    (f"{WERK} nicht", f"{WERK} und die alte Werft, und zwar schon im kommenden Mai", None),
    # of another sentence or clause
    (SINKS, f"Nobody asked me. {SINKS}", PART),
    (SINKS, f"Nobody believes him. {SINKS.capitalize()}", PART),
    (SINKS, f"Is it true? No! {SINKS}", PART),
    (SINKS, f"There is no money, {SINKS}", PART),
    (SINKS, f"We have no money, but {SINKS}", PART),
    (SINKS, f"I did not know that {SINKS}", PART),
    (SINKS, f"Nobody doubts that {SINKS}", PART),
    (SINKS, f"There is no doubt that {SINKS}", PART),
    (SINKS, f"I do not swim. I say that {SINKS}, whatever it costs us", PART),
    (f"Everybody knows that {SINKS}", f"No, everybody knows that {SINKS}", SAME),
    (f"Everybody knows that {SINKS}", f"No. Everybody knows that {SINKS}", SAME),
    (f"body in Lund knows that {SINKS}", f"No body in Lund knows that {SINKS}", None),
    (PLANT, f"{PLANT}. Nobody can stop us.", PART),
    (PLANT, f"{PLANT}, not the old shop in Marn.", PART),
    (PLANT, f"{PLANT} – nobody can stop us.", PART),
    (PLANT, f"{PLANT} and nobody can stop us.", PART),
    (PLANT, f"{PLANT} without any help", PART),
    (WERK, f"{WERK}. Die Löhne zahlen wir nicht.", PART),
    (WERK, f"{WERK}, nicht die Werft.", PART),
    (WERK, f"{WERK} im Mai und freuen uns nicht darüber.", PART),
    (WIRD, f"Niemand hat Geld. Ich höre, dass {WIRD}", PART),
    ("Die alte Werft am Fluss ist sicher", "Es gibt kein Geld, die alte Werft am Fluss ist sicher", PART),
    (f"{PLANT} in the long hot summer", f"{PLANT} in the long hot summer. Nobody cares.", SAME),
    (SINKS, f"{SINKS}? Nobody knows.", PART),
    (SINKS, f"{SINKS}? Yes.", SAME),
    (f"Everybody knows that {SINKS}", f"Everybody knows that {SINKS}. No.", SAME),
    # that both have
    (f"{SINKS}? No.", f"{SINKS}? No. It was built in stone", PART),
    (f"I do not believe that {SINKS}", f"I do not believe that {SINKS}, and we will pay for it", PART),
    (f"{WERK} nicht", f"{WERK} nicht, und die Löhne bleiben, wie sie sind", PART),
    # none
    (SINKS, f"I believe that {SINKS}", PART),
    (WERK, f"{WERK} im Mai, und die Löhne bleiben, wie sie sind", PART),
]


@pytest.mark.parametrize(("one", "other", "expected"), ENDS)
def test_a_not_at_an_end_makes_two_where_it_turns_what_they_share(
    one: str, other: str, expected: Relation | None
) -> None:
    mirrored = Relation.WHOLE if expected is PART else expected
    assert (joined(printed(one), printed(other)), joined(printed(other), printed(one))) == (expected, mirrored)


def test_a_wording_that_is_printed_with_and_without_a_comma_is_read_as_the_worse() -> None:
    one, apart, together = printed(WERK), f"{WERK}, nicht die Werft", f"{WERK} nicht die Werft"
    assert joined(one, printed(apart)) is PART
    assert joined(one, printed(together)) is None
    assert joined(one, printed(apart, together)) is joined(one, printed(together, apart)) is None


WORD = st.sampled_from(
    ["the", "quay", "not", "nobody", "doubt", "that", "believes", "will", "nicht", "wir", "dass", "die", "werft", "no"]
)
OPPOSING = st.sampled_from(["nein", "no", "not", "is", "wrong", "nonsense", "did", "at", "I", "quay", "the"])
MARK = st.sampled_from([" ", " ", " ", ", ", ". ", "? ", " – ", ". The ", " … "])


def _texts(pieces: list[tuple[str, str]]) -> str:
    return "".join(word + mark for word, mark in pieces)


@settings(max_examples=200, deadline=None)
@given(*[st.lists(st.tuples(WORD | OPPOSING, MARK), min_size=1, max_size=14).map(_texts)] * 2)
def test_it_is_the_same_the_other_way_round_and_the_words_tell_where_to_read_the_texts(one: str, other: str) -> None:
    a, b = printed(one), printed(other)
    opposed = is_opposed(a, b)
    assert opposed is is_opposed(b, a)
    beside = is_beside_negation(a.words, b.words)
    assert beside is is_beside_negation(b.words, a.words)
    assert beside or not opposed
    mirror = {Relation.PART: Relation.WHOLE, Relation.WHOLE: Relation.PART}
    found, back = joined(a, b), joined(b, a)
    assert back is (mirror.get(found, found) if found else None)
