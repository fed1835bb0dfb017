"""Filters of the access audit's pages: {% load audit %}."""

from typing import Any

from django import template
from django.db import models

from audit.models import Entry

register = template.Library()


@register.filter
def seal_start(head: bytes | memoryview | None) -> str:
    """The first figures of a seal, in fours, for reading aloud: '9f3c 71ae 04d2'."""
    start = bytes(head or b"")[:6].hex()
    return " ".join(start[i : i + 4] for i in range(0, len(start), 4))


@register.filter
def field_changes(entry: Entry) -> list[tuple[str, str, str]]:
    """A field-level change as rows: name, before, after. A link to another row shows only that it changed."""
    if not isinstance(entry.changes, dict):
        return []
    model = entry.content_type.model_class()
    fields = {f.name: f for f in model._meta.concrete_fields} if model else {}
    return [_row(name, fields.get(name), entry.changes[name]) for name in sorted(entry.changes)]


def _row(name: str, field: Any, change: Any) -> tuple[str, str, str]:
    before, after = change if isinstance(change, list) and len(change) == 2 else (None, change)
    label = str(field.verbose_name) if field is not None else name
    if isinstance(field, models.ForeignKey):
        return label, _known(before), _known(after)
    return label, _shown(before), _shown(after)


def _known(value: Any) -> str:
    """Row numbers never leave the server."""
    return "nothing" if value in (None, "None") else "a row"


def _shown(value: Any) -> str:
    return "nothing" if value in (None, "None", "") else str(value)
