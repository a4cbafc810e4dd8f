"""POST /api/v1/check: did they say it?"""

from __future__ import annotations

from enum import Enum
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import permissions, serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from quotes.api.access import sees_everything
from quotes.api.parsers import bytes_of
from quotes.api.serializers.summaries import ID, MOMENT
from quotes.api.shaping import StrictSerializer, TextField
from quotes.api.throttling import ForLookup
from quotes.api.views.base import ApiView
from quotes.lookup.answers import Checked, CheckRefused, DateAgreement, Question, SegmentKind
from quotes.lookup.checking import LONGEST_QUOTE, MOST_QUESTIONS, check_one
from quotes.lookup.occurrences import MOST_SHOWN
from quotes.lookup.texts import LONGEST_TEXT, check_text
from quotes.matching.alignment import MeaningChange
from quotes.matching.verdicts import Verdict, Wording
from quotes.models import AttributionStatus, Modality, QuoteKind, ReviewStatus, SpeakerKind

LONGEST_NAME = 300


def _choices(kind: type[Enum]) -> list[tuple[str, str]]:
    # As drf-spectacular reads an Enum, so that the schema gives it its own name.
    return [(member.value, member.name) for member in kind]


class QuestionSerializer(StrictSerializer):
    """A quotation as somebody circulates it, with whom and when they claim for it."""

    examples: ClassVar[dict[str, Any]] = {
        "quote": "“The quay is sinking,”", "speaker": "Ana Ruiz", "date": "2026-03-30",
    }  # fmt: skip
    quote = TextField(trim_whitespace=False, help_text=f"At most {LONGEST_QUOTE:,} code points.")
    speaker = TextField(
        default="", allow_blank=True, max_length=LONGEST_NAME, help_text="Who is claimed to have said it."
    )
    date = serializers.DateField(default=None, allow_null=True, help_text="When it is claimed to have been said.")


class CheckSerializer(StrictSerializer):
    """One quotation (quote, speaker, date), or up to 100 (quotes), or a whole text (text): exactly one of them."""

    examples: ClassVar[dict[str, Any]] = {
        **QuestionSerializer.examples, "text": "“The quay is sinking,” said Ana Ruiz.",
    }  # fmt: skip
    exactly_one = ("quote", "quotes", "text")
    only_with: ClassVar[dict[str, str]] = {"speaker": "quote", "date": "quote"}
    quote = TextField(
        required=False,
        trim_whitespace=False,
        allow_blank=True,
        help_text=f"The quotation, at most {LONGEST_QUOTE:,} code points.",
    )
    speaker = TextField(
        required=False,
        allow_blank=True,
        max_length=LONGEST_NAME,
        help_text="With quote only: who is claimed to have said it.",
    )
    date = serializers.DateField(
        required=False, allow_null=True, help_text="With quote only: when it is claimed to have been said."
    )
    quotes = serializers.ListField(
        required=False,
        allow_empty=False,
        max_length=MOST_QUESTIONS,
        help_text="Each as {quote, speaker, date}. One that is wrong fails alone.",
    )
    text = TextField(
        required=False,
        trim_whitespace=False,
        max_length=LONGEST_TEXT,
        help_text="Each quotation in it is checked with whom the text names for it.",
    )


class CheckShape(CheckSerializer):
    """As it is documented: items of a batch have their own form, though each is validated alone."""

    quotes = serializers.ListField(
        child=QuestionSerializer(),
        required=False,
        min_length=1,
        max_length=MOST_QUESTIONS,
        help_text=f"At most {MOST_QUESTIONS}. One that is wrong fails alone.",
    )

    class Meta:
        ref_name = "Check"


class SegmentSerializer(serializers.Serializer[Any]):
    """A piece of the comparison; an absent side is empty and its span null."""

    examples: ClassVar[dict[str, Any]] = {
        "quoted": "sinks", "said": "is sinking", "quoted_span": [9, 14], "said_span": [10, 20],
    }  # fmt: skip
    segment_kind = serializers.ChoiceField(choices=_choices(SegmentKind), help_text="How the two sides differ.")
    quoted = serializers.CharField(allow_blank=True, help_text="What was asked about.")
    said = serializers.CharField(allow_blank=True, help_text="What the source prints.")
    quoted_span = serializers.ListField(child=serializers.IntegerField(), allow_null=True, help_text="[start, end)")
    said_span = serializers.ListField(child=serializers.IntegerField(), allow_null=True, help_text="[start, end)")
    meaning_change = serializers.ChoiceField(
        choices=_choices(MeaningChange), allow_null=True, help_text="What of the meaning it changes, if anything."
    )


