"""Declared permissions: nothing is let in by default, and the one way over all schools is known by name."""

import ast
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver, include, path

from access.capabilities import Capability
from safeguard.guard import declare_all, guard_of, is_passive, passive, public, requires, signed_in, walk
from safeguard.scope import all_schools

# Where code goes through every school in turn. Each line is a decision; a new one needs a reason here.
EVERY_SCHOOL = {
    "access/management/commands/rotate_master_key.py": "wraps every school's key anew",
    "audit/management/commands/verify_audit.py": "checks every ledger",
    "audit/tasks.py": "asks for the nightly check of every ledger",
    "concerns/tasks.py": "ends drafts and uploaded lists whose time is over",
    "retention/management/commands/seed_schedule.py": "gives every school its schedule",
    "retention/tasks.py": "plans retention each night",
    "safeguard/jobs/tasks.py": "wakes jobs whose worker died",
}


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("here")


def test_a_view_says_what_it_asks() -> None:
    asked = requires("audit.read")(lambda request: HttpResponse())
    declared = guard_of(asked)
    assert declared is not None
    assert (declared.kind, declared.permission, declared.step_up) == ("requires", "audit.read", True)
    laxer = guard_of(requires(Capability.CONCERN_LOG, second_factor=False)(lambda request: HttpResponse()))
    assert laxer is not None
    assert (laxer.permission, laxer.step_up) == ("concern.log", False)
    for declare in (signed_in, public):
        guard = guard_of(declare(reason="because")(lambda request: HttpResponse()))
        assert guard is not None
        assert guard.reason == "because"
    assert guard_of(view) is None


def test_a_view_is_passive_only_when_it_says_so() -> None:
    assert not is_passive(view)
    assert is_passive(passive(lambda request: HttpResponse()))


def test_every_view_of_the_site_declares_and_names_a_capability_that_exists() -> None:
    patterns = list(walk(get_resolver().url_patterns))
    assert len(patterns) > 60
    undeclared = [str(p.pattern) for p in patterns if guard_of(p.callback) is None]
    assert undeclared == [], "declare one of @requires, @signed_in, @public (safeguard/guard.py)"
    for pattern in patterns:
        guard = guard_of(pattern.callback)
        assert guard is not None
        if guard.kind == "requires":
            assert Capability(guard.permission)
        else:
            assert len(guard.reason) > 10, pattern


def test_a_view_that_asks_for_a_capability_stands_below_a_school() -> None:
    def below(entries: list[Any], above: str = "") -> list[tuple[str, Any]]:
        found: list[tuple[str, Any]] = []
        for entry in entries:
            here = above + str(entry.pattern)
            inner = getattr(entry, "url_patterns", None)
            found += below(inner, here) if inner is not None else [(here, entry.callback)]
        return found

    for where, callback in below(get_resolver().url_patterns):
        guard = guard_of(callback)
        assert guard is not None
        assert (guard.kind == "requires") == where.startswith("s/<slug:school>/"), where


def test_a_librarys_tree_is_declared_as_a_whole_and_keeps_what_was_declared() -> None:
    def own(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    def theirs(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    tree: Any = [path("own/", requires("audit.read")(own)), path("in/", include([path("a/", theirs)]))]
    declare_all(tree, public(reason="pages of a library"))
    mine, other = guard_of(own), guard_of(theirs)
    assert mine is not None
    assert other is not None
    assert (mine.kind, other.kind) == ("requires", "public")


def uses_of(name: str) -> set[str]:
    found = set()
    for app in ("safeguard", "audit", "access", "concerns", "retention"):
        for file in Path(settings.BASE_DIR, app).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                    found.add(str(file.relative_to(settings.BASE_DIR)))
    return found


def test_every_way_over_all_schools_is_known() -> None:
    assert uses_of("all_schools") == set(EVERY_SCHOOL)


def test_going_over_all_schools_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="needs a reason"):
        next(all_schools(reason=""))
