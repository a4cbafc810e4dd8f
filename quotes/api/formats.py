"""The fields of other people's formats, as the API's schema describes what quotes.representations makes."""

from __future__ import annotations

from typing import Any

from quotes.api.serializers.summaries import ID, MOMENT, SITE

Part = dict[str, Any]
TEXT: Part = {"type": "string"}
ADDRESS: Part = {"type": "string", "format": "uri"}
NUMBER: Part = {"type": "integer", "minimum": 0}
PURPOSES = ["identifying", "describing", "tagging", "linking"]
ARTICLE = "https://courier.example/quay"


def of(name: str) -> Part:
    """A reference to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


def many(part: Part) -> Part:
    """A list of such parts."""
    return {"type": "array", "items": part}


def part(words: str, required: str, **fields: tuple[Part, str, Any]) -> Part:
    """An object: each field with what it is, words, and an example; None where that stands in another component.

    A field whose name is no Python name is written with “at_” for “@”.
    """
    properties = {}
    for name, (schema, told, example) in fields.items():
        described = {**({"allOf": [schema]} if "$ref" in schema else schema), "description": told}
        properties[name.replace("at_", "@", 1)] = described if example is None else {**described, "example": example}
    return {"type": "object", "description": words, "required": required.split(), "properties": properties}


CITRON = {
    "CitronSpan": part(
        "A stretch of the source's text.",
        "start end text",
        start=(NUMBER, "First code point.", 23),
        end=(NUMBER, "One past the last code point.", 27),
        text=(TEXT, "The characters that stand there.", "said"),
    ),
    "CitronQuote": part(
        "A quote as Citron gives it. What was not said, only might be, or was denied is left out.",
        "id cue sources contents confidence",
        id=({"type": "string", "format": "uuid"}, "The statement's id.", ID),
        cue=(
            {"allOf": [of("CitronSpan")], "nullable": True},
            "The words that tell that something was said; null where none are printed.",
            None,
        ),
        sources=(many(of("CitronSpan")), "The source mention as printed; empty where there is none.", None),
        contents=(many(of("CitronSpan")), "The words of the statement, each span.", None),
        confidence=({"type": "number"}, "The chance that words and source mention are right, from 0 to 1.", 0.93),
    ),
    "CitronQuotes": part("Quotes.", "quotes", quotes=(many(of("CitronQuote")), "The quotes of this page.", None)),
    "NoCitronQuote": part(
        "Instead of a statement that Citron has no word for.",
        "quotes",
        quotes=({**many(of("CitronQuote")), "maxItems": 0}, "Always empty.", []),
    ),
}
QUOTEBANK = {
    "QuotebankLine": part(
        "A line with the fields of Quotebank's quotation-centric files. Indirect reports are left out, and what was "
        "not said, only might be, or was denied.",
        "quoteID quotation speaker qids date numOccurrences probas urls",
        quoteID=({"type": "string", "format": "uuid"}, "The statement's id.", ID),
        quotation=(TEXT, "The words as the source prints them.", "“The quay is sinking,”"),
        speaker=(TEXT, "The speaker's name; the text “None” where nobody is named.", "Ana Ruiz"),
        qids=(many(TEXT), "The speaker's Wikidata id; empty where unknown.", ["Q42"]),
        date=(
            {**TEXT, "nullable": True},
            "When the source was published, UTC; null where unknown.",
            "2026-03-31 12:00:00",
        ),
        numOccurrences=(NUMBER, "Always 1: a line for each time that it was printed.", 1),
        probas=(
            many(many(TEXT)),
            "Names with their probabilities: the speaker with the confidence, and the rest as “None”.",
            [["Ana Ruiz", "0.9300"], ["None", "0.0700"]],
        ),
        urls=(many(ADDRESS), "The article's address; empty where unknown.", [ARTICLE]),
    ),
}
SCHEMA_ORG_CONTEXT: tuple[Part, str, Any] = (
    {"type": "object"},
    "What the names mean: schema.org's vocabulary.",
    {"@vocab": "https://schema.org/"},
)
SCHEMA_ORG = {
    "SchemaOrgSpeaker": part(
        "A speaker.",
        "@type @id name",
        at_type=(
            {**TEXT, "enum": ["Person", "Organization"]},
            "Organisations and groups, or else a person.",
            "Person",
        ),
        at_id=(ADDRESS, "The speaker's address here.", f"{SITE}/speakers/{ID}/"),
        name=(TEXT, "The speaker's name.", "Ana Ruiz"),
        sameAs=(ADDRESS, "The same in Wikidata, where known.", "http://www.wikidata.org/entity/Q42"),
    ),
    "SchemaOrgOutlet": part(
        "An outlet.",
        "@type name",
        at_type=({**TEXT, "enum": ["Organization"]}, "Always Organization.", "Organization"),
        name=(TEXT, "The outlet's name.", "The Lund Courier"),
        url=(ADDRESS, "Its site, where known.", "https://courier.example/"),
    ),
    "SchemaOrgSource": part(
        "The source that a statement stands in.",
        "@type @id",
        at_type=(
            {**TEXT, "enum": ["NewsArticle", "SocialMediaPosting", "Message", "Article"]},
            "What sort of source: an article, a post, a letter; Article for the others.",
            "NewsArticle",
        ),
        at_id=(ADDRESS, "The snapshot's address here.", f"{SITE}/sources/{ID}/"),
        headline=(TEXT, "Its headline.", "Quay is sinking"),
        url=(ADDRESS, "Its own address.", ARTICLE),
        datePublished=({"type": "string", "format": "date-time"}, "When it was published, UTC.", MOMENT),
        inLanguage=(TEXT, "ISO 639 code.", "en"),
        publisher=(of("SchemaOrgOutlet"), "Who published it.", None),
    ),
    "SchemaOrgStatement": part(
        "A statement in schema.org's terms. What is not known is left out.",
        "@type @id identifier text dateModified isPartOf",
        at_context=SCHEMA_ORG_CONTEXT,
        at_type=(
            {**TEXT, "enum": ["Quotation", "Claim", "CreativeWork"]},
            "Quotation: its words are the speaker's. Claim: an indirect report. CreativeWork: not said, only "
            "perhaps said, or denied.",
            "Quotation",
        ),
        at_id=(ADDRESS, "The statement's address here.", f"{SITE}/statements/{ID}/"),
        identifier=({"type": "string", "format": "uuid"}, "The statement's id.", ID),
        text=(TEXT, "The words as the source prints them.", "“The quay is sinking,”"),
        inLanguage=(TEXT, "ISO 639 code of the source.", "en"),
        url=(ADDRESS, "The article, opened at the words.", f"{ARTICLE}#:~:text=The%20quay"),
        dateCreated=({"type": "string", "format": "date"}, "The day on which it was said.", "2026-03-30"),
        dateModified=({"type": "string", "format": "date-time"}, "When it was last changed here, UTC.", MOMENT),
        isPartOf=(of("SchemaOrgSource"), "The source that it stands in.", None),
        spokenByCharacter=(of("SchemaOrgSpeaker"), "Of a Quotation: who said it.", None),
        creator=(of("SchemaOrgSpeaker"), "Of a Quotation or a Claim: whose it is.", None),
        appearance=(of("SchemaOrgSource"), "Of a Claim: where it is reported.", None),
        mentions=(of("SchemaOrgSpeaker"), "Of a CreativeWork: whom it is about, and who did not say it.", None),
        description=(TEXT, "Of a CreativeWork: how it is reported.", "The source reports that this was not said."),
    ),
    "SchemaOrgGraph": part(
        "Statements in schema.org's terms.",
        "@context @graph",
        at_context=SCHEMA_ORG_CONTEXT,
        at_graph=(many(of("SchemaOrgStatement")), "The statements of this page.", None),
    ),
}
ANNOTATION_CONTEXT: tuple[Part, str, Any] = (
    ADDRESS,
    "The vocabulary of Web Annotations.",
    "http://www.w3.org/ns/anno.jsonld",
)
ANNOTATION = {
    "WebAnnotationBody": part(
        "What is said of the target.",
        "type purpose",
        type=(
            {**TEXT, "enum": ["TextualBody", "SpecificResource"]},
            "A text, or something at an address.",
            "TextualBody",
        ),
        value=(TEXT, "The text: a name, what the source reports, or a tag.", "Ana Ruiz"),
        format=(TEXT, "Always text/plain.", "text/plain"),
        source=(ADDRESS, "The speaker's address here.", f"{SITE}/speakers/{ID}/"),
        purpose=(
            {**TEXT, "enum": PURPOSES},
            "identifying: who said it. Of what was not said, only might be, or was denied: describing (how it is "
            "reported), tagging (negated, hypothetical or denied), linking (to the speaker it is about).",
            "identifying",
        ),
    ),
    "WebAnnotationSelector": part(
        "Where the words stand: by code points of the snapshot, or by what stands around them.",
        "type",
        type=(
            {**TEXT, "enum": ["TextPositionSelector", "TextQuoteSelector"]},
            "Which of the two.",
            "TextQuoteSelector",
        ),
        start=(NUMBER, "First code point.", 0),
        end=(NUMBER, "One past the last code point.", 22),
        exact=(TEXT, "The words.", "“The quay is sinking,”"),
        prefix=(TEXT, "What stands before them.", "It rained. "),
        suffix=(TEXT, "What stands behind them.", " said Ana Ruiz."),
    ),
    "WebAnnotationState": part(
        "Which copy the positions count in.",
        "type cached",
        type=({**TEXT, "enum": ["TimeState"]}, "Always TimeState.", "TimeState"),
        sourceDate=({"type": "string", "format": "date-time"}, "When the copy was taken, UTC.", MOMENT),
        cached=(ADDRESS, "The snapshot's address here.", f"{SITE}/sources/{ID}/"),
    ),
    "WebAnnotationTarget": part(
        "A stretch of the article.",
        "type source state selector",
        type=({**TEXT, "enum": ["SpecificResource"]}, "Always SpecificResource.", "SpecificResource"),
        source=(ADDRESS, "The article's address; the snapshot's where it has none.", ARTICLE),
        state=(of("WebAnnotationState"), "Which copy of it.", None),
        selector=(many(of("WebAnnotationSelector")), "Where in it, in two ways.", None),
    ),
    "WebAnnotation": part(
        "A statement as a W3C Web Annotation.",
        "id type motivation created modified target",
        at_context=ANNOTATION_CONTEXT,
        id=(ADDRESS, "The statement's address here.", f"{SITE}/statements/{ID}/"),
        type=({**TEXT, "enum": ["Annotation"]}, "Always Annotation.", "Annotation"),
        motivation=(
            {**TEXT, "enum": PURPOSES[:2]},
            "identifying; describing where it was not said, only might be, or was denied.",
            "identifying",
        ),
        created=({"type": "string", "format": "date-time"}, "When it was stored, UTC.", MOMENT),
        modified=({"type": "string", "format": "date-time"}, "When it was last changed, UTC.", MOMENT),
        body=(many(of("WebAnnotationBody")), "The speaker by name and address; absent where that is nobody.", None),
        target=(
            {"oneOf": [of("WebAnnotationTarget"), many(of("WebAnnotationTarget"))]},
            "The words in the article; a list where there are several spans.",
            None,
        ),
    ),
    "WebAnnotationCollection": part(
        "All that a list holds.",
        "id type label",
        at_context=ANNOTATION_CONTEXT,
        id=(ADDRESS, "Its id.", f"{SITE}/statements/?format=annotation#collection"),
        type=({**TEXT, "enum": ["AnnotationCollection"]}, "Always AnnotationCollection.", "AnnotationCollection"),
        label=(TEXT, "What it holds.", "Statements"),
        first=(ADDRESS, "Its first page.", f"{SITE}/statements/?format=annotation"),
        total=(NUMBER, "How many there are: only told where there are none.", 0),
    ),
    "WebAnnotationPage": part(
        "A page of annotations.",
        "@context id type partOf items",
        at_context=ANNOTATION_CONTEXT,
        id=(ADDRESS, "The page's address.", f"{SITE}/statements/?format=annotation"),
        type=({**TEXT, "enum": ["AnnotationPage"]}, "Always AnnotationPage.", "AnnotationPage"),
        partOf=(of("WebAnnotationCollection"), "All that the list holds.", None),
        next=(ADDRESS, "The next page; absent at the end.", f"{SITE}/statements/?format=annotation&cursor=WyJuZXdl"),
        prev=(ADDRESS, "The page before; absent at the beginning.", f"{SITE}/statements/?format=annotation"),
        startIndex=(NUMBER, "0 on the first page; absent on later ones.", 0),
        items=(many(of("WebAnnotation")), "The annotations of this page.", None),
    ),
}
COMPONENTS: Part = {**CITRON, **QUOTEBANK, **SCHEMA_ORG, **ANNOTATION}
ONE_IN_LD: Part = {"oneOf": [of("SchemaOrgStatement"), of("WebAnnotation")]}
PAGE_IN_LD: Part = {"oneOf": [of("SchemaOrgGraph"), of("WebAnnotationPage"), of("WebAnnotationCollection")]}
ONE_CITRON: Part = {"oneOf": [of("CitronQuote"), of("NoCitronQuote")]}
