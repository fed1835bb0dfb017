"""Which models have their field-level changes kept, and which of their values may be read.

django-auditlog writes the diff. A sealed value prints as its seal by nature; every other value is masked
unless the app that owns the model names it as shown. So a new field tells nothing until somebody decides.
"""

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from auditlog.registry import auditlog
from django.db import models

from safeguard.vault.fields import SealedField

Subjects = Callable[[Any], Iterable[uuid.UUID]]
NEVER = {"id", "uid", "school"}
_subjects: dict[type[models.Model], Subjects] = {}


class NotShowable(ValueError):
    """A field that may hold words, or that doesn't exist, was named as shown."""


def watch(
    model: type[models.Model],
    *,
    shown: Iterable[str] = (),
    left_out: Iterable[str] = (),
    subjects: Subjects | None = None,
) -> None:
    """Keep field-level changes of a model in the ledger.

    `shown`: fields whose values stand in the clear (codes, dates, numbers, links to rows).
    `left_out`: fields that change without meaning anything. `subjects`: whose file the row is part of.
    Derived bytes, such as digests for matching, are left out always.
    """
    shown, skip = set(shown), NEVER | set(left_out)
    fields = [f for f in model._meta.concrete_fields if f.name not in skip and not _is_bytes(f)]
    for name in shown:
        field = next((f for f in fields if f.name == name), None)
        if field is None or isinstance(field, models.TextField | models.EmailField | models.JSONField):
            raise NotShowable(f"{model._meta.label}.{name} can't be shown in the ledger")
    auditlog.register(
        model,
        include_fields=[f.name for f in fields],
        mask_fields=[f.name for f in fields if f.name not in shown and not isinstance(f, SealedField)],
    )
    if subjects is not None:
        _subjects[model] = subjects


def _is_bytes(field: Any) -> bool:
    return isinstance(field, models.BinaryField) and not isinstance(field, SealedField)


def watched() -> list[type[models.Model]]:
    """The models whose changes are kept."""
    return list(auditlog.get_models())


def subjects_of(row: models.Model) -> list[uuid.UUID]:
    """The subjects of a watched row, sorted as `record` sorts them."""
    find = _subjects.get(type(row))
    return sorted(set(find(row))) if find else []
