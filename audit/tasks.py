"""What beat calls: each night every school's ledger is checked."""

from celery import shared_task
from django.utils import timezone

from audit.actions import ask_for_check
from safeguard.scope import all_schools


@shared_task(name="audit.check_all", ignore_result=True)
def check_all() -> None:
    """Ask for a check of every school. The jobs' own rows say what came of it."""
    for _ in all_schools(reason="the ledger of every school is checked each night"):
        ask_for_check(by=None, now=timezone.now())
