"""Programs that some tests want and pip cannot bring: installed where apt and the rights allow it.

``python -m tests.system_tools`` says for each what it found or did. It never fails: a test that misses its
program skips with the same line.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from ctypes.util import find_library
from pathlib import Path

PACKAGES = {
    "chromium": ("chromium",),
    "tesseract": ("tesseract-ocr", "tesseract-ocr-dan"),
    "pangoft2-1.0": ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
}
"""Programs, and a library that WeasyPrint sets text with, and the Debian packages that hold them."""

APT_SECONDS = 600


def missing(program: str) -> str | None:
    """Why *program*, or library, cannot be used, as one line with the remedy; ``None`` when it can."""
    if _found(program):
        return None
    return f"{program} is not installed; get it with: apt-get install {' '.join(PACKAGES[program])}"


def main() -> None:
    """Install what is missing, if that is possible here, and say how it went."""
    wanted = [program for program in PACKAGES if missing(program)]
    if wanted and can_install():
        packages = [package for program in wanted for package in PACKAGES[program]]
        print(f"installing {' '.join(packages)} …", flush=True)
        install(packages)
    for program in PACKAGES:
        print(missing(program) or f"{program}: {_found(program)}", flush=True)


def _found(program: str) -> str | None:
    return shutil.which(program) or find_library(program)


def can_install() -> bool:
    """Whether apt is here and we may use it without asking for a password."""
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def install(packages: list[str]) -> None:
    """Install Debian *packages*; a failure is told by the program's absence."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = [["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages]]
    if not any(Path("/var/lib/apt/lists").glob("*_Packages*")):
        commands.insert(0, ["apt-get", "update", "-qq"])
    for command in commands:
        try:
            subprocess.run(command, env=environment, timeout=APT_SECONDS, check=False, capture_output=True)
        except subprocess.TimeoutExpired:
            print(f"{' '.join(command)}: no answer in {APT_SECONDS} seconds", flush=True)


if __name__ == "__main__":
    main()
