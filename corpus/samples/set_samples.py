"""Sets the sample PDFs from `text/*.md`, the same bytes every time: `python corpus/samples/set_samples.py`.

`sample_text` reads the texts, `sample_markup` hands them to `layout.typ`, `sample_gold` says what a reader should find.
Praksis must be installed (`make setup`), since the modules find each other as `corpus.samples`.
The fonts come with the packages `typst`, `font-roboto`, `font-source-sans-pro` and `font-source-serif-pro`.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pypdfium2
import typst

from corpus.samples.sample_gold import gold, passages
from corpus.samples.sample_markup import typst_markup
from corpus.samples.sample_text import SAMPLES, SampleError, Source, read_source, source_names

FONT_PACKAGES = ("font_roboto", "font_source_sans_pro", "font_source_serif_pro")
KIND_LABELS = {
    "conference_programme": "konferenceprogram",
    "practice_example": "praksiseksempel",
    "evaluation": "evaluering",
    "position_paper": "positionspapir",
}


def set_pdf(source: Source) -> bytes:
    """*source* as PDF; the same source and the same Typst give the same bytes.

    Raises:
        SampleError: Typst refuses the markup.
    """
    try:
        fonts = typst.Fonts(include_system_fonts=False, font_paths=_font_paths())
        compiler = typst.Compiler(root=SAMPLES, font_paths=fonts)
        # The pretty form leaves the character maps readable, for _as_drawn.
        pdf = compiler.compile(typst_markup(source).encode(), format="pdf", pretty=True)
    except typst.TypstError as error:
        raise SampleError(source.name, error.diagnostic) from error
    assert isinstance(pdf, bytes)
    return _as_drawn(pdf)


def sources_page(pdfs: dict[str, bytes], sources: Sequence[Source]) -> str:
    """SOURCES.md: where each sample comes from, its licence and the hash of its PDF."""
    rows = [
        f"| [{source.name}.pdf]({source.name}.pdf) | {source.title} | {KIND_LABELS[source.type]} "
        f"| {_page_count(pdfs[source.name])} | `{hashlib.sha256(pdfs[source.name]).hexdigest()}` |"
        for source in sources
    ]
    return _SOURCES_HEAD + "\n".join(rows) + "\n"


def written_files(out: Path, names: Sequence[str]) -> dict[Path, bytes]:
    """Everything a run writes, by path: the PDFs, and with all samples SOURCES.md and the judged reference passages."""
    sources = [read_source(name) for name in names]
    pdfs = {source.name: set_pdf(source) for source in sources}
    files = {out / f"{name}.pdf": pdf for name, pdf in pdfs.items()}
    if list(names) == source_names():
        lines = [json.dumps(passage, ensure_ascii=False) for source in sources for passage in passages(source)]
        documents = {name: f"{name}.pdf" for name in names}
        files[out / "SOURCES.md"] = sources_page(pdfs, sources).encode()
        files[out / "judged" / "passages.jsonl"] = ("\n".join(lines) + "\n").encode()
        files[out / "judged" / "documents.json"] = (json.dumps(documents, indent=1) + "\n").encode()
    return files


def stale_files(files: dict[Path, bytes]) -> list[Path]:
    """Those of *files* that are missing on disk or differ from what a run would write."""
    return [path for path, content in files.items() if not path.exists() or path.read_bytes() != content]


def main(arguments: Sequence[str]) -> int:
    """The command line; 1 if --check finds a stale file."""
    options = _parser().parse_args(arguments)
    names = sorted(options.names) or source_names()
    if options.gold:
        structures = [gold(read_source(name)) for name in names]
        options.gold.write_text(json.dumps(structures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return 0
    files = written_files(options.out, names)
    if options.check:
        stale = stale_files(files)
        for path in stale:
            sys.stderr.write(f"stale: {path}; run: python corpus/samples/set_samples.py\n")
        return 1 if stale else 0
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", metavar="NAME", help="samples to set; all of them if none is named")
    parser.add_argument("--out", type=Path, default=SAMPLES, help="folder for the PDFs (default: beside this script)")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is stale")
    parser.add_argument("--gold", type=Path, metavar="FILE", help="write the expected structure as JSON instead")
    return parser


def _as_drawn(pdf: bytes) -> bytes:
    """*pdf* with every drawn hyphen mapped to "-".

    Typst breaks words with U+00AD, drawn by the glyph of "-". A font maps a glyph to one character, the one it met
    first, so that without this "Dagtilbuds- og" might be read with a soft hyphen, even in the middle of a line.
    """
    return pdf.replace(b"> <00AD>\n", b"> <002D>\n")


def _font_paths() -> list[Path]:
    """The folders with fonts of the font packages; they are found, not imported, since importing them runs old code."""
    paths = []
    for package in FONT_PACKAGES:
        spec = find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            raise ModuleNotFoundError(f"no package {package}; run: pip install {package.replace('_', '-')}")
        paths.append(Path(spec.submodule_search_locations[0]) / "files")
    return paths


def _page_count(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return len(document)


_SOURCES_HEAD = """# Sample documents

Documents written for Praksis, so that a newcomer has something to search. Each is a *konstrueret eksempel*:
the municipalities, organisations, persons and figures are invented, and every first page says so.

- Written by: the Praksis project. No text is taken from elsewhere.
- Licence: CC0 1.0 for the documents, MIT for the scripts beside them.
- Text in `text/`, looks in `layout.typ`, set by `set_samples.py`, which also writes this page. Do not edit it by hand.
- Judged queries over these documents: `judged/`.

| File | Title | Kind | Pages | SHA-256 |
|---|---|---|---|---|
"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
