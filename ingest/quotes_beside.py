"""Pull quotes that stand beside the text: in the margin, or with the text flowing round them."""

from __future__ import annotations

from collections.abc import Sequence

from .lines import Line

QUOTE_SIZE = 1.15
"""Size against the body's from which a quotation is set to catch the eye."""
OPENS, CLOSES = '”"“„»«', '”"“«»'
ENDS = (".", "!", "?")
MOST_LINES = 10
"""Lines of the longest pull quote set in a narrow measure."""
NEXT_LINE = 1.2
"""White between two lines of one quotation, as a share of its size, at most."""
SAME_SIZE = 0.6
"""Points within which two sizes are one."""


def quotes_beside(lines: Sequence[Line], body_size: float) -> list[list[Line]]:
    """The quotations among the *lines* of a page that are set large and have other text beside them, from the top.

    They stand in quotation marks, or are several lines that end as a sentence does. One that has the width to itself
    is left where it stands: it may be a heading.
    """
    large = sorted((line for line in lines if line.size >= QUOTE_SIZE * body_size), key=lambda line: line.top)
    quotes = [_quote_from(line, large) for line in large if not any(_is_next(above, line) for above in large)]
    return [quote for quote in quotes if quote and _has_text_beside(quote, lines)]


def _quote_from(first: Line, large: Sequence[Line]) -> list[Line]:
    """The lines from *first* to the one that closes the quotation; none if it is not closed."""
    quote = [first]
    in_marks = first.text[0] in OPENS
    for line in large:
        if in_marks and _closes(quote[-1]):
            return quote
        if _is_next(quote[-1], line) and len(quote) < MOST_LINES:
            quote.append(line)
    if in_marks:
        return quote if quote[-1].text.rstrip(" .,")[-1:] in CLOSES else []
    return quote if len(quote) > 1 and quote[-1].text.endswith(ENDS) else []


def _closes(line: Line) -> bool:
    return line.text.rstrip(" .,")[-1:] in CLOSES and len(line.text) > 1


def _is_next(upper: Line, line: Line) -> bool:
    """Whether *line* is set as *upper* is and stands right below it."""
    near = 0 <= line.top - upper.bottom + line.size < (NEXT_LINE + 1) * line.size
    below = line.baseline > upper.baseline and line.x0 < upper.x1 and line.x1 > upper.x0
    return near and below and abs(line.size - upper.size) < SAME_SIZE


def _has_text_beside(quote: Sequence[Line], lines: Sequence[Line]) -> bool:
    x0, x1 = min(line.x0 for line in quote), max(line.x1 for line in quote)
    top, bottom = quote[0].top, quote[-1].bottom
    beside = [line for line in lines if line.top < bottom and line.bottom > top and line not in quote]
    if any(_is_piece(line, own) for line in beside for own in quote):
        return False
    return bool(beside) and all(line.x0 >= x1 or line.x1 <= x0 for line in beside)


def _is_piece(line: Line, own: Line) -> bool:
    """Whether *line* is another piece of the line that *own* is a piece of, as in justified type."""
    return abs(line.size - own.size) < SAME_SIZE and abs(line.baseline - own.baseline) < 1
