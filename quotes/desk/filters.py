"""The queue as an address names it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from quotes.models import QuoteKind
from quotes.review.queue import Queue, QueueOrder

ORDERS = {
    QueueOrder.CONFIDENCE: "least certain first",
    QueueOrder.SPEAKER: "speaker by speaker",
    QueueOrder.OUTLET: "outlet by outlet",
    QueueOrder.DATE: "newest articles first",
    QueueOrder.NEWEST: "newest import first",
}


LARGEST_KEY = 2**63 - 1


class QueueForm(forms.Form):
    """The filters of the queue. What makes no sense is left out and told."""

    order = forms.ChoiceField(choices=[(o.value, words) for o, words in ORDERS.items()], required=False)
    quote_kind = forms.ChoiceField(choices=[("", "every kind"), *QuoteKind.choices], required=False, label="Kind")
    sure_at_most = forms.FloatField(
        min_value=0, max_value=1, required=False, label="Confidence at most",
        widget=forms.NumberInput(attrs={"step": "0.05"}),
    )  # fmt: skip
    outlet = forms.IntegerField(required=False, max_value=LARGEST_KEY, widget=forms.HiddenInput)
    speaker = forms.IntegerField(required=False, max_value=LARGEST_KEY, widget=forms.HiddenInput)
    source = forms.IntegerField(required=False, max_value=LARGEST_KEY, widget=forms.HiddenInput)
    run = forms.IntegerField(required=False, max_value=LARGEST_KEY, widget=forms.HiddenInput)

    def queue(self, editor: Any) -> Queue:
        """This editor's queue, of the filters that make sense."""
        self.is_valid()
        chosen: dict[str, Any] = dict(self.cleaned_data)
        chosen["order"] = QueueOrder(chosen.get("order") or QueueOrder.CONFIDENCE)
        return Queue(editor=editor, **{name: value for name, value in chosen.items() if value not in ("", None)})


def queue_of(query: QueryDict, editor: Any) -> Queue:
    """The editor's queue that the address's parameters name."""
    return QueueForm(query).queue(editor)
