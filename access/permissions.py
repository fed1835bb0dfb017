"""The REST framework's door: only views that declared a capability, checked by the guard before them."""

from typing import Any

from rest_framework.permissions import BasePermission

from safeguard.guard import guard_of


class DeclaredPermission(BasePermission):
    """False unless the view declared a permission and the guard let the person in."""

    def has_permission(self, request: Any, view: Any) -> bool:
        guard = guard_of(view) or guard_of(getattr(request.resolver_match, "func", None))
        return guard is not None and (guard.kind == "public" or getattr(request, "member", None) is not None)
