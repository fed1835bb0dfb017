"""The project's files, as git knows them, for the tests of the house."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("audit", "access", "concerns", "retention")
CODE = ("safeguard", *APPS, "tests", "tools")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files() -> tuple[Path, ...]:
    """Every file that is committed or would be; without git, every file outside .venv and var."""
    try:
        said = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        said = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*")]
    ours = (path for path in said if path and not path.startswith((".venv/", "var/", ".git/")))
    return tuple(sorted(ROOT / path for path in ours if (ROOT / path).is_file()))


def python_files() -> list[Path]:
    """Our Python, without migrations: those are written once and grow with the schema."""
    found = (path for path in files() if path.suffix == ".py" and "migrations" not in path.parts)
    return [path for path in found if path.relative_to(ROOT).parts[0] in (*CODE, "manage.py")]


def functions(path: Path) -> Iterator[Function]:
    """Every function of a file, nested ones and methods too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def place(path: Path, node: ast.AST | None = None) -> str:
    """`path:line`, as an editor takes it."""
    line = f":{getattr(node, 'lineno', 1)}" if node is not None else ""
    return f"{path.relative_to(ROOT)}{line}"
