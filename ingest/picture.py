"""The door to Pillow: pages drawn with what was understood of them, so that a person sees what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from corpus import Box, Document, Table

from .pages import POINTS, PageImages, draw_text, open_images
from .rasters import dark, skew_of, straightened

DPI = 110
"""Dots an inch: an A4 page is 909 by 1,286 pixels, which fits a screen and can be read."""
LEGEND_WIDTH = 300
LINE_HEIGHT = 22
MARGIN = 14
"""Pixels of the legend beside the page."""

Kind = Literal["heading", "text", "item", "footnote", "caption", "table", "session", "aside", "furniture"]
Colour = tuple[int, int, int]

LABELS: Mapping[Kind, str] = {
    "heading": "Overskrift",
    "text": "Afsnit",
    "item": "Punkt i en liste",
    "footnote": "Fodnote",
    "caption": "Billed- eller tabeltekst",
    "table": "Tabel",
    "session": "Programpunkt",
    "aside": "Citat eller fotograf, ved siden af",
    "furniture": "Sidehoved, sidefod, indhold",
}
COLOURS: Mapping[Kind, Colour] = {
    "heading": (204, 32, 38),
    "text": (31, 98, 189),
    "item": (0, 140, 170),
    "footnote": (110, 90, 160),
    "caption": (170, 80, 180),
    "table": (22, 130, 60),
    "session": (230, 120, 0),
    "aside": (200, 40, 130),
    "furniture": (120, 120, 120),
}
SHADE = 38
"""How opaque a box is filled, of 255: the text below stays readable."""
ORDER: Colour = (60, 60, 60)
UNNUMBERED: frozenset[Kind] = frozenset({"session", "aside", "furniture"})
"""What stands outside the reading order of the text, or in it under another kind."""
METHODS = {"text": "filens egen tekst", "ocr": "OCR af billedet", "none": "ikke læst"}


class Mark(NamedTuple):
    """A place on a page, and as what it was understood; places with one *item* belong together."""

    kind: Kind
    item: int
    box: Box


def write_pictures(pdf: Path, document: Document, folder: Path) -> list[Path]:
    """Draw each page of *document*, whose original is *pdf*, into *folder*; the files, by page.

    Pages that pdfium cannot draw are left white.
    """
    folder.mkdir(parents=True, exist_ok=True)
    digits = max(2, len(str(document.page_count)))
    written = []
    for number, picture in draw_pages(pdf, document):
        path = folder / f"{document.id}-{number:0{digits}}.png"
        picture.save(path)
        written.append(path)
    return written


def draw_pages(pdf: Path, document: Document) -> Iterator[tuple[int, Image.Image]]:
    """Each page of *document* with its number: boxes in the colours of their kinds, numbered as they are read."""
    marks = list(find_marks(document))
    with open_images(pdf) as images:
        for number in range(1, document.page_count + 1):
            here = [mark for mark in marks if mark.box.page == number]
            page = _page_image(images, number, document)
            yield number, _beside(_marked(page, here), _legend(document, number, here, page.height))


def find_marks(document: Document) -> Iterator[Mark]:
    """Everything in *document* that has a place, in reading order; what stands apart comes last."""
    for item, (kind, boxes) in enumerate(_items(document)):
        yield from (Mark(kind, item, box) for box in boxes)


def _items(document: Document) -> Iterator[tuple[Kind, tuple[Box, ...]]]:
    for section in document.sections:
        yield "heading", section.heading_boxes
        for block in section.blocks:
            yield ("table" if isinstance(block, Table) else block.kind), block.boxes
    for session in document.sessions:
        yield "session", session.boxes
    for aside in document.asides:
        yield "aside", aside.boxes
    for line in document.furniture:
        yield "furniture", line.boxes


def _page_image(images: PageImages | None, number: int, document: Document) -> Image.Image:
    """The page as a viewer shows it; one that was read by OCR set straight, as it was when it was read."""
    reading = next((page for page in document.pages if page.number == number), None)
    pixels = images.colour(number, DPI) if images is not None else None
    if pixels is None:
        width, height = (reading.width, reading.height) if reading else (595.0, 842.0)
        return Image.new("RGB", (round(width * DPI / POINTS), round(height * DPI / POINTS)), "white")
    if reading is not None and reading.method == "ocr":
        skew = skew_of(dark(pixels.mean(axis=2).astype(np.uint8)))
        channels = [straightened(np.ascontiguousarray(pixels[:, :, channel]), skew) for channel in range(3)]
        pixels = np.stack(channels, axis=2)
    return Image.fromarray(pixels)


def _marked(page: Image.Image, marks: Sequence[Mark]) -> Image.Image:
    scale = DPI / POINTS
    overlay = Image.new("RGBA", page.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(overlay)
    font = ImageFont.load_default(size=13)
    # A heading on the first line of its paragraph lies within that one's box.
    for kind, _, box in sorted(marks, key=lambda mark: mark.kind == "heading"):
        area = (box.x0 * scale - 2, box.top * scale - 2, box.x1 * scale + 2, box.bottom * scale + 2)
        inner = kind == "session"
        draw.rectangle(
            area,
            fill=None if inner else (*COLOURS[kind], SHADE),
            outline=(*COLOURS[kind], 255),
            width=3 if inner else 2,
        )
    numbered = (mark for mark in marks if mark.kind not in UNNUMBERED)
    corners = [(mark.item, mark.box.x0 * scale - 2, mark.box.top * scale - 2) for mark in numbered]
    for (_, x0, y0), (_, x1, y1) in pairwise(corners):
        draw.line((x0, y0, x1, y1), fill=(*ORDER, 110), width=1)
    orders = {item: order for order, item in enumerate(dict.fromkeys(item for item, _, _ in corners), start=1)}
    for item, x, y in corners:
        _number(draw, orders[item], x, y, font)
    return Image.alpha_composite(page.convert("RGBA"), overlay).convert("RGB")


def _number(
    draw: ImageDraw.ImageDraw, order: int, x: float, y: float, font: ImageFont.FreeTypeFont | ImageFont.ImageFont
) -> None:
    text = str(order)
    width = draw.textlength(text, font=font) + 6
    left, top = max(x - width, 0), max(y, 0)
    draw.rectangle((left, top, left + width, top + 16), fill=(255, 255, 255, 235), outline=(*ORDER, 255))
    draw.text((left + 3, top), text, fill=(*ORDER, 255), font=font)


def _legend(document: Document, number: int, marks: Iterable[Mark], height: int) -> Image.Image:
    """A strip with the kinds on the page, how it was read, and what there is to warn of."""
    strip = Image.new("RGB", (LEGEND_WIDTH, height), "white")
    draw = ImageDraw.Draw(strip)
    counts = Counter({mark.item: mark.kind for mark in marks}.values())
    y = MARGIN
    y = _write(strip, f"Side {number} af {document.page_count}", MARGIN, y)
    for line in _facts(document, number):
        y = _write(strip, line, MARGIN, y)
    y += LINE_HEIGHT // 2
    for kind, label in LABELS.items():
        if kind in counts:
            draw.rectangle((MARGIN, y + 3, MARGIN + 16, y + 17), fill=COLOURS[kind])
            y = _write(strip, f"{label}: {counts[kind]}", MARGIN + 24, y)
    y += LINE_HEIGHT // 2
    for line in ("Tallene viser rækkefølgen, teksten", "læses i; stregerne følger den."):
        y = _write(strip, line, MARGIN, y)
    for warning in document.warnings:
        if warning.page in (number, None):
            y += LINE_HEIGHT // 2
            for line in _wrapped(f"Bemærk: {warning.message}", 40):
                y = _write(strip, line, MARGIN, y)
    return strip


def _facts(document: Document, number: int) -> Iterator[str]:
    for page in document.pages:
        if page.number == number:
            yield f"Læst fra: {METHODS[page.method]}"
            if page.ocr_confidence is not None:
                yield f"OCR's egen sikkerhed: {page.ocr_confidence:.0%}".replace("%", " %")
            if page.known_words is not None:
                yield f"Kendte danske ord: {page.known_words:.0%}".replace("%", " %")
            yield f"Sikker rækkefølge: {page.order_certainty:.0%}".replace("%", " %")


def _write(strip: Image.Image, text: str, x: int, y: int) -> int:
    """Write one line; the height of the next."""
    line: NDArray[np.uint8] = draw_text(text, LINE_HEIGHT)
    strip.paste(Image.fromarray(line), (x, y))
    return y + LINE_HEIGHT


def _wrapped(text: str, length: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > length:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    if line:
        yield line


def _beside(page: Image.Image, legend: Image.Image) -> Image.Image:
    whole = Image.new("RGB", (page.width + legend.width, page.height), "white")
    whole.paste(page, (0, 0))
    whole.paste(legend, (page.width, 0))
    return whole
