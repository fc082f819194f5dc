"""The door to mammoth: a Word file becomes the HTML of its structure, and that becomes parts."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from corpus.errors import EmptyFile, EncryptedFile, NothingToRead, UnreadableFile

from .html_source import parse_html
from .outline import Grid, Heading, Margin, Part, Text, end_of, reading_of, shown_text
from .reading import Reading
from .word_headings import SetParagraph, heading_ranks
from .word_styles import W as _W
from .word_styles import WordStyles

DOCUMENT = "word/document.xml"
CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an OLE container begins: Word's format until 2003, and a newer file that a password protects."""
PROTECTED = "EncryptedPackage".encode("utf-16-le")
"""The stream of such a container that holds an encrypted Word file (MS-OFFCRYPTO, 2.3.4.4)."""
MOST_BYTES = 200_000_000
"""Bytes of XML from which a Word file is a bomb; a book of 1,000 pages has 20 million."""

_EDGES = re.compile(r"word/(header|footer)\d*\.xml")
_PROPERTIES = {"title": "Title", "creator": "Author", "created": "CreationDate"}
_TITLE_STYLE = re.compile(rb'<w:pStyle w:val="(Title|Titel)"')
_HEADING_NAMES = ("heading {}", "Heading {}", "Overskrift {}", "overskrift {}")
_HEADING_NAME = re.compile(r"(heading|overskrift) \d", re.IGNORECASE)
_RULED_NAME = re.compile(
    r"(heading|overskrift|toc) \d|title|titel|subtitle|caption|(intense )?quote|toc heading", re.IGNORECASE
)
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Titel'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='TOC Heading'] => p.toc:fresh
{contents}
{headings}
comment-reference =>
"""


def read_docx(path: Path) -> Reading:
    """The structure of the Word file at *path*, as it stands when all tracked changes are accepted.

    Heads and feet are furniture; text boxes stand where they are anchored, comments are left out. Word
    knows no pages: they come to be where it prints, with that machine's fonts.

    Raises:
        EmptyFile: the file has no bytes.
        EncryptedFile: it needs a password.
        UnreadableFile: it is no Word file, or a broken one, or written by Word 2003 or older.
        NothingToRead: it has no text, as one that holds scans.
    """
    content = path.read_bytes()
    archive = _opened(path, content)
    parts = _parts(path, content, archive)
    if not any(isinstance(part, Heading | Text | Grid) for part in parts):
        raise NothingToRead(
            path,
            f"{path.name} har ingen tekst, måske fordi den kun rummer billeder. Gem den som PDF, og læs PDF'en ind.",
        )
    edges = list(dict.fromkeys(_edges(archive)))
    last = end_of(parts)
    margins = [Margin(text, True, (last + n, last + n + 1)) for n, text in enumerate(edges)]
    return reading_of([*parts, *margins], _info(archive))


def _opened(path: Path, content: bytes) -> zipfile.ZipFile:
    if not content:
        raise EmptyFile(path, f"{path.name} er tom (0 bytes). Hent eller kopiér filen igen.")
    if content.startswith(CONTAINER) and PROTECTED in content:
        raise EncryptedFile(
            path,
            f"{path.name} er beskyttet med adgangskode. Åbn den, gem en kopi uden adgangskode, og læs kopien ind.",
        )
    if content.startswith(CONTAINER):
        raise _unreadable(path, "den er gemt i Words gamle format")
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise _unreadable(path, "den er ikke en Word-fil, eller den er gået i stykker") from error
    if DOCUMENT not in sizes:
        raise _unreadable(path, "den er ikke en Word-fil")
    if sum(size for name, size in sizes.items() if name.endswith((".xml", ".rels"))) > MOST_BYTES:
        raise _unreadable(path, "dens tekst fylder urimeligt meget")
    return archive


def _parts(path: Path, content: bytes, archive: zipfile.ZipFile) -> list[Part]:
    import mammoth  # takes a sixth of the time to load all that reads, and a PDF needs none of it

    try:
        has_title = _TITLE_STYLE.search(archive.read(DOCUMENT)) is not None
        result = mammoth.convert_to_html(
            BytesIO(content),
            style_map=_style_map(first=2 if has_title else 1),
            convert_image=_leave_out,
            transform_document=_headed(WordStyles(_xml(archive, "word/styles.xml"))),
        )
    # A broken file raises whatever its broken part makes zipfile, the XML parser or mammoth trip over.
    except Exception as error:
        raise _unreadable(path, str(error) or type(error).__name__) from error
    parts, _ = parse_html(f"<body>{result.value}</body>")
    return parts


def _style_map(*, first: int) -> str:
    """Mammoth's rules; Word's first heading is of level *first*, 2 where a title stands above it."""
    contents = "\n".join(
        f"p[style-name='{name} {level}'] => p.toc:fresh" for name in ("toc", "TOC") for level in range(1, 10)
    )
    headings = "\n".join(
        f"p[style-name='{name.format(level)}'] => h{min(level + first - 1, 6)}:fresh"
        for name in _HEADING_NAMES
        for level in range(1, 10)
    )
    return _STYLES.format(contents=contents, headings=headings)


def _headed(styles: WordStyles) -> Callable[[Any], Any]:
    """What gives mammoth's paragraphs the name of a heading style where their own style, or their look, is one."""

    def headed(document: Any) -> Any:
        children = [_in_outline(child, styles) for child in document.children]
        if sum(_is_headed(child) for child in children) <= 1:
            children = _by_looks(children, styles)
        return document.copy(children=children)

    return headed


