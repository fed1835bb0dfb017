"""Where the embedded services keep their files, and as whom they run.

PostgreSQL refuses to run as root, and the usual ways round that (a new system user, opening every folder
above the data) change the machine. Here root hands the servers to `nobody` and gives them a private folder
instead; no permission of a folder that was there before is touched.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MARKER = "safeguard-services.txt"
LONGEST_SOCKET_FOLDER = 80  # the kernel allows 107 bytes for a socket's whole path
PRIVATE_BASES = (Path("/var/lib"), Path("/var/tmp"))  # both outlive a restart of the machine
NOBODY = 65534


class DemoError(Exception):
    """Something the person at the keyboard can put right; its text is the one line they read."""


@dataclass(frozen=True)
class Account:
    """The unprivileged account that servers run as when we are root."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Place:
    """The folders of one set of services."""

    directory: Path  # what was asked for, such as var/dev
    home: Path  # where the servers' own files are; the same folder unless root had to go elsewhere
    sockets: Path
    account: Account | None


def servant() -> Account | None:
    """The account for the servers; None when we are not root and they simply run as us."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        return Account(NOBODY, NOBODY)
    return Account(entry.pw_uid, entry.pw_gid)


def find_place(directory: Path) -> Place:
    """Make (or find again) the folders for the services of `directory`."""
    directory = _claim(directory.resolve())
    account = servant()
    home = directory if can_enter(account, directory) else _private_home(directory, account)
    sockets = home / "run"
    if len(os.fsencode(sockets)) > LONGEST_SOCKET_FOLDER:
        sockets = Path("/tmp") / f"safeguard-{os.geteuid()}-{_short_hash(str(directory))}"
    own_folder(sockets, account)
    return Place(directory=directory, home=home, sockets=sockets, account=account)


def can_enter(account: Account | None, folder: Path) -> bool:
    """Ask the kernel, rather than read permission bits: it also knows of access lists and mounts."""
    if account is None:
        return True
    return run_as(account, ["/bin/sh", "-c", 'cd "$0"', str(folder)], cwd=Path("/")).returncode == 0


def own_folder(folder: Path, account: Account | None) -> Path:
    """A folder that only the servers' account (and root) may enter. One made by anybody else is refused."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    expected = {os.geteuid()} if account is None else {0, account.uid}
    if folder.is_symlink() or found.st_uid not in expected:
        raise DemoError(f"{folder} belongs to somebody else. Remove it, then try again.")
    if account is not None and found.st_uid != account.uid:
        os.chown(folder, account.uid, account.gid)
    folder.chmod(0o700)
    return folder


def run_as(
    account: Account | None,
    command: Sequence[str],
    *,
    cwd: Path,
    extra_env: Mapping[str, str] | None = None,
    timeout: float = 120,
) -> subprocess.CompletedProcess[str]:
    """Run to the end as the servers' account, with a clean environment, and return what it said."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    who: dict[str, object] = {}
    if account is not None:
        who = {"user": account.uid, "group": account.gid, "extra_groups": []}
        env["HOME"] = str(cwd)
    return subprocess.run(  # type: ignore[call-overload]
        list(command),
        cwd=cwd,
        env={**env, **(extra_env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=timeout,
        check=False,
        **who,
    )


def runnable(place: Place, program: Path, *, root: Path, parts: Sequence[str]) -> Path:
    """`program`, or its copy inside `place.home` when the servers' account cannot reach the original.

    The copy takes the named `parts` of `root` with it: the libraries a program expects beside it.
    """
    if _answers(place, program):
        return program
    found = program.lstat()
    version = f"{program}:{found.st_size}:{found.st_mtime_ns}"  # a newer program gets a copy of its own
    copy = place.home / "programs" / _short_hash(version)
    if not copy.exists():
        own_folder(copy.parent, place.account)
        unfinished = copy.with_name(copy.name + ".part")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        for part in parts:
            _copy_part(root / part, unfinished / part)
        _hand_over(unfinished, place.account)
        unfinished.rename(copy)
    reachable = copy / program.relative_to(root)
    if not _answers(place, reachable):
        raise DemoError(f"{program} does not run on this machine. Install it with the system's packages.")
    return reachable


def forget(directory: Path) -> None:
    """Delete all that was kept for `directory`, wherever it is. The services must have stopped."""
    if not (directory / MARKER).exists():
        return
    place = find_place(directory)
    for folder in {place.sockets, place.home, place.directory}:
        shutil.rmtree(folder, ignore_errors=True)


def _claim(directory: Path) -> Path:
    """Mark the folder as ours, so that `forget` can never delete a folder that was somebody else's."""
    directory.mkdir(parents=True, exist_ok=True)
    marker = directory / MARKER
    if not marker.exists():
        if any(directory.iterdir()):
            raise DemoError(f"{directory} holds other files. Name an empty folder for the services.")
        marker.write_text("Safeguard's embedded services keep their files here; a reset deletes them.\n")
    return directory


def _private_home(directory: Path, account: Account | None) -> Path:
    """A folder for the servers, outside a checkout that their account cannot enter (one under /root)."""
    name = f"safeguard-demo-{_short_hash(str(directory))}"
    usable = [base for base in PRIVATE_BASES if os.access(base, os.W_OK) and can_enter(account, base)]
    if not usable:
        raise DemoError(f"No folder for the services: {' and '.join(map(str, PRIVATE_BASES))} are read-only.")
    home = own_folder(usable[0] / name, account)
    (home / MARKER).write_text(f"Made for {directory}\n")
    return home


def _answers(place: Place, program: Path) -> bool:
    try:
        return run_as(place.account, [str(program), "--version"], cwd=place.home).returncode == 0
    except OSError:
        return False


def _copy_part(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    elif source.exists():
        shutil.copy2(source, target)


def _hand_over(folder: Path, account: Account | None) -> None:
    if account is None:
        return
    for found in (folder, *folder.rglob("*")):
        os.chown(found, account.uid, account.gid)


def _short_hash(text: str) -> str:
    return hashlib.sha256(os.fsencode(text)).hexdigest()[:10]
