"""The Python environment in .venv, and the few packages that only the system can bring.

Run as a plain script by any Python of 3.11 or newer, before the environment exists: standard library only,
and no import from the project.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements" / "dev.txt"
OLDEST = (3, 11)
PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
PANGO_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
APT_PATIENCE = 600.0  # seconds


class SetupError(Exception):
    """What is wrong and what to do about it, in one line."""


@contextmanager
def step(name: str, about: str = "") -> Iterator[Callable[[str], None]]:
    """Print `name` when it begins and its time when it ends, on one line.

    Yields a function that says, on a terminal, how far it has come.
    """
    head = f"  {name:<12} {about}"
    print(head, end=" ", flush=True)
    began = time.monotonic()

    def note(text: str) -> None:
        if sys.stdout.isatty():
            room = max(10, shutil.get_terminal_size().columns - len(head) - 2)
            print(f"\r\033[K{head} {text[:room]}", end="", flush=True)

    try:
        yield note
    except BaseException:
        print(flush=True)
        raise
    note("")
    print(f"{time.monotonic() - began:.1f} s", flush=True)


@contextmanager
def silent_step(name: str) -> Iterator[Callable[[str], None]]:
    """The same, saying nothing."""
    yield lambda text: None


def prepare() -> None:
    """Make .venv hold exactly what requirements/dev.txt pins. At once when it already does."""
    stamp, wanted = VENV / "ready", _fingerprint()
    if _is_usable(PYTHON) and stamp.exists() and stamp.read_text() == wanted:
        return
    if not _is_usable(PYTHON):
        with step("environment", "making .venv"):
            _make_venv()
    with step("environment", f"installing {REQUIREMENTS.relative_to(ROOT)}"):
        _install()
    stamp.write_text(wanted)


def bring_packages(*, browser: bool) -> list[str]:
    """Install what the system lacks, where we may. Returns one line for each thing that is still missing."""
    wanted = [] if has_pango() else list(PANGO)
    wanted += ["chromium"] if browser and find_browser() is None else []
    if wanted and shutil.which("apt-get") and os.environ.get("SYSTEM_PACKAGES") != "no":
        with step("packages", f"apt-get install {' '.join(wanted)}"):
            apt_install(wanted)
    missing = []
    if not has_pango():
        missing.append(
            f"PDFs need Pango: {_how(PANGO, brew='pango')}. Until then they answer with this line."
        )
    if browser and find_browser() is None:
        missing.append(
            f"Browser tests need Chromium: {_how(('chromium',), brew='chromium')}. Until then they skip."
        )
    return missing


def has_pango() -> bool:
    """Whether the libraries that lay out PDFs are here."""
    if sys.platform == "darwin":
        return any(
            Path(prefix, "lib/libpango-1.0.dylib").exists() for prefix in ("/opt/homebrew", "/usr/local")
        )
    try:
        for library in PANGO_LIBRARIES:
            ctypes.CDLL(library)
    except OSError:
        return False
    return True


def find_browser() -> str | None:
    """The browser for the tests: $CHROMIUM, or one by its usual names."""
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)


def apt_install(packages: Sequence[str]) -> bool:
    """Install by apt, as root or by a sudo that asks nothing. False when it did not work; never raises."""
    become_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "NEEDRESTART_MODE": "l"}
    options = ["-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=30", "-o", "DPkg::Lock::Timeout=120"]
    install = ["install", "-y", "-qq", "--no-install-recommends", *packages]
    try:
        for arguments in (install, ["update", "-qq"], install):
            # The first try serves a machine whose lists are fresh; most often lists must come first.
            command = [*become_root, "apt-get", *options, *arguments]
            answer = subprocess.run(
                command,
                env=quiet,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=APT_PATIENCE,
                check=False,
            )
            if arguments is install and answer.returncode == 0:
                return True
    except (OSError, subprocess.SubprocessError):
        return False
    return False


def _how(packages: Sequence[str], *, brew: str) -> str:
    if sys.platform == "darwin":
        return f"brew install {brew}"
    if shutil.which("apt-get"):
        return f"sudo apt-get install {' '.join(packages)}"
    return f"install {brew} with the system's package manager"


def _is_usable(python: Path) -> bool:
    question = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    try:
        return subprocess.run([python, "-c", question], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _make_venv() -> None:
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode != 0 and shutil.which("apt-get") and os.environ.get("SYSTEM_PACKAGES") != "no":
        # Debian keeps the module that makes environments in a package of its own.
        apt_install([f"python3.{sys.version_info.minor}-venv"])
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise SetupError(
            f"This Python cannot make an environment. On Debian and Ubuntu: "
            f"sudo apt-get install python3.{sys.version_info.minor}-venv"
        )


def _install() -> None:
    """With uv, which takes seconds; with pip, which takes a minute, where uv does not find its way."""
    log = VENV / "setup.log"
    pinned_uv = VENV / "uv.txt"
    pinned_uv.write_text(_pin_of("uv"))
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--require-hashes"]
    uv = [str(PYTHON), "-m", "uv", "pip", "install", "--python", str(PYTHON), "--require-hashes"]
    everything = ["-r", str(REQUIREMENTS)]
    with log.open("w") as out:
        if _logged([*pip, "-r", str(pinned_uv)], out) and _logged([*uv, *everything], out):
            return
        if _logged([*pip, *everything], out):
            return
    last = [line for line in log.read_text(errors="replace").splitlines() if line.strip()][-1:]
    raise SetupError(
        f"Installing failed: {''.join(last) or 'no reason given'} (log: {log.relative_to(ROOT)})"
    )


def _logged(command: list[str], out: object) -> bool:
    env = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "PIP_NO_INPUT": "1"}
    answer = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out, check=False)  # type: ignore[call-overload]
    return bool(answer.returncode == 0)


def _pin_of(name: str) -> str:
    """The lines that pin `name` with its hashes: the installer is held to the same rule as the rest."""
    lines = REQUIREMENTS.read_text().splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith(f"{name}=="))
    last = first
    while lines[last].rstrip().endswith("\\"):
        last += 1
    return "\n".join([*lines[first : last + 1], ""])


def _fingerprint() -> str:
    return hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest() + "\n"


if __name__ == "__main__":
    try:
        prepare()
    except SetupError as error:
        sys.exit(f"safeguard: {error}")