class CheckedSpeakerSerializer(serializers.Serializer[Any]):
    examples: ClassVar[dict[str, Any]] = {
        "id": ID, "name": "Ana Ruiz",
    }  # fmt: skip
    id = serializers.UUIDField(help_text="Id of the speaker.")
    name = serializers.CharField(help_text="The name.")
    speaker_kind = serializers.ChoiceField(choices=SpeakerKind.choices, help_text="What sort of speaker.")


class CheckedSourceSerializer(serializers.Serializer[Any]):
    examples: ClassVar[dict[str, Any]] = {
        "id": ID, "title": "Quay is sinking", "outlet": "The Lund Courier",
        "article_url": "https://courier.example/quay", "published_at": MOMENT, "language": "en",
    }  # fmt: skip
    id = serializers.UUIDField(help_text="Id of the source.")
    title = serializers.CharField(allow_blank=True, help_text="Its headline.")
    outlet = serializers.CharField(allow_null=True, help_text="Who published it; null where unknown.")
    article_url = serializers.CharField(
        source="url", allow_blank=True, help_text="The article's own address; empty where unknown."
    )
    published_at = serializers.DateTimeField(
        allow_null=True, help_text="When it was published, UTC; null where unknown."
    )
    language = serializers.CharField(help_text="ISO 639 code.")


class OccurrenceSerializer(serializers.Serializer[Any]):
    """A statement with these words."""

    examples: ClassVar[dict[str, Any]] = {
        "statement": ID, "text": "“The quay is sinking,”", "score": 0.97, "fits_claim": True, "said_on": "2026-03-30",
        "is_copy": False,
    }  # fmt: skip
    statement = serializers.UUIDField(help_text="Id of the statement.")
    text = serializers.CharField(help_text="The words as the source prints them.")
    score = serializers.FloatField(allow_null=True, help_text="Null where it is another form of the quotation.")
    speaker = CheckedSpeakerSerializer(allow_null=True, help_text="Who said it; null unless resolved.")
    fits_claim = serializers.BooleanField(
        allow_null=True, help_text="Null where nobody is claimed or named, or names cannot tell."
    )
    quote_kind = serializers.ChoiceField(choices=QuoteKind.choices, help_text="How the words are given.")
    modality = serializers.ChoiceField(
        choices=Modality.choices, help_text="Whether it was said, was not, or might be."
    )
    attribution_status = serializers.ChoiceField(
        choices=AttributionStatus.choices, help_text="How the source mention was resolved."
    )
    review_status = serializers.ChoiceField(choices=ReviewStatus.choices, help_text="What editors decided.")
    said_on = serializers.DateField(
        allow_null=True, help_text="The day on which it was said; null where the source does not tell."
    )
    is_copy = serializers.BooleanField(help_text="An earlier one of the list is from an article with the same text.")
    source = CheckedSourceSerializer(help_text="Where it stands.")  # type: ignore[assignment]  # a field of that name, not Field.source


class SimilarSerializer(OccurrenceSerializer):
    """A statement that the verdict does not rest on, with what differs from the quotation."""

    examples: ClassVar[dict[str, Any]] = {
        **OccurrenceSerializer.examples, "meaning_changed": True, "cut_after_negation": False,
        "cut_before_negation": False,
    }  # fmt: skip
    segments = SegmentSerializer(
        many=True, help_text="The comparison with it, piece by piece; none where score is null."
    )
    meaning_changed = serializers.BooleanField(
        allow_null=True, help_text="A negation or a number differs; null where score is."
    )
    cut_after_negation = serializers.BooleanField(
        allow_null=True, help_text="It has a “not” of the words before them; null where score is."
    )
    cut_before_negation = serializers.BooleanField(
        allow_null=True, help_text="It has a “not” of the words behind them; null where score is."
    )


class CoverageSerializer(serializers.Serializer[Any]):
    """What was searched. What is not found there may have been said elsewhere."""

    examples: ClassVar[dict[str, Any]] = {
        "articles": 1200, "outlets": 14, "languages": ["en"], "published_from": "2024-01-02",
        "published_until": "2026-03-31", "as_of": MOMENT,
    }  # fmt: skip
    articles = serializers.IntegerField(help_text="How many articles were searched.")
    outlets = serializers.IntegerField(help_text="By how many outlets.")
    languages = serializers.ListField(child=serializers.CharField(), help_text="Their languages, ISO 639 codes.")
    published_from = serializers.DateField(allow_null=True, help_text="Day of the earliest.")
    published_until = serializers.DateField(allow_null=True, help_text="Day of the latest.")
    as_of = serializers.DateTimeField(help_text="When this was counted: up to five minutes ago.")


