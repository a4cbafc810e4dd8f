"""How far a negation reaches: whether one that was left out or moved is of the words beside it.

Normal words know no commas and stops, so the words between tell it, by what data/reach.txt says of
them: those that begin another clause end its reach, those of thinking and saying hand it on. The text
itself is read behind the end of a part, where a comma tells whose “nicht” it is; and before its beginning
where two wordings may be one quotation, since a stop ends the reach of “Nobody asked me. The quay …”.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from quotes.matching.answering import answers_no, is_no, may_answer
from quotes.matching.inversion import BETWEEN, denying_front
from quotes.matching.knowledge import pairs
from quotes.matching.knowledge import words as known_words
from quotes.matching.normalise import Normal
from quotes.matching.numerals import is_number
from quotes.matching.reach import belied, is_harmless, is_idle, is_manner, role_at
from quotes.matching.recanting import recants
from quotes.matching.stops import COMMA, asks, behind, clause_end, is_stop
from quotes.matching.stops import marked as marked_words

NEAR = 1
"""Words of any kind that may stand between."""
CARRIED = 4
"""Those before a word of thinking: “nobody [in this council] believes that …”."""
FARTHEST = 12
FARTHEST_READ = 24
"""With the parentheses that a text tells by its commas."""
LONGEST_ENTRY = 6
BACK = ("denies", "rejects", "recants", "predicates")
TURNING = ("denies", "belies", "refutes")
GOING_ON = ("carries", "denies", "leads")


def turns(words: Sequence[str], begin: int, end: int) -> bool:
    """Whether the words [begin, end) hold a negation of those before or behind them."""
    return reaches_back(words, begin, end) or reaches(words, end, begin)


def reaches_back(words: Sequence[str], begin: int, end: int) -> bool:
    """Whether the words [begin, end) go on with a negation of the clause that stands before them."""
    roles, negations = pairs("reach"), known_words("negations")
    for at in range(begin, min(begin + NEAR + 1, end)):
        if words[at] in negations and not is_harmless(words, at, len(words)):
            return True
        if roles.get(words[at]) in ("ends", "parts", "begins", "leads"):
            return False
    return False


def cut_before(text: str, said: Normal, at: int) -> bool:
    """Whether a negation that stands from word `at` of a text on is of the words before it.

    It is of the same clause, or of one behind a comma that takes all back: “X, which is not true”; or it
    is the speaker's answer to what they ask: “X? Certainly not.”
    """
    if asks(text, said, at):
        denied = denials(said.words, _sentence_begin(text, said, at - 1), at) % 2 == 1
        return answers_no(text, said, at, denied)
    if 0 < at < len(said.words) and is_stop(text, said, at):
        return _retracts(text, said, at)
    end = clause_end(text, said, at)
    if at == end < len(said.words) and at:
        return recants(said.words, at, len(said.words)) == clause_end(text, said, at + 1)
    return recants(said.words, at, end) == end or _denies_back(said.words, at, end)


def _retracts(text: str, said: Normal, at: int) -> bool:
    """Whether the sentence that begins at a word does nothing but take back the one before: “X. That is a lie.”"""
    words, end = said.words, clause_end(text, said, at + 1)
    ends = end == len(words) or is_stop(text, said, end) or role_at(words, end, len(words)) == "ends"
    return ends and recants(words, at, end) == end


def denies_back(words: Sequence[str], begin: int, end: int) -> bool:
    """Whether the words [begin, end) hold a negation of what stands before them, or take it back."""
    return bool(recants(words, begin, end)) or may_answer(words, begin, end) or _denies_back(words, begin, end)


def _denies_back(words: Sequence[str], begin: int, end: int) -> bool:
    """Whether a negation among the words [begin, end), the rest of a clause, is of what stands before them.

    An English one stands before what it denies, and so near; a German one may stand behind all of it.
    """
    negations = known_words("negations")
    near = begin + NEAR
    for at in range(begin, end):
        word, role = words[at], role_at(words, at, end)
        if word in negations:
            closes = "closes" in (role, pairs("reach").get(word))  # “weder ich”
            if role != "forth" and (closes or at <= near) and not is_harmless(words, at, len(words)):
                return True
        elif role == "parts":
            near = at  # “schließen wir nicht”: a German subject may stand behind its verb
        elif role in ("ends", "begins", "leads") and word not in known_words("particles"):
            return False
    return False


def cut_after(text: str, said: Normal, at: int) -> bool:
    """Whether a negation that stands before word `at` of a text, in the same sentence, is of the words from there."""
    if not may_turn(said.words[max(0, at - FARTHEST_READ) : at]):
        return False
    begin = _sentence_begin(text, said, at)
    marks = marked_words(text, said, begin, at)
    last = _clause_of_its_own(text, said, begin, at, marks)
    if last < at and (last == begin or role_at(said.words, last - 1, last) not in GOING_ON):
        return False
    words, here, marked = _without_parentheses(said.words, begin, last, marks | {last} if at in marks else marks)
    words[here:] = said.words[at : at + LONGEST_ENTRY]
    return reaching(words, here, 0, marked) % 2 == 1


def _clause_of_its_own(text: str, said: Normal, begin: int, at: int, marks: frozenset[int]) -> int:
    """The first word of a clause that ends at a comma before `at` and tells nothing of it: “[If nobody pays,] X”.

    `at` where there is none.
    """
    words = said.words
    if at not in marks or not COMMA.search(behind(text, said, at)):
        return at
    if at < len(words) and pairs("reach").get(words[at]) == "leads":
        return at
    first = max((mark for mark in marks if mark < at), default=begin)
    return first if words[first] in known_words("subordinating") else at


def may_reach(words: Sequence[str], at: int) -> bool:
    """Whether a text of these words may tell of a negation that is of those from `at` on."""
    if reaching(words, at):
        return True
    before = words[max(0, at - FARTHEST_READ) : at]
    return may_turn(before) and not known_words("parentheses").isdisjoint(before)


def _without_parentheses(
    words: Sequence[str], begin: int, at: int, marked: frozenset[int]
) -> tuple[list[str], int, frozenset[int]]:
    """The words from `begin` on without what stands between commas and ends no clause: “, in thirty years, ”.

    With them where word `at` is among them, and those that a mark stands before.
    """
    left: list[str] = []
    marks: set[int] = set()
    place = begin
    while place < at:
        closing = min((mark for mark in marked if place < mark < at), default=None)
        if place in marked and closing is not None and words[place] in known_words("parentheses"):
            place = closing
        elif place in marked:
            marks.add(len(left))
        left.append(words[place])
        place += 1
    if at in marked:
        marks.add(len(left))
    return [*left, *words[at : at + LONGEST_ENTRY]], len(left), frozenset(marks)


def _sentence_begin(text: str, said: Normal, at: int) -> int:
    """The last word up to `at` that begins a sentence, as far back as a negation may reach."""
    for place in range(at, max(0, at - FARTHEST_READ), -1):
        if place < len(said.words) and is_stop(text, said, place):
            return place
    return max(0, at - FARTHEST_READ)


def reaches(words: Sequence[str], at: int, begin: int = 0) -> bool:
    """Whether a negation among the words [begin, at) is one of those from `at` on.

    Two negations take each other back: “nobody doubts that …”.
    """
    return reaching(words, at, begin) % 2 == 1


def reaching(words: Sequence[str], at: int, begin: int = 0, marked: frozenset[int] = frozenset()) -> int:
    """How many negations among the words [begin, at) are of those from `at` on.

    They are looked for from right to left: over one word of any kind, common words, and words that carry
    them, behind which they stand anywhere nearby. Where a clause begins, only a word that carries or leads
    goes on; so it is at an article that a comma stands before (marked), but for a negation right there.
    A “No,” is an answer.
    """
    roles, common, negations = pairs("reach"), known_words("common_words"), known_words("negations")
    begin = max(begin, at - FARTHEST)
    first = words[at] if at < len(words) else ""
    if not may_turn(words[begin:at]) or roles.get(first) == "ends":
        return 0
    if at - begin > 1 and role_at(words, at - 2, at) == "refutes":
        return 1
    parted, opened = roles.get(first) == "parts", at in marked and roles.get(first) == "opens"
    found, carrier, place = 0, -1, at
    while place > begin:
        place -= 1
        word = words[place]
        # Without a “you” right behind the verb, another subject and a verb that carries are looked for behind it.
        inverted = parted or (carrier > place + 1 and marked.isdisjoint(range(place - BETWEEN, carrier + 1)))
        front = denying_front(words, place, begin) if inverted else None
        if front is not None:
            found, place = found + 1, front
            continue
        liar = belied(words, place, begin)
        if liar is not None:
            found, place, carrier = found + 1, liar, liar
            continue
        role = role_at(words, place, at + 1)
        if role == "ends" or (parted and role not in GOING_ON):
            break
        if opened and role not in GOING_ON and word not in negations:
            break
        parted, opened = role in ("parts", "grants"), place in marked and role == "opens"
        near = place >= at - NEAR or word in common or parted or is_manner(words, place)
        if word in negations or role == "denies":
            answers = role == "answers" and place + 1 in marked
            found += not answers and not is_harmless(words, place, at)
        elif role == "carries":
            carrier = place
        elif place < carrier - CARRIED or (carrier < 0 and not near):
            break
    return found


def denials(words: Sequence[str], begin: int, end: int) -> int:
    """How many of the words [begin, end) deny: “not”, “doubt”, “refuse to”. Two of them take each other back."""
    negations = known_words("negations")
    found = 0
    for at in range(begin, end):
        word = words[at]
        # A “minus” is part of its number.
        if word in negations or (role_at(words, at, len(words)) == "denies" and not is_number(word)):
            found += not is_idle(words[begin:end], at - begin, end - begin)
    return found


def undenying(words: Sequence[str], begin: int, end: int) -> list[str]:
    """The words [begin, end) but for those that deny what they are followed by, as “unlikely” does before “that”."""
    return [words[at] for at in range(begin, end) if role_at(words, at, len(words)) != "denies"]


def denials_before(words: Sequence[str], begin: int, end: int) -> int:
    """How many of the words [begin, end), which only one of two texts begins with, deny those from `end` on."""
    return denials(words, begin, end) and reaching(words, end, begin)


def denials_behind(words: Sequence[str], begin: int, end: int) -> int:
    """The same of words that only one of two texts ends with: none where they are surely a clause of their own."""
    if is_no(words, begin, end):
        return 1  # “X? Nein.”
    own = role_at(words, begin, end) in ("ends", "begins") and not denies_back(words, begin, end)
    return 0 if own else denials(words, begin, end)


def may_turn(words: Sequence[str]) -> bool:
    """Whether there is any negation among the words."""
    return not _turning().isdisjoint(words)


def may_oppose(words: Sequence[str]) -> bool:
    """Whether there is any among the words, or a word that takes back or answers what stands before it."""
    return not (_turning() | _taking_back()).isdisjoint(words)


@cache
def _turning() -> frozenset[str]:
    """Negations, and what denies or begins what does."""
    beginning = {entry.split()[0] for entry, role in pairs("reach").items() if role in TURNING}
    return known_words("negations") | beginning


@cache
def _taking_back() -> frozenset[str]:
    """Of what takes back without a negation, the word that tells most: “nonsense”, “nein”."""
    common = known_words("common_words")
    entries = [
        entry.split() for name in ("answers", "recanting") for entry, role in pairs(name).items() if role in BACK
    ]
    telling = (
        max(entry, key=lambda word: (word not in common, len(word))) for entry in entries if not may_turn(entry)
    )
    return frozenset(telling)
