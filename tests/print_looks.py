"""How the texts are printed: the style sheets of ``tests.printed_layouts``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Printer = Literal["chromium", "weasyprint"]


@dataclass(frozen=True, slots=True)
class PrintLook:
    """A look: what prints it, its style sheet, and what stands at the edge of each page.

    Attributes:
        running: the furniture that is words; page numbers are left out.
        caption_below: whether a table's caption stands below it.
    """

    printer: Printer
    name: str
    css: str
    running: tuple[str, ...] = ()
    caption_below: bool = False


LOOKS = (
    PrintLook(
        "chromium",
        "brev",
        """@page { size: A4; margin: 20mm 22mm; @bottom-center { content: "Side " counter(page);
        font: 8pt Liberation Sans } }
        body { font: 10.5pt/1.4 "Liberation Serif"; text-align: justify }
        h1 { font: bold 22pt "Liberation Sans" } h2 { font: bold 14pt "Liberation Sans"; color: #345 }
        h3 { font: italic bold 11pt "Liberation Sans" } .caption { font-weight: bold; font-size: 9pt }
        table { border-collapse: collapse; width: 100% }
        td, th { border-bottom: 0.5pt solid #888; padding: 3pt 5pt; text-align: left; vertical-align: top }
        blockquote { font-size: 15pt; color: #a33 }""",
    ),
    PrintLook(
        "chromium",
        "tospalter",
        """@page { size: A4; margin: 18mm 15mm; @top-left { content: "Intern udgave"; font: 8pt DejaVu Sans }
        @bottom-right { content: counter(page) " / " counter(pages); font: 8pt DejaVu Sans } }
        body { font: 9pt/1.45 "DejaVu Sans"; columns: 2; column-gap: 8mm }
        h1, .front { column-span: all } h1 { font-size: 20pt; letter-spacing: 1px }
        h2 { font-size: 12pt; letter-spacing: 1.5px } h3 { font-size: 10pt } .table { break-inside: avoid }
        table { border-collapse: collapse; width: 100%; font-size: 8pt } th { background: #234; color: white }
        tr:nth-child(even) td { background: #e8eef4 } td, th { padding: 3pt; text-align: left; vertical-align: top }
        .caption { font-style: italic; font-size: 8pt }
        blockquote { font-size: 13pt; border-left: 3pt solid #c60; padding-left: 6pt; margin-left: 0 }""",
        ("Intern udgave",),
    ),
    PrintLook(
        "chromium",
        "kapitaeler",
        """@page { size: A5; margin: 15mm 14mm }
        body { font: 9.5pt/1.35 "Liberation Sans Narrow"; text-align: justify }
        h1 { font: bold 18pt "Liberation Serif"; text-align: center }
        h2 { font: small-caps bold 12pt "Liberation Serif" } h3 { font: bold 9.5pt "Liberation Sans Narrow" }
        p { margin: 0; text-indent: 1em } .body > p:first-child, td, th, .caption { text-indent: 0 }
        table { border-collapse: collapse; margin: 6pt 0 } .caption { font-weight: bold }
        td, th { border: 0.4pt solid black; padding: 2pt 3pt; text-align: left; vertical-align: top }
        blockquote { font-style: italic; text-align: center; font-size: 12pt }""",
    ),
    PrintLook(
        "chromium",
        "trespalter",
        """@page { size: A4 landscape; margin: 14mm 12mm;
        @bottom-left { content: "Center for Dagtilbud"; font: 7pt Liberation Sans }
        @bottom-right { content: "Side " counter(page) " af " counter(pages); font: 7pt Liberation Sans } }
        body { font: 8.5pt/1.4 "Liberation Sans"; columns: 3; column-gap: 7mm; column-rule: 0.5pt solid #aaa;
        text-align: justify } h1 { font-size: 24pt; column-span: all; margin: 0 } .subtitle { column-span: all }
        h2 { font-size: 12pt; background: #dde; padding: 3pt 5pt }
        h3 { font-size: 9pt; font-style: italic; font-weight: normal } .table { break-inside: avoid }
        table { border-collapse: collapse; width: 100%; font-size: 7.5pt }
        thead tr:last-child th, tbody tr:last-child td { border-bottom: 1.2pt solid black }
        td, th { padding: 2pt; text-align: left; vertical-align: top } .caption { font-size: 7.5pt; font-weight: bold }
        blockquote { font-size: 13pt; text-align: center; margin: 6pt; border-top: 1pt solid;
        border-bottom: 1pt solid }""",
        ("Center for Dagtilbud",),
    ),
    PrintLook(
        "chromium",
        "margen",
        """@page { size: A4; margin: 25mm 20mm 20mm; @top-right { content: "Notat"; font: 9pt Liberation Serif }
        @bottom-center { content: "– " counter(page) " –"; font: 9pt Liberation Serif } }
        body { font: 11pt/1.5 "Liberation Serif"; padding-left: 42mm } h1 { font-size: 20pt; margin-left: -40mm }
        h2 { font-size: 13pt; margin-left: -40mm; border-bottom: 1pt solid }
        h3 { font-size: 11pt; text-decoration: underline; font-weight: normal; font-style: italic }
        table { border-collapse: collapse; width: 100%; font-size: 9.5pt } td, th { padding: 3pt 6pt }
        td { vertical-align: top } th { text-align: center } .caption { font-size: 9pt; font-style: italic }
        blockquote { float: left; width: 34mm; margin-left: -42mm; font-size: 13pt; color: #06c }""",
        ("Notat",),
    ),
    PrintLook(
        "chromium",
        "kasser",
        """@page { size: 170mm 240mm; margin: 18mm } body { font: 10pt/1.4 "DejaVu Serif" }
        h1 { font-size: 26pt; line-height: 1.1 } h2 { font: bold 15pt "DejaVu Sans"; margin-top: 24pt }
        h3 { font: bold 10pt "DejaVu Sans" }
        table { border-collapse: separate; border-spacing: 2pt; width: 100%; font: 8.5pt "DejaVu Sans" }
        th { background: #eee } td { background: #f8f8f0 } td, th { padding: 4pt; text-align: left }
        .caption { font: bold 8.5pt "DejaVu Sans" } ul { list-style: square; padding-left: 14pt }
        blockquote { float: right; width: 45%; font: italic 13pt "DejaVu Serif"; margin: 4pt 0 4pt 12pt;
        background: #fee; padding: 6pt }""",
    ),
    PrintLook(
        "weasyprint",
        "udspil",
        """@page { size: A4; margin: 22mm 20mm;
        @bottom-left { content: "SAMMEN OM BØRN / RAPPORT"; font: 7pt Liberation Sans }
        @bottom-right { content: counter(page); font: 7pt Liberation Sans } }
        body { font: 9.5pt/1.4 "Liberation Serif" } h1 { font: bold 30pt/1.1 "Liberation Sans"; color: #064 }
        h2 { font: bold 16pt "Liberation Sans"; color: #064 } h3 { font: bold 10pt "Liberation Sans" }
        .s2 > .body, .s3 > .body { columns: 2; column-gap: 9mm; text-align: justify } .credit { font-size: 6pt }
        blockquote { font: italic 15pt "Liberation Serif"; color: #064; margin: 4mm 0 }
        table { border-collapse: collapse; width: 100%; font-size: 8pt } .caption { font-weight: bold; font-size: 8pt }
        td, th { border-bottom: .4pt solid #333; text-align: left; padding: 2pt 4pt; vertical-align: top }""",
        ("SAMMEN OM BØRN / RAPPORT",),
    ),
    PrintLook(
        "weasyprint",
        "zebra",
        """@page { size: A4; margin: 20mm 16mm;
        @top-center { content: "Dagtilbud i udvikling"; font: italic 8pt DejaVu Serif }
        @bottom-center { content: "Side " counter(page) " af " counter(pages); font: 8pt DejaVu Serif } }
        body { font: 8.6pt/1.45 "DejaVu Serif"; text-align: justify; columns: 2; column-gap: 7mm }
        h1 { column-span: all; font-size: 20pt } h2 { font-size: 12pt; text-align: left }
        h3 { font-size: 9.5pt; text-align: left } .caption { font-style: italic; font-size: 7.5pt }
        table { width: 100%; border-collapse: collapse; font-size: 7.5pt; text-align: left }
        tr:nth-child(even) td { background: #eef } td, th { padding: 2.5pt 4pt; vertical-align: top; text-align: left }
        blockquote { font-size: 13pt; text-align: left; border-left: 2pt solid #88a; padding-left: 4mm;
        margin: 3mm 0 }""",
        ("Dagtilbud i udvikling",),
    ),
    PrintLook(
        "weasyprint",
        "hvide",
        """@page { size: A5; margin: 16mm 14mm; @bottom-right { content: counter(page); font: 8pt DejaVu Sans } }
        body { font: 8.5pt/1.4 "DejaVu Sans" } h1 { font-size: 17pt } h2 { font-size: 12pt } h3 { font-size: 9.5pt }
        table { width: 100%; font-size: 7.5pt } td, th { padding: 2pt 5pt; text-align: left; vertical-align: top }
        .caption { font-size: 7.5pt; font-weight: bold; margin-bottom: 0 }
        blockquote { float: right; width: 40%; font: bold 11pt "DejaVu Sans"; color: #a40 }""",
    ),
    PrintLook(
        "weasyprint",
        "bog",
        """@page { size: 7in 10in; margin: 20mm 18mm;
        @top-left { content: "Kapitel"; font: small-caps 8pt "Liberation Serif" }
        @top-right { content: counter(page); font: 8pt "Liberation Serif" } }
        body { font: 10pt/1.35 "Liberation Serif"; text-align: justify } p { margin: 0; text-indent: 4mm }
        .body > p:first-child, .front, .caption { text-indent: 0 }
        h1 { font: normal 24pt "Liberation Serif"; text-align: center } h2 { font: small-caps 14pt "Liberation Serif" }
        h3 { font: italic 11pt "Liberation Serif" } .caption { font-size: 8.5pt; text-align: center }
        table { margin: 3mm auto; border-collapse: collapse; font-size: 9pt; border-top: 1pt solid;
        border-bottom: 1pt solid; text-align: left } thead tr:last-child th { border-bottom: .5pt solid }
        td, th { padding: 1.5pt 6pt; vertical-align: top; font-weight: normal }
        blockquote { font: italic 12pt "Liberation Serif"; text-align: center; margin: 5mm 15mm }""",
        ("Kapitel",),
        caption_below=True,
    ),
    PrintLook(
        "weasyprint",
        "liggende",
        """@page { size: A4 landscape; margin: 15mm;
        @bottom-left { content: "Center for Børn"; font: 7pt Liberation Sans }
        @bottom-right { content: counter(page) "/" counter(pages); font: 7pt Liberation Sans } }
        body { font: 8.5pt/1.38 "Liberation Sans" } h1 { font-size: 26pt } .credit { font-size: 6pt }
        .s1 > .body, .s2 > .body, .s3 > .body { columns: 3; column-gap: 8mm }
        h2 { font-size: 14pt; border-top: 1pt solid #c30; padding-top: 2mm } h3 { font-size: 10pt; color: #c30 }
        table { width: 100%; border-collapse: collapse; font-size: 7.5pt } th { background: #c30; color: white }
        td, th { border: .4pt solid #c30; padding: 2pt 3pt; text-align: left; vertical-align: top }
        .caption { font-weight: bold; font-size: 7.5pt } blockquote { font-size: 14pt; color: #c30; margin: 2mm 0 }""",
        ("Center for Børn",),
    ),
    PrintLook(
        "weasyprint",
        "magasin",
        """@page { size: 210mm 270mm; margin: 18mm 14mm;
        @bottom-left { content: counter(page) "   Magasinet Dagtilbud"; font: 7.5pt "Liberation Sans Narrow" } }
        body { font: 9pt/1.4 "Liberation Sans Narrow" } h1 { font: bold 34pt/1 "Liberation Serif" }
        h2 { font: bold 15pt/1.2 "Liberation Serif"; letter-spacing: .08em }
        h3 { font: bold 9pt "Liberation Sans Narrow" } .credit { font-size: 6pt; text-align: right }
        .s1 > .body, .s2 > .body, .s3 > .body { columns: 3; column-gap: 6mm; text-align: justify;
        column-rule: .4pt solid #aaa } .table { column-span: all } table { width: 100%; font-size: 8.5pt }
        td, th { padding: 2pt 6pt; text-align: left; vertical-align: top } .figures td + td { text-align: right }
        .caption { font-weight: bold } blockquote { font: bold 14pt "Liberation Serif"; border-top: 2pt solid;
        border-bottom: 2pt solid; padding: 2mm 0; margin: 3mm 0 }""",
        ("Magasinet Dagtilbud",),
    ),
)
