"""`manage.py import_pupils`: bring a list of pupils in from the command line, by the steps of the page."""

import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from access.queries import find_school
from concerns.actions.imports import (
    ImportRefused,
    Preview,
    choose_mapping,
    preview_import,
    start_import,
    stop_import,
    write_import,
)
from concerns.imports.mapping import LABELS, ChildField, chosen, guess_mapping
from concerns.imports.reading import open_table
from concerns.imports.rejects import stream_rejects
from concerns.imports.repairs import grouped
from concerns.imports.summary import summarise
from concerns.imports.table import MAX_BYTES, Table
from concerns.imports.unreadable import Reason, UnreadableFile
from concerns.models import ImportRun
from safeguard.scope import school_scope
from safeguard.vault.files import StoreFull

COUNTS = (
    ("Rows in the file", "rows"),
    ("New", "new"),
    ("Changed", "changed"),
    ("The same already", "same"),
    ("Left alone", "left_alone"),
    ("Waiting for a person", "stops"),
    ("Left out", "problems"),
    ("On the list and not in the file", "missing"),
)
FIELDS = ", ".join(name.value for name in ChildField)


class Command(BaseCommand):
    """For whoever sets a school up. Prints counts and line numbers, never a name."""

    help = "Bring in a list of pupils (CSV or .xlsx). Shows what would change, then asks before it writes."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where, which file, and corrections of the guess."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--school", required=True, metavar="SLUG")
        parser.add_argument(
            "--mapping",
            action="append",
            default=[],
            metavar="FIELD=HEADER",
            help=f"which heading holds a field, or FIELD= for none; may be given several times ({FIELDS})",
        )
        parser.add_argument("--dry-run", action="store_true", help="show what would change and write nothing")
        parser.add_argument("--yes", action="store_true", help="write without asking")
        parser.add_argument(
            "--same-child",
            type=int,
            action="append",
            default=[],
            metavar="LINE",
            help="a waiting row of which you know that it is the same child; may be given several times",
        )
        parser.add_argument(
            "--leave-missing",
            type=int,
            metavar="NUMBER",
            help="mark the children who are not in the file as left; give their number as it is shown",
        )
        parser.add_argument(
            "--rejects",
            type=Path,
            metavar="FILE",
            help="write the rows that stay out, with reasons, to this file",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Says in one line what stands in the way."""
        school = find_school(options["school"])
        if school is None:
            raise CommandError(f"There is no school called {options['school']}.")
        try:
            data = self.read(options["file"])
            with school_scope(school.pk):
                self.bring_in(data, options)
        except UnreadableFile as problem:
            raise CommandError(problem.sentence) from None
        except (ImportRefused, StoreFull) as problem:
            raise CommandError(str(problem)) from None

    def read(self, path: Path) -> bytes:
        """The file's bytes."""
        try:
            if path.stat().st_size > MAX_BYTES:
                raise UnreadableFile(Reason.TOO_BIG)
            return path.read_bytes()
        except OSError as problem:
            raise CommandError(f"The file could not be read: {problem.strerror}.") from None

    def bring_in(self, data: bytes, options: dict[str, Any]) -> None:
        """The steps of the page, each in a transaction of its own; what was not written is thrown away."""
        run = start_import(by=None, data=data, name=options["file"].name, now=timezone.now())
        try:
            mapping = self.mapping(open_table(data), options["mapping"])
            choose_mapping(by=None, run=run, mapping=mapping, now=timezone.now())
            preview = preview_import(by=None, run=run, now=timezone.now())
            self.show(preview)
            if options["rejects"]:
                self.keep_rejects(preview, options["rejects"])
            if self.agreed(options):
                self.write(run, options)
            else:
                self.stdout.write("Nothing was written.")
        finally:
            stop_import(by=None, run=run, now=timezone.now())

    def mapping(self, table: Table, corrections: list[str]) -> dict[ChildField, int]:
        """The guess, corrected."""
        mapping = chosen(guess_mapping(table, today=timezone.localdate()))
        for correction in corrections:
            name, equals, header = correction.partition("=")
            if not equals or name not in set(ChildField):
                raise CommandError(f"--mapping takes FIELD=HEADER, and FIELD is one of: {FIELDS}.")
            mapping.pop(ChildField(name), None)
            if header and header not in table.headers:
                raise CommandError(
                    f"--mapping {name}: the file has no such heading. It has: {', '.join(table.headers)}."
                )
            if header:
                mapping[ChildField(name)] = header
        if len(set(mapping.values())) != len(mapping):
            raise CommandError(
                "--mapping: one column stands for two fields. Give FIELD= for the one that has none."
            )
        return {name: table.headers.index(header) for name, header in mapping.items()}

    def show(self, preview: Preview) -> None:
        """Counts, reasons and line numbers."""
        self.stdout.write("Columns:")
        for name, place in preview.run.mapping.items():
            self.stdout.write(f"  {LABELS[ChildField(name)]}: {preview.table.headers[place]}")
        for notice in (*preview.table.notices, *preview.rows.notices):
            self.stdout.write(f"Note: {notice}")
        counts, summary = preview.counts(), summarise(preview.plan, preview.existing)
        for label, key in COUNTS:
            self.stdout.write(f"{label}: {counts[key]}")
        for words, count in (*summary.left_alone, *summary.upn_warnings):
            self.stdout.write(f"  {count}: {words}")
        for group in (*grouped(preview.rows.problems), *grouped(preview.rows.notes)):
            where = f" ({group.header})" if group.header else ""
            lines = ", ".join(map(str, group.numbers))
            self.stdout.write(f"  {group.what}{where}. {group.how} Lines: {lines}")
        for line in summary.stops:
            can = " --same-child can confirm it." if line.can_confirm else ""
            self.stdout.write(f"  Line {line.number} waits: {line.words}{can}")

    def keep_rejects(self, preview: Preview, path: Path) -> None:
        """The rows that stay out, where whoever runs this asked for them; readable by them alone."""
        pieces = stream_rejects(preview.table, preview.rows.problems, preview.plan.stops)
        try:
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
                out.writelines(pieces)
        except OSError as problem:
            raise CommandError(f"--rejects: the file could not be written: {problem.strerror}.") from None

    def agreed(self, options: dict[str, Any]) -> bool:
        """Whether to write."""
        if options["dry_run"] or options["yes"]:
            return not options["dry_run"]
        if not sys.stdin.isatty():
            raise CommandError("Nothing was written. Say --yes to write, or --dry-run only to look.")
        return input("Write this to the list? [y/N] ").strip().lower() in {"y", "yes"}

    def write(self, run: ImportRun, options: dict[str, Any]) -> None:
        """All of it, or nothing."""
        written = write_import(
            by=None,
            run=run,
            now=timezone.now(),
            confirmed=options["same_child"],
            missing=options["leave_missing"],
        )
        self.stdout.write(
            f"Written: {written.new} new, {written.changed} changed, {written.left_out} left out."
        )
