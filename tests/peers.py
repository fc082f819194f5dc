"""Other readers of PDFs, and ours, behind one shape: ``python peers.py NAME OUT FILE…`` writes JSON to OUT.

The script needs nothing of ours but for the reader ``praksis``, so that it can run in an environment that holds
the peers alone (``make eval-reading-peers``). It exits with 3, and says how to install, where a peer is missing.

No peer may reach the net: what would fetch weights runs without them, and its adapter says so.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

NOT_INSTALLED = 3
OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "SCARF_NO_ANALYTICS": "true",
    "DO_NOT_TRACK": "true",
    "UNSTRUCTURED_DISABLE_NOTICE": "1",
    "OMP_NUM_THREADS": "1",  # threads that wait for each other burn CPU time that no reading needs
}
"""What the environment of a peer should hold."""


@dataclass(frozen=True, slots=True)
class Output:
    """What a reader makes of one file.

    Attributes:
        text: all of it in the reader's order.
        is_markdown: whether *text* is Markdown, and tables and headings are to be found in it.
        tables: rows of cells; ``None`` where the reader gives no tables beside its text.
        headings: ``None`` where the reader marks none beside its text.
    """

    text: str
    is_markdown: bool = False
    tables: list[list[list[str]]] | None = None
    headings: list[str] | None = None


Reader = Callable[[Path], Output]


@dataclass(frozen=True, slots=True)
class Peer:
    """A reader: what pip installs for it, and the function that loads it."""

    requirement: str
    load: Callable[[], Reader]


def praksis() -> Reader:
    """Ours: the structure, without facts, passages and themes."""
    from ingest.pipeline import read_structure
    from tests.reading_gold import full_text

    def read(path: Path) -> Output:
        reading = read_structure(path)
        tables = [table for section in reading.sections for table in section.tables]
        return Output(
            full_text(reading),
            tables=[[list(row) for row in table.header + table.rows] for table in tables],
            headings=[section.heading for section in reading.sections if section.heading],
        )

    return read


def pymupdf4llm_layout() -> Reader:
    """With the layout model that ships with it, headers and footers left out. AGPL."""
    import pymupdf4llm

    pymupdf4llm.use_layout(True)
    return lambda path: Output(
        _without_pictures(pymupdf4llm.to_markdown(str(path), header=False, footer=False, use_ocr=False)), True
    )


def pymupdf4llm_rules() -> Reader:
    """With its rules alone, as it was before version 1. AGPL."""
    import pymupdf4llm

    pymupdf4llm.use_layout(False)
    return lambda path: Output(_without_pictures(pymupdf4llm.to_markdown(str(path))), True)


def docling() -> Reader:
    """By its pipeline without models: its layout and table models come from a hub."""
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.pipeline_options import NativePdfPipelineOptions
    from docling.document_converter import DocumentConverter, PdfFormatOption
    from docling.pipeline.native_pdf_pipeline import NativePdfPipeline

    pdf = PdfFormatOption(pipeline_cls=NativePdfPipeline, pipeline_options=NativePdfPipelineOptions())
    converter = DocumentConverter(allowed_formats=[InputFormat.PDF], format_options={InputFormat.PDF: pdf})
    return lambda path: Output("\n".join(text.text for text in converter.convert(path).document.texts))


def unstructured() -> Reader:
    """By its strategy "fast", with an empty spaCy pipeline in place of the English one that it fetches.

    That pipeline only decides what kind an element is called, so text and order are as they would be.
    """
    import spacy
    from unstructured.nlp import tokenize
    from unstructured.partition.pdf import partition_pdf

    blank = spacy.blank("da")
    blank.add_pipe("sentencizer")
    tokenize._get_nlp = lambda: blank
    return lambda path: Output(
        "\n".join(element.text for element in partition_pdf(str(path), strategy="fast", languages=["dan"]))
    )


def markitdown() -> Reader:
    """As it comes, its plugins off."""
    from markitdown import MarkItDown

    converter = MarkItDown(enable_plugins=False)
    return lambda path: Output(converter.convert_local(path).markdown, True)


def pdfplumber() -> Reader:
    """Its own ``extract_text`` and ``extract_tables``, as they come."""
    import pdfplumber

    def read(path: Path) -> Output:
        texts, tables = [], []
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                texts.append(page.extract_text())
                tables += page.extract_tables()
                page.close()
        return Output("\n".join(texts), tables=[[[cell or "" for cell in row] for row in table] for table in tables])

    return read


def pypdfium2() -> Reader:
    """The text of each page, in the order in which it is drawn."""
    import pypdfium2

    def read(path: Path) -> Output:
        with pypdfium2.PdfDocument(path) as pdf:
            return Output("\n".join(page.get_textpage().get_text_bounded() for page in pdf))

    return read


PEERS = {
    "pymupdf4llm": Peer("pymupdf>=2", pymupdf4llm_layout),
    "pymupdf4llm, rules": Peer("pymupdf>=2", pymupdf4llm_rules),
    "docling, no weights": Peer("docling-slim[convert-core,format-pdf]>=2.143", docling),
    "unstructured, fast": Peer("unstructured[pdf]>=0.27", unstructured),
    "markitdown": Peer("markitdown[pdf]>=0.1.8", markitdown),
    "pdfplumber": Peer("pdfplumber>=0.11.4", pdfplumber),
    "pypdfium2": Peer("pypdfium2>=4.30", pypdfium2),
}
READERS = {"praksis": Peer(".", praksis), **PEERS}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of some files: an output and its CPU seconds (user and system) for each, in their order.

    A file that the reader fails on has an empty text, and stands in *failures* with the reason.
    """

    outputs: list[Output]
    seconds: list[float]
    failures: dict[str, str]


def reading_of(read: Reader, paths: list[Path]) -> Reading:
    """What *read* makes of *paths*.

    The first file is read once before, uncounted, so that what a library puts off until it is used, imports
    and weights, is no part of the time.
    """
    done = Reading([], [], {})
    for path in (paths[0], *paths):
        start = time.process_time()
        try:
            output = read(path)
        except Exception as error:  # a stranger's code may raise anything, and costs one file here
            output = Output("")
            done.failures[path.name] = f"{type(error).__name__}: {error}"
        done.outputs.append(output)
        done.seconds.append(time.process_time() - start)
    return Reading(done.outputs[1:], done.seconds[1:], done.failures)


def reading_from(written: str) -> Reading:
    """The reading that ``main`` wrote."""
    found = json.loads(written)
    return Reading([Output(**output) for output in found["outputs"]], found["seconds"], found["failures"])


def _without_pictures(markdown: str) -> str:
    """*markdown* without pymupdf4llm's notes that a picture stood here, which are no text of the file."""
    return "\n".join(line for line in markdown.split("\n") if not line.startswith("**==>"))


def main(name: str, out: Path, paths: list[Path]) -> int:
    """Read *paths* with the reader *name* and write what it made of them to *out*."""
    os.environ.update(OFFLINE)
    try:
        read = READERS[name].load()
    except ImportError as error:
        print(f"{name}: not here ({error}); pip install '{READERS[name].requirement}'", file=sys.stderr)
        return NOT_INSTALLED
    out.write_text(json.dumps(asdict(reading_of(read, paths))), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), [Path(path) for path in sys.argv[3:]]))
