"""`manage.py verify_audit`: is the ledger what it was when it was written?"""

from collections.abc import Generator
from contextlib import closing
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from audit.actions import check_ledger
from safeguard.scope import all_schools, school_scope


class Command(BaseCommand):
    """Exits with 1 at the first fault, and names it."""

    help = "Check each school's ledger from its first entry to its last; stop at the first fault."

    def add_arguments(self, parser: CommandParser) -> None:
        """One school, or all of them and what belongs to none."""
        parser.add_argument("--school", metavar="SLUG", help="only this school")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a school."""
        # Closed at once when a fault ends the loop, so that no scope is left behind.
        with closing(self.places(options["school"])) as places:
            for place in places:
                found = check_ledger(by=None, now=timezone.now())
                if found.fault:
                    raise CommandError(f"{place}: {found.fault}")
                noun = "entry" if found.entries == 1 else "entries"
                self.stdout.write(f"{place}: {found.entries:,} {noun}, whole")

    def places(self, slug: str | None) -> Generator[str]:
        """Enter each scope in turn; yields what to call it."""
        school = apps.get_model(settings.SCHOOL_MODEL)
        if slug is not None:
            only = school._default_manager.filter(slug=slug).first()
            if only is None:
                raise CommandError(f"There is no school called {slug}.")
            with school_scope(only.pk):
                yield only.slug
            return
        slugs = dict(school._default_manager.values_list("id", "slug"))
        with closing(all_schools(reason="the ledger of every school is checked")) as every:
            for school_id in every:
                yield slugs[school_id]
        yield "(no school)"
