"""JSON-LD and Web Annotations as software that is not ours understands them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pyld import jsonld as processor

from quotes.models import Statement
from quotes.representations import Row, Site, annotation, jsonld, row_of
from tests.api.test_representations import SPLIT, split_statement

pytestmark = pytest.mark.django_db
SITE = Site("https://quotes.example/api/v1/")
SCHEMA = "https://schema.org/"
OA = "http://www.w3.org/ns/oa#"
HERE = Path(__file__).parent
# Both written from the W3C recommendations "Web Annotation Data Model" and "Vocabulary", for what we use of them.
RULES = Draft202012Validator(json.loads((HERE / "annotation.schema.json").read_text("utf-8")))
TERMS = json.loads((HERE / "annotation.context.json").read_text("utf-8"))


def row(**more: Any) -> Row:
    statement = split_statement(**more)
    return row_of(Statement.objects.with_source_texts().get(pk=statement.pk))


def refuse(url: str, options: Any) -> Any:
    raise AssertionError(f"{url} would have to be fetched")


def expanded(document: dict[str, Any]) -> dict[str, Any]:
    (node,) = processor.expand(document, {"documentLoader": refuse})
    found: dict[str, Any] = node
    return found


KINDS = [
    ({"quote_kind": "direct"}, "Quotation", "spokenByCharacter"),
    ({"quote_kind": "mixed"}, "Quotation", "creator"),
    ({"quote_kind": "indirect"}, "Claim", "creator"),
    ({"modality": "negated"}, "CreativeWork", "mentions"),
    ({"modality": "hypothetical", "quote_kind": "indirect"}, "CreativeWork", "mentions"),
]


@pytest.mark.parametrize(("more", "node_type", "relation"), KINDS)
def test_json_ld_expands_to_schema_org(more: dict[str, Any], node_type: str, relation: str) -> None:
    node = expanded(jsonld(row(**more), SITE))
    assert node["@type"] == [SCHEMA + node_type]
    assert node["@id"].startswith("https://quotes.example/api/v1/statements/")
    assert node[SCHEMA + "text"] == [{"@value": "“The quay,” “is sinking.”"}]
    (speaker,) = node[SCHEMA + relation]
    assert speaker["@type"] == [SCHEMA + "Person"]
    assert speaker[SCHEMA + "sameAs"] == [{"@id": "http://www.wikidata.org/entity/Q1"}]
    (article,) = node[SCHEMA + "isPartOf"]
    assert article[SCHEMA + "url"] == [{"@id": "https://courier.example/quay"}]
    assert all(key.startswith((SCHEMA, "@")) for key in [*node, *speaker, *article])


@pytest.mark.parametrize("modality", ["negated", "hypothetical"])
def test_what_was_not_said_is_nobodys_quotation(modality: str) -> None:
    node = expanded(jsonld(row(modality=modality), SITE))
    assert not {SCHEMA + "spokenByCharacter", SCHEMA + "creator"} & set(node)


def test_nobody_is_nobody() -> None:
    node = expanded(jsonld(row(speaker=None), SITE))
    assert not {SCHEMA + "spokenByCharacter", SCHEMA + "creator"} & set(node)
    made = annotation(row(speaker=None), SITE)
    assert "body" not in made
    RULES.validate(made)


def test_an_annotation_keeps_the_rules_of_the_model() -> None:
    made = annotation(row(), SITE)
    RULES.validate(made)
    assert len(made["target"]) == 2


def vocabulary(url: str, options: Any) -> Any:
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": TERMS}


def test_an_annotation_says_in_rdf_what_it_says_in_json() -> None:
    made = annotation(row(), SITE)
    (node,) = processor.expand(made, {"documentLoader": vocabulary})
    assert node["@type"] == [f"{OA}Annotation"]
    assert node[f"{OA}motivatedBy"] == [{"@id": f"{OA}identifying"}]
    first, _ = node[f"{OA}hasTarget"]
    assert first[f"{OA}hasSource"] == [{"@id": "https://courier.example/quay"}]
    place, quoted = first[f"{OA}hasSelector"]
    assert place[f"{OA}start"] == [{"@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger", "@value": 2}]
    assert quoted[f"{OA}exact"] == [{"@value": "“The quay,”"}]
    # A name that the vocabulary does not have is dropped on the way there, and does not come back.
    back = processor.compact(node, TERMS, {"documentLoader": vocabulary})
    assert {**back, "@context": made["@context"]} == made


BROKEN = [
    lambda made: made.pop("target"),
    lambda made: made.pop("id"),
    lambda made: made.update(type="Note"),
    lambda made: made.update(motivation="guessing"),
    lambda made: made["target"][0]["selector"][0].update(start=-1),
    lambda made: made["target"][0]["selector"][1].pop("exact"),
    lambda made: made["target"][0].update(selector=[]),
    lambda made: made["target"][0]["state"].pop("cached"),
]


@pytest.mark.parametrize("break_it", BROKEN, ids=[str(number) for number in range(len(BROKEN))])
def test_the_rules_notice_what_is_broken(break_it: Any) -> None:
    made = annotation(row(), SITE)
    break_it(made)
    assert not RULES.is_valid(made)


def test_selectors_find_the_words_by_place_and_by_surroundings() -> None:
    for target in annotation(row(), SITE)["target"]:
        place, quoted = target["selector"]
        assert SPLIT[place["start"] : place["end"]] == quoted["exact"]
        around = quoted["prefix"] + quoted["exact"] + quoted["suffix"]
        assert [found.start() + len(quoted["prefix"]) for found in re.finditer(re.escape(around), SPLIT)] == [
            place["start"]
        ]


def test_without_a_site_ids_are_urns() -> None:
    made = row()
    assert annotation(made, Site())["id"] == f"urn:uuid:{made.id}"
    assert expanded(jsonld(made, Site()))["@id"] == f"urn:uuid:{made.id}"
