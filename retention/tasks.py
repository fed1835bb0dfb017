"""What beat calls for retention."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from retention.actions.files import expire_files
from retention.actions.plans import ask_for_plan
from safeguard.scope import all_schools


@shared_task(name="retention.plan", ignore_result=True)
def plan_every_school() -> None:
    """Each night: one job a school, so that a killed worker costs one school's pass and nothing else."""
    for _ in all_schools(reason="the retention plan of every school is made each night"):
        with transaction.atomic():
            ask_for_plan(by=None, now=timezone.now())


@shared_task(name="retention.expire_files", ignore_result=True)
def expire_files_everywhere() -> None:
    """Each hour: packages and PDFs that were made to be fetched go when their time is over."""
    for _ in all_schools(reason="files that were made to be fetched end in every school"):
        expire_files(now=timezone.now())