class PartSerializer(serializers.Serializer[Any]):
    """One stretch of a stitched quotation and where it comes from."""

    examples: ClassVar[dict[str, Any]] = {
        "quoted_span": [0, 12], "quoted": "The quay is", "score": 0.97, "meaning_changed": False,
        "cut_after_negation": False, "cut_before_negation": False, "speaker_agrees": True, "occurrence_count": 3,
        "notes": ["A joke of another’s."], "said_by": ["Eva Vale"],
    }  # fmt: skip
    quoted_span = serializers.ListField(child=serializers.IntegerField(), help_text="[start, end) of the quotation")
    quoted = serializers.CharField(help_text="The stretch.")
    score = serializers.FloatField(help_text="As of a whole quotation, 0 to 1.")
    verdict = serializers.ChoiceField(choices=_choices(Verdict), help_text="What is known of this part alone.")
    wording = serializers.ChoiceField(choices=_choices(Wording), help_text="How near the wording is.")
    meaning_changed = serializers.BooleanField(help_text="A negation or a number differs.")
    cut_after_negation = serializers.BooleanField(help_text="It is cut from behind a “not” of its words.")
    cut_before_negation = serializers.BooleanField(help_text="It is cut off before a “not” of its words.")
    speaker_agrees = serializers.BooleanField(allow_null=True, help_text="As of a whole quotation, of this part.")
    date_agreement = serializers.ChoiceField(
        choices=_choices(DateAgreement), allow_null=True, help_text="As of a whole quotation, of this part."
    )
    segments = SegmentSerializer(many=True, help_text="The comparison, piece by piece.")
    occurrences = OccurrenceSerializer(
        many=True, help_text=f"Where it stands, the earliest first; {MOST_SHOWN} at most."
    )
    occurrence_count = serializers.IntegerField(help_text="How often it was found, shown or not.")
    notes = serializers.ListField(child=serializers.CharField(), help_text="As of a whole quotation, of this part.")
    said_by = serializers.ListField(child=serializers.CharField(), help_text="As of a whole quotation, of this part.")


class AnswerSerializer(serializers.Serializer[Any]):
    """What is known of one quotation."""

    examples: ClassVar[dict[str, Any]] = {
        "quote": "“The quay is sinking,”", "summary": "Ana Ruiz said it.", "score": 0.97, "threshold": 0.8,
        "meaning_changed": False, "cut_after_negation": False, "cut_before_negation": False,
        "checked": [1, 21], "claimed_speaker": "Ana Ruiz", "claimed_date": "2026-03-30", "speaker_agrees": True,
        "quotation": ID,
        "occurrence_count": 3, "outlet_count": 2, "independent_count": 2, "first_appeared_at": MOMENT,
        "notes": ["A joke of another’s."], "said_by": ["Eva Vale"],
    }  # fmt: skip
    quote = serializers.CharField(help_text="The quotation.")
    verdict = serializers.ChoiceField(choices=_choices(Verdict), help_text="Whether it was found, and with whom.")
    summary = serializers.CharField(help_text="The answer in sentences.")
    score = serializers.FloatField(help_text="0 to 1; docs/lookup.md defines it.")
    threshold = serializers.FloatField(
        help_text="The least score of a match: more for few words, and where the statement goes on."
    )
    wording = serializers.ChoiceField(
        choices=_choices(Wording), allow_null=True, help_text="How near the wording is; null where nothing was found."
    )
    meaning_changed = serializers.BooleanField(help_text="A negation or a number differs, in any part of it.")
    cut_after_negation = serializers.BooleanField(
        help_text="It, or any part, is cut from behind a “not” of its words."
    )
    cut_before_negation = serializers.BooleanField(
        help_text="It, or any part, is cut off before a “not” of its words."
    )
    checked = serializers.ListField(
        child=serializers.IntegerField(),
        allow_null=True,
        help_text="[start, end) of the quotation: the inside of its quotation marks, where only that was compared "
        "since a name, a year or hashtags stand behind them; else null.",
    )
    claimed_speaker = serializers.CharField(
        allow_blank=True, help_text="Who is claimed to have said it, also by “— Name” behind the quotation marks."
    )
    claimed_date = serializers.DateField(allow_null=True, help_text="When it is claimed to have been said.")
    speaker_agrees = serializers.BooleanField(
        allow_null=True,
        help_text="Whether the claimed speaker is quoted with the words as said, and editors did not mark that as "
        "wrong; null where nobody is claimed or so quoted by name, or names cannot tell. Of a stitched one: with "
        "every part.",
    )
    date_agreement = serializers.ChoiceField(
        choices=_choices(DateAgreement),
        allow_null=True,
        help_text="How the claimed date fits the occurrences shown; null where none is claimed. Of a stitched "
        "quotation: those of every part.",
    )
    quotation = serializers.UUIDField(
        allow_null=True, help_text="Id of the quotation that the occurrences are of; null where they are of several."
    )
    segments = SegmentSerializer(many=True, help_text="The comparison with the best match, piece by piece.")
    occurrences = OccurrenceSerializer(
        many=True,
        help_text=f"The earliest first; {MOST_SHOWN} at most: those that fit, the earliest, and the latest stored.",
    )
    occurrence_count = serializers.IntegerField(help_text="How often it was found, shown or not.")
    outlet_count = serializers.IntegerField(help_text="In how many outlets, shown or not.")
    independent_count = serializers.IntegerField(
        help_text="Articles of the occurrences shown, copies of one text counted once: at most, where some are not."
    )
    first_appeared_at = serializers.DateTimeField(
        allow_null=True, help_text="When the earliest of all was published, UTC."
    )
    notes = serializers.ListField(
        child=serializers.CharField(),
        help_text="What editors say of a misattribution; not of another’s where the claimed speaker is quoted.",
    )
    said_by = serializers.ListField(
        child=serializers.CharField(), help_text="Of a misattribution: whose words they are, by what editors found."
    )
    parts = PartSerializer(many=True, help_text="Of a stitched quotation: its stretches.")
    similar = SimilarSerializer(
        many=True,
        help_text="Statements on which the verdict does not rest: others that match, or below the threshold.",
    )
    coverage = CoverageSerializer(help_text="What was searched.")


