"""What beat calls for the record."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from concerns.actions.raising import expire_drafts
from safeguard.scope import all_schools


@shared_task(name="concerns.expire_drafts", ignore_result=True)
def expire_old_drafts() -> None:
    """Each hour: delete drafts whose two weeks are over."""
    for _ in all_schools(reason="drafts of every school expire"):
        with transaction.atomic():
            expire_drafts(now=timezone.now())
