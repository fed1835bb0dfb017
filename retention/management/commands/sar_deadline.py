"""Work out the clock of a subject access request from the command line."""

import json
from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from retention.calendar import Nation
from retention.deadlines import DeadlineError, sar_deadline


def iso_date(text: str) -> date:
    """A date written YYYY-MM-DD."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    # Python reads other ISO forms too, such as 2026-W23-1; one way of writing is enough.
    if found is None or found.isoformat() != text:
        raise ArgumentTypeError(f"'{text}' is not a date. Write it as YYYY-MM-DD.")
    return found


def pause(text: str) -> tuple[date, date]:
    """Two dates joined by a colon."""
    asked, colon, answered = text.partition(":")
    if not colon:
        raise ArgumentTypeError(f"'{text}' needs two dates: ASKED:ANSWERED.")
    return iso_date(asked), iso_date(answered)


class Command(BaseCommand):
    """Prints start, nominal, due_legal, due_cautious and extension_notice_by as JSON."""

    help = "Prints the legal dates of a subject access request as JSON. Reads and writes no record."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Dates are YYYY-MM-DD."""
        parser.add_argument("--received", type=iso_date, required=True, metavar="DATE")
        parser.add_argument("--nation", choices=[nation.value for nation in Nation], required=True)
        parser.add_argument(
            "--id-received",
            type=iso_date,
            metavar="DATE",
            help="the day proof of identity came, where it was reasonably asked for",
        )
        parser.add_argument(
            "--clarified",
            type=pause,
            action="append",
            default=[],
            metavar="ASKED:ANSWERED",
            help="a clarification, asked and answered; may be given several times",
        )
        parser.add_argument("--extended", action="store_true", help="extended by two further months")
        parser.add_argument(
            "--holiday",
            type=iso_date,
            action="append",
            default=[],
            metavar="DATE",
            help="one more bank holiday",
        )
        parser.add_argument(
            "--no-holiday",
            type=iso_date,
            action="append",
            default=[],
            metavar="DATE",
            help="one bank holiday fewer",
        )

    def handle(self, **options: Any) -> None:
        """Ask the one function that knows. It is a calculator: a date ahead is worked out as well."""
        try:
            deadline = sar_deadline(
                options["received"],
                options["nation"],
                id_received=options["id_received"],
                clarifications=options["clarified"],
                extended=options["extended"],
                extra_holidays=options["holiday"],
                removed_holidays=options["no_holiday"],
            )
        except DeadlineError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(deadline.as_json(), indent=2))
