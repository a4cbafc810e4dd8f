"""What each rule that stands in the evidence means, in words for the editor.

The weight beside a rule is its log-odds: 0 is even, 2 about seven to one, 4 fifty to one.
"""

from __future__ import annotations

RULES: dict[str, str] = {
    "cue_found": "A word here reports speech or thought, going by the word and its company.",
    "source_chosen": "Of the phrases in the sentence, this one says who spoke.",
    "content_layout": "The words reported stand before, behind or around the cue.",
    "content_before": "What stands before the cue is reported from here to here.",
    "content_start": "The words reported begin here.",
    "content_end": "The words reported end here.",
    "quotation_alone": "Words within quotation marks that no cue near them claims.",
    "quotation_signed": "The quotation is signed: a dash and a name stand behind it.",
    "quotation_announced": "A sentence that ends in a colon announces the quotation.",
    "quotation_likely": "The likeliest cue of the sentence is taken for a quotation that had none.",
    "speaker_goes_on": "The paragraph is nothing but a quotation: whoever spoke before it goes on.",
    "subjunctive_goes_on": "The sentence reports by the form of its verb: whoever was reported before it goes on.",
    "turn": "The paragraph begins with a name and a colon, as in an interview: the name speaks.",
    "named_in_full": "The mention is a full name.",
    "named_in_part": "The mention is part of a name that the article gives in full or uses throughout.",
    "surname_shared": "Several people of this article bear the name; the likeliest by place is taken.",
    "relative_pronoun": "“who” stands for the phrase before it.",
    "author_speaks": "“I” outside quotations is the article's only author.",
    "pronoun_antecedent": "“he” or “she” stands for the likeliest person named before.",
    "it_or_they": "“it” or “they” stands for the last body or group named before.",
    "document_speaks": "A letter, report or reply speaks for whoever it belongs to.",
    "role_with_name": "The role is followed by the name of who holds it.",
    "role_named_before": "Somebody was introduced with this role earlier.",
    "body_named_before": "A body with this word in its name was named earlier.",
    "described": "The article gives no name, only a description.",
    "nobody_named": "The text names nobody who could be resolved.",
    "antecedent": "A reason for or against this person as the one meant.",
    "quoted_within": "Words within quotation marks inside a report: a statement of their own, word for word.",
    "reported_inside": "This statement is reported inside another one.",
}
