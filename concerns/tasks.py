"""What beat calls for the record."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from concerns.actions.imports import expire_imports
from concerns.actions.raising import expire_drafts
from safeguard.scope import all_schools


@shared_task(name="concerns.expire_drafts", ignore_result=True)
def expire_old_drafts() -> None:
    """Each hour: delete drafts whose two weeks are over."""
    for _ in all_schools(reason="drafts of every school expire"):
        with transaction.atomic():
            expire_drafts(now=timezone.now())


@shared_task(name="concerns.expire_imports", ignore_result=True)
def expire_old_imports() -> None:
    """Each hour: remove lists of pupils that nobody went on with, and rejected rows after seven days."""
    for _ in all_schools(reason="uploaded lists of pupils of every school expire"):
        with transaction.atomic():
            expire_imports(now=timezone.now())
