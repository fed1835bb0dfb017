"""What a request's clock says as it moves on."""

from datetime import date, timedelta

import pytest

from retention.actions.sar import (
    RequestRefused,
    answer_clarification,
    ask_clarification,
    ask_identity,
    confirm_identity,
    extend_request,
)
from retention.models import SubjectRequest
from retention.queries.sar import RequestClock, clock_of
from retention.request_moves import WrongMove
from tests.concerns.make import child
from tests.conftest import World
from tests.sar.make import NOW, TODAY, logged

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(in_oak: World) -> SubjectRequest:
    """A request received on 25 November 2026."""
    return logged(in_oak.member("reporter"), child())


def clock(world: World, row: SubjectRequest, today: date) -> RequestClock:
    row.refresh_from_db()
    return clock_of(row, world.oak, today=today)


def test_it_runs_from_receipt_and_ends_on_a_working_day(in_oak: World, row: SubjectRequest) -> None:
    says = clock(in_oak, row, TODAY)

    assert (says.due, says.rolled_from) == (date(2026, 12, 29), date(2026, 12, 25))
    assert (says.days_left, says.overdue, says.at_risk) == (34, False, False)
    assert clock(in_oak, row, date(2026, 12, 24)).at_risk
    assert clock(in_oak, row, date(2026, 12, 30)).overdue


def test_it_waits_for_identity_that_was_asked_for(in_oak: World, row: SubjectRequest) -> None:
    dpo = in_oak.member("dpo")
    ask_identity(by=dpo, request=row, on=TODAY, why="Nobody here knows them.", now=NOW)
    assert clock(in_oak, row, TODAY).due is None

    later = NOW + timedelta(days=5)
    on = TODAY + timedelta(days=5)
    confirm_identity(
        by=dpo, request=row, on=on, how="Passport seen.", authority="Birth certificate", now=later
    )

    assert clock(in_oak, row, on).due == date(2026, 12, 30)


def test_days_until_an_answer_do_not_count(in_oak: World, row: SubjectRequest) -> None:
    dpo = in_oak.member("dpo")
    confirm_identity(by=dpo, request=row, on=TODAY, how="Known to us.", authority="Known", now=NOW)
    ask_clarification(by=dpo, request=row, on=TODAY, question="Which years?", now=NOW)
    assert clock(in_oak, row, TODAY + timedelta(days=7)).paused

    on, later = TODAY + timedelta(days=7), NOW + timedelta(days=7)
    answer_clarification(by=dpo, request=row, on=on, answer="All of them", now=later)

    says = clock(in_oak, row, on)
    assert (says.due, says.outer, says.paused) == (date(2027, 1, 4), date(2027, 1, 4), False)
    row.refresh_from_db()
    assert row.state == "open"


def test_two_more_months_are_asked_for_in_the_first(in_oak: World, row: SubjectRequest) -> None:
    dpo = in_oak.member("dpo")

    with pytest.raises(RequestRefused, match="within the first month"):
        extend_request(by=dpo, request=row, why="Many files", now=NOW + timedelta(days=40))
    extend_request(by=dpo, request=row, why="Many files", now=NOW)
    with pytest.raises(RequestRefused, match="only once"):
        extend_request(by=dpo, request=row, why="Many files", now=NOW)

    assert clock(in_oak, row, TODAY).due == date(2027, 2, 25)


def test_what_the_state_does_not_allow_is_refused(in_oak: World, row: SubjectRequest) -> None:
    with pytest.raises(WrongMove, match="received"):
        ask_clarification(by=in_oak.member("dpo"), request=row, on=TODAY, question="Which?", now=NOW)


@pytest.mark.parametrize("on", [TODAY - timedelta(days=1), TODAY + timedelta(days=1)])
def test_days_that_can_not_be_true_are_refused(in_oak: World, row: SubjectRequest, on: date) -> None:
    with pytest.raises(RequestRefused):
        ask_identity(by=in_oak.member("dpo"), request=row, on=on, why="Doubt", now=NOW)
