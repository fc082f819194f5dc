"""The back half of the door to pdfminer: collects what a page shows, and nothing that we do not use.

pdfplumber's ``page.chars`` makes a dictionary of 30 entries for each character; this device keeps
nine values and works by strings. ``tests/test_ingest_pages.py`` holds it to seeing the same characters as
pdfplumber, less those that nobody sees: clipped away, outside the crop box, painted in no ink, or white
where nothing else was painted. Known to miss: text under what is painted over it, layers that are
switched off, and ink made transparent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSLiteral
from pdfminer.utils import (
    Matrix,
    PathSegment,
    Point,
    Rect,
    apply_matrix_pt,
    apply_matrix_rect,
    decode_text,
    mult_matrix,
)

from .fonts import Font, font_of
from .shapes import STRAIGHT, THIN, Area, Rule, box_round, common_area, is_white, outlines, polygons, rectangle, turned

SKEW = 0.01
"""How far a line of text may rise on its length and still count as level."""
UNPAINTED = frozenset({3, 7})
"""Text rendering modes that leave no ink (ISO 32000-1, table 106)."""
FILL_AND_STROKE, STROKE = 2, 1
BROAD_LINE = 4.0
"""Points from which a line is broad enough to carry white text."""
SHORT_SPAN = 4
"""Glyphs up to which a span may be replaced by the text that the file gives for it: a ligature, a hyphen.
Longer ones are left, since the place of their letters would be lost."""
DOT = (1.0, 9.0)
"""Points across a small filled shape that may be a bullet."""


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


class Doubtful(NamedTuple):
    """Characters that are seen only where one of *behind* lies under them, which the page's end will tell."""

    quarter: int
    chars: list[Char]
    behind: list[Area]


