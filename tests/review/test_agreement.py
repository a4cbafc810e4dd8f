"""Krippendorff's alpha against values worked out by hand and printed in his paper; the tables of the page."""

from __future__ import annotations

from typing import Any

import pytest

from quotes.models import SecondOpinionRule, Statement
from quotes.review.agreement import agreement, krippendorff_alpha
from quotes.review.decisions import accept, correct, reject
from tests.factories import StatementFactory, UserFactory


def columns(*coders: str) -> list[list[str]]:
    """One string a coder, one character a unit, a dot where nothing was said → the values by unit."""
    return [[value for value in unit if value != "."] for unit in zip(*coders, strict=True)]


ALPHA: list[tuple[str, list[list[str]], float | None]] = [
    ("all the same of two values", columns("aabb", "aabb"), 1.0),
    # Two values, two coders: K. Krippendorff (2011), section A: 0.095
    ("ten units, the paper's first", columns("0100000010", "1110010000"), 0.095),
    # Five values, two coders: the same, section B: 0.692
    ("twelve units, the paper's second", columns("aabbdcccedda", "babbbcccEddd".lower()), 0.692),
    # Four coders, some silent: the same, section C: 0.743
    (
        "four coders, the paper's third",
        columns("123321412...", "1233224125.3", ".3332342251.", "12332441251."),
        0.743,
    ),
    # By hand: 4 units, values a a b b | a b b b. 8 values: 3 a, 5 b; differing pairs 2.
    # D_o = 2/8, D_e = 2*3*5/(8*7) = 30/56, alpha = 1 - 0.25/0.535714 = 0.53333
    ("by hand", columns("aabb", "abbb"), 0.53333),
    # Never the same: D_o = 1, D_e = 2*2*2/(4*3) = 2/3, alpha = -0.5
    ("worse than chance", columns("ab", "ba"), -0.5),
    ("one value only", columns("aaa", "aaa"), None),
    ("one coder", columns("abc"), None),
    ("nothing", [], None),
]


@pytest.mark.engine
@pytest.mark.parametrize(("units", "expected"), [a[1:] for a in ALPHA], ids=[a[0] for a in ALPHA])
def test_alpha(units: list[list[str]], expected: float | None) -> None:
    assert krippendorff_alpha(units) == (None if expected is None else pytest.approx(expected, abs=5e-4))


@pytest.mark.django_db
def test_the_tables_count_complete_rounds_by_pair_and_kind() -> None:
    ana, tom, eva = (UserFactory(username=name) for name in ("ana", "tom", "eva"))
    plan: list[tuple[str, list[tuple[Any, Any, dict[str, Any]]]]] = [
        ("direct", [(ana, accept, {}), (tom, accept, {})]),
        ("direct", [(ana, accept, {}), (tom, reject, {})]),
        ("mixed", [(ana, reject, {}), (eva, reject, {})]),
        ("mixed", [(ana, correct, {"quote_kind": "indirect"}), (eva, accept, {})]),
        ("mixed", [(ana, accept, {})]),  # open: it counts nowhere
    ]
    for kind, opinions in plan:
        statement = StatementFactory(quote_kind=kind)
        SecondOpinionRule.objects.create(source=statement.source)
        for editor, service, more in opinions:
            fresh = Statement.objects.get(pk=statement.pk)
            service(statement=fresh, reviewer=editor, expected_version=fresh.version, **more)
    tables = agreement()
    assert (tables.overall.statements, tables.overall.same, tables.overall.share) == (4, 2, 0.5)
    # Kept or rejected: kk, kr, rr, kk: 5 k, 3 r, differing 2: 1 - (2/8) / (2*5*3/56) = 0.53333
    assert tables.overall.verdict == pytest.approx(0.53333, abs=1e-4)
    assert {(row.name, row.statements, row.same) for row in tables.pairs} == {
        ("ana and eva", 2, 1),
        ("ana and tom", 2, 1),
    }
    assert [(row.name, row.statements, row.same) for row in tables.kinds] == [("direct", 2, 1), ("mixed", 2, 1)]
    # Where both kept it, the kinds are direct direct | indirect mixed: differing 2 of 4, alone 1 - (2/4) / (10/12)
    assert tables.overall.kind == pytest.approx(0.4)
