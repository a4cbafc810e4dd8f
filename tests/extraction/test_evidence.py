"""The explanation is the computation: evidence in words that adds up."""

from __future__ import annotations

import pytest

from quotes.extraction import Article, AttributionStatus, extract
from quotes.extraction.rules import RULES

pytestmark = pytest.mark.engine
TEXT = (
    "Clara Holt met Tom Lind and Per Ekman on the quay. Lind had brought the papers, Ekman the keys. "
    "“It has never been late,” he said. Ingrid Vale told the board that she was “tired of it.”"
)


def test_the_weights_of_a_candidates_evidence_add_up_to_its_score() -> None:
    candidates = [c for s in extract(Article(TEXT)) for c in s.candidates]
    assert len(candidates) >= 2
    for candidate in candidates:
        assert sum(e.weight for e in candidate.evidence) == pytest.approx(candidate.score, abs=0.01)
    scores = [c.score for c in candidates]
    assert scores == sorted(scores, reverse=True)


def test_every_piece_of_evidence_names_a_rule_that_is_explained() -> None:
    statements = extract(Article(TEXT))
    assert statements
    for statement in statements:
        assert statement.evidence
        assert {e.rule for e in statement.evidence} <= set(RULES)


def test_features_are_told_in_words_and_not_in_codes() -> None:
    details = " ".join(e.detail for s in extract(Article(TEXT)) for e in s.evidence)
    assert details
    for code in ("VBD", "NNP", "EDGE", "COMMA", "QUOTATION", "True", "PRP"):
        assert code not in details


def test_too_close_to_call_names_nobody_and_keeps_the_candidates() -> None:
    text = "Clara Holt, Ana Ruiz, Olga Brandt, Petra Wall and Lotte Brun waited. “It has never been late,” she said."
    (statement,) = [s for s in extract(Article(text)) if s.kind.value == "direct"]
    assert statement.attribution is AttributionStatus.AMBIGUOUS
    assert statement.speaker is None
    assert len(statement.candidates) >= 2


def test_confidence_is_lower_where_the_speaker_is_in_doubt() -> None:
    sure, doubtful = (
        next(s for s in extract(Article(text)) if s.kind.value == "direct")
        for text in (
            "“It has never been late,” said Clara Holt.",
            "Clara Holt, Ana Ruiz, Olga Brandt and Lotte Brun waited. “It has never been late,” she said.",
        )
    )
    assert sure.confidence > doubtful.confidence
