"""Sessions: sealed, short, and over at once when the account's rights change."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from access.actions import EndReason, end_role
from access.models import Membership, User
from access.session_clock import BEGAN_KEY, LONGEST_SECONDS
from access.sessions import TOUCH_SECONDS, SessionStore, row_name
from access.tasks import forget_sessions
from safeguard.guard import is_passive
from safeguard.scope import school_scope
from tests.access.people import PASSWORD, give_password, is_signed_in, post, signed_in
from tests.conftest import World

STAY = "/account/stay/"
PEOPLE = "/s/oakfield/people/"


@pytest.fixture
def member(world: World) -> Membership:
    return world.member("dsl")


@pytest.fixture
def client(world: World, member: Membership) -> Client:
    return world.client(member)


def row_of(client: Client) -> Session:
    return Session.objects.get(session_key=row_name(str(client.session.session_key)))


def rest(client: Client) -> timedelta:
    """How long the session still has, as the database says."""
    return row_of(client).expire_date - timezone.now()


def age(client: Client, **by: float) -> None:
    """As if so much time had passed since the last activity."""
    row = row_of(client)
    Session.objects.filter(pk=row.pk).update(expire_date=row.expire_date - timedelta(**by))


# What the database holds ------------------------------------------------------------------------------------


def test_the_database_holds_no_key_that_a_browser_could_send(client: Client) -> None:
    key = str(client.session.session_key)
    row = row_of(client)

    assert Session.objects.count() == 1
    assert row.session_key == row_name(key) != key
    assert key not in row.session_data
    thief = Client()
    thief.cookies["sg_session"] = row.session_key
    assert not is_signed_in(thief)


def test_the_contents_are_sealed_and_bound_to_their_row(client: Client, world: World) -> None:
    row = row_of(client)
    other = world.client(world.member("reporter"))
    Session.objects.filter(pk=row_of(other).pk).update(session_data=row.session_data)

    assert row.session_data.startswith("sg1:")
    assert "second_factor" not in row.session_data
    assert is_signed_in(client)
    assert not is_signed_in(other)


def test_a_damaged_session_is_no_session(client: Client) -> None:
    Session.objects.update(session_data="sg1:1:QUJDREVGRw==")

    assert not is_signed_in(client)


def test_the_store_does_what_djangos_does(db: None) -> None:
    store = SessionStore()
    store["a"] = 1
    store.save()
    key = str(store.session_key)

    assert store.exists(key)
    assert SessionStore(key)["a"] == 1
    store.cycle_key()
    assert not store.exists(key)
    assert SessionStore(str(store.session_key))["a"] == 1
    store.delete()
    assert Session.objects.count() == 0


# Over at once -----------------------------------------------------------------------------------------------


def test_a_closed_account_is_out_at_once(client: Client, member: Membership) -> None:
    User.objects.filter(pk=member.user.pk).update(is_active=False)

    assert not is_signed_in(client)


def test_a_new_stamp_ends_all_sessions(client: Client, member: Membership) -> None:
    User.objects.filter(pk=member.user.pk).update(stamp=9)

    assert not is_signed_in(client)


def test_a_suspended_membership_sees_nothing_at_once(client: Client, member: Membership) -> None:
    assert client.get(PEOPLE).status_code == 200
    with school_scope(member.school.pk):
        Membership.objects.filter(pk=member.pk).update(suspended_at=timezone.now())

    assert client.get(PEOPLE).status_code == 404


def test_an_ended_role_signs_out(world: World) -> None:
    reporter, head = world.member("reporter"), world.member("head")
    client = world.client(reporter)
    with school_scope(world.oak.pk):
        end_role(by=head, member=reporter, reason=EndReason.LEFT, now=timezone.now())

    assert not is_signed_in(client)
    assert client.get("/s/oakfield/concerns/log/").status_code == 302


def test_changing_the_password_keeps_this_session_and_ends_the_others(member: Membership) -> None:
    give_password(member.user)
    here, elsewhere = signed_in(member.user), signed_in(member.user)

    new = "seven-lanterns-over-water"
    answer = post(
        here,
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert answer.status_code == 302
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_signing_out_deletes_the_session(client: Client) -> None:
    answer = client.post("/account/logout/")

    assert answer.status_code == 302
    assert Session.objects.count() == 0
    assert not is_signed_in(client)


# Over by itself ---------------------------------------------------------------------------------------------


def test_a_session_ends_after_idle_time_on_the_server(client: Client) -> None:
    age(client, minutes=20)

    assert not is_signed_in(client)


def test_activity_prolongs_it(client: Client) -> None:
    client.get(PEOPLE)
    age(client, minutes=19)
    assert rest(client) < timedelta(minutes=2)

    assert client.post(STAY).status_code == 204

    assert rest(client) > timedelta(minutes=19)
    assert "sg_session" not in client.post(STAY).cookies, "prolonging is between server and database"


def test_a_refused_page_is_activity_too(client: Client) -> None:
    age(client, minutes=10)

    assert client.get("/s/brookside/people/").status_code == 404
    assert rest(client) > timedelta(minutes=19)


def test_a_page_that_asks_by_itself_prolongs_nothing(client: Client, monkeypatch: Any) -> None:
    from access.views import session

    client.post(STAY)
    age(client, minutes=5)
    monkeypatch.setattr(session.stay, "safeguard_passive", True, raising=False)

    assert client.post(STAY).status_code == 204
    assert rest(client) < timedelta(minutes=16)


# Templates with a part that asks by itself, and the view it asks.
ASKS_BY_ITSELF = {"ui/job.html": "jobs:progress"}


def test_every_part_that_asks_by_itself_asks_a_passive_view() -> None:
    """Otherwise a page left open would keep its session alive for ever."""
    folder = Path(settings.BASE_DIR) / "templates"
    found = {str(p.relative_to(folder)) for p in folder.rglob("*.html") if "every " in triggers(p)}

    assert found == set(ASKS_BY_ITSELF)
    for name in ASKS_BY_ITSELF.values():
        url = reverse(name, kwargs={"school": "oakfield", "uid": UUID(int=0)})
        assert is_passive(resolve(url).func), f"{name}: put @passive on it"


def triggers(path: Path) -> str:
    return " ".join(re.findall(r"hx-trigger=[\"']([^\"']*)", path.read_text(encoding="utf-8")))


def test_prolonging_is_written_once_in_a_while(client: Client) -> None:
    client.post(STAY)
    before = row_of(client).expire_date
    client.post(STAY)
    assert row_of(client).expire_date == before

    age(client, seconds=TOUCH_SECONDS + 1)
    client.post(STAY)
    assert row_of(client).expire_date > before


def test_prolonging_never_overwrites_what_another_request_wrote(client: Client) -> None:
    slow = SessionStore(str(client.session.session_key))
    assert slow.get("second_factor") == "test"
    quick = SessionStore(str(client.session.session_key))
    quick["second_factor"] = "totp"
    quick.save()

    slow.expires_at = timezone.now()
    slow.touch()

    assert SessionStore(str(client.session.session_key))["second_factor"] == "totp"


def test_sessions_that_are_over_leave_no_row(world: World, client: Client) -> None:
    world.client(world.member("reporter"))
    age(client, minutes=20)

    forget_sessions()

    assert Session.objects.count() == 1
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert forget_sessions.name in scheduled


def test_no_session_outlives_twelve_hours_however_busy(client: Client) -> None:
    session = client.session
    session[BEGAN_KEY] -= LONGEST_SECONDS - 60
    session.save()
    assert is_signed_in(client)

    session[BEGAN_KEY] -= 60
    session.save()
    assert not is_signed_in(client)
    assert Session.objects.count() == 0


def test_a_session_that_does_not_say_when_it_began_is_over(client: Client) -> None:
    session = client.session
    del session[BEGAN_KEY]
    session.save()

    assert not is_signed_in(client)


@pytest.mark.parametrize(("school_minutes", "expected"), [(5, 5), (20, 20), (600, 20)])
def test_a_school_may_be_stricter_but_not_laxer(
    world: World, client: Client, school_minutes: int, expected: int
) -> None:
    world.oak.idle_minutes = school_minutes
    world.oak.save(update_fields=["idle_minutes"])

    page = client.get(PEOPLE).content.decode()

    assert f'data-idle-minutes="{expected}"' in page
    assert timedelta(minutes=expected - 1) < rest(client) <= timedelta(minutes=expected)


def test_the_cookie_ends_with_the_browser_and_stays_on_this_site(client: Client) -> None:
    session = client.session
    session["anything"] = 1
    session.save()
    give_it_back = client.get("/account/second-factor/?next=/s/")

    cookie = give_it_back.cookies.get("sg_session") or client.cookies["sg_session"]
    assert cookie["max-age"] == ""
    assert cookie["expires"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
