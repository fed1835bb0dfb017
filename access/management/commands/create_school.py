"""`manage.py create_school`: set up a school with its own key."""

from argparse import ArgumentTypeError
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_slug
from django.db import IntegrityError, transaction

from access.actions import create_school
from access.models import School, Trust


class Command(BaseCommand):
    """The first step on a new site; `create_member` is the second."""

    help = "Set up a school. Then add its first person with create_member."

    def add_arguments(self, parser: CommandParser) -> None:
        """What a school is called, and what it is."""
        parser.add_argument("--name", required=True, help='such as "Oakfield Academy"')
        parser.add_argument(
            "--slug", required=True, type=self.slug, help="stands in addresses, such as oakfield"
        )
        parser.add_argument("--code", required=True, help="starts its references, such as OAK in OAK-26-0418")
        parser.add_argument("--sector", choices=School.Sector.values, default=School.Sector.SECONDARY)
        parser.add_argument("--nation", choices=School.Nation.values, default=School.Nation.ENGLAND)
        parser.add_argument("--trust", metavar="SLUG", help="the group it belongs to, made if it isn't there")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses a slug that is taken."""
        try:
            with transaction.atomic():
                school = create_school(
                    name=options["name"],
                    slug=options["slug"],
                    code=options["code"].upper()[:6],
                    sector=options["sector"],
                    nation=options["nation"],
                    trust=self.trust(options["trust"]),
                )
        except IntegrityError:
            raise CommandError(f"There is a school called {options['slug']} already.") from None
        self.stdout.write(
            f"{school.name} is set up. Next: manage.py create_member --school {school.slug} ..."
        )

    def trust(self, slug: str | None) -> Trust | None:
        """The trust with this slug."""
        if not slug:
            return None
        return Trust.objects.get_or_create(slug=slug, defaults={"name": slug.replace("-", " ").title()})[0]

    @staticmethod
    def slug(text: str) -> str:
        """Only what an address takes."""
        try:
            validate_slug(text)
        except ValidationError:
            raise ArgumentTypeError("letters, digits and hyphens only") from None
        return text
