"""`manage.py load_sample`: fill an empty database with the sample trust."""

import secrets
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from safeguard.demo.sample.calendar import LONDON
from safeguard.demo.sample.loader import SampleRefused, load
from safeguard.demo.sample.personas import DEMO_PASSWORD, PERSONAS
from safeguard.demo.sample.plan import build_plan
from safeguard.demo.sample.progress import Progress
from safeguard.demo.sample.schools import Size


class Command(BaseCommand):
    help = (
        "Load the sample trust: three schools, two years of history, through the same actions as the screens."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--size", choices=[size.value for size in Size], default=Size.FULL.value)
        parser.add_argument("--seed", type=int, default=7, help="the same seed and day give the same people")
        parser.add_argument("--today", type=date.fromisoformat, help="the day on which the sample is alive")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = build_plan(size=Size(options["size"]), seed=options["seed"], now=moment(options["today"]))
        # A password that stands in the source opens nothing but a demo.
        open_to_all = settings.DEMO or settings.DEBUG
        password = DEMO_PASSWORD if open_to_all else secrets.token_urlsafe(12)
        self.stdout.write(
            f"Sample trust, size {plan.size}, seed {plan.seed}, as of {plan.now:%-d %B %Y %H:%M}"
        )
        try:
            load(plan, password=password, progress=Progress())
        except SampleRefused as problem:
            raise CommandError(str(problem)) from problem
        except KeyboardInterrupt:
            raise CommandError("Broken off. Empty the database before you load it again.") from None
        self._say_who(plan.schools, password)
        people = f"{len(plan.children):,} children, {len(plan.staff)} colleagues"
        self.stdout.write(f"Loaded {people}, {len(plan.concerns)} concerns.")

    def _say_who(self, schools: tuple[Any, ...], password: str) -> None:
        here = {school.slug for school in schools}
        self.stdout.write(f"Everybody signs in with the password {password}")
        for persona in PERSONAS:
            if persona.school in here:
                self.stdout.write(f"  {persona.email:<40} {persona.role:<14} {persona.can_try}")


def moment(today: date | None) -> datetime:
    """Now, or seven minutes past eleven on a day that was asked for."""
    if today is None or today == timezone.localdate(timezone=LONDON):
        return timezone.now().astimezone(LONDON).replace(second=0, microsecond=0)
    return datetime.combine(today, time(11, 7), LONDON)
