"""`make check`, `make fix` and `make lock`: the tools that read the code, and the pins."""

import os
import subprocess
import sys
from pathlib import Path

from safeguard.demo.environment import ROOT, step
from safeguard.demo.stack import base_environment

PYTHON = sys.executable
APPS = ("safeguard", "audit", "access", "concerns", "retention")
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CHECKS: dict[str, list[str]] = {
    "lint": [PYTHON, "-m", "ruff", "check", "."],
    "format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "types": [PYTHON, "-m", "mypy"],
    "arrow": [PYTHON, "-c", LINT_IMPORTS, "--no-logo"],
    "templates": [PYTHON, "-m", "djlint", "--lint", "--quiet", "templates"],
    # No server is asked: whether the code's models match the migrations is a question about files.
    "migrations": [
        PYTHON,
        "-W",
        "ignore::RuntimeWarning",
        "manage.py",
        "makemigrations",
        "--check",
        "--dry-run",
    ],
}
FIXES: dict[str, list[str]] = {
    "lint": [PYTHON, "-m", "ruff", "check", "--fix", "."],
    "format": [PYTHON, "-m", "ruff", "format", "."],
}
NOWHERE = "postgresql://nobody@/nothing?host=/nonexistent"


def check() -> int:
    """Run every check, even after one fails; show what the failing ones said. 0 when all are content."""
    return _run_all(CHECKS)


def fix() -> int:
    """Mend what can be mended; what is left is shown."""
    return _run_all(FIXES)


def lock() -> int:
    """Pin pyproject.toml's ranges with hashes. No address of a registry is written."""
    for name, extra in (("prod", []), ("dev", ["--group", "dev"])):
        target = Path("requirements") / f"{name}.txt"
        command = [PYTHON, "-m", "uv", "pip", "compile", "pyproject.toml", *extra, "--universal"]
        command += [
            "--python-version",
            "3.11",
            "--generate-hashes",
            "--no-header",
            "--no-annotate",
            "--quiet",
        ]
        with step("lock", str(target)):
            env = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
            if subprocess.run([*command, "-o", str(target)], cwd=ROOT, env=env, check=False).returncode != 0:
                return 1
    return 0


def settings_environment() -> dict[str, str]:
    """Settings that import, and lead nowhere."""
    return {
        **base_environment(),
        "DJANGO_SETTINGS_MODULE": "safeguard.settings",
        "DATABASE_URL": NOWHERE,
        "DATABASE_OWNER_URL": NOWHERE,
        "REDIS_URL": "",
        "SAFEGUARD_SECRET_KEY": "only for reading the code, never for running it: 0123456789",
        "SAFEGUARD_MASTER_KEYS": "1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "SAFEGUARD_DEBUG": "1",
    }


def _run_all(commands: dict[str, list[str]]) -> int:
    failed = []
    for name, command in commands.items():
        with step(name):
            answer = subprocess.run(
                command, cwd=ROOT, env=settings_environment(), capture_output=True, text=True, check=False
            )
        if answer.returncode != 0:
            failed.append(name)
            print(answer.stdout + answer.stderr, flush=True)
    print(f"Failed: {', '.join(failed)}." if failed else "All is well.", flush=True)
    return 1 if failed else 0
