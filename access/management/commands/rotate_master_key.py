"""`manage.py rotate_master_key`: wrap every key with the newest master key. Stopped anywhere, it resumes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from access.actions import reseal_second_factors
from safeguard.scope import all_schools
from safeguard.vault.keys import rotate_master
from safeguard.vault.masters import masters


class Command(BaseCommand):
    """The newest stands first in SAFEGUARD_MASTER_KEYS; the older ones behind it until this is done."""

    help = "Rewrap each school's keys and each enrolment secret with the first key of SAFEGUARD_MASTER_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Each school in a transaction of its own."""
        newest, *older = masters()
        schools = keys = 0
        for _ in all_schools(reason="every school's keys are rewrapped by the newest master key"):
            with transaction.atomic():
                keys += rotate_master()
            schools += 1
        secrets = reseal_second_factors()
        self.stdout.write(
            f"{keys} keys of {schools} schools and {secrets} enrolment secrets rewrapped by {newest!r}."
        )
        if older:
            self.stdout.write(
                f"Now take {', '.join(older)} out of SAFEGUARD_MASTER_KEYS and restart. Sessions from before"
                " the new key end with that. Keep the old key with the backups that need it."
            )
