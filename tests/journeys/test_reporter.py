"""A teacher with sixty seconds between lessons."""

import pytest
from playwright.sync_api import Browser

from safeguard.demo.stack import Stack
from tests.journeys.drive import person

pytestmark = [pytest.mark.e2e, pytest.mark.parametrize("size", ["desk", "phone"])]


def test_a_teacher_logs_a_concern_within_twelve_steps(stack: Stack, chromium: Browser, size: str) -> None:
    ruth = person(chromium, stack.url, "teacher", size)
    ruth.look()
    ruth.page.get_by_label("Child’s name").press_sequentially("tommas bren", delay=20)
    ruth.steps += 1
    ruth.page.get_by_role("option", name="Tomas Brennick").click()
    ruth.steps += 1
    ruth.choose("The child told me")
    ruth.write("What you saw or heard", "Tomas stayed behind when the class left and was very quiet.")
    ruth.write("The child’s own words", "“It’s fine. Don’t ring home.” 🙂")
    ruth.look()
    ruth.click("button", "Send to safeguarding team")
    ruth.sees("Your concern was sent")
    ruth.look()
    assert ruth.steps <= 12
    ruth.click("link", "Read it back or add to it")
    ruth.sees("Don’t ring home")
    ruth.write("What you want to add", "He said the same at the end of the day.")
    ruth.click("button", "Add to this concern")
    ruth.sees("The safeguarding team can see it now")
    ruth.look()
    ruth.go("/s/oakfield/concerns/mine/")
    ruth.sees("Tomas Brennick")


def test_a_mistake_keeps_what_was_typed(stack: Stack, chromium: Browser, size: str) -> None:
    ruth = person(chromium, stack.url, "teacher", size)
    ruth.write("What you saw or heard", "A boy from another school was waiting at the gate.")
    ruth.click("button", "Send to safeguarding team")
    ruth.sees("There is a problem")
    ruth.look()
    assert "waiting at the gate" in ruth.page.get_by_label("What you saw or heard").input_value()


def test_a_lost_session_in_the_middle_of_writing_loses_nothing(
    stack: Stack, chromium: Browser, size: str
) -> None:
    ruth = person(chromium, stack.url, "teacher", size)
    ruth.write("What you saw or heard", "She asked to stay in the library at lunch again, the third day.")
    ruth.page.get_by_text("Draft saved at").wait_for()
    ruth.page.context.clear_cookies()
    again = person(chromium, stack.url, "teacher", size)
    again.page.get_by_role("link", name="Go on with the draft").first.click()
    assert "the third day" in again.page.get_by_label("What you saw or heard").input_value()
    again.look()
    again.click("button", "Discard")
    again.page.wait_for_url("**/concerns/log/")


def test_hide_screen_hides_and_shows(stack: Stack, chromium: Browser, size: str) -> None:
    ruth = person(chromium, stack.url, "teacher", size)
    for _ in range(3):
        ruth.page.keyboard.press("Shift")
    ruth.sees("Screen hidden")
    assert ruth.page.title() == "New tab"
    ruth.click("button", "Show again")
    assert "Log a concern" in ruth.page.title()
