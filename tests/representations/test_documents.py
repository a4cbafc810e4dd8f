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
from tests.api.test_representations import SPLIT, get, split_statement
from tests.factories import StatementFactory

pytestmark = pytest.mark.django_db
SITE = Site("https://quotes.example/api/v1/")
SCHEMA = "https://schema.org/"
OA = "http://www.w3.org/ns/oa#"
ACTIVITY = "http://www.w3.org/ns/activitystreams#"
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
    ({"act": "denied", "quote_kind": "mixed"}, "CreativeWork", "mentions"),
    ({"act": "denied", "quote_kind": "indirect"}, "CreativeWork", "mentions"),
    ({"act": "denied", "quote_kind": "direct"}, "Quotation", "spokenByCharacter"),
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


NOT_SAID: list[tuple[dict[str, Any], str, str]] = [
    ({"modality": "negated"}, "negated", "was not said"),
    ({"modality": "hypothetical", "quote_kind": "indirect"}, "hypothetical", "might be said"),
    ({"act": "denied", "quote_kind": "mixed"}, "denied", "was denied"),
    ({"act": "denied", "modality": "negated", "quote_kind": "indirect"}, "negated", "was not said"),
]


@pytest.mark.parametrize(("more", "tag", "words"), NOT_SAID)
def test_an_annotation_of_what_was_not_said_says_so_and_identifies_nobody(
    more: dict[str, Any], tag: str, words: str
) -> None:
    for speaker in ({}, {"speaker": None}):
        made = annotation(row(**more, **speaker), SITE)
        RULES.validate(made)
        assert "identifying" not in json.dumps(made)
        assert made["motivation"] == "describing"
        told, tagged, *linked = made["body"]
        assert (told["purpose"], tagged["purpose"], tagged["value"]) == ("describing", "tagging", tag)
        assert words in told["value"]
        assert [body["purpose"] for body in linked] == ([] if speaker else ["linking"])
    (node,) = processor.expand(made, {"documentLoader": vocabulary})
    assert node[f"{OA}motivatedBy"] == [{"@id": f"{OA}describing"}]


def test_an_annotation_of_a_denial_in_its_speakers_own_words_identifies_them() -> None:
    made = annotation(row(act="denied", quote_kind="direct"), SITE)
    assert [body["purpose"] for body in made["body"]] == ["identifying", "identifying"]


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


def listed(address: str) -> Any:
    return json.loads(get(address).content)


@pytest.mark.parametrize("query", ["format=annotation", "format=annotation&order=updated&quote_kind=direct"])
def test_a_list_of_annotations_is_a_page_of_a_collection(query: str) -> None:
    for _ in range(3):
        split_statement(speaker=None)
    first = listed(f"/api/v1/statements/?page_size=2&{query}")
    second = listed(first["next"])
    for page in (first, second, listed(second["prev"])):
        RULES.validate(page)
        assert page["partOf"] == first["partOf"]
    assert [len(page["items"]) for page in (first, second)] == [2, 1]
    assert first["partOf"]["first"] == first["id"] != first["partOf"]["id"]
    assert second["id"] == first["next"]
    assert listed(second["prev"])["items"] == listed(first["id"])["items"] == first["items"]
    assert ("prev" in first, "next" in second) == (False, False)
    # At which place a later page begins is not counted.
    assert (first["startIndex"], "startIndex" in second) == (0, False)


def test_the_best_annotations_are_pages_too() -> None:
    for _ in range(2):
        StatementFactory(review_status="accepted")
    first = listed("/api/v1/statements/?format=annotation&search=quay&order=relevance&page_size=1")
    second = listed(first["next"])
    for page in (first, second):
        RULES.validate(page)
        assert page["partOf"]["first"] == first["id"]
    assert first["items"] != second["items"]


def test_where_there_is_nothing_the_collection_is_empty() -> None:
    made = listed("/api/v1/statements/?format=annotation")
    RULES.validate(made)
    assert (made["type"], made["total"]) == ("AnnotationCollection", 0)


def test_a_page_whose_rows_were_hidden_names_the_collections_first() -> None:
    split_statement(speaker=None)
    split_statement(speaker=None)
    first = listed("/api/v1/statements/?format=annotation&page_size=1")
    Statement.objects.filter(pk=Statement.objects.earliest("pk").pk).update(review_status="rejected")
    made = listed(first["next"])
    RULES.validate(made)
    assert (made["type"], made["first"]) == ("AnnotationCollection", first["id"])


def test_a_page_says_in_rdf_what_it_says_in_json() -> None:
    for _ in range(3):
        split_statement(speaker=None)
    made = listed(listed("/api/v1/statements/?format=annotation&page_size=1")["next"])
    (node,) = processor.expand(made, {"documentLoader": vocabulary})
    assert node["@type"] == [f"{ACTIVITY}OrderedCollectionPage"]
    (collection,) = node[f"{ACTIVITY}partOf"]
    assert collection["@type"] == [f"{ACTIVITY}OrderedCollection"]
    (items,) = node[f"{ACTIVITY}items"]
    assert [item["@type"] for item in items["@list"]] == [[f"{OA}Annotation"]]
    back = processor.compact(node, TERMS, {"documentLoader": vocabulary})
    assert {**back, "@context": made["@context"]} == made


BROKEN_PAGES = [
    lambda page: page.pop("id"),
    lambda page: page.update(items=[]),
    lambda page: page["items"][0].pop("target"),
    lambda page: page["items"][0].update({"@context": page["@context"]}),
    lambda page: page["partOf"].pop("id"),
    lambda page: page.update(next=None),
    lambda page: page.update(startIndex=-1),
]


@pytest.mark.parametrize("break_it", BROKEN_PAGES, ids=[str(number) for number in range(len(BROKEN_PAGES))])
def test_the_rules_notice_a_broken_page(break_it: Any) -> None:
    split_statement(speaker=None)
    page = listed("/api/v1/statements/?format=annotation")
    break_it(page)
    assert not RULES.is_valid(page)


def test_a_list_of_json_ld_is_a_graph_of_what_its_members_are_alone() -> None:
    for more, _, _ in KINDS:
        split_statement(**more, speaker=None)
    graph = listed("/api/v1/statements/?format=jsonld")
    nodes = processor.expand(graph, {"documentLoader": refuse})
    assert [node["@type"] for node in reversed(nodes)] == [[SCHEMA + node_type] for _, node_type, _ in KINDS]
    assert nodes == [expanded(listed(f"{node['@id']}?format=jsonld")) for node in nodes]


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
