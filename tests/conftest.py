"""Fixtures that every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def real_folder() -> Path:
    """The folder with the real documents and their gold, which is not part of the repository."""
    folder = os.environ.get("PRAKSIS_REAL")
    if not folder:
        pytest.skip("PRAKSIS_REAL is not set: the real documents and their gold are not here")
    path = Path(folder)
    if not (path / "corpus" / "pdf").is_dir():
        pytest.fail(f"PRAKSIS_REAL={folder} has no corpus/pdf")
    return path
