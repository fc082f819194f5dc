"""The back half of the door to pdfminer: collects what a page shows, and nothing that we do not use.

pdfplumber's ``page.chars`` makes a dictionary of 30 entries for each character; this device keeps
nine values and is about three times as fast. ``tests/test_ingest_pages.py`` holds it to seeing the
same characters as pdfplumber.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import Matrix, PathSegment, Point, Rect, apply_matrix_pt, apply_matrix_rect

from .shapes import STRAIGHT, THIN, Area, Rule, is_white, polygons, rectangle

BOLD_FONT = re.compile(r"bold|black|heavy|semib|demi", re.IGNORECASE)
ITALIC_FONT = re.compile(r"ital|obli|slanted", re.IGNORECASE)
ITALIC_FLAG, FORCE_BOLD_FLAG = 1 << 6, 1 << 18  # ISO 32000-1, table 123: font flags 7 and 19


class Char(NamedTuple):
    """One character as set; positions in points from the page's top left corner.

    A NamedTuple, not a dataclass: a page has 3,000 of them, and a frozen dataclass takes longer to make.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    italic: bool


@dataclass(slots=True)
class Font:
    """What the device remembers of a font: its style, its descent and the glyphs seen so far."""

    font: PDFFont
    bold: bool
    italic: bool
    descent: float
    glyphs: dict[int, tuple[str | None, float]] = field(default_factory=dict)

    def glyph(self, cid: int) -> tuple[str | None, float]:
        """The text of a glyph, ``None`` where the font does not tell, and its width in text units."""
        known = self.glyphs.get(cid)
        if known is None:
            try:
                text: str | None = self.font.to_unichr(cid)
            except PDFUnicodeNotDefined:
                text = None
            known = self.glyphs[cid] = (text, self.font.char_width(cid))
        return known


class Canvas(PDFTextDevice):
    """The characters, rules, filled areas and images of the page last rendered on it.

    Attributes:
        unmapped: characters whose font does not say which letter they are; they are left out.
        turned: characters that do not run from left to right; they are left out.
    """

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self._fonts: dict[int, Font] = {}
        self._clear(0.0, 0.0, 0.0, 0.0)

    def _clear(self, left: float, top: float, width: float, height: float) -> None:
        self.left, self.upper, self.width, self.height = left, top, width, height
        self.chars: list[Char] = []
        self.rules: list[Rule] = []
        self.fills: list[Area] = []
        self.images: list[Area] = []
        self.unmapped = 0
        self.turned = 0

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Start a page: its origin is the corner of what a viewer shows, the crop box."""
        media = _upright(apply_matrix_rect(ctm, page.mediabox))
        crop = _upright(apply_matrix_rect(ctm, page.cropbox or page.mediabox))
        x0, y0 = max(media[0], crop[0]), max(media[1], crop[1])
        x1, y1 = min(media[2], crop[2]), min(media[3], crop[3])
        if x1 <= x0 or y1 <= y0:  # a crop box beside the page is a mistake of its maker
            x0, y0, x1, y1 = media
        self._clear(x0, y1, x1 - x0, y1 - y0)

    def render_string_horizontal(
        self,
        seq: PDFTextSeq,
        matrix: Matrix,
        pos: Point,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        charspace: float,
        wordspace: float,
        rise: float,
        dxscale: float,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> Point:
        """Place each character; PDFTextDevice's own loop with a matrix product less per character."""
        a, b, c, d, e, f = matrix
        x, y = pos
        known = self._font(font)
        runs_right = a > 0 and d > 0 and abs(b) < 0.01 * a and scaling > 0 and fontsize > 0
        baseline = self.upper - (b * x + d * (y + rise) + f)
        size = d * fontsize
        bottom = baseline - known.descent * size
        left, advance = e + c * y - self.left, fontsize * scaling
        spaced = False
        for part in seq:
            if isinstance(part, int | float):
                x -= part * dxscale
                spaced = True
                continue
            if not isinstance(part, bytes):
                continue
            for cid in font.decode(part):
                if spaced:
                    x += charspace
                spaced = True
                text, width = known.glyph(cid)
                x0 = a * x + left
                x += width * advance
                if text is None:
                    self.unmapped += 1
                elif not runs_right:
                    self.turned += 1
                else:
                    self.chars.append(
                        Char(
                            text,
                            x0,
                            bottom - size,
                            a * x + left,
                            bottom,
                            baseline,
                            size,
                            known.bold,
                            known.italic,
                        )
                    )
                if wordspace and cid == 32:
                    x += wordspace
        return (x, y)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Count a character of vertical writing, which Danish does not use."""
        self.turned += 1
        return float(font.char_width(cid)) * fontsize * scaling

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[PathSegment],
    ) -> None:
        """Keep rectangles and straight lines; curves are never part of a table."""
        fill = fill and not is_white(graphicstate.ncolor)
        stroke = stroke and not is_white(graphicstate.scolor)
        if not fill and not stroke:
            return
        for points, closed in polygons(path):
            corners = [self._place(point) for point in points]
            area = rectangle(corners) if closed or fill else None
            if area is not None:
                self._add_rectangle(area, filled=fill)
            elif stroke:
                self._add_lines(corners)

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        """Remember where the image stands that pdfminer is about to hand over."""
        assert self.ctm is not None
        self._figure = _upright(apply_matrix_rect(self.ctm, bbox))

    def render_image(self, name: str, stream: PDFStream) -> None:
        """Keep the image's place; its pixels are never decoded."""
        x0, y0, x1, y1 = self._figure
        self.images.append(Area(x0 - self.left, self.upper - y1, x1 - self.left, self.upper - y0))

    def _font(self, font: PDFFont) -> Font:
        known = self._fonts.get(id(font))
        if known is None:
            name, flags = str(font.fontname), int(getattr(font, "flags", 0) or 0)
            known = Font(
                font=font,
                bold=bool(BOLD_FONT.search(name)) or bool(flags & FORCE_BOLD_FLAG),
                italic=bool(ITALIC_FONT.search(name)) or bool(flags & ITALIC_FLAG),
                descent=float(font.get_descent()),
            )
            self._fonts[id(font)] = known
        return known

    def _place(self, point: Point) -> Point:
        assert self.ctm is not None
        x, y = apply_matrix_pt(self.ctm, point)
        return (x - self.left, self.upper - y)

    def _add_rectangle(self, rectangle: Area, *, filled: bool) -> None:
        x0, top, x1, bottom = rectangle
        width, height = x1 - x0, bottom - top
        if min(width, height) <= THIN:
            if width >= height:
                middle = (top + bottom) / 2
                self.rules.append(Rule(x0, middle, x1, middle))
            else:
                middle = (x0 + x1) / 2
                self.rules.append(Rule(middle, top, middle, bottom))
            return
        if width > 0.97 * self.width and height > 0.97 * self.height:
            return  # the page's own background
        if filled:
            self.fills.append(rectangle)
        self.rules += (
            Rule(x0, top, x1, top),
            Rule(x0, bottom, x1, bottom),
            Rule(x0, top, x0, bottom),
            Rule(x1, top, x1, bottom),
        )

    def _add_lines(self, corners: Sequence[Point]) -> None:
        for (xa, ya), (xb, yb) in pairwise(corners):
            x0, x1, top, bottom = min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb)
            if bottom - top <= STRAIGHT < x1 - x0 or x1 - x0 <= STRAIGHT < bottom - top:
                self.rules.append(Rule(x0, top, x1, bottom))


def _upright(rectangle: Rect) -> Rect:
    xa, ya, xb, yb = rectangle
    return (min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
