"""Forms of the work on a concern. Each says what to do when something is missing."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from access.models import Membership
from concerns.forms.log import words
from concerns.forms.triage import MemberField
from concerns.models import Addendum, Category, Concern, Decision
from concerns.models.concern import Level, Risk


def day(label: str, *, required: bool = True, missing: str = "Choose a day", **more: Any) -> forms.DateField:
    """A date, by picker or typed the British way."""
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input--date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"required": missing, "invalid": "Write the day as 31/12/2026"},
        **more,
    )


class ClassifyForm(forms.Form):
    """Risk, level of need, categories, who may see it, and why."""

    risk = forms.ChoiceField(
        label="Risk",
        choices=Risk.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the risk"},
    )
    level = forms.ChoiceField(
        label="Level of need",
        choices=[("", "Choose a level"), *Level.choices],
        error_messages={"required": "Choose the level of need"},
    )
    categories = forms.ModelMultipleChoiceField(
        label="What it is about",
        queryset=Category.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose all that apply. Never a label for the child.",
        error_messages={"required": "Choose at least one"},
    )
    sensitivity = forms.ChoiceField(
        label="Who may see it",
        choices=Concern.Sensitivity.choices,
        initial=Concern.Sensitivity.STANDARD,
        widget=forms.RadioSelect,
    )
    reason = words(rows=3, label="Why", required=True, missing="Write why: it stands in the chronology")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Category.objects.filter(retired_on=None).order_by("group", "label")
        self.fields["categories"].queryset = offered  # type: ignore[attr-defined]


class OwnerForm(forms.Form):
    """Who has it."""

    owner = MemberField(label="Owner", error_messages={"required": "Choose who should have it"})

    def __init__(self, *args: Any, team: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].offer(team)  # type: ignore[attr-defined]


class ActionForm(OwnerForm):
    """Something to do."""

    title = forms.CharField(
        label="What has to be done", max_length=300, error_messages={"required": "Write what has to be done"}
    )
    due_on = day("By when", missing="Choose the day by which it has to be done")
    field_order = ("title", "owner", "due_on")


class FinishForm(forms.Form):
    """What came of an action."""

    outcome = words(rows=3, label="What came of it", required=True, missing="Write what came of it")


class DecisionForm(forms.Form):
    """A decision and why, including not to refer."""

    kind = forms.ChoiceField(
        label="Decision",
        choices=Decision.Kind.choices,
        widget=forms.RadioSelect(attrs={"class": "seg--col"}),
        error_messages={"required": "Choose the decision"},
    )
    options = words(rows=2, label="What else was considered")
    rationale = words(
        rows=4, label="Why", required=True, missing="Write why: a decision without a reason can’t be kept"
    )
    review_on = day("Look at it again on", required=False)


class AddForm(forms.Form):
    """A note, a contact with family or an agency, or a correction. It stands beside the account."""

    kind = forms.ChoiceField(
        label="What are you adding?",
        choices=[c for c in Addendum.Kind.choices if c[0] != Addendum.Kind.ADDENDUM],
        initial=Addendum.Kind.NOTE,
        widget=forms.RadioSelect,
    )
    text = words(rows=3, label="What happened", required=True, missing="Write what you want to add")


class FeedbackForm(forms.Form):
    """The answer to the person who logged it."""

    text = words(
        rows=4,
        label="Your answer",
        required=True,
        missing="Write your answer",
        help_text="They see this and nothing else of the case. Thank them; say what to look out for.",
    )


class MonitorForm(forms.Form):
    """Watch it, and when to look again."""

    review_on = day("Look at it again on", missing="Choose the day on which you will look at it again")

    def clean_review_on(self) -> date:
        """A review lies ahead."""
        chosen: date = self.cleaned_data["review_on"]
        if chosen <= timezone.localdate():
            raise forms.ValidationError("Choose a day after today")
        return chosen


class CloseForm(forms.Form):
    """What a closed concern must say. Emptiness is judged by the closing guard."""

    summary = words(rows=4, label="Summary of the concern")
    follow_up = words(rows=4, label="How it was followed up and resolved")
    outcome = words(rows=3, label="Outcome")
    no_action_reason = words(rows=2, label="If no action was taken, why none was needed")
    version = forms.IntegerField(widget=forms.HiddenInput)
    hide_optional = True


class ReopenForm(forms.Form):
    """Why a closed concern is opened again."""

    reason = words(rows=3, label="Why", required=True, missing="Write why it is opened again")


class ShareForm(forms.Form):
    """Who else may read it, why, until when."""

    member = MemberField(label="Who", error_messages={"required": "Choose a person"})
    until = day("Until", required=False, help_text="Leave empty for as long as it is needed.")
    reason = words(rows=2, label="Why they need it", required=True, missing="Write why they need it")

    def __init__(self, *args: Any, team: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].offer(team)  # type: ignore[attr-defined]

    def clean_until(self) -> datetime | None:
        """To the end of the day."""
        chosen: date | None = self.cleaned_data.get("until")
        return timezone.make_aware(datetime.combine(chosen, time.max)) if chosen else None
