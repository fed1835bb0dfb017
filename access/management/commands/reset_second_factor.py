"""`manage.py reset_second_factor`: for somebody who lost phone, passkey and recovery codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from access.actions import reset_second_factor
from access.models import User


class Command(BaseCommand):
    """Leaves a row in the ledger of each of their schools."""

    help = "Take all second factors from an account. Make sure by other means that it is its owner who asks."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        parser.add_argument("--email", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """They set up a new one when they next sign in."""
        user = User.objects.filter(email=options["email"].strip().lower()).first()
        if user is None:
            raise CommandError(f"There is no account with the address {options['email']}.")
        count = reset_second_factor(user=user)
        self.stdout.write(f"{count} taken off. At the next sign-in a new second step is set up.")
