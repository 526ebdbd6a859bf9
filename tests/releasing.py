"""A release: version and changelog, wheel and sdist tried in empty environments, then a commit and a tag.

    python tests/releasing.py VERSION [FOLDER]

All of it happens aside, in a copy of the last commit; the branch moves and the tag is set once everything has worked. What was
built is left in FOLDER, built/ unless told otherwise. Nothing is uploaded, and nothing is pushed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import venv
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEW = "## Unreleased\n"
VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
PIN = re.compile(r"^([\w.-]+)(?:\[[^\]]*\])?==([^\\\n]+)", re.MULTILINE)
SHAPE = re.compile(r"\d+\.\d+\.\d+")
PAGE = "---\ntitle: 搬家\n---\n早市昨天搬到了河边。\n"


class RefusedError(Exception):
    """Why there is no release, and what to do."""


def renumbered(source: str, version: str) -> str:
    """The source of `narrate/__init__.py` with this version, which has to come after its own. Raises RefusedError."""
    found = VERSION.search(source)
    if not SHAPE.fullmatch(version):
        raise RefusedError(f"{version} is no version: three numbers, as in 0.2.0")
    if found is None or _numbers(version) <= _numbers(found[1]):
        raise RefusedError(f"{version} does not come after {found[1] if found else 'what is there'}")
    return VERSION.sub(f'__version__ = "{version}"', source)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".")]


def dated(changelog: str, version: str, day: date) -> str:
    """What was unreleased under this version and day, and room for what comes next. Raises RefusedError."""
    before, found, after = changelog.partition(NEW)
    if not found or not after.partition("\n## ")[0].strip():
        raise RefusedError("CHANGELOG.md has nothing under Unreleased: write down what is new")
    return f"{before}{NEW}\n## {version} ({day})\n{after}"


def run(*command: str | Path, cwd: Path, **more: str) -> str:
    """What a command prints. Raises RefusedError with its last lines where it fails."""
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=os.environ | more, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RefusedError(f"{' '.join(map(str, command))}\n{(done.stdout + done.stderr)[-2000:]}")
    return done.stdout.strip()


def tried(package: Path, version: str, room: Path) -> None:
    """Install a wheel or an sdist into an empty environment and make an episode with it, away from the checkout."""
    venv.create(room / "venv", with_pip=True)
    bin_ = room / "venv" / ("Scripts" if os.name == "nt" else "bin")
    # pip before 23.3 takes html_clean and html-clean, which two of our dependencies ask of lxml, for two extras, and breaks
    run(bin_ / "python", "-m", "pip", "install", "--quiet", "--upgrade", "pip>=23.3", cwd=room)
    run(bin_ / "python", "-m", "pip", "install", "--quiet", "--constraint", _pins(room), package, cwd=room)
    if version not in (said := run(bin_ / "narrate", "--version", cwd=room)):
        raise RefusedError(f"{package.name} calls itself {said}")
    (room / "a.md").write_text(PAGE, "utf-8")
    for arguments in (("build", "a.md"), ("check",)):
        run(bin_ / "narrate", *arguments, cwd=room)


def _pins(room: Path) -> Path:
    """The versions of requirements.lock as constraints, which name no extras; pip takes no hashes beside a package that has none."""
    pins = [f"{name}=={rest}" for name, rest in PIN.findall((ROOT / "requirements.lock").read_text("utf-8"))]
    (room / "pins.txt").write_text("\n".join(pins) + "\n", "utf-8")
    return room / "pins.txt"


def release(version: str, built: Path) -> None:
    """All of it. Raises RefusedError."""
    if run("git", "status", "--porcelain", cwd=ROOT):
        raise RefusedError("there are changes that are not committed: commit them first")
    if run("git", "tag", "--list", f"v{version}", cwd=ROOT):
        raise RefusedError(f"v{version} is there already")
    with tempfile.TemporaryDirectory() as temporary:
        aside = Path(temporary) / "narrate"
        run("git", "worktree", "add", "--quiet", "--detach", aside, cwd=ROOT)
        try:
            commit = _made(aside, version, built, Path(temporary))
        finally:
            run("git", "worktree", "remove", "--force", aside, cwd=ROOT)
    run("git", "merge", "--quiet", "--ff-only", commit, cwd=ROOT)
    run("git", "tag", "--annotate", "--message", f"narrate {version}", f"v{version}", commit, cwd=ROOT)


def _made(aside: Path, version: str, built: Path, room: Path) -> str:
    """The commit of the release; its packages, tried, in `built`."""
    for name, text in (
        ("narrate/__init__.py", renumbered((aside / "narrate" / "__init__.py").read_text("utf-8"), version)),
        ("CHANGELOG.md", dated((aside / "CHANGELOG.md").read_text("utf-8"), version, datetime.now(UTC).date())),
    ):
        (aside / name).write_text(text, "utf-8")
    run(sys.executable, "-m", "hatchling", "build", "-d", built, cwd=aside)
    for package in (f"narrate_site-{version}-py3-none-any.whl", f"narrate_site-{version}.tar.gz"):
        own = room / package.rpartition(".")[2]
        own.mkdir()
        tried(built / package, version, own)
        sys.stdout.write(f"{built / package}: installed by itself, speaks\n")
    run("git", "commit", "--quiet", "--all", "--message", f"narrate {version}", cwd=aside)
    return run("git", "rev-parse", "HEAD", cwd=aside)


def main() -> None:
    version, *where = sys.argv[1:] or [""]
    try:
        release(version, Path(*(where or ["built"])).resolve())
    except RefusedError as error:
        sys.exit(f"no release: {error}")
    sys.stdout.write(f"v{version} is tagged here. To make it public: git push --follow-tags\n")


if __name__ == "__main__":
    main()
