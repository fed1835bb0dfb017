"""The forms on which a hold is placed and lifted."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms

from access.models import Membership
from concerns.models import Child, Concern
from retention.queries.files import find_concern_for
from retention.queries.holds import BY_HAND
from retention.rules import HOLD_NAMES

ON_CHILD, ON_CONCERN, ON_SCHOOL = "child", "concern", "school"
LONGEST = 4000


def reason(label: str, help_text: str, missing: str) -> forms.CharField:
    """Why, in a few sentences; a hold without a reason is refused."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": missing, "max_length": f"Keep this under {LONGEST} characters."},
    )


class HoldForm(forms.Form):
    """What is to be kept, for whom, why, and when somebody looks at it again."""

    on = forms.ChoiceField(
        label="What has to be kept?",
        choices=[
            (ON_CHILD, "One child’s file"),
            (ON_CONCERN, "One concern, with the file of every child in it"),
            (ON_SCHOOL, "Everything the school has"),
        ],
        widget=forms.RadioSelect(attrs={"class": "seg--col"}),
        error_messages={"required": "Say what has to be kept."},
    )
    reference = forms.CharField(
        label="Reference of the concern",
        help_text="It stands on the concern’s page, such as OAK-26-0418. Only for one concern.",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label="Why is it held?",
        choices=[("", "Choose"), *((kind.value, HOLD_NAMES[kind]) for kind in BY_HAND)],
        error_messages={"required": "Choose why it is held."},
    )
    why = reason(
        "The reason in your own words",
        "Whoever looks at this hold in a year has to understand it.",
        "Say why the records have to be kept.",
    )
    asked_by = forms.CharField(
        label="Who asks for it",
        help_text="A court, a solicitor, the police, an inquiry. Leave it empty if it is your own decision.",
        required=False,
        max_length=200,
    )
    review_on = forms.DateField(
        label="Look at it again on",
        help_text="The hold stays until somebody lifts it. This day is a reminder.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input--date"}),
        error_messages={
            "required": "Choose a day for looking at this hold again.",
            "invalid": "Write the day as 31/12/2027.",
        },
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"],
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        member: Membership,
        today: date,
        children: Sequence[Child] = (),
        **more: Any,
    ) -> None:
        more.setdefault(
            "initial",
            {
                "key": uuid.uuid4(),
                "review_on": today + relativedelta(years=1),
                "on": ON_CHILD if children else None,
            },
        )
        super().__init__(data, **more)
        self.member, self.today, self.children = member, today, list(children)
        self.concern: Concern | None = None
        self.child_error = ""

    @property
    def child(self) -> Child | None:
        """The one child of a hold on a child's file."""
        return self.children[0] if self.cleaned_data.get("on") == ON_CHILD else None

    def clean_review_on(self) -> date:
        """A day to come."""
        day: date = self.cleaned_data["review_on"]
        if day <= self.today:
            raise forms.ValidationError("Choose a day to come for looking at this hold again.")
        return day

    def clean(self) -> dict[str, Any]:
        """What is held has to be named, once."""
        data = super().clean() or {}
        if data.get("on") == ON_CHILD and len(self.children) != 1:
            self.child_error = (
                "Choose the child whose file has to be kept."
                if not self.children
                else "Choose one child. For another child place another hold."
            )
            self.add_error(None, self.child_error)
        if data.get("on") == ON_CONCERN:
            self.concern = find_concern_for(self.member, data.get("reference") or "")
            if self.concern is None:
                self.add_error("reference", "There is no concern with this reference. Look at its page.")
        return data


class LiftForm(forms.Form):
    """Why the records need not be kept any longer."""

    why = reason(
        "Why can the hold be lifted?",
        "From then on the retention schedule decides again.",
        "Say why the records need not be kept any longer.",
    )
