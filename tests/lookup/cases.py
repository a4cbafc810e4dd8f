"""Check cases: what is asked, and the verdict. Each trap is one line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from quotes.matching.verdicts import Verdict as V
from tests.lookup import world as w


@dataclass(frozen=True)
class Case:
    """A question, its verdict, and other fields of the answer that must be so."""

    name: str
    quote: str
    verdict: V
    speaker: str = ""
    date: str | None = None
    more: dict[str, Any] = field(default_factory=dict)


QUAY_1, QUAY_2 = w.QUAY.split(", and ")
CHANGED, SAME = {"meaning_changed": True}, {"meaning_changed": False}
CASES = [
    # verbatim
    Case("as it stands", w.QUAY, V.VERBATIM, more={"score": 1.0, "wording": "verbatim"}),
    Case("with the right speaker", w.QUAY, V.VERBATIM, "Ana Ruiz", more={"speaker_agrees": True}),
    Case("in smart quotes", f"“{w.QUAY}”", V.VERBATIM),
    Case("in straight quotes", f'"{w.QUAY}"', V.VERBATIM),
    Case("in capitals", w.QUAY.upper(), V.VERBATIM),
    Case("without stops", w.QUAY.replace(",", "").replace(".", ""), V.VERBATIM),
    Case("straight apostrophe", w.FERRY.replace("’", "'"), V.VERBATIM),
    Case("contraction written out", w.FERRY.replace("won’t", "will not"), V.VERBATIM),
    Case("contraction made", w.QUAY.replace("do not", "don’t"), V.VERBATIM),
    Case("American spelling", "The theater's program honors our neighbors, who organized the first festival in color.",
         V.VERBATIM),
    Case("number in words", w.QUAY.replace("300", "three hundred"), V.VERBATIM),
    Case("sums written otherwise", "40% of the five million dollars went to 3 contractors in 2019", V.VERBATIM),
    Case("over lines", w.QUAY.replace(" ", "\n"), V.VERBATIM),
    Case("with a dash for the comma", w.QUAY.replace(", and", " — and"), V.VERBATIM),
    Case("an organisation", w.BASIN, V.VERBATIM, "Harbour Board", more={"speaker_agrees": True}),
    Case("claimed by surname", w.REPORT, V.VERBATIM, "Okoro", more={"speaker_agrees": True}),
    Case("claimed with a title", w.REPORT, V.VERBATIM, "Mayor Ben Okoro", more={"speaker_agrees": True}),
    Case("claimed with an initial", w.REPORT, V.VERBATIM, "B. Okoro", more={"speaker_agrees": True}),
    Case("claimed by an alias", w.FERRY, V.VERBATIM, "Ana Ruiz-Ortega", more={"speaker_agrees": True}),
    Case("claimed by the name before a merge", w.LOOMS, V.VERBATIM, "Tilda Moss", more={"speaker_agrees": True}),
    Case("claimed by the name after a merge", w.LOOMS, V.VERBATIM, "Tilda Hale", more={"speaker_agrees": True}),
    Case("claimed with a second given name", w.REPORT, V.VERBATIM, "Ben Amadi Okoro", more={"speaker_agrees": True}),
    Case("claimed by a full given name", w.REPORT, V.VERBATIM, "Okoro, Benjamin", more={"speaker_agrees": True}),
    Case("claimed family name first", w.CHINESE, V.VERBATIM, "Na Li", more={"speaker_agrees": True}),
    Case("claimed in another script", w.CHINESE, V.VERBATIM, "李娜", more={"speaker_agrees": None}),
    Case("claimed by a given name", w.REPORT, V.VERBATIM, "Ben", more={"speaker_agrees": None}),
    Case("claimed by an office", w.REPORT, V.VERBATIM, "the mayor", more={"speaker_agrees": None}),
    Case("claimed with a slip", w.RUSSIAN, V.VERBATIM, "Ivan Petrow", more={"speaker_agrees": None}),
    Case("nobody claimed but marks", w.REPORT, V.VERBATIM, "???",
         more={"speaker_agrees": None, "claimed_speaker": ""}),
    Case("by nobody who is named", w.CRACKS, V.VERBATIM, more={"speaker_agrees": None}),
    Case("by nobody who is named, claimed", w.CRACKS, V.VERBATIM, "Ana Ruiz", more={"speaker_agrees": None}),
    Case("on the day", w.REPORT, V.VERBATIM, date="2026-02-10", more={"date_agreement": "agrees"}),
    Case("in the week before", w.REPORT, V.VERBATIM, date="2026-02-06", more={"date_agreement": "agrees"}),
    Case("long before it appeared", w.REPORT, V.VERBATIM, date="2019-02-10", more={"date_agreement": "before_first"}),
    Case("long after it appeared", w.REPORT, V.VERBATIM, date="2026-09-01", more={"date_agreement": "differs"}),
    Case("one of two near twins", w.BUDGET, V.VERBATIM, "Mira Sand", more={"speaker_agrees": True}),
    Case("four hundred words", w.LONG, V.VERBATIM),
    Case("German", w.GERMAN, V.VERBATIM),
    Case("German in small letters", "wir werden den hafen nicht verkaufen solange ich im amt bin", V.VERBATIM),
    Case("Russian", w.RUSSIAN, V.VERBATIM),
    Case("Chinese", w.CHINESE, V.VERBATIM),
    Case("Arabic", w.ARABIC, V.VERBATIM),
    Case("Hindi", w.HINDI, V.VERBATIM),
    Case("Greek without accents", "Δεν θα πουλησουμε ποτε το ποταμι και τη γεφυρα μας σε κανεναν", V.VERBATIM),
    # very short
    Case("one word that is a whole statement", "Never!", V.VERBATIM),
    Case("two words that two people said", "No comment", V.VERBATIM),
    Case("two words, one of the two claimed", "No comment", V.VERBATIM, "Leah Brandt", more={"speaker_agrees": True}),
    Case("two words, a third claimed", "No comment", V.SAID_BY_OTHER, "Ana Ruiz", more={"speaker_agrees": False}),
    Case("one common word", "the", V.NOT_FOUND),
    Case("three words of a statement", "the ferry line", V.VERBATIM_PART),
    # a part
    Case("its beginning", "Nobody in this council has read the harbour report", V.VERBATIM_PART),
    Case("its end", "nobody will read it before the vote on Friday", V.VERBATIM_PART),
    Case("its middle", "we will pay 300 workers to hold it up", V.VERBATIM_PART),
    Case("four words", "close the ferry line", V.VERBATIM_PART, more={"cut_after_negation": True}),
    Case("cut right behind a not", "believe that the quay will ever sink", V.VERBATIM_PART,
         more={"cut_after_negation": True}),
    Case("cut behind a verb that a not is of", "the quay will ever sink", V.VERBATIM_PART,
         more={"cut_after_negation": True, "meaning_changed": False}),
    Case("with a marked gap",
         "I do not believe that the quay will ever sink … until the spring comes", V.VERBATIM_PART),
    Case("with a gap in brackets", "I do not believe [...] we will pay 300 workers to hold it up", V.VERBATIM_PART),
    Case("with an insertion", "we will pay 300 workers [of the port] to hold it up until the spring comes",
         V.VERBATIM_PART, more={"cut_after_negation": False}),
    Case("with a changed capital", "[W]e will pay 300 workers to hold it up", V.VERBATIM_PART),
    Case("forty words of four hundred", " ".join(w.LONG.split()[150:190]), V.VERBATIM_PART),
    Case("a part of the Russian", "никогда не продадим нашу реку и наши мосты", V.VERBATIM_PART),
    Case("a part of the Chinese", "永远不会放弃这条河", V.VERBATIM_PART),
    # altered
    Case("one not dropped", w.QUAY.replace("do not ", "do "), V.ALTERED, more=CHANGED),
    Case("one not added", w.FERRY.replace("won’t", "will").replace("whatever", "not whatever"), V.ALTERED),
    Case("a not hidden in a gap", "I do … believe that the quay will ever sink", V.ALTERED, more=CHANGED),
    Case("a not hidden in a longer gap", "I … will ever sink, and we will pay 300 workers to hold it up", V.ALTERED,
         more=CHANGED),
    Case("a not moved to other words", "I do believe that the quay will ever sink, and we will not pay 300 workers",
         V.ALTERED, more=CHANGED),
    Case("never for ever", w.QUAY.replace("ever", "never"), V.ALTERED, more=CHANGED),
    Case("a number changed", w.QUAY.replace("300", "3,000"), V.ALTERED, more=CHANGED),
    Case("a number in words changed", w.LOOMS.replace("two hundred", "three hundred"), V.ALTERED, more=CHANGED),
    Case("a percentage changed", w.MONEY.replace("Forty", "Fourteen"), V.ALTERED, more=CHANGED),
    Case("a year changed", w.MONEY.replace("2019", "2021"), V.ALTERED, more=CHANGED),
    Case("a number left out", w.QUAY.replace("300 ", ""), V.ALTERED, more=CHANGED),
    Case("a word replaced", w.QUAY.replace("quay", "bridge"), V.ALTERED, more=SAME),
    Case("a word added", w.QUAY.replace("we will", "we will gladly"), V.ALTERED, more=SAME),
    Case("a word left out", w.REPORT.replace("harbour ", ""), V.ALTERED, more=SAME),
    Case("misremembered in two places", w.QUAY.replace("quay", "pier").replace("workers", "people"), V.ALTERED,
         more=SAME),
    Case("its halves swapped", f"{QUAY_2[:-1]}, and {QUAY_1}", V.ALTERED, more=SAME),
    Case("altered, the right speaker", w.QUAY.replace("quay", "bridge"), V.ALTERED, "Ana Ruiz",
         more={"speaker_agrees": True}),
    Case("a not added in German", w.GERMAN.replace("nicht ", ""), V.ALTERED, more=CHANGED),
    Case("a not dropped in Russian is a change", w.RUSSIAN.replace("никогда не ", ""), V.ALTERED),
    # somebody else
    Case("in another’s mouth", w.QUAY, V.SAID_BY_OTHER, "Ben Okoro", more={"speaker_agrees": False}),
    Case("in the mouth of a near twin’s speaker", w.REPORT, V.SAID_BY_OTHER, "Mira Sand"),
    Case("in the mouth of somebody unknown", w.QUAY, V.SAID_BY_OTHER, "Nora Feld"),
    Case("in the mouth of a namesake with another given name", w.REPORT, V.SAID_BY_OTHER, "Carl Okoro"),
    Case("a part in another’s mouth", "we will pay 300 workers to hold it up", V.SAID_BY_OTHER, "Ben Okoro"),
    Case("altered and in another’s mouth", w.QUAY.replace("do not ", "do "), V.SAID_BY_OTHER, "Ben Okoro",
         more={"wording": "altered", "meaning_changed": True}),
    Case("of an organisation in a person’s mouth", w.BASIN, V.SAID_BY_OTHER, "Ana Ruiz"),
    Case("of the merged speaker in another’s mouth", w.LOOMS, V.SAID_BY_OTHER, "Tom Hale"),
    # disputed
    Case("two speakers", w.BRIDGES, V.DISPUTED),
    Case("two speakers, one claimed", w.BRIDGES, V.DISPUTED, "Tom Hale", more={"speaker_agrees": True}),
    Case("two speakers, a third claimed", w.BRIDGES, V.DISPUTED, "Ana Ruiz", more={"speaker_agrees": False}),
    Case("two speakers, altered", w.BRIDGES.replace("bridges", "towers"), V.DISPUTED, more={"wording": "altered"}),
    # misattributed
    Case("a joke in somebody’s mouth", w.FISH, V.MISATTRIBUTED, "Ana Ruiz"),
    Case("a joke, nobody claimed", w.FISH, V.MISATTRIBUTED),
    Case("a part of a joke", "I would have lost in the first round of counting", V.MISATTRIBUTED, "Ana Ruiz"),
    # reported indirectly
    Case("only the paper’s words", w.TUNNEL, V.REPORTED_INDIRECTLY),
    Case("only the paper’s words, altered", w.TUNNEL.replace("nine", "ten"), V.REPORTED_INDIRECTLY, more=CHANGED),
    Case("only that it was denied", w.SILENCE, V.REPORTED_INDIRECTLY, "Tom Hale"),
    # stitched
    Case("two statements of one speaker", f"{QUAY_1}. {w.FERRY}", V.STITCHED),
    Case("two statements of two speakers", f"{w.FERRY} {w.BASIN}", V.STITCHED, "Ana Ruiz",
         more={"speaker_agrees": False}),
    Case("halves of two statements",
         "We will pay 300 workers to hold it up, and nobody will read it before the vote on Friday", V.STITCHED),
    Case("three statements", f"{w.FERRY} {w.BASIN} {w.LOOMS}", V.STITCHED),
    # not found
    Case("never stored", "The moon is made of the very finest cheese in the valley.", V.NOT_FOUND),
    Case("common words only", "it is what it is and that is that", V.NOT_FOUND),
    Case("some words of a statement among others",
         "The workers of the spring festival believe in a bigger harbour for everybody in town", V.NOT_FOUND),
    Case("waiting for an editor", w.AUDIT, V.NOT_FOUND),
    Case("rejected by an editor", w.REJECTED, V.NOT_FOUND),
    Case("another script never stored", "明天天气很好我们去公园吧", V.NOT_FOUND),
    Case("digits never stored", "1 2 3 4 5 6 7 8 9", V.NOT_FOUND),
]  # fmt: skip
REFUSED = [
    ("empty", ""),
    ("spaces", "   \n "),
    ("marks only", "“…” — !"),
    ("an emoji", "🙂"),
    ("a megabyte", "quay " * 210_000),
]