class Canvas(PDFTextDevice):
    """The characters, rules, filled areas and images of the page last rendered on it.

    Attributes:
        turns: the characters by the quarters that the page must be turned clockwise before they stand
            upright; their positions are those on the page so turned. Upright ones are the first.
        small_capitals: those of a font that is named for its small capitals, see :mod:`ingest.small_capitals`.
        unmapped: characters whose font does not say which letter they are; they are left out.
        oblique: characters that run neither along nor across the page; they are left out.
        hidden: characters that nobody sees; they are left out.
        clip: the area that shows what is painted.
    """

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self._fonts: dict[int, Font] = {}
        self._clear(0.0, 0.0, 0.0, 0.0)

    def _clear(self, left: float, upper: float, width: float, height: float) -> None:
        self.left, self.upper, self.width, self.height = left, upper, width, height
        self.clip = Area(0.0, 0.0, width, height)
        self.turns: tuple[list[Char], ...] = ([], [], [], [])
        self.rules: list[Rule] = []
        self.small_capitals: list[Char] = []
        self.dots: list[Area] = []
        self.fills: list[Area] = []
        self.images: list[Area] = []
        self.unmapped = 0
        self.oblique = 0
        self.hidden = 0
        self._painted: list[Area] = []
        self._doubtful: list[Doubtful] = []
        self._figures: list[tuple[Area, Area | None]] = []
        self._spans: list[tuple[str | None, int]] = []
        right, lower = left + width, upper - height
        self._upright: tuple[Matrix, ...] = (
            (1, 0, 0, 1, -left, -upper),
            (0, -1, 1, 0, -lower, left),
            (-1, 0, 0, -1, right, lower),
            (0, 1, -1, 0, upper, -right),
        )

    @property
    def font_count(self) -> int:
        """How many fonts are remembered."""
        return len(self._fonts)

    @property
    def string_count(self) -> int:
        """How many short strings are remembered, of all fonts."""
        return sum(len(font.strings) for font in self._fonts.values())

    def forget_fonts(self) -> None:
        """Let go of all fonts; those still in use are read again."""
        self._fonts.clear()

    @property
    def chars(self) -> list[Char]:
        """The characters that stand upright, in the order of drawing."""
        return self.turns[0]

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Start a page: its origin is the corner of what a viewer shows, the crop box."""
        media = _upright(apply_matrix_rect(ctm, page.mediabox))
        crop = _upright(apply_matrix_rect(ctm, page.cropbox or page.mediabox))
        x0, y0 = max(media[0], crop[0]), max(media[1], crop[1])
        x1, y1 = min(media[2], crop[2]), min(media[3], crop[3])
        if x1 <= x0 or y1 <= y0:  # a crop box beside the page is a mistake of its maker
            x0, y0, x1, y1 = media
        self._clear(x0, y1, x1 - x0, y1 - y0)

    def end_page(self, page: PDFPage) -> None:
        """Decide on the characters whose sight depends on what was painted elsewhere on the page."""
        for quarter, chars, behind in self._doubtful:
            first, last = chars[0], chars[-1]
            run = turned(Area(first.x0, first.top, last.x1, first.bottom), -quarter, *self._size(quarter))
            if any(common_area(run, area) for area in behind):
                self.turns[quarter].extend(chars)
            else:
                self.hidden += len(chars)

    def clip_to(self, points: Iterable[Point]) -> None:
        """Show nothing from here on outside the box round *points*, which are in the space of the matrix."""
        self.clip = common_area(self.clip, box_round(self._place(point) for point in points)) or NOWHERE

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        """Place the characters of a string, as ``PDFTextDevice`` does, with less work for each."""
        assert self.ctm is not None
        assert textstate.font is not None
        matrix = mult_matrix(textstate.matrix, self.ctm)
        scaling = textstate.scaling * 0.01
        quarter = _quarter(matrix, textstate.fontsize, scaling)
        a, b, c, d, e, f = mult_matrix(matrix, self._upright[quarter or 0])
        x, y = textstate.linematrix
        font = self._font(textstate.font)
        known, bold, italic = font.strings, font.bold or textstate.render == FILL_AND_STROKE, font.italic
        charspace = textstate.charspace * scaling
        wordspace = 0 if textstate.font.is_multibyte() else textstate.wordspace * scaling
        is_spaced = charspace != 0 or wordspace != 0
        advance = textstate.fontsize * scaling
        step = 0.001 * advance
        baseline = -(b * x + d * (y + textstate.rise) + f)
        size = abs(d * textstate.fontsize)
        bottom = baseline - font.descent * size
        top, left = bottom - size, e + c * y
        chars: list[Char] = []
        append, make = chars.append, tuple.__new__  # a third of the time goes into making characters
        follows, unmapped = False, 0
        for part in seq:
            if isinstance(part, bytes):
                glyphs = known.get(part)
                if glyphs is None:
                    glyphs = font.shown(part)
                for cid, text, width in glyphs:
                    if is_spaced and follows:
                        x += charspace
                    follows = True
                    x0 = a * x + left
                    x += width * advance
                    if text is None:
                        unmapped += 1
                    else:
                        append(make(Char, (text, x0, top, a * x + left, bottom, baseline, size, bold, italic)))
                    if is_spaced and cid == 32:
                        x += wordspace
            elif isinstance(part, int | float):
                x -= part * step
                follows = True
        textstate.linematrix = (x, y)
        self.unmapped += unmapped
        if font.small_capitals:
            self.small_capitals += chars
        if quarter is None or textstate.font.is_vertical():
            self.oblique += len(chars)
        elif chars:
            self._show(quarter, chars, textstate.render, graphicstate)

    def _show(self, quarter: int, chars: list[Char], mode: int, state: PDFGraphicState) -> None:
        """Take in the *chars* of one string, if they are seen."""
        first, last = chars[0], chars[-1]
        x0, top, x1, bottom = turned(self.clip, quarter, self.width, self.height) if quarter else self.clip
        middle = (first.top + first.bottom) / 2
        if not (top <= middle <= bottom and x0 <= first.x0 and last.x1 <= x1):
            seen = [char for char in chars if top <= middle <= bottom and x0 <= (char.x0 + char.x1) / 2 <= x1]
            self.hidden += len(chars) - len(seen)
            chars = seen
        if mode in UNPAINTED:
            # Over a picture it is the text of a scan; elsewhere nobody sees it.
            behind: list[Area] | None = self.images
        elif is_white(state.scolor, state.scs.name) if mode == STROKE else is_white(state.ncolor, state.ncs.name):
            behind = self._painted
        else:
            behind = None
        if not chars:
            return
        if behind is None:
            self.turns[quarter].extend(chars)
        else:
            self._doubtful.append(Doubtful(quarter, chars, behind))

    def begin_tag(self, tag: PSLiteral, props: object = None) -> None:
        """Remember the text that the file gives for what follows (ISO 32000-1, 14.9.4)."""
        given = props.get("ActualText") if isinstance(props, dict) else None
        self._spans.append((_text_of(given) if isinstance(given, bytes) else None, len(self.chars)))

    def end_tag(self) -> None:
        """Let the text that the file gives for a span take the place of its glyphs."""
        if not self._spans:
            return
        text, start = self._spans.pop()
        glyphs = self.chars[start:]
        if text is None or not 0 < len(glyphs) <= SHORT_SPAN or not 0 < len(text) <= SHORT_SPAN:
            return
        self.chars[start:] = [glyphs[0]._replace(text=text, x1=glyphs[-1].x1)]

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[PathSegment],
    ) -> None:
        """Keep rectangles and straight lines; curves are never part of a table."""
        fill = fill and not is_white(graphicstate.ncolor, graphicstate.ncs.name)
        stroke = stroke and not is_white(graphicstate.scolor, graphicstate.scs.name)
        if not fill and not stroke:
            return
        broad = graphicstate.linewidth / 2 if stroke and graphicstate.linewidth >= BROAD_LINE else 0.0
        if fill or broad:
            for points in outlines(path):
                x0, top, x1, bottom = box_round(map(self._place, points))
                self._paint(Area(x0 - broad, top - broad, x1 + broad, bottom + broad))
                if fill and DOT[0] < x1 - x0 < DOT[1] and DOT[0] < bottom - top < DOT[1]:
                    self.dots.append(Area(x0, top, x1, bottom))
        for points, closed in polygons(path):
            corners = [self._place(point) for point in points]
            area = rectangle(corners) if closed or fill else None
            if area is not None:
                self._add_rectangle(area, filled=fill)
            elif stroke:
                self._add_lines(corners)

    def paint_all(self) -> None:
        """Note that the whole of what is not clipped has been painted, as a shading does."""
        self._paint(self.clip)

    def _paint(self, area: Area) -> None:
        shown = common_area(area, self.clip)
        if shown is not None:
            self._painted.append(shown)

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        """Start an image or form, which shows nothing outside its box."""
        x0, y0, x1, y1 = apply_matrix_rect(matrix, bbox)
        box = box_round(map(self._place, ((x0, y0), (x0, y1), (x1, y0), (x1, y1))))
        self._figures.append((self.clip, common_area(self.clip, box)))
        self.clip = self._figures[-1][1] or NOWHERE

    def end_figure(self, name: str) -> None:
        """End an image or form, and its clipping with it."""
        self.clip, _ = self._figures.pop()

    def render_image(self, name: str, stream: PDFStream) -> None:
        """Keep the image's place; its pixels are never decoded."""
        shown = self._figures[-1][1]
        if shown is not None:
            self.images.append(shown)
            self._painted.append(shown)

    def _font(self, font: PDFFont) -> Font:
        known = self._fonts.get(id(font))
        if known is None:
            known = self._fonts[id(font)] = font_of(font)
        return known

    def _place(self, point: Point) -> Point:
        assert self.ctm is not None
        x, y = apply_matrix_pt(self.ctm, point)
        return (x - self.left, self.upper - y)

    def _size(self, quarter: int) -> tuple[float, float]:
        """Width and height of the page once it is turned."""
        return (self.height, self.width) if quarter % 2 else (self.width, self.height)

    def _add_rectangle(self, rectangle: Area, *, filled: bool) -> None:
        shown = common_area(rectangle, self.clip)
        if shown is None:
            return
        x0, top, x1, bottom = shown
        width, height = x1 - x0, bottom - top
        if min(width, height) <= THIN:
            is_dot = max(width, height) <= THIN  # of a dotted line, and nothing tells of which
            if width >= height or is_dot:
                middle = (top + bottom) / 2
                self.rules.append(Rule(x0, middle, x1, middle))
            if width < height or is_dot:
                middle = (x0 + x1) / 2
                self.rules.append(Rule(middle, top, middle, bottom))
            return
        if width > 0.97 * self.width and height > 0.97 * self.height:
            return  # the page's own background
        if filled:
            self.fills.append(shown)
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
                line = common_area(Area(x0, top, x1, bottom), self.clip)
                if line is not None:
                    self.rules.append(Rule(*line))


