"""The model field for sealed columns."""

from typing import Any

from django.db import models

from safeguard.vault.envelope import place
from safeguard.vault.sealed import Sealed


class SealedAttribute:
    """Gives a sealed value its place when it is read from a row; refuses plain words."""

    def __init__(self, name: str, column: str) -> None:
        self.name, self.column = name, column

    def __get__(self, row: Any, owner: Any = None) -> Any:
        if row is None:
            return self
        if self.name not in row.__dict__:
            row.refresh_from_db(fields=[self.name])
        value = row.__dict__[self.name]
        if value is None or isinstance(value, Sealed):
            return value
        where = place(row.school_id, row._meta.db_table, self.column, row.uid)
        row.__dict__[self.name] = Sealed(bytes(value), where)
        return row.__dict__[self.name]

    def __set__(self, row: Any, value: Any) -> None:
        if isinstance(value, str):
            raise TypeError(f"{self.name} is sealed: use vault.keys.seal(row, key, {self.name}=...)")
        row.__dict__[self.name] = value


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """A bytea column that reads as `Sealed`. Not editable, never in a form, nothing to filter by."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, kwargs

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, SealedAttribute(self.attname, self.column or name))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, Sealed):
            value = value.token
        return super().get_db_prep_value(value, connection, prepared)

    def value_to_string(self, obj: Any) -> str:
        return str(self.value_from_object(obj))

    def to_python(self, value: Any) -> Any:
        return value

    def get_lookup(self, lookup_name: str) -> Any:
        """Only "is it empty" can be asked of sealed words."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
