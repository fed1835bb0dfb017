"""The commands behind the Makefile: `python -m safeguard.demo ...`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from safeguard.demo import checks, commands, services
from safeguard.demo.environment import SetupError
from safeguard.demo.places import DemoError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a mistake that can be put right ends in one line, not a traceback."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except (DemoError, SetupError) as error:
        print(f"safeguard: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m safeguard.demo", description=__doc__)
    add = parser.add_subparsers(required=True, metavar="command").add_parser

    command = add("services", help="start, stop or look at the embedded PostgreSQL and broker")
    command.add_argument("action", choices=["start", "stop", "status"])
    command.add_argument("--dir", type=Path, default=commands.DEV, help="where they keep their data")
    command.add_argument("--quick", action="store_true", help="no fsync: for tests, not for data to keep")
    command.set_defaults(run=_services)

    command = add("up", help="bring everything up with a sample trust, until Ctrl-C")
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--sample", choices=["full", "small", "none"], default="full")
    command.add_argument("--dir", type=Path, default=commands.DEMO)
    command.set_defaults(run=lambda o: commands.up(port=o.port, sample=o.sample, directory=o.dir))

    command = add("reset", help="delete the demo's data")
    command.add_argument("--dir", type=Path, default=commands.DEMO)
    command.set_defaults(run=lambda o: commands.reset(o.dir))

    command = add("packages", help="install what only the system can bring, where we may")
    command.add_argument("--browser", action="store_true", help="a browser for the tests as well")
    command.set_defaults(run=lambda o: commands.packages(browser=o.browser))

    command = add("assets", help="build what the pages need")
    command.add_argument("--collect", action="store_true", help="and gather it under hashed names")
    command.set_defaults(run=lambda o: commands.build_assets(collect=o.collect))

    for name, run, about in (
        ("test", commands.test, "pytest, with services of its own"),
        ("manage", commands.manage, "Django's commands on the development database"),
    ):
        command = add(name, help=about)
        command.add_argument("arguments", nargs=argparse.REMAINDER)
        command.set_defaults(run=lambda o, run=run: run([a for a in o.arguments if a != "--"]))

    for name, quick, about in (
        ("check", checks.check, "every check that reads the code"),
        ("fix", checks.fix, "mend what can be mended"),
        ("lock", checks.lock, "pin the dependencies"),
        ("bench", commands.bench, "time the hot paths"),
    ):
        add(name, help=about).set_defaults(run=lambda o, quick=quick: quick())
    return parser


def _services(options: argparse.Namespace) -> int:
    if options.action == "stop":
        services.keep(options.dir, running=False)
        stopped = services.stop(options.dir)
        print(f"Stopped: {', '.join(stopped)}." if stopped else "Nothing was running.")
        return 0
    if options.action == "status":
        found = services.status(options.dir)
        for name, runs in found.items():
            print(f"{name}: {'running' if runs else 'stopped'}")
        return 0 if all(found.values()) else 1
    started = services.start(options.dir, durable=not options.quick)
    services.keep(options.dir, running=True)
    for name, value in started.environment().items():
        print(f"export {name}='{value}'")
    return 0
