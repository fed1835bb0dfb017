"""Adding somebody to a school, and ending a role. These validate; actions save."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from access.actions import EndReason
from access.roles import ROLES, Role, gives


def described(role: Role) -> SafeString:
    """A role's name, and under it what it means."""
    return format_html(
        '<span><strong>{}</strong><br><span class="muted small">{}</span></span>',
        ROLES[role].label,
        ROLES[role].prose,
    )


class AddMemberForm(forms.Form):
    """Who, and as what. Only roles that the giver may give are offered."""

    email = forms.EmailField(
        label="Work e-mail address",
        help_text="They sign in with it. If they have an account already, in any school, it is used.",
        max_length=254,
        error_messages={
            "required": "Enter their work e-mail address",
            "invalid": "Enter an e-mail address like name@school.org.uk",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label="Full name",
        max_length=120,
        error_messages={"required": "Enter their full name"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    job_title = forms.CharField(
        label="Job title",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label="Role",
        help_text="The least that their work needs. It starts today.",
        widget=forms.RadioSelect(attrs={"class": "seg--col"}),
        error_messages={"required": "Choose a role"},
    )

    def __init__(self, *args: Any, giver_role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(r.value, described(r)) for r in gives(giver_role)]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class EndRoleForm(forms.Form):
    """Why it ends."""

    reason = forms.ChoiceField(
        label="Why does it end?",
        choices=[(r.name.lower(), r.value[0].upper() + r.value[1:]) for r in EndReason],
        widget=forms.RadioSelect(attrs={"class": "seg--col"}),
        error_messages={"required": "Choose why the role ends"},
    )

    def clean_reason(self) -> EndReason:
        return EndReason[self.cleaned_data["reason"].upper()]
