"""How every form is drawn: one renderer, one field, one error summary.

A field is label, hint, error, control, in that order, and the control is described by hint then error. Forms
choose the widget; the class names live here and in templates/ui/field.html, nowhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

SEGMENTED = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class SafeguardRenderer(TemplatesSetting):
    """Django's project-template renderer with our own field and form. Needs `django.forms` installed."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


class PlainForm(forms.Form):
    """A form that asks for missing answers in words: "Enter: place", never "This field is required"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _ask_for(field)


def _ask_for(field: forms.Field) -> str:
    label = str(field.label or "").rstrip("?")
    if isinstance(field.widget, forms.CheckboxInput):
        return f"Tick “{label}” to go on"
    chosen = isinstance(field, (forms.ChoiceField, forms.ModelChoiceField, forms.FileField))
    verb = "Choose" if chosen else "Enter"
    return f"{verb}: {label[:1].lower()}{label[1:]}"


@dataclass(frozen=True)
class Problem:
    """One line of the error summary. `target` is the id it leads to, empty when it is about no one field."""

    words: str
    target: str


def find_problems(forms_and_sets: Iterable[Any]) -> list[Problem]:
    """What is wrong in the given forms and form sets, in the page's order; nothing where one is unbound."""
    found: list[Problem] = []
    for item in forms_and_sets:
        if isinstance(item, forms.BaseFormSet):
            found += [Problem(words=str(error), target="") for error in item.non_form_errors()]
            found += find_problems(item.forms)
        elif isinstance(item, forms.BaseForm) and item.is_bound:
            found += _problems_of(item)
    return found


def _problems_of(form: forms.BaseForm) -> list[Problem]:
    found = [Problem(words=str(error), target="") for error in form.non_field_errors()]
    for field in form:
        found += [Problem(words=str(error), target=first_control(field)) for error in field.errors]
    return found


def first_control(field: BoundField) -> str:
    """The id that a link to this field should focus: for a group of choices, its first one."""
    widget = field.field.widget
    base = str(widget.attrs.get("id") or field.auto_id)
    if isinstance(widget, SEGMENTED):
        return f"{base}_0"
    return widget.id_for_label(base) or base


def control_class(field: BoundField) -> str:
    """The classes of the field's control: those the form asked for after our own."""
    widget = field.field.widget
    own = "" if isinstance(widget, (*SEGMENTED, forms.CheckboxInput, forms.FileInput)) else "input"
    return f"{own} {widget.attrs.get('class', '')}".strip()


def kind_of(field: BoundField) -> str:
    """How the field is laid out: 'choices', 'tick', 'file', 'group' (several controls) or 'control'."""
    widget = field.field.widget
    if isinstance(widget, SEGMENTED):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    if isinstance(widget, forms.FileInput):
        return "file"
    return "group" if field.use_fieldset else "control"
