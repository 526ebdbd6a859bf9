"""What narrate brings along, looked at: `python tests/audit.py`. Names what is wrong, and ends with 1 where something is.

Licences of everything that an installation needs, against GPL-3.0-or-later; digests of weights and dictionaries; and, for
each platform, whether the locked versions come as wheels.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

from narrate import origins

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
# Licences that GPL-3.0-or-later may take in (https://www.gnu.org/licenses/license-list.html), as packages write them.
COMPATIBLE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software|MPL|Mozilla|LGPL|GPL-?v?3|GPLv3|Lesser General|GNU General Public License v3"
    r"|GPL-[123][\d.]*-or-later|GPL v2\+|Unlicense|CC0|Zlib|zlib|0BSD|HPND|Public Domain|Boost",
    re.IGNORECASE,
)
# What says nothing in its metadata, read in its archive.
READ = {"espeakng-loader": "GPL-3.0-or-later, of eSpeak NG, which it packs; the loader itself tells none"}
MAC = {"MACOSX_DEPLOYMENT_TARGET": "14.0"}  # PyAV's and onnxruntime's wheels ask for macOS 14
PLATFORMS = (
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "aarch64-apple-darwin",
)


def closure(name: str = "narrate-site") -> dict[str, Distribution]:
    """Every package that an installation on this machine needs, by name."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        one = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if one in found:
            continue
        found[one] = distribution(one)
        for text in found[one].requires or ():
            needed = Requirement(text)
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                waiting.append(needed.name)
    return found


def licence_of(one: Distribution) -> str:
    """What the package says of its licence, in its own words."""
    meta = one.metadata
    told = [
        meta.get("License-Expression") or "",
        *(row for row in meta.get_all("Classifier") or () if "License ::" in row),
    ]
    told += [(meta.get("License") or "").strip().split("\n")[0][:80]]
    return READ.get(one.name.lower(), "; ".join(filter(None, told)))


def licences() -> Iterator[str]:
    """Packages whose licence is not known to be compatible."""
    for name, one in sorted(closure().items()):
        if not COMPATIBLE.search(licence_of(one)):
            yield f"{name} {one.version}: its licence is {licence_of(one) or 'not told'!r}"


def weights() -> Iterator[str]:
    """Files of origins.toml that are missing here or have other bytes."""
    for row in origins.rows():
        path = origins.place_of(row)
        if not path.is_file():
            yield f"{row.file}: is not there"
        elif row.sha256 and hashlib.sha256(path.read_bytes()).hexdigest() != row.sha256:
            yield f"{row.file}: is not what origins.toml says"


def wheels(platform: str) -> Iterator[str]:
    """Why the locked versions can't be had as wheels there."""
    uv = shutil.which("uv") or str(ROOT / ".uv" / "bin" / "uv")
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        fixed = Path(folder) / "fixed.txt"
        fixed.write_text("\n".join(re.findall(r"^[\w.-]+==[^\\\n]+", lock, re.MULTILINE)), "utf-8")
        command = [uv, "pip", "compile", "--quiet", "--no-header", "--no-annotate", "--only-binary", ":all:"]
        command += ["--python-version", "3.11", "--python-platform", platform, "--constraint", str(fixed)]
        ran = subprocess.run(
            [*command, str(ROOT / "pyproject.toml")], capture_output=True, text=True, check=False, env=os.environ | MAC
        )
    if ran.returncode:
        yield f"{platform}: {' '.join(ran.stderr.split())[:600]}"


def main() -> None:
    wrong = [*licences(), *weights()]
    for platform in PLATFORMS:
        wrong += wheels(platform)
    looked = f"{len(closure())} packages, {len(origins.rows())} files of data, {len(PLATFORMS)} platforms: all is well"
    print("\n".join(wrong) or looked)  # noqa: T201 - its result
    sys.exit(bool(wrong))


if __name__ == "__main__":
    try:
        main()
    except PackageNotFoundError as error:
        sys.exit(f"{error} is not installed: run `make setup`")
