"""Uploading a list of pupils, saying which column is what, and agreeing to write it."""

from collections.abc import Mapping
from typing import Any

from django import forms

from concerns.imports.mapping import IDENTITY, LABELS, NAMES, ChildField, Choice, Confidence
from concerns.imports.reading import samples
from concerns.imports.table import MAX_BYTES, Table
from concerns.imports.unreadable import SENTENCES, Reason

NOT_IN_FILE = "Not in this file"
_LONGEST_SAMPLE = 24


class UploadForm(forms.Form):
    """One file. What kind it is, its bytes say later."""

    file = forms.FileField(
        label="List of pupils",
        help_text="CSV or Excel (.xlsx) as your school system exports it, up to 25 MB.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={
            "required": "Choose the file with the pupils",
            "missing": "Choose the file with the pupils",
            "empty": SENTENCES[Reason.EMPTY],
        },
    )

    def __init__(self, *args: Any, body_size: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A body this large was not read at all, so there is no file to look at.
        if body_size > MAX_BYTES:
            self.fields["file"].error_messages["required"] = SENTENCES[Reason.TOO_BIG]

    def clean_file(self) -> Any:
        """Refuse by size before anything is read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(SENTENCES[Reason.TOO_BIG])
        return file


def _option(table: Table, header: str) -> str:
    shown = [
        text if len(text) <= _LONGEST_SAMPLE else f"{text[:_LONGEST_SAMPLE]}…"
        for text in samples(table, header)
    ]
    return f"{header}: {', '.join(shown)}" if shown else f"{header}: nothing in it"


class MappingForm(forms.Form):
    """A select for each field; each option is a column with three of its values."""

    def __init__(
        self,
        *args: Any,
        table: Table,
        choices: Mapping[ChildField, Choice],
        kept: Mapping[str, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        columns = [
            ("", NOT_IN_FILE),
            *((str(i), _option(table, header)) for i, header in enumerate(table.headers)),
        ]
        for name in ChildField:
            place = kept.get(name.value)
            guessed = choices[name]
            as_guessed = place is not None and guessed.header == table.headers[place]
            self.fields[name.value] = forms.ChoiceField(
                label=LABELS[name],
                choices=columns,
                required=name in NAMES,
                initial="" if place is None else str(place),
                help_text=_hint(guessed) if as_guessed else "",
                error_messages={
                    "required": f"Choose the column with the {LABELS[name].lower()}",
                    "invalid_choice": "Choose a column of this file",
                },
            )

    def clean(self) -> dict[str, Any]:
        """Each column once, and something that recognises a child again."""
        given: dict[str, Any] = super().clean() or {}
        if not any(given.get(name.value) for name in IDENTITY):
            self.add_error(ChildField.DOB.value, SENTENCES[Reason.NO_IDENTITY])
        taken: dict[str, str] = {}
        for name, place in list(given.items()):
            if place and place in taken:
                both = f"{LABELS[ChildField(taken[place])]} and {LABELS[ChildField(name)].lower()}"
                self.add_error(name, f"{both} have the same column. Choose another for one of them.")
            elif place:
                taken[place] = name
        return given

    def mapping(self) -> dict[ChildField, int]:
        """Field to column number."""
        return {
            name: int(self.cleaned_data[name.value]) for name in ChildField if self.cleaned_data[name.value]
        }


def _hint(choice: Choice) -> str:
    if choice.confidence is not Confidence.LIKELY:
        return ""
    return choice.why if choice.why.endswith("it is this one.") else f"{choice.why} Check it."


class WriteForm(forms.Form):
    """What a person agrees to: rows that are the same child, and children to mark as left."""

    leave = forms.BooleanField(required=False)
    agreed = forms.IntegerField(required=False, min_value=0)

    def confirmed(self) -> list[int]:
        """Lines that were ticked; what isn't a line number is left out."""
        ticked = self.data.getlist("same") if hasattr(self.data, "getlist") else []
        return [int(line) for line in ticked if line.isascii() and line.isdigit() and len(line) < 8]
