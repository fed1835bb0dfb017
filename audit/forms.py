"""The filters of the access audit. They come by GET and stay in the address, as uids and codes."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from audit.events import Kind
from audit.labels import Person
from audit.queries import Filters
from audit.sentences import KINDS

DAY = {"type": "date", "class": "input--sm"}


class FilterForm(forms.Form):
    """Who, what, from when until when. A person stands in the address as the uid of a membership."""

    person = forms.ChoiceField(label="Who", required=False)
    kind = forms.ChoiceField(
        label="What they did",
        required=False,
        choices=[("", "Anything"), *((kind.value, label) for kind, label in KINDS.items())],
    )
    since = forms.DateField(
        label="From",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY),
        error_messages={"invalid": "Write the first day as a date, such as 2026-11-23."},
    )
    until = forms.DateField(
        label="To",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY),
        error_messages={"invalid": "Write the last day as a date, such as 2026-11-23."},
    )
    fields_too = forms.BooleanField(label="Show each changed field", required=False)
    hide_optional = True

    def __init__(self, data: Any, *, people: Sequence[Person]) -> None:
        super().__init__(data)
        self.people = {str(person.uid): person for person in people}
        shown = [(uid, f"{person.name}, {person.sub}") for uid, person in self.people.items()]
        self.fields["person"].choices = [("", "Anybody"), *shown]  # type: ignore[attr-defined]
        for name in ("person", "kind"):
            self.fields[name].widget.attrs["class"] = "input--sm"

    def clean(self) -> dict[str, Any]:
        """The last day can't lie before the first."""
        data = super().clean() or {}
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", "The last day is before the first. Change one of them.")
        return data

    def filters(self, *, child: uuid.UUID | None = None, person: Person | None = None) -> Filters:
        """What to ask the ledger; a field with a mistake asks for nothing."""
        self.full_clean()
        data = self.cleaned_data
        return Filters(
            person=person or self.people.get(data.get("person", "")),
            child=child,
            kind=Kind(data["kind"]) if data.get("kind") else None,
            since=data.get("since"),
            until=data.get("until"),
            fields=bool(data.get("fields_too")),
        )


class ChooseForm(forms.Form):
    """The child that the finder put in; names never reach an address."""

    child = forms.UUIDField(required=False)
    child_text = forms.CharField(required=False, max_length=80)
