"""Two kinds of tables: those that belong to a school, and those that belong to nobody."""

import uuid
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.db import models

from safeguard.scope.current import current_school_id

M = TypeVar("M", bound=models.Model)


class TenantManager(models.Manager[M]):
    """Raises NoScope outside of a school; inside, filters by school explicitly.

    Row-level security would filter as well; the explicit filter gives the planner its index and
    turns a forgotten scope into a loud error instead of an empty list.
    """

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(school_id=current_school_id())


class TenantModel(models.Model):
    """A row of one school. `uid` is what addresses show; `id` never leaves the server."""

    id = models.BigAutoField(primary_key=True)
    school = models.ForeignKey(
        settings.SCHOOL_MODEL,
        on_delete=models.PROTECT,
        db_index=False,
        related_name="+",
        default=current_school_id,
        editable=False,
    )
    uid = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar[Any] = TenantManager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.label} {self.uid}"

    def __repr__(self) -> str:
        return f"<{self}>"


class GlobalModel(models.Model):
    """A table without a school: reference data, accounts, schools themselves. Says so on purpose."""

    class Meta:
        abstract = True
