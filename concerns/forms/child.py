"""Forms on a child's file."""

from datetime import date
from typing import Any

from django import forms

from concerns.forms.casework import day
from concerns.forms.log import words
from concerns.forms.triage import YEARS
from concerns.jobs import REASONS
from concerns.models import ChildStatus, ChronologyEntry
from concerns.queries.chronology import ChronologyFilter

SHOW = [("", "Everything"), ("significant", "Significant"), ("key", "Key events")]


class RollForm(forms.Form):
    """Which part of the roll to list; the name is sent by POST."""

    q = forms.CharField(required=False, max_length=80, label="Name")
    year = forms.ChoiceField(required=False, choices=[("", "All years"), *YEARS], label="Year")


class ChronologyFilterForm(forms.Form):
    """What of a chronology is shown; what isn't understood counts as not chosen."""

    show = forms.ChoiceField(label="Show", required=False, choices=SHOW)
    kind = forms.ChoiceField(
        label="Type", required=False, choices=[("", "All types"), *ChronologyEntry.Kind.choices]
    )
    since = day("From", required=False)
    until = day("To", required=False)

    def wanted(self) -> ChronologyFilter:
        """The filter that the address asks for."""
        self.is_valid()
        data: dict[str, Any] = self.cleaned_data
        return ChronologyFilter(
            data.get("show") or "", data.get("kind") or "", data.get("since"), data.get("until")
        )


class AnalysisForm(forms.Form):
    """What the events mean together."""

    text = words(
        rows=5,
        label="Analysis",
        required=True,
        missing="Write what the events mean together",
        help_text="Patterns, what has changed, the effect on the child, and when you will look again.",
    )


class ExportForm(forms.Form):
    """Which entries go on paper, and why."""

    show = forms.ChoiceField(label="Which entries", required=False, choices=SHOW, widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label="Why it is needed",
        choices=list(REASONS.items()),
        widget=forms.RadioSelect(attrs={"class": "seg--col"}),
        error_messages={"required": "Choose why it is needed"},
    )


class RatingForm(forms.Form):
    """How much an entry matters."""

    significance = forms.ChoiceField(choices=ChronologyEntry.Significance.choices)


class StatusForm(forms.Form):
    """A dated status with its evidence."""

    kind = forms.ChoiceField(
        label="Status", choices=ChildStatus.Kind.choices, error_messages={"required": "Choose the status"}
    )
    from_on = day("From", missing="Choose the day from which it holds")
    to_on = day("Until", required=False, help_text="Leave empty while it goes on.")
    evidence = forms.CharField(label="Evidence", required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        """It ends after it began."""
        data = super().clean() or {}
        begun: date | None = data.get("from_on")
        if begun and data.get("to_on") and data["to_on"] < begun:
            self.add_error("to_on", "This is before it began. Check both days.")
        return data
