"""What must be true before the site starts."""

import ipaddress
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

PUBLIC_DEMO = "access.E001"


def is_loopback(host: str) -> bool:
    """True for a name or address that only this machine itself can reach, with or without a port."""
    name = host.strip().lower()
    if name.startswith("["):
        name = name[1:].partition("]")[0]
    elif name.count(":") == 1:
        name = name.partition(":")[0]
    if name == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def public_hosts(hosts: Iterable[str]) -> list[str]:
    """Those hosts that somebody else could reach."""
    return [host for host in hosts if not is_loopback(host)]


@register(Tags.security)
def demo_stays_at_home(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Demo mode signs anybody in with one click, so it answers on this machine only."""
    found = public_hosts(settings.ALLOWED_HOSTS) if settings.DEMO else []
    if not found:
        return []
    return [
        Error(
            f"Demo mode (SAFEGUARD_DEMO) must not answer as {', '.join(found)}.",
            hint="Take these out of SAFEGUARD_HOSTS, or switch SAFEGUARD_DEMO off.",
            id=PUBLIC_DEMO,
        )
    ]


def refuse_public_demo() -> None:
    """The same for a web server, which runs no system checks. Raises ImproperlyConfigured."""
    for problem in demo_stays_at_home(None):
        raise ImproperlyConfigured(f"{problem.msg} {problem.hint}")
