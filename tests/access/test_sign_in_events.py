"""What the ledger knows of signing in, and how guessing is stopped."""

from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from access.middleware import client_address
from access.models import Membership, User
from audit.models import Entry
from tests.access.people import (
    PASSWORD,
    code_now,
    enrol_app,
    events_of,
    give_password,
    is_signed_in,
    new_client,
    post,
    signed_in,
    try_password,
)
from tests.conftest import World, as_owner

RESET = "/account/password/reset/"
AUTHENTICATE = "/account/2fa/authenticate/"
ACCESS = ("session.signed_in", "session.failed", "session.signed_out", "session.second_factor")


@pytest.fixture
def member(world: World) -> Membership:
    found = world.member("dsl")
    give_password(found.user)
    cache.clear()
    return found


def what_happened(member: Membership) -> list[tuple[str, dict[str, Any] | None]]:
    return [(e.event, e.additional_data) for e in events_of(member, *ACCESS)]


def test_coming_and_going_leave_a_row_each(member: Membership) -> None:
    client = signed_in(member.user)
    post(client, "/account/logout/")

    assert what_happened(member) == [
        ("session.signed_in", {"method": "password"}),
        ("session.signed_out", None),
    ]
    row = events_of(member, "session.signed_in")[0]
    assert (row.actor_id, row.role, str(row.remote_addr)) == (member.user.pk, "dsl", "127.0.0.1")


def test_every_school_of_the_person_has_the_row(world: World, member: Membership) -> None:
    from datetime import date

    from access.actions import give_role
    from access.roles import Role
    from safeguard.scope import school_scope

    with school_scope(world.brook.pk):
        there = give_role(by=None, user=member.user, role=Role.DPO, starts_on=date(2025, 1, 1))
    signed_in(member.user)

    here, elsewhere = events_of(member, "session.signed_in"), events_of(there, "session.signed_in")
    assert [e.role for e in here] == ["dsl"]
    assert [e.role for e in elsewhere] == ["dpo"]


def test_a_wrong_password_leaves_a_row_and_lets_nobody_in(member: Membership) -> None:
    client = new_client()

    answer = try_password(client, member.user.email.upper(), "not-the-password")

    assert answer.status_code == 200
    assert not is_signed_in(client)
    assert what_happened(member) == [("session.failed", {"step": "password"})]


def test_an_unknown_address_gets_the_same_answer_and_no_row(member: Membership) -> None:
    known = try_password(new_client(), member.user.email, "not-the-password")
    unknown = try_password(new_client(), "nobody@oakfield.example", "not-the-password")

    assert str(known.context["form"].errors) == str(unknown.context["form"].errors)
    assert known.status_code == unknown.status_code == 200
    with as_owner() as cursor:
        cursor.execute("SELECT 1")
    assert len(what_happened(member)) == 1


def test_a_closed_account_leaves_a_row(member: Membership) -> None:
    User.objects.filter(pk=member.user.pk).update(is_active=False)
    client = new_client()

    answer = try_password(client, member.user.email)

    assert answer["Location"] == "/account/inactive/"
    assert not is_signed_in(client)
    assert what_happened(member) == [("session.failed", {"step": "closed account"})]


def test_a_wrong_code_leaves_a_row(member: Membership) -> None:
    enrol_app(member.user)
    client = new_client()
    try_password(client, member.user.email)

    assert post(client, AUTHENTICATE, {"code": "000000"}).status_code == 200

    assert what_happened(member) == [("session.failed", {"step": "code"})]


def test_guessing_passwords_stops_after_five_and_the_ledger_does_not_flood(member: Membership) -> None:
    for attempt in range(12):
        try_password(new_client(), member.user.email, f"guess-{attempt}", REMOTE_ADDR=f"203.0.113.{attempt}")
    locked = try_password(new_client(), member.user.email, PASSWORD, REMOTE_ADDR="203.0.113.99")

    assert len(what_happened(member)) == 5
    assert locked.status_code == 200
    assert "Too many tries" in str(locked.context["form"].errors)


