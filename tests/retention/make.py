"""Small makers for the tests of retention."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.test import Client
from django.utils import timezone

from concerns.actions.children import NewChild, add_children
from concerns.models import Child

HOME = "/s/oakfield/retention/"
SCHEDULE = HOME + "schedule/"
HOLDS = HOME + "holds/"
PLACE = HOLDS + "place/"


def child(forename: str, surname: str, dob: date | None) -> Child:
    """A child in year 8."""
    new = NewChild(forename, surname, dob=dob, year="8", form="8KW")
    return add_children(by=None, children=[new])[0]


def born(years: int, months: int = 0) -> date:
    """A date of birth so long ago, on a day that every month has."""
    return (timezone.localdate() - relativedelta(years=years, months=months)).replace(day=12)


def text(client: Client, url: str) -> str:
    """A page that has to be there."""
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()
