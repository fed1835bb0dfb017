"""Give schools the rules of the retention schedule that they don't have yet."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from access.models import School
from access.queries import find_school
from retention.actions.schedule import seed_schedule
from safeguard.scope import all_schools, school_scope


class Command(BaseCommand):
    """Adds what is missing and changes nothing that a school has; running it again adds nothing."""

    help = "Adds missing rules to the retention schedule of one school or of all."

    def add_arguments(self, parser: CommandParser) -> None:
        """One school by its slug, else all."""
        parser.add_argument("--school", metavar="SLUG")

    def handle(self, **options: Any) -> None:
        """One line a school."""
        if options["school"]:
            school = find_school(options["school"])
            if school is None:
                raise CommandError(f"There is no school '{options['school']}'.")
            with school_scope(school.pk):
                self.seed(school)
            return
        for school_id in all_schools(reason="every school gets the rules that a new version brings"):
            self.seed(School.objects.get(pk=school_id))

    def seed(self, school: School) -> None:
        """Inside the school's scope."""
        self.stdout.write(f"{school.slug}: {seed_schedule(school=school)} rules added")
