"""The forms of a subject access request."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from concerns.models import Child
from retention.exemptions import REQUESTERS, Exemption
from retention.models import RequestItem, SearchLog, SubjectRequest

LONGEST = 4000
TOO_LONG = f"Keep this under {LONGEST} characters."


def words(label: str, missing: str = "", *, rows: int = 3, help_text: str = "") -> forms.CharField:
    """A few sentences; required where `missing` says what to do."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing, "max_length": TOO_LONG},
    )


def day(label: str, missing: str, *, help_text: str = "", required: bool = True) -> forms.DateField:
    """A day, typed or picked."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input--date"}),
        error_messages={"required": missing, "invalid": "Write the day as 31/12/2026."},
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"],
    )


class RequestForm(forms.Form):
    """What any member of staff writes down when somebody asks for information about a child."""

    described = forms.CharField(
        label="If they are not on the list, who is it?",
        help_text="Full name, date of birth and when they were here, as far as you know.",
        required=False,
        max_length=300,
    )
    requester_kind = forms.ChoiceField(
        label="Who asks?",
        choices=[(kind.value, label) for kind, label in REQUESTERS.items()],
        widget=forms.RadioSelect(attrs={"class": "seg--col"}),
        error_messages={"required": "Say who asks."},
    )
    requester = forms.CharField(
        label="Their full name",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Write down the name of whoever asks."},
    )
    relation = forms.CharField(
        label="How they are related to the child",
        help_text="Mother, grandfather, foster carer, solicitor.",
        required=False,
        max_length=120,
    )
    contact = forms.CharField(
        label="How to reach them",
        help_text="Email, phone or address.",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    asked_for = words(
        "What they asked for, in their words",
        "Write down what they asked for.",
        help_text="They don’t have to use any form, give a reason or name a law.",
    )
    channel = forms.ChoiceField(
        label="How it reached you",
        choices=SubjectRequest.Channel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how it reached you."},
    )
    received_on = day(
        "When it reached the school",
        "Choose the day it reached the school.",
        help_text="The first day that anybody here had it. The clock runs from then, holidays or not.",
    )
    backdated_why = forms.CharField(
        label="If that was before today, why is it only written down now?",
        required=False,
        max_length=300,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, today: date, children: Sequence[Child] = (), **more: Any) -> None:
        more.setdefault("initial", {"key": uuid.uuid4(), "received_on": today})
        super().__init__(data, **more)
        self.today, self.children, self.child_error = today, list(children), ""

    def clean_received_on(self) -> date:
        """Today or before."""
        on: date = self.cleaned_data["received_on"]
        if on > self.today:
            raise forms.ValidationError("The day it was received can’t be in the future.")
        return on

    def clean(self) -> dict[str, Any]:
        """Somebody has to be named, and a late entry needs its reason."""
        data = super().clean() or {}
        if len(self.children) > 1:
            self.child_error = "Choose one child. For a brother or sister log another request."
        elif not self.children and not data.get("described", "").strip():
            self.child_error = "Choose the child whose information is asked for, or describe them below."
        if self.child_error:
            self.add_error(None, self.child_error)
        late = data.get("received_on") and data["received_on"] < self.today
        if late and not data.get("backdated_why", "").strip():
            self.add_error("backdated_why", "Say why it is only written down now.")
        return data


class DayForm(forms.Form):
    """A day and some words: identity asked for, a question, an answer."""

    on = day("On which day?", "Choose the day.")
    words = words("In your words", "Write down the reason.")

    def __init__(self, data: Any = None, *, label: str, missing: str, today: date, **more: Any) -> None:
        more.setdefault("initial", {"on": today})
        super().__init__(data, **more)
        self.fields["words"].label = label
        self.fields["words"].error_messages["required"] = missing


class WhyForm(forms.Form):
    """Some words: why a request is extended, refused, withdrawn, or how the answer was handed over."""

    words = words("In your words", "Write down the reason.")

    def __init__(self, data: Any = None, *, label: str, missing: str, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["words"].label = label
        self.fields["words"].error_messages["required"] = missing


class IdentityForm(forms.Form):
    """Who they are is known, and by what right they ask."""

    on = day("Since when do you know?", "Choose the day.")
    how = words(
        "How you know who they are",
        "Say how you know who they are.",
        help_text="If you know them well, don’t ask for papers: say that you know them.",
    )
    authority = words(
        "By what right they ask",
        help_text="Parental responsibility, court orders, the child’s own agreement if they are old enough to"
        " understand, a letter of authority. Not needed when the child asks.",
    )


class SearchForm(forms.Form):
    """Where somebody looked, besides Safeguard."""

    place = forms.ChoiceField(
        label="Where you looked",
        choices=[choice for choice in SearchLog.Place.choices if choice[0] != "safeguard"],
        error_messages={"required": "Say where you looked."},
    )
    terms = words("What you looked for", "Write down what you looked for.", rows=2)
    found = forms.IntegerField(
        label="How much you found",
        min_value=0,
        max_value=1_000_000,
        widget=forms.NumberInput(attrs={"class": "input--num"}),
        error_messages={"required": "Write down how many, 0 if none.", "invalid": "Write a number."},
    )
    left_out = words("What you left out, and why", rows=2)


class RemoveForm(forms.Form):
    """Words to remove: selected in the text, or typed."""

    start = forms.IntegerField(required=False, widget=forms.HiddenInput(attrs={"data-redact-start": ""}))
    stop = forms.IntegerField(required=False, widget=forms.HiddenInput(attrs={"data-redact-end": ""}))
    version = forms.IntegerField(widget=forms.HiddenInput)
    phrase = forms.CharField(
        label="Words to remove",
        help_text="Select them in the record, or type them here as they stand.",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "input--sm", "data-redact-phrase": "", "autocomplete": "off"}),
    )
    exemption = forms.ChoiceField(label="Reason in law", error_messages={"required": "Choose the reason."})
    reason = words("Why, in your words", "Say why these words are removed.", rows=2)
    stand_in = forms.RegexField(
        r"^[A-Za-z]+ [A-Z]{1,2}$",
        label="What they read instead",
        help_text="Such as Child B, the same each time. Leave it empty for a block.",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "input--num", "autocomplete": "off"}),
        error_messages={"invalid": "Write one word and a capital letter, such as Child B."},
    )
    everywhere = forms.BooleanField(label="Everywhere in this request", required=False, initial=True)

    def __init__(self, data: Any = None, *, usable: Sequence[Exemption], **more: Any) -> None:
        super().__init__(data, auto_id="remove_%s", **more)
        field: Any = self.fields["exemption"]
        field.choices = [("", "Choose"), *((one.code, one.label) for one in usable)]

    def clean(self) -> dict[str, Any]:
        """Either a place or words."""
        data = super().clean() or {}
        placed = data.get("start") is not None and data.get("stop") is not None
        if not placed and not data.get("phrase", "").strip():
            self.add_error("phrase", "Select the words in the record, or type them here.")
        return data


class DecideForm(forms.Form):
    """What happens to one record."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    choice = forms.ChoiceField(
        label="What happens to this record?",
        choices=RequestItem.Choice.choices,
        widget=forms.RadioSelect(attrs={"class": "seg--col"}),
        error_messages={"required": "Decide what happens to this record."},
    )
    exemption = forms.ChoiceField(label="Reason in law for keeping it back", required=False)
    reason = words("Why, in your words", rows=2)
    opinion = forms.CharField(
        label="Whose professional opinion",
        help_text="Only for health records: name and profession.",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "input--sm"}),
    )
    opinion_on = day("Day of that opinion", "", required=False)

    def __init__(self, data: Any = None, *, usable: Sequence[Exemption], **more: Any) -> None:
        super().__init__(data, auto_id="decide_%s", **more)
        field: Any = self.fields["exemption"]
        field.choices = [("", "Choose"), *((one.code, one.label) for one in usable)]

    def clean(self) -> dict[str, Any]:
        """Keeping a record back needs its reason in law and in words."""
        data = super().clean() or {}
        if data.get("choice") == RequestItem.Choice.WITHHOLD:
            if not data.get("exemption"):
                self.add_error("exemption", "Choose the reason in law.")
            if not data.get("reason", "").strip():
                self.add_error("reason", "Say why this record is kept back.")
        return data


class ApproveForm(forms.Form):
    """The second check."""

    words = words(
        "What you checked",
        rows=2,
        help_text="If you decided these records yourself, say why nobody else can check them.",
    )


class CollectForm(forms.Form):
    """The passphrase that opens a link."""

    passphrase = forms.CharField(
        label="Passphrase",
        help_text="Twelve letters and numbers that the school told you in another way.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Type the passphrase that the school told you."},
    )
