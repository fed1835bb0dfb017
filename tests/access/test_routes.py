"""Every address × every role × own school, other school, signed out × GET and POST."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection
from django.test import Client

from access.capabilities import Capability
from access.roles import ROLES, Role, may
from audit.models import Entry
from safeguard.guard import walk
from safeguard.scope import school_scope
from safeguard.urls import urlpatterns
from tests.access.matrix import ROWS
from tests.access.people import events_of
from tests.access.routes import SCHOOL, Route, all_routes, school_routes
from tests.conftest import World, settle

METHODS = ("GET", "POST")
AT_LEAST = 80  # routes; raise it as the site grows, so that a walk that lost its way is noticed
QUIET = {"audit_entry", "audit_link", "django_session", "safeguard_cache"}


def ask(client: Client, method: str, url: str, **more: Any) -> Any:
    return client.generic(method, url, "", "application/x-www-form-urlencoded", **more)


# Declared ---------------------------------------------------------------------------------------------------


def test_the_walk_finds_every_address() -> None:
    routes = all_routes()

    assert len(routes) == len(list(walk(urlpatterns))) >= AT_LEAST
    assert len({r.name for r in routes}) == len(routes), "two addresses share a name"
    assert all(r.url() for r in routes), "an address that can't be filled is not tried"


@pytest.mark.parametrize("route", all_routes(), ids=lambda r: r.name)
def test_every_view_declares_who_it_is_for(route: Route) -> None:
    guard = route.guard

    assert guard is not None, "put @requires, @signed_in or @public on the view (safeguard/guard.py)"
    assert (guard.kind == "requires") is route.of_a_school, "school pages, and only they, name a capability"
    if guard.kind == "requires":
        assert guard.permission in set(Capability)
    else:
        assert guard.reason, "say why it needs no capability"


def test_only_logging_may_go_without_a_second_step() -> None:
    lax = {r.name for r in school_routes() if r.guard is not None and not r.guard.step_up}

    assert lax == {"access:school", "concerns:log", "concerns:find_child", "concerns:draft", "concerns:sent"}


def test_addresses_hold_no_row_numbers_and_no_free_text() -> None:
    kinds = {type(c).__name__ for r in school_routes() for name, c in r.converters if name != "school"}

    assert kinds <= {"UUIDConverter"}


# Role × address ---------------------------------------------------------------------------------------------


def test_the_table_has_a_row_for_every_address_of_a_school() -> None:
    routes = {r.name: r for r in school_routes()}
    missing = "\n".join(f'    "{name}": "{declared(routes[name])}",' for name in routes if name not in ROWS)

    assert not missing, f"add to ROWS in tests/access/matrix.py, after reading it:\n{missing}"
    assert set(ROWS) - set(routes) == set(), "rows of addresses that are gone"


def declared(route: Route) -> str:
    permission = route.guard.permission if route.guard else ""
    return " ".join(r for r in ROLES if permission and may(r, permission))


def fingerprint(world: World) -> dict[str, int]:
    """Two numbers that differ when anything in any table of either school does."""
    found: dict[str, int] = {}
    names = {m._meta.db_table for m in apps.get_models() if m._meta.managed} - QUIET
    for school in (world.oak, world.brook):
        with school_scope(school.pk), connection.cursor() as cursor:
            for table in sorted(names & set(connection.introspection.table_names(cursor))):
                cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [table])
                if cursor.fetchone()[0]:
                    cursor.execute(f'SELECT coalesce(sum(hashtext(t::text)), 0) FROM "{table}" t')
                    found[f"{school.slug} {table}"] = cursor.fetchone()[0]
    return found


@pytest.mark.parametrize("role", list(Role))
def test_a_role_gets_in_where_its_row_says_and_nowhere_else(world: World, role: Role) -> None:
    """A denial is a 403, changes nothing, sends nothing, and is in the ledger."""
    member = world.member(role)
    client = world.client(member)
    wrong, denied = [], []
    before = fingerprint(world)
    for route in school_routes():
        if role in ROWS.get(route.name, "").split():
            continue
        for method in METHODS:
            if ask(client, method, route.url()).status_code != 403:
                wrong.append(f"{method} {route.name} let {role} in")
            denied.append((route.name, method))
    settle()

    assert wrong == []
    assert fingerprint(world) == before
    assert mail.outbox == []
    rows = [e.additional_data for e in events_of(member, "access.refused")]
    assert [(r["path"], r["method"]) for r in rows] == denied


@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_let_in_where_its_row_says(world: World, role: Role) -> None:
    """The success beside the denial. What an address names isn't there, so a 404 is an answer too."""
    client = world.client(world.member(role))
    wrong = [
        f"{method} {route.name} refused {role}: {status}"
        for route in school_routes()
        if role in ROWS.get(route.name, "").split()
        for method in METHODS
        if (status := ask(client, method, route.url()).status_code) not in {200, 204, 302, 400, 404, 405}
    ]

    assert wrong == []


# Other school, signed out -----------------------------------------------------------------------------------


def bare(content: bytes) -> str:
    """A page without its CSRF tokens, which differ each time."""
    return re.sub(r"[A-Za-z0-9]{64}", "", content.decode())


@pytest.mark.parametrize("role", [Role.REPORTER, Role.DSL])
def test_another_schools_pages_are_not_there(world: World, role: Role) -> None:
    """The same answer as for a school that doesn't exist, whatever the capability."""
    stranger = world.member(role, world.brook)
    client = world.client(stranger)
    before, wrong = fingerprint(world), []
    nowhere = {m: bare(ask(client, m, "/s/no-such-school/triage/").content) for m in METHODS}
    for route in school_routes():
        for method in METHODS:
            answer = ask(client, method, route.url(SCHOOL))
            if answer.status_code != 404 or bare(answer.content) != nowhere[method]:
                wrong.append(f"{method} {route.name}: {answer.status_code}")
    settle()

    assert wrong == []
    assert fingerprint(world) == before
    assert mail.outbox == []
    with school_scope(world.oak.pk):
        probes = Entry.objects.here().filter(event="access.not_found", actor_id=stranger.user.pk)
        assert probes.count() == 2 * len(school_routes())
    assert events_of(stranger, "access.not_found") == []


def test_signed_out_means_sign_in_first(world: World) -> None:
    client, before, wrong = Client(), fingerprint(world), []
    for route in all_routes():
        if route.guard is None or route.guard.kind == "public":
            continue
        url = route.url()
        for method in METHODS:
            answer = ask(client, method, url)
            script = ask(client, method, url, headers={"HX-Request": "true"})
            if (answer.status_code, answer.get("Location")) != (302, f"/account/login/?next={url}"):
                wrong.append(f"{method} {route.name}: {answer.status_code}")
            if script.status_code != 401 or script.content:
                wrong.append(f"{method} {route.name} for a script: {script.status_code}")

    assert wrong == []
    assert fingerprint(world) == before
    with school_scope(world.oak.pk):
        assert not Entry.objects.here().filter(event__startswith="access.").exists()


def test_what_a_signed_in_person_sees_is_never_kept_by_the_browser(world: World) -> None:
    client = world.client(world.member("dsl"))

    answers = [ask(client, "GET", r.url()) for r in school_routes()]

    assert [a["Cache-Control"] for a in answers if "no-store" not in a["Cache-Control"]] == []
