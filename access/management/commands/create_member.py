"""`manage.py create_member`: give somebody a role, and a link that sets their password once."""

from typing import Any

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from access.actions import AccountClosed, AlreadyHere, LeadThere, add_member
from access.models import User
from access.queries import find_school
from access.roles import Role
from safeguard.scope import school_scope


class Command(BaseCommand):
    """For a school's first person, before anybody can sign in; later, "Staff and access" does the same."""

    help = "Give somebody a role in a school, and print a link with which they set a password."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, where, as what."""
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", required=True, choices=[r.value for r in Role])
        parser.add_argument("--school", required=True, metavar="SLUG")
        parser.add_argument("--job-title", default="")
        parser.add_argument("--address", help="where the site answers, such as https://safeguard.example.org")

    def handle(self, *args: Any, **options: Any) -> None:
        """Says in one line what stands in the way."""
        school = find_school(options["school"])
        if school is None:
            raise CommandError(f"There is no school called {options['school']}.")
        with school_scope(school.pk):
            user = self.add(options)
        self.stdout.write(f"{user.email} has the role {options['role']} at {school.name}.")
        if not user.has_usable_password():
            days = settings.PASSWORD_RESET_TIMEOUT // 86400
            self.stdout.write(f"To set a password, once and within {days} days:")
            self.stdout.write(f"  {self.origin(options['address'])}{self.path(user)}")

    def add(self, options: dict[str, Any]) -> User:
        """The account, old or new, with its role."""
        try:
            member = add_member(
                by=None,
                email=options["email"],
                name=options["name"],
                role=Role(options["role"]),
                job_title=options["job_title"],
                now=timezone.now(),
            )
        except AlreadyHere as held:
            raise CommandError(f"{options['email']} is there already, as: {held}.") from None
        except LeadThere:
            raise CommandError("The school has a designated lead already; end that role first.") from None
        except AccountClosed:
            raise CommandError(f"The account {options['email']} is closed.") from None
        found: User = member.user
        return found

    def path(self, user: User) -> str:
        """A link that works until the password is set."""
        token = PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
        return reverse(
            "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": token}
        )

    def origin(self, address: str | None) -> str:
        """Where the site answers."""
        if address:
            return address.rstrip("/")
        host = next((h for h in settings.ALLOWED_HOSTS if h not in {"*", ""}), "localhost")
        return f"http://{host}:8000" if settings.INSECURE_COOKIES else f"https://{host}"
