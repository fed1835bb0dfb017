"""Handing a package over: to the officer who is signed in, or by a link and a passphrase of its own."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F

from access.actions import require
from access.capabilities import Capability
from access.models import Membership
from audit.events import Event
from audit.record import record
from retention.actions.sar import RequestRefused, subjects_of_request
from retention.models import Package
from retention.models.requests import RequestState
from safeguard.vault.files import open_file
from safeguard.vault.keys import digest

LINK_LASTS = timedelta(days=14)
TRIES = 10

# No letters or digits that are mistaken for one another when somebody reads them out.
_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True)
class Link:
    """Shown once: neither part can be read again. They go by different ways."""

    token: str
    passphrase: str
    until: datetime


def make_link(*, by: Membership, package: Package, now: datetime) -> Link:
    """A link for the requester, and a passphrase to tell them another way. An earlier link ends."""
    require(by, Capability.SAR_MANAGE)
    token = secrets.token_urlsafe(32)
    passphrase = "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(3))
    with transaction.atomic():
        row = (
            Package.objects.select_for_update(of=("self",))
            .select_related("request__subject")
            .get(pk=package.pk)
        )
        if row.replaced_at is not None or row.expires_at <= now:
            raise RequestRefused("This package is no longer there. Make it again.")
        if row.request.state not in (RequestState.BUILD, RequestState.RELEASED):
            raise RequestRefused("A link can only be made for a package that was approved.")
        row.link_digest, row.passphrase_digest = digest("sar link", token), make_password(passphrase)
        row.link_made_at, row.link_until, row.wrong_tries = now, min(now + LINK_LASTS, row.expires_at), 0
        row.save()
        _tell(Event.SAR_LINKED, row, by=by)
    return Link(token, passphrase, row.link_until)


def end_link(*, by: Membership, package: Package) -> None:
    """Let a link open nothing any more."""
    require(by, Capability.SAR_MANAGE)
    with transaction.atomic():
        row = (
            Package.objects.select_for_update(of=("self",))
            .select_related("request__subject")
            .get(pk=package.pk)
        )
        row.link_digest = row.link_until = None
        row.save(update_fields=["link_digest", "link_until"])
        _tell(Event.SAR_LINK_ENDED, row, by=by)


def download_package(*, by: Membership, package: Package, now: datetime) -> Iterator[bytes]:
    """The file's bytes for the officer. Raises RequestRefused when it is over."""
    require(by, Capability.SAR_MANAGE)
    return _give(package, by=by, how="signed in", now=now)


def collect_package(*, token: str, passphrase: str, now: datetime) -> tuple[Package, Iterator[bytes]] | None:
    """The package that a link opens, or None for a wrong or ended link and a wrong passphrase: all alike.

    Wrong tries are counted on the package, so that guessing ends whatever the address it comes from.
    """
    with transaction.atomic():
        row = (
            Package.objects.select_for_update(of=("self",))
            .select_related("request__subject", "file")
            .filter(link_digest=digest("sar link", token), link_until__gt=now, replaced_at=None)
            .first()
        )
        if row is None or row.wrong_tries >= TRIES:
            return None
        if not check_password(passphrase.strip().upper(), row.passphrase_digest):
            Package.objects.filter(pk=row.pk).update(wrong_tries=F("wrong_tries") + 1)
            _tell(Event.SAR_LINK_REFUSED, row, by=None)
            return None
        return row, _give(row, by=None, how="by the link", now=now)


def _give(package: Package, *, by: Membership | None, how: str, now: datetime) -> Iterator[bytes]:
    if package.replaced_at is not None or package.expires_at <= now or package.file.removed_at is not None:
        raise RequestRefused("This package is no longer there. Make it again.")
    with transaction.atomic():
        Package.objects.filter(pk=package.pk).update(downloads=F("downloads") + 1)
        _tell(Event.SAR_DOWNLOADED, package, by=by, how=how, sha256=package.file.sha256)
    return open_file(package.file)


def _tell(event: Event, package: Package, *, by: Membership | None, **payload: str) -> None:
    request = package.request
    record(
        event,
        by=by,
        subjects=subjects_of_request(request),
        target=request,
        reference=request.reference,
        **payload,
    )
