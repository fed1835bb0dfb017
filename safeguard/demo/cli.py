"""The commands behind the Makefile: `python -m safeguard.demo ...`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from safeguard.demo import services
from safeguard.demo.places import DemoError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a mistake that can be put right ends in one line, not a traceback."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except DemoError as error:
        print(f"safeguard: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m safeguard.demo", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    command = commands.add_parser(
        "services", help="start, stop or look at the embedded PostgreSQL and broker"
    )
    command.add_argument("action", choices=["start", "stop", "status"])
    command.add_argument("--dir", type=Path, default=Path("var/dev"), help="where they keep their data")
    command.add_argument("--quick", action="store_true", help="no fsync: for tests, not for data to keep")
    command.set_defaults(run=_services)
    return parser


def _services(options: argparse.Namespace) -> int:
    if options.action == "stop":
        stopped = services.stop(options.dir)
        print(f"Stopped: {', '.join(stopped)}." if stopped else "Nothing was running.")
        return 0
    if options.action == "status":
        found = services.status(options.dir)
        for name, runs in found.items():
            print(f"{name}: {'running' if runs else 'stopped'}")
        return 0 if all(found.values()) else 1
    for name, value in services.start(options.dir, durable=not options.quick).environment().items():
        print(f"export {name}='{value}'")
    return 0