class CheckedSerializer(serializers.Serializer[Any]):
    """One quotation with its answer, or with why there is none."""

    examples: ClassVar[dict[str, Any]] = {
        "quote": "“The quay is sinking,”", "speaker": "Ana Ruiz", "span": [0, 22], "problem": "It has no words.",
    }  # fmt: skip
    quote = serializers.CharField(allow_blank=True, help_text="The quotation.")
    speaker = serializers.CharField(
        allow_blank=True,
        help_text="Who was claimed, or to whom the text gives it: a person or an organisation, "
        "and nobody where the text does not report that it was said.",
    )
    modality = serializers.ChoiceField(
        choices=Modality.choices,
        allow_null=True,
        help_text="Whether the text reports that it was said, was not, or might be; null where no text was given, "
        "or no report was read in it.",
    )
    span = serializers.ListField(
        child=serializers.IntegerField(), allow_null=True, help_text="[start, end) of the text that was given"
    )
    answer = AnswerSerializer(allow_null=True, help_text="What is known of it; null where it could not be checked.")
    problem = serializers.CharField(allow_blank=True, help_text="Why there is no answer, in words.")


class CheckResponseSerializer(serializers.Serializer[Any]):
    """One result for each quotation, in order."""

    results = CheckedSerializer(many=True, help_text="In the order of the request.")


class CheckView(ApiView):
    """Look quotations up. The public is answered from accepted statements, editors from pending ones too."""

    permission_classes = (permissions.AllowAny,)
    throttle_classes: tuple[Any, ...] = (ForLookup,)
    largest_body = bytes_of(MOST_QUESTIONS * (LONGEST_QUOTE + LONGEST_NAME))

    @extend_schema(
        request=CheckShape,
        responses=CheckResponseSerializer,
        summary="Did they say it?",
    )
    def post(self, request: Request) -> Response:
        asked = CheckSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        data, everything = asked.validated_data, sees_everything(request)
        try:
            if "text" in data:
                results = check_text(data["text"], everything=everything)
            elif "quotes" in data:
                results = [_item(item, everything) for item in data["quotes"]]
            else:
                question = Question(data["quote"], data.get("speaker", ""), data.get("date"))
                results = [check_one(question, everything=everything)]
        except CheckRefused as refused:
            raise ValidationError({"text": [str(refused)]}) from refused
        if "quote" in data and results[0].problem:
            raise ValidationError({"quote": [results[0].problem]})
        return Response(CheckResponseSerializer({"results": results}).data)


def _item(item: Any, everything: bool) -> Checked:
    """One of a batch, validated alone."""
    asked = QuestionSerializer(data=item)
    if not asked.is_valid():
        quote = item.get("quote") if isinstance(item, dict) else None
        problems = [f"{name}: {' '.join(map(str, found))}" for name, found in asked.errors.items()]
        return Checked(quote[:200] if isinstance(quote, str) else "", problem=" ".join(problems))
    return check_one(Question(**asked.validated_data), everything=everything)
