"""Filters of the queue, and giving concerns an owner."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from access.models import Membership
from concerns.models.concern import Risk
from concerns.queries.triage import TABS, TriageFilter

YEARS = [("R", "Reception"), *[(str(n), f"Year {n}") for n in range(1, 14)]]


class FilterForm(forms.Form):
    """Codes in the address; anything unknown counts as not chosen."""

    tab = forms.ChoiceField(choices=list(TABS.items()), required=False)
    risk = forms.ChoiceField(
        label="Risk", required=False, choices=[("", "Any risk"), ("none", "Not triaged"), *Risk.choices]
    )
    year = forms.ChoiceField(label="Year", required=False, choices=[("", "All years"), *YEARS])
    owner = forms.ChoiceField(
        label="Owner", required=False, choices=[("", "Anyone"), ("me", "Me"), ("nobody", "Nobody yet")]
    )

    def wanted(self) -> TriageFilter:
        """The filter that the address asks for."""
        self.is_valid()
        data = self.cleaned_data
        return TriageFilter(
            data.get("tab") or "open", data.get("risk", ""), data.get("year", ""), data.get("owner", "")
        )


class MemberField(forms.Field):
    """Choose among the members that the page offers; anybody else is refused."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Select, **kwargs)
        self.members: dict[str, Membership] = {}

    def offer(self, members: Sequence[Membership]) -> None:
        """Set who may be chosen."""
        self.members = {str(m.uid): m for m in members}
        self.widget.choices = [
            ("", "Choose a person"),
            *[(uid, m.display_name) for uid, m in self.members.items()],
        ]

    def clean(self, value: Any) -> Membership | None:
        """The member with this uid, if the page offered them."""
        if not value:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        found = self.members.get(str(value))
        if found is None:
            raise forms.ValidationError("Choose a person from the list")
        return found


class AssignForm(forms.Form):
    """Who should have the concerns that were ticked."""

    owner = MemberField(label="Owner", error_messages={"required": "Choose who should have it"})

    def __init__(self, *args: Any, team: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].offer(team)  # type: ignore[attr-defined]

    @staticmethod
    def chosen(data: Any) -> list[uuid.UUID]:
        """The uids that were ticked; what isn't a uid is left out."""
        found = []
        for value in data.getlist("concern"):
            try:
                found.append(uuid.UUID(value))
            except ValueError:
                continue
        return found