def test_guessing_codes_stops_after_five(member: Membership) -> None:
    secret = enrol_app(member.user)
    client = new_client()
    try_password(client, member.user.email)

    for attempt in range(8):
        post(client, AUTHENTICATE, {"code": f"00000{attempt}"}, REMOTE_ADDR=f"203.0.113.{attempt}")

    assert len(what_happened(member)) == 5
    assert post(client, AUTHENTICATE, {"code": code_now(secret)}).status_code == 200
    assert not is_signed_in(client)


def test_one_persons_mistakes_lock_nobody_else_at_the_same_address(world: World, member: Membership) -> None:
    """A school shares one address: twenty colleagues who mistype in the same minute stop nobody."""
    ruth = give_password(world.member("reporter", name="Ruth Adeyemi").user)
    for number in range(20):
        try_password(new_client(), f"colleague{number}@oakfield.example", "mistyped")
    for _ in range(9):
        try_password(new_client(), member.user.email, "mistyped")

    client = new_client()
    assert try_password(client, ruth.email).status_code == 302
    assert is_signed_in(client)


def test_the_ceiling_of_an_address_cannot_be_dodged_by_a_header(member: Membership, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "3/m/ip"}

    answers = [
        try_password(
            new_client(), f"{n}@oakfield.example", "x", headers={"X-Forwarded-For": f"198.51.100.{n}"}
        ).status_code
        for n in range(5)
    ]

    assert answers == [200, 200, 200, 429, 429]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "198.51.100.1", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (2, "198.51.100.1", "127.0.0.1"),
        (1, "not an address", "127.0.0.1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "fe80::1%eth0", "127.0.0.1"),
    ],
)
def test_the_address_is_the_one_our_own_proxy_saw(
    rf: Any, settings: Any, proxies: int, forwarded: str, expected: str
) -> None:
    settings.SAFEGUARD_PROXIES = proxies

    assert client_address(rf.get("/", headers={"X-Forwarded-For": forwarded})) == expected


@pytest.mark.django_db(transaction=True)
def test_a_new_password_by_mail_ends_all_sessions_and_leaves_a_row(member: Membership) -> None:
    enrol_app(member.user)
    for _ in range(6):
        try_password(new_client(), member.user.email, "forgotten")
    client, new = new_client(), "seven-lanterns-over-water"

    post(client, RESET, {"email": member.user.email})
    link = next(line for line in mail.outbox[0].body.split() if "/password/reset/key/" in line)
    page = client.get(link.partition("testserver")[2])
    answer = post(client, page["Location"], {"password1": new, "password2": new})

    assert answer.status_code == 302
    assert not is_signed_in(client), "the second step is still asked for"
    assert member.user.name not in mail.outbox[0].body
    assert ("session.second_factor", {"change": "password reset by e-mail"}) in what_happened(member)
    assert try_password(new_client(), member.user.email, new)["Location"] == AUTHENTICATE


def test_a_new_account_without_a_password_gets_one_by_mail(world: World) -> None:
    newcomer = world.member("reporter", name="New Comer")
    assert not newcomer.user.has_usable_password()

    post(new_client(), RESET, {"email": newcomer.user.email})

    assert [m.to for m in mail.outbox] == [[newcomer.user.email]]


def test_nobody_gets_mail_at_an_unknown_address(db: None) -> None:
    answer = post(new_client(), RESET, {"email": "nobody@oakfield.example"})

    assert answer["Location"] == "/account/password/reset/done/"
    assert mail.outbox == []


def test_mail_that_cannot_be_sent_undoes_nothing(member: Membership, settings: Any) -> None:
    client = signed_in(member.user)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    new = "seven-lanterns-over-water"

    answer = post(
        client,
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    member.user.refresh_from_db()
    assert answer.status_code == 302
    assert member.user.check_password(new)


def test_the_ledger_holds_no_address_and_no_name(member: Membership) -> None:
    signed_in(member.user)
    try_password(new_client(), member.user.email, "not-the-password")

    rows = events_of(member, *ACCESS)
    text = " ".join(str(vars(e)) for e in rows)
    assert len(rows) == 2
    assert member.user.email not in text
    assert member.user.name not in text
    assert "not-the-password" not in text
    assert Entry.objects.model is Entry
