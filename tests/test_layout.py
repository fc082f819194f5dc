"""The house rules that a machine can see: arrows between packages, doors of heavy libraries, quiet imports."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "ingest", "index", "api")

ARROWS = {
    "corpus": {"corpus"},
    "ingest": {"ingest", "corpus"},
    "index": {"index", "corpus"},
    "api": {"api", "corpus", "ingest", "index"},
}

DOORS = {
    "sqlite3": {"corpus/store.py"},
    "simplemma": {"corpus/lemma.py"},
    "wordfreq": {"corpus/compounds.py"},
    "pdfplumber": {"ingest/pages.py"},
    "pdfminer": {
        "ingest/pages.py",
        "ingest/interpreter.py",
        "ingest/content.py",
        "ingest/device.py",
        "ingest/fonts.py",
    },
    "pypdfium2": {"ingest/pages.py"},
    "PIL": {"ingest/picture.py"},
    "mammoth": {"ingest/docx_source.py"},
    "markdown_it": {"ingest/markdown_source.py"},
    "selectolax": {"ingest/html_source.py", "ingest/html_site.py", "ingest/html_tables.py", "ingest/html_walk.py"},
    "spacy": {"ingest/spacy_pipeline.py"},
    "faiss": {"index/vectors.py"},
    "rapidfuzz": {"index/repair.py"},
    "torch": {"index/encoder.py"},
    "sentence_transformers": {"index/encoder.py"},
    "huggingface_hub": {"index/encoder.py"},
    "transformers": {"index/encoder.py"},
    "typer": {
        "api/cli.py",
        "api/command.py",
        "api/commands_find.py",
        "api/commands_keep.py",
        "api/commands_read.py",
        "api/commands_run.py",
        "api/commands_survey.py",
    },
}
"""Each heavy library and the only files that may import it."""


def modules() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).glob("*.py"))


def imports(source: str) -> Iterator[str]:
    """The first part of every absolute import of *source*, wherever it stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


def wrong_arrows(package: str, source: str) -> set[str]:
    """Packages of ours that *source*, a module of *package*, must not import."""
    return {name for name in imports(source) if name in PACKAGES} - ARROWS[package]


def wrong_doors(path: str, source: str) -> set[str]:
    """Heavy libraries that *source*, the module at *path*, must not import."""
    return {name for name in imports(source) if name in DOORS and path not in DOORS[name]}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_packages_import_along_the_arrows_only(path: Path) -> None:
    assert wrong_arrows(path.parent.name, path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_each_heavy_library_has_one_door(path: Path) -> None:
    assert wrong_doors(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) == set()


def test_every_door_is_used() -> None:
    for library, doors in DOORS.items():
        for door in doors:
            assert library in set(imports((ROOT / door).read_text(encoding="utf-8"))), (library, door)


@pytest.mark.parametrize(
    ("package", "source", "wrong"),
    [
        ("corpus", "from index.search import Searcher", {"index"}),
        ("ingest", "import index.lexical", {"index"}),
        ("index", "def f():\n    from ingest.pages import open_pdf", {"ingest"}),
        ("index", "from corpus import Passage", set()),
        ("api", "import corpus, ingest, index", set()),
    ],
)
def test_the_rule_sees_a_wrong_arrow(package: str, source: str, wrong: set[str]) -> None:
    assert wrong_arrows(package, source) == wrong


def test_the_rule_sees_a_second_importer() -> None:
    assert wrong_doors("index/search.py", "def f():\n    import faiss") == {"faiss"}
    assert wrong_doors("index/vectors.py", "import faiss") == set()


def test_between_packages_imports_are_absolute_and_inside_relative() -> None:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                inside = node.module.split(".")[0] == path.parent.name and node.level == 0
                assert not inside, f"{path.relative_to(ROOT)}: from {node.module} import … is within its package"


def test_the_environment_is_read_at_one_door() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in {("os", "environ"), ("os", "getenv")}
    }

    # OCR reads nothing of it; it hands it on to Tesseract with one entry more. The server's command sets one.
    assert readers <= {"api/command.py", "api/commands_run.py", "ingest/ocr.py"}


def test_no_module_of_ours_is_won_by_another_installed_package() -> None:
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)

        assert spec is not None
        assert spec.origin == str(ROOT / package / "__init__.py"), f"another '{package}' is imported instead of ours"


_QUIET = """
import importlib, os, pathlib, sys

root, names = pathlib.Path(sys.argv[1]), sys.argv[2:]
for name in names:
    importlib.import_module(name)  # the libraries are loaded now, so that only our own code runs below
ours = {name.split(".")[0] for name in names}
for name in [name for name in sys.modules if name.split(".")[0] in ours]:
    del sys.modules[name]

LOUD = {"socket.connect", "sqlite3.connect", "subprocess.Popen", "os.mkdir", "os.remove", "os.rename", "os.putenv"}

def listen(event, arguments):
    if event in LOUD:
        raise SystemExit(f"{event} {arguments}")
    if event == "open" and isinstance(arguments[0], str):
        path = pathlib.Path(arguments[0])
        if path.suffix not in {".py", ".pyc"} and "__pycache__" not in path.parts:
            raise SystemExit(f"opens {path}")

sys.addaudithook(listen)
for name in names:
    importlib.import_module(name)
print("quiet")
"""


def import_quietly(root: Path, *names: str) -> str:
    """What a fresh interpreter says of the work that importing these modules does."""
    process = subprocess.run(
        [sys.executable, "-c", _QUIET, str(root), *names], cwd=root, capture_output=True, text=True, check=False
    )
    return process.stdout.strip() or process.stderr.strip().splitlines()[-1]


def test_importing_a_module_does_nothing() -> None:
    names = [f"{path.parent.name}.{path.stem}" if path.stem != "__init__" else path.parent.name for path in modules()]

    assert import_quietly(ROOT, *names) == "quiet"


def test_the_rule_hears_work_at_import(tmp_path: Path) -> None:
    (tmp_path / "loud.py").write_text("open('words.txt', 'w').close()\n", encoding="utf-8")

    assert import_quietly(tmp_path, "loud") == "opens words.txt"
