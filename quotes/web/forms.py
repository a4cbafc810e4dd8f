"""What is asked in the one box."""

from __future__ import annotations

from django import forms

from quotes.lookup.answers import Question
from quotes.lookup.checking import LONGEST_QUOTE
from quotes.lookup.texts import LONGEST_TEXT

LONGEST_NAME = 300


class LinesField(forms.CharField):
    """Text as it was typed; a line end is one character, as everywhere else, though browsers send two."""

    def to_python(self, value: object) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class CheckForm(forms.Form):
    """A quotation with whom and when they claim for it, or a whole text."""

    quote = LinesField(
        label="The quotation, or a text with quotations in it",
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "maxlength": None, "dir": "auto"}),
        error_messages={
            "required": "There are no words to check. Paste a quotation as it circulates.",
            "max_length": "The text has %(show_value)d characters; at most %(limit_value)d can be checked at once. "
            "Split it.",
        },
    )
    speaker = forms.CharField(
        label="Who is said to have said it", required=False, max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    date = forms.DateField(
        label="When", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": "This is no date. Write it as 2026-03-31."},
    )  # fmt: skip
    whole = forms.BooleanField(required=False)

    def question(self) -> Question:
        """What is asked of one quotation."""
        return Question(self.cleaned_data["quote"], self.cleaned_data["speaker"], self.cleaned_data["date"])

    def is_too_long_for_one(self) -> bool:
        """Whether it cannot be one quotation."""
        return len(self.cleaned_data["quote"]) > LONGEST_QUOTE

    def is_text(self) -> bool:
        """Whether each quotation in it is asked for: as wished, or where it is too long for one."""
        return bool(self.cleaned_data["whole"]) or self.is_too_long_for_one()
