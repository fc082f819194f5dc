"""The wheel carries everything: installed elsewhere it ingests and answers without the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("corpus", "ingest", "index", "api")
QUESTION = "hvordan bruger man hjemmebesøg før start i vuggestue"


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed command, in an environment that sees our libraries but not our checkout."""
    folder = tmp_path_factory.mktemp("elsewhere")
    source = folder / "source"  # building writes beside the sources
    source.mkdir()
    for name in (*PARTS, "pyproject.toml", "README.md", "LICENSE"):
        original = ROOT / name
        if original.is_dir():
            shutil.copytree(original, source / name, ignore=shutil.ignore_patterns("__pycache__", "samples"))
        else:
            shutil.copy(original, source)
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(source)], folder)
    shutil.rmtree(source)
    environment = folder / "venv"
    venv.create(environment, with_pip=False)
    # The libraries are those of this environment: fetching gigabytes again would prove nothing more.
    site = next((environment / "lib").glob("python*")) / "site-packages"
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    (wheel,) = folder.glob("praksis-*.whl")
    install = [sys.executable, "-m", "pip", "--python", str(environment / "bin" / "python"), "install", "--quiet"]
    run([*install, "--no-deps", "--no-index", str(wheel)], folder)
    (site / "libraries.pth").write_text(libraries + "\n", encoding="utf-8")
    return environment / "bin" / "praksis"


def run(command: list[str], folder: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PRAKSIS"))}
    process = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stdout + process.stderr
    return process.stdout


@pytest.mark.slow
def test_the_installed_command_ingests_and_answers(command: Path, tmp_path: Path) -> None:
    sample = ROOT / "corpus" / "samples" / "practice_hjemmebesoeg.pdf"
    shutil.copy(sample, tmp_path)

    report = json.loads(run([str(command), "ingest", "practice_hjemmebesoeg.pdf", "--json"], tmp_path))
    answer = json.loads(run([str(command), "search", QUESTION, "--json"], tmp_path))

    assert len(report["added"]) == 1
    assert answer["hits"][0]["document"]["id"] == report["added"][0]
    assert any("hjemmebesøg" in hit["passage"]["text"].lower() for hit in answer["hits"][:3])


@pytest.mark.slow
def test_the_wheel_carries_model_lists_taxonomy_schema_and_page(command: Path) -> None:
    site = next((command.parents[1] / "lib").glob("python*")) / "site-packages"

    for name in (
        "corpus/schema.sql",
        "corpus/themes.toml",
        "corpus/words/lemmas.tsv",
        "corpus/words/lexicon.tsv.gz",
        "index/model/rows.npy",
        "api/templates/base.html",
        "api/static/praksis.css",
    ):
        assert (site / name).is_file(), name
    assert not (site / "tests").exists()


@pytest.mark.slow
def test_the_installed_packages_are_not_the_checkout(command: Path, tmp_path: Path) -> None:
    script = "import corpus, ingest, index, api; print(corpus.__file__)"

    where = run([str(command.parent / "python"), "-c", script], tmp_path)

    assert not where.startswith(str(ROOT))
