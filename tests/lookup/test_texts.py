"""To whom a text gives its quotations: nobody is claimed unless it names somebody who is said to have said it."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from quotes.lookup.texts import check_text
from quotes.matching.verdicts import Verdict
from tests.lookup.world import FERRY, build

pytestmark = pytest.mark.django_db

WORDS = FERRY.rstrip(".")
# text → whom it claims, what it reports, and the verdict
TEXTS = [
    (f"“{WORDS},” said Ana Ruiz.", "Ana Ruiz", "asserted", Verdict.VERBATIM),
    (f"“{WORDS},” said Ana Cole.", "Ana Cole", "asserted", Verdict.SAID_BY_OTHER),
    (f"“{WORDS},” the Harbour Board said.", "Harbour Board", "asserted", Verdict.SAID_BY_OTHER),
    (f"“{WORDS},” said a diplomat who spoke on condition of anonymity.", "", "asserted", Verdict.VERBATIM),
    (f"“{WORDS},” residents said.", "", "asserted", Verdict.VERBATIM),
    (f"Ana Cole never said “{FERRY}”", "", "negated", Verdict.VERBATIM),
    (f"“{WORDS},” Ana Cole did not say.", "", "negated", Verdict.VERBATIM),
    (f"If Ana Cole says “{WORDS}”, the town will cheer.", "", "hypothetical", Verdict.VERBATIM),
    (f"Ana Cole denied that “{WORDS}”.", "", "asserted", Verdict.VERBATIM),
    (f"“{FERRY}” It stood on the wall.", "", "asserted", Verdict.VERBATIM),
]


def test_whom_a_text_claims(subtests: pytest.Subtests) -> None:
    build()
    for text, speaker, modality, verdict in TEXTS:
        with subtests.test(text):
            cache.clear()
            (one,) = check_text(text)
            assert (one.speaker, one.modality) == (speaker, modality)
            assert one.answer is not None
            assert (one.answer.verdict, one.answer.claimed_speaker) == (verdict, speaker)
            (told,) = APIClient().post("/api/v1/check", {"text": text}, format="json").json()["results"]
            assert (told["speaker"], told["modality"]) == (speaker, modality)
    (told,) = APIClient().post("/api/v1/check", {"quote": FERRY}, format="json").json()["results"]
    assert told["modality"] is None
