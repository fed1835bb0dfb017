"""Files that were made to be fetched, and whose time is over."""

from datetime import datetime

from django.db import transaction

from safeguard.vault.files import remove_file
from safeguard.vault.models import SealedFile


def expire_files(*, now: datetime) -> int:
    """Take away the bytes of every file of the school that was only kept until now; returns how many.

    The rows stay and say that there was a file. Its digest stays with them.
    """
    with transaction.atomic():
        over = list(SealedFile.objects.select_for_update().filter(expires_at__lt=now, removed_at=None))
        for file in over:
            remove_file(file, now=now)
    return len(over)
