"""What every page's frame needs: the school, the person, the menu by capability."""

from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from access.capabilities import Capability

MENU: tuple[tuple[Capability | None, str, str, str], ...] = (
    (Capability.TRIAGE_VIEW, "concerns:triage", "Triage", "inbox"),
    (Capability.CONCERN_ACT, "concerns:tasks", "My tasks", "task"),
    (Capability.CHILD_READ, "concerns:children", "Children", "child"),
    (Capability.CONCERN_LOG, "concerns:log", "Log a concern", "plus"),
    (Capability.CONCERN_OWN, "concerns:mine", "What I have sent", "inbox"),
    (Capability.CONCERN_SHARED, "concerns:shared", "Shared with me", "share"),
    (None, "", "Data protection", ""),
    (Capability.AUDIT_READ, "audit:home", "Access audit", "eye"),
    (Capability.SAR_MANAGE, "retention:sar_list", "Subject access", "file"),
    (Capability.SAR_LOG, "retention:sar_log", "Log a request for data", "file"),
    (Capability.RETENTION_READ, "retention:home", "Retention", "clock"),
    (None, "", "School", ""),
    (Capability.PUPILS_IMPORT, "concerns:import", "Import pupils", "child"),
    (Capability.PEOPLE_MANAGE, "access:people", "Staff and access", "lock"),
)


def menu(request: Any) -> list[dict[str, Any]]:
    """The entries this member may use; headings without entries are left out."""
    entries: list[dict[str, Any]] = []
    for capability, name, label, icon in MENU:
        if capability is None:
            entries.append({"head": label})
        elif request.member.can(capability):
            try:
                url = reverse(name, kwargs={"school": request.school.slug})
            except NoReverseMatch:
                continue
            current = request.path == url or (name != "concerns:log" and request.path.startswith(url))
            entries.append({"key": name, "url": url, "label": label, "icon": icon, "current": current})
    return [
        e
        for i, e in enumerate(entries)
        if not ("head" in e and (i + 1 == len(entries) or "head" in entries[i + 1]))
    ]


def page_context(request: Any) -> dict[str, Any]:
    """For templates/base.html."""
    member = getattr(request, "member", None)
    school = getattr(request, "school", None)
    return {
        "brand": "Safeguard",
        "school": school,
        "member": member,
        "nav": menu(request) if member else [],
        "can_search": bool(member and member.can(Capability.SEARCH_USE)),
        "demo": settings.DEMO,
        "idle_minutes": request.session.get_session_cookie_age() // 60 if member else 0,
    }
