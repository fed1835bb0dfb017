"""Signing in with a real browser: passkeys by a virtual authenticator, and every page looked at by axe."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from access.actions import give_role
from access.models import Membership
from access.roles import Role
from safeguard.demo.sample.personas import BY_KEY
from safeguard.scope import school_scope
from tests.access.people import PASSWORD, code_now, events_of, forget_used_codes, give_password
from tests.conftest import World
from tests.front.browser import chromium

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 390)
SHOTS = os.environ.get("SCREENSHOTS", "")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(autouse=True)
def _plain_http(settings: Any) -> None:
    """A passkey needs a name, not a number, and either TLS or localhost."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    settings.DEMO = True


@pytest.fixture
def world(transactional_db: None) -> World:
    return World()


@pytest.fixture
def amara(world: World) -> Membership:
    member = world.member("dsl", name="Amara Whitlock")
    give_password(member.user)
    return member


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A page whose console stays silent."""
    context = browser.new_context(
        base_url=live_server.url.replace("127.0.0.1", "localhost"), locale="en-GB", reduced_motion="reduce"
    )
    opened, faults = context.new_page(), []
    opened.on("console", lambda said: faults.append(said.text) if said.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    context.close()
    assert faults == []


def look(page: Page, name: str) -> None:
    """Wide and narrow: nothing for axe to say, nothing sticks out sideways."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        violations = Axe().run(page).response["violations"]
        told = [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in violations]
        assert told == [], f"{name} at {width}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} at {width} sticks out"
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})


def sign_in(page: Page, member: Membership, next_page: str = "/s/oakfield/people/") -> None:
    page.goto(next_page)
    page.get_by_label("Email").fill(member.user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page: Page) -> None:
    page.locator("details.menu--user summary").click()
    page.locator("details.menu--user").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/account/login/**")


def virtual_authenticator(page: Page) -> None:
    """A passkey device that always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_from_enrolment_to_signing_in_without_a_password(page: Page, amara: Membership) -> None:
    virtual_authenticator(page)
    sign_in(page, amara)
    expect(page.get_by_role("heading", name="Set up a second step")).to_be_visible()
    look(page, "second-step-none")

    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("A name for it").fill("Work laptop")
    page.get_by_label("Let me sign in with it alone, without my password").check()
    look(page, "passkey-add")
    page.get_by_role("button", name="Add it now").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    look(page, "recovery-codes")
    page.get_by_role("link", name="I have kept them: go on").click()
    expect(page.get_by_role("heading", name="Staff and access")).to_be_visible()

    page.goto("/account/2fa/webauthn/")
    look(page, "passkeys")
    sign_out(page)
    look(page, "sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/s/oakfield/**")
    page.goto("/s/oakfield/people/")

    expect(page.get_by_role("heading", name="Staff and access")).to_be_visible()
    methods = [e.additional_data["method"] for e in events_of(amara, "session.signed_in")]
    assert methods == ["password", "passkey"]


def test_a_passkey_as_the_second_step_after_the_password(page: Page, amara: Membership) -> None:
    virtual_authenticator(page)
    sign_in(page, amara)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("A name for it").fill("Key ring")
    page.get_by_role("button", name="Add it now").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    sign_out(page)

    sign_in(page, amara)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    look(page, "second-step")
    page.get_by_role("button", name="Use your passkey").click()

    expect(page.get_by_role("heading", name="Staff and access")).to_be_visible()
    methods = [e.additional_data["method"] for e in events_of(amara, "session.signed_in")]
    assert methods == ["password", "password and passkey"]


def test_an_app_from_enrolment_to_the_second_step(page: Page, amara: Membership) -> None:
    sign_in(page, amara)
    page.get_by_role("link", name="Set up the app").click()
    look(page, "app-set-up")
    secret = page.locator("code.key").inner_text()
    page.get_by_label("Authenticator code").fill(code_now(secret))
    page.get_by_role("button", name="Switch it on").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto("/account/2fa/")
    look(page, "how-you-sign-in")
    sign_out(page)

    sign_in(page, amara)
    forget_used_codes()
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Go on").click()
    look(page, "second-step-wrong")
    page.get_by_label("Code").fill(code_now(secret))
    page.get_by_role("button", name="Go on").click()

    expect(page.get_by_role("heading", name="Staff and access")).to_be_visible()


def test_people_are_added_and_ended_by_keyboard_and_mouse(page: Page, world: World) -> None:
    persona = BY_KEY["head"]
    head = world.member("head", name=persona.name)
    head.user.email = persona.email
    head.user.save(update_fields=["email"])
    world.member("reporter", name="Ruth Adeyemi")
    page.goto("/personas/")
    look(page, "personas")
    page.get_by_role("button", name=f"Sign in as {persona.name}").click()
    page.goto("/s/oakfield/people/")
    look(page, "people")

    page.get_by_role("link", name="Add somebody").click()
    page.get_by_role("button", name="Give this role").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    look(page, "people-add-wrong")
    page.get_by_label("Work e-mail address").fill("new.comer@oakfield.example")
    page.get_by_label("Full name").fill("New Comer")
    page.get_by_role("radio", name="Pastoral staff").check()
    page.get_by_role("button", name="Give this role").click()
    expect(page.get_by_text("New Comer was added")).to_be_visible()

    page.get_by_role("link", name="End the role of Ruth Adeyemi").click()
    page.get_by_label("Left the school").check()
    look(page, "people-end")
    page.get_by_role("button", name="End this role").click()
    expect(page.get_by_text("Ruth Adeyemi has no role here any more")).to_be_visible()
    page.get_by_role("link", name="What the roles mean").click()
    look(page, "roles")


def test_the_chooser_and_the_empty_one(page: Page, world: World, amara: Membership) -> None:
    with school_scope(world.brook.pk), transaction.atomic():
        give_role(by=None, user=amara.user, role=Role.DPO, starts_on=date(2025, 1, 1))
    sign_in(page, amara, "/")
    page.goto("/")
    expect(page.get_by_role("heading", name="Choose a school")).to_be_visible()
    look(page, "schools")

    for school in (world.oak, world.brook):
        with school_scope(school.pk), transaction.atomic():
            Membership.objects.update(suspended_at=timezone.now())
    page.reload()
    expect(page.get_by_role("heading", name="You have no role in a school yet")).to_be_visible()
    look(page, "schools-none")
