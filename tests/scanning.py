"""Scans for tests and measuring: the pages of a PDF printed, laid askew on a grey-ish glass and photographed."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

MOST_SKEW = 0.5
"""Degrees; each page has its own."""
NOISE = 6.0
"""Standard deviation of the greys, of 255."""
QUALITY = 75
"""Of the JPEGs that a scanner writes."""


def scan(source: Path, target: Path, *, dpi: int, pages: Sequence[int] | None = None, turn: int = 0) -> Path:
    """Write the *pages* of *source*, counted from 1, as pictures into *target*; the same bytes every time.

    Each lies *turn* quarters clockwise on the glass.
    """
    random = np.random.default_rng(1)
    with pypdfium2.PdfDocument(source) as document:
        pictures = [_photographed(document[number - 1], dpi, random) for number in pages or range(1, len(document) + 1)]
    first, *rest = [picture.rotate(-90 * turn, expand=True) for picture in pictures]
    first.save(target, format="PDF", save_all=True, append_images=rest, resolution=dpi, quality=QUALITY)
    return target


def extracted(source: Path, target: Path, pages: Sequence[int]) -> Path:
    """Write the *pages* of *source*, counted from 1, into *target* as they are."""
    with pypdfium2.PdfDocument(source) as document, pypdfium2.PdfDocument.new() as new:
        new.import_pages(document, pages=[number - 1 for number in pages])
        new.save(target)
    return target


def joined(target: Path, *sources: Path) -> Path:
    """Write all pages of *sources* into *target*."""
    with pypdfium2.PdfDocument.new() as new:
        for source in sources:
            with pypdfium2.PdfDocument(source) as document:
                new.import_pages(document)
        buffer = BytesIO()
        new.save(buffer)
    target.write_bytes(buffer.getvalue())
    return target


def _photographed(page: pypdfium2.PdfPage, dpi: int, random: np.random.Generator) -> Image.Image:
    picture = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    angle = MOST_SKEW * random.uniform(-1, 1)
    turned = picture.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    greys = np.asarray(turned, dtype=np.float32) * 0.92 + 8
    noisy = greys + random.normal(0, NOISE, greys.shape)
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))