BYTE_ORDER_MARKS = {b"\xfe\xff": "utf-16-be", b"\xff\xfe": "utf-16-le", b"\xef\xbb\xbf": "utf-8"}
"""Of text in Unicode (ISO 32000-2, 7.9.2.2); the little-endian one stands in some files against the standard."""
NOWHERE = Area(0.0, 0.0, 0.0, 0.0)


def _text_of(given: bytes) -> str:
    """The text string *given*: in Unicode where its first bytes say so, else in the encoding of PDF itself."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if given.startswith(mark):
            return given[len(mark) :].decode(encoding, "ignore")
    return decode_text(given)


def _quarter(matrix: Matrix, fontsize: float, scaling: float) -> int | None:
    """The quarters clockwise after which text set by *matrix* stands upright; ``None`` where none does."""
    a, b, c, d, _, _ = matrix
    along, up = (1 if fontsize * scaling > 0 else -1), (1 if fontsize > 0 else -1)
    for quarter, (right, rise, upward) in enumerate(((a, b, d), (b, -a, -c), (-a, -b, -d), (-b, a, c))):
        if right * along > 0 and upward * up > 0 and abs(rise) < SKEW * abs(right):
            return quarter
    return None


def _upright(rectangle: Rect) -> Rect:
    xa, ya, xb, yb = rectangle
    return (min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