def _in_outline(paragraph: Any, styles: WordStyles) -> Any:
    """*paragraph* as a heading, if a style of the writer's own says that it is one."""
    level = styles(paragraph.style_id).level if _is_paragraph(paragraph) and paragraph.style_id else None
    return paragraph if level is None or _is_named(paragraph) else paragraph.copy(style_name=f"heading {level}")


def _by_looks(children: Sequence[Any], styles: WordStyles) -> list[Any]:
    """*children* with those that are set as headings named so, below the only one that is named so already."""
    shown = [n for n, child in enumerate(children) if not _is_paragraph(child) or _text_of(child).strip()]
    named = any(_is_headed(child) for child in children)
    looks = [None if _is_table(children[n]) or _is_named(children[n]) else _set(children[n], styles) for n in shown]
    headed = list(children)
    for number, rank in heading_ranks(looks).items():
        headed[shown[number]] = headed[shown[number]].copy(style_name=f"heading {rank + named}")
    return headed


def _set(paragraph: Any, styles: WordStyles) -> SetParagraph:
    style = styles(paragraph.style_id)
    runs = [run for run in _runs(paragraph) if any(map(str.isalpha, _text_of(run)))]
    return SetParagraph(
        text=" ".join(shown_text(_text_of(paragraph)).split()),
        size=min((run.font_size or style.size for run in runs), default=style.size),
        bold=all(run.is_bold or style.bold for run in runs),
        is_item=paragraph.numbering is not None,
    )


def _runs(node: Any) -> Iterator[Any]:
    for child in getattr(node, "children", ()):
        if hasattr(child, "font_size"):
            yield child
        else:
            yield from _runs(child)


def _text_of(node: Any) -> str:
    return node.value if hasattr(node, "value") else "".join(map(_text_of, getattr(node, "children", ()))) or " "


def _is_paragraph(node: Any) -> bool:
    return hasattr(node, "numbering")


def _is_table(node: Any) -> bool:
    return not _is_paragraph(node)


def _is_named(paragraph: Any) -> bool:
    """Whether the name of its style has a rule of its own."""
    return paragraph.style_name is not None and _RULED_NAME.fullmatch(paragraph.style_name) is not None


def _is_headed(node: Any) -> bool:
    return _is_paragraph(node) and node.style_name is not None and _HEADING_NAME.fullmatch(node.style_name) is not None


def _leave_out(image: object) -> list[object]:
    """Nothing in place of a picture; mammoth would write it out as a megabyte of letters."""
    return []


def _edges(archive: zipfile.ZipFile) -> Iterator[str]:
    """The paragraphs of the file's heads and feet."""
    for name in sorted(archive.namelist()):
        if _EDGES.fullmatch(name):
            for paragraph in _xml(archive, name).iter(f"{_W}p"):
                text = "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))
                if text := " ".join(shown_text(text).split()):
                    yield text


def _info(archive: zipfile.ZipFile) -> dict[str, str]:
    """The file's own properties (Dublin Core), by the names that a PDF gives them."""
    if "docProps/core.xml" not in archive.namelist():
        return {}
    nodes = ((node.tag.rpartition("}")[2], node.text) for node in _xml(archive, "docProps/core.xml"))
    return {_PROPERTIES[tag]: text for tag, text in nodes if tag in _PROPERTIES and text}


def _xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """The part called *name*; an empty element where it is broken, since the text does not hang on it."""
    try:
        return ElementTree.fromstring(archive.read(name))
    except (ElementTree.ParseError, zipfile.BadZipFile, KeyError, ValueError, OSError):
        return ElementTree.Element("none")


def _unreadable(path: Path, reason: str) -> UnreadableFile:
    return UnreadableFile(
        path,
        f"{path.name} kan ikke læses ({reason}). Åbn den i Word, gem den som .docx eller PDF, og læs den ind igen.",
    )
