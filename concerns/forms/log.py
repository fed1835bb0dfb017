"""The form on which a concern is logged."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from concerns.models import Child, Concern

LONGEST = 100_000
TOO_LONG = (
    "This is longer than %(limit_value)d characters. Send the first part, then add the rest to it afterwards."
)
WHEN = [("now", "Just now"), ("today", "Earlier today"), ("other", "Another day")]


def words(*, rows: int, required: bool = False, missing: str = "", **more: Any) -> forms.CharField:
    """A long text; nothing typed is lost when it is refused."""
    css = more.pop("css", "")
    field = forms.CharField(
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows, "maxlength": False, **({"class": css} if css else {})}),
        error_messages={"required": missing, "max_length": TOO_LONG},
        **more,
    )
    field.widget.attrs.pop("maxlength", None)
    return field


class Revealing(forms.RadioSelect):
    """Choices of which some show a further part of the page while they are chosen."""

    def __init__(self, *, reveals: dict[str, str]) -> None:
        super().__init__()
        self.reveals = reveals

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The choice, with the id of what it shows."""
        option = super().create_option(name, value, *args, **kwargs)
        if value in self.reveals:
            option["attrs"]["data-reveals"] = self.reveals[value]
        return option


class LogForm(forms.Form):
    """Only the child and the account are asked for; everything else helps."""

    when = forms.ChoiceField(
        label="When did you see or hear this?",
        choices=WHEN,
        initial="now",
        widget=Revealing(reveals={"other": "another-day"}),
    )
    on_date = forms.DateField(
        label="Which day",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Write the day as 31/12/2026"},
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"],
    )
    at_time = forms.TimeField(
        label="What time",
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Write the time as 10:40"},
    )
    precision = forms.ChoiceField(
        label="How sure of the time",
        choices=Concern.Precision.choices,
        initial=Concern.Precision.ABOUT,
        required=False,
    )
    place = forms.CharField(label="Place", required=False, max_length=120)
    how_known = forms.ChoiceField(
        label="How do you know?",
        choices=Concern.HowKnown.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how you know: you saw it, the child told you, or someone else did"},
    )
    account = words(
        rows=6,
        label="What you saw or heard",
        required=True,
        missing="Write what you saw or heard",
        help_text="Facts first, in order. Use full names, not initials."
        " If you add what you think, say that it is your view.",
    )
    child_words = words(
        rows=3,
        css="input--quote",
        label="The child’s own words",
        help_text="As close as you can to exactly what they said. Do not tidy it up."
        " If you asked something, write your question too.",
    )
    done_so_far = words(rows=2, label="What you said or did")
    urgency = forms.ChoiceField(
        label="Does someone need to act before the end of school today?",
        choices=Concern.Urgency.choices,
        initial=Concern.Urgency.UNSURE,
        widget=forms.RadioSelect,
    )
    described = forms.CharField(
        label="Who is it, if they are not on the list",
        required=False,
        max_length=300,
        help_text="For example a child from another school."
        " Write the name if you know it, and how you know them.",
    )

    def __init__(self, *args: Any, children: Sequence[Child] = (), now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.children, self.now = children, timezone.localtime(now)

    def clean(self) -> dict[str, Any]:
        """Who, and a time that can be true."""
        data = super().clean() or {}
        if not self.children and not data.get("described", "").strip():
            self.add_error(None, "Choose the child this is about, or say who it is if you cannot find them")
        self.instant = self._instant(data)
        return data

    def _instant(self, data: dict[str, Any]) -> datetime | None:
        when, day, at = data.get("when"), data.get("on_date"), data.get("at_time")
        if when == "now" and at is None:
            return self.now
        if when == "other" and day is None:
            if "on_date" not in self.errors:
                self.add_error("on_date", "Choose the day on which you saw or heard it")
            return None
        chosen: date = day if when == "other" and day else self.now.date()
        instant = datetime.combine(chosen, at or time(0, 0), tzinfo=self.now.tzinfo)
        if instant > self.now:
            field = "on_date" if when == "other" else "at_time"
            self.add_error(field, "This is in the future. Check the day and the time.")
        elif self._before_birth(chosen):
            self.add_error("on_date", "This is before the child was born. Check the day.")
        return instant

    def _before_birth(self, day: date) -> bool:
        return any(child.born is not None and day < child.born for child in self.children)

    @property
    def exactness(self) -> str:
        """How exact the time is; a day without a time is never exact."""
        given = str(self.cleaned_data.get("precision") or Concern.Precision.ABOUT)
        if self.cleaned_data.get("when") != "now" and self.cleaned_data.get("at_time") is None:
            return Concern.Precision.UNKNOWN
        return given


class AddendumForm(forms.Form):
    """Something to add to what was sent."""

    text = words(
        rows=4,
        label="What you want to add",
        required=True,
        missing="Write what you want to add",
        help_text="What you sent stays as it is. This stands beside it with today’s date.",
    )
