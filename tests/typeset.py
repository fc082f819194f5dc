"""Small PDFs for tests: set by Typst from markup, or written byte by byte where they must be broken."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import typst
from PIL import Image

from ingest.device import Char
from ingest.lines import Line, line_of
from ingest.words import Word

A4 = '#set page(paper: "a4", margin: 2cm)\n#set text(lang: "da", size: 10pt, font: "Libertinus Serif")\n'


def set_pdf(folder: Path, markup: str, *, head: str = A4) -> Path:
    """A PDF of *markup* in *folder*; the font comes with Typst."""
    path = folder / "set.pdf"
    compiler = typst.Compiler(root=folder, font_paths=typst.Fonts(include_system_fonts=False))
    pdf = compiler.compile((head + markup).encode(), format="pdf")
    assert isinstance(pdf, bytes)
    path.write_bytes(pdf)
    return path


def drawn_pdf(content: str, *, page: str = "", resources: str = "", more: tuple[str, ...] = ()) -> bytes:
    """A PDF of one page, 400 by 300 points, with the operators of *content*, in ASCII; /F is Helvetica, /B its bold.

    *page* is added to the page's dictionary, *resources* to its resources; *more* objects count from 7.
    """
    return written_pdf(
        (
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R {page} "
            f"/Resources << /Font << /F 5 0 R /B 6 0 R >> {resources} >> >>",
            f"<< /Length {len(content) + 1} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
            *more,
        )
    )


def image_pdf() -> bytes:
    """A PDF of one page that holds a picture and no text, as a scanner writes it."""
    pdf = BytesIO()
    Image.new("L", (200, 280), 255).save(pdf, format="PDF")
    return pdf.getvalue()


def encrypted_pdf() -> bytes:
    """A PDF whose Encrypt dictionary fits no empty password (ISO 32000-1, 7.6.3: 40-bit RC4)."""
    owner, user = "00" * 32, "ff" * 32
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        f"<< /Filter /Standard /V 1 /R 2 /O <{owner}> /U <{user}> /P -4 >>",
    )
    return written_pdf(objects, trailer="/Encrypt 4 0 R /ID [<00> <00>]")


def written_pdf(objects: tuple[str, ...], *, trailer: str = "", startxref: int | None = None) -> bytes:
    """A PDF of *objects*, numbered from 1, the first its catalogue; *startxref* may be wrong on purpose."""
    body, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    table += "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n"
    return body + f"{table}{end}startxref\n{len(body) if startxref is None else startxref}\n%%EOF\n".encode()


def a_char(text: str, x0: float, *, width: float = 5.0, size: float = 10.0, baseline: float = 100.0) -> Char:
    """A character of upright regular type; positions in points from the top left corner."""
    top, bottom = baseline - 0.8 * size, baseline + 0.2 * size
    return Char(text, x0, top, x0 + width, bottom, baseline, size, bold=False, italic=False)


def a_word(
    text: str, x0: float, baseline: float, *, size: float = 10.0, bold: bool = False, italic: bool = False
) -> Word:
    """A word of letters half as wide as the type size; *x0* and *baseline* in points from the top left corner."""
    top, bottom = baseline - 0.8 * size, baseline + 0.2 * size
    return Word(text, x0, top, x0 + 0.5 * size * len(text), bottom, baseline, size, bold, italic)


def a_line(
    text: str,
    x0: float,
    baseline: float,
    *,
    size: float = 10.0,
    bold: bool = False,
    italic: bool = False,
    page: int = 1,
) -> Line:
    """A line whose words stand a third of the type size apart."""
    words, x = [], x0
    for part in text.split():
        words.append(a_word(part, x, baseline, size=size, bold=bold, italic=italic))
        x = words[-1].x1 + size / 3
    return line_of(words, page)


def a_column(*texts: str, x0: float = 60.0, top: float = 100.0, distance: float = 12.0) -> list[Line]:
    """Lines under each other; an empty text leaves its line out."""
    return [a_line(text, x0, top + number * distance) for number, text in enumerate(texts) if text]
