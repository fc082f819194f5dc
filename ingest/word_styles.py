"""What a Word file's paragraph styles say: the size and weight of their type, and whether they are headings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
USUAL_SIZE = 10.0
"""Points where a file names no size. Source: ECMA-376, part 1, 17.3.2.38."""
BODY_LEVEL = 9
"""The outline level of running text; those of headings are 0 to 8. Source: ECMA-376, part 1, 17.3.1.20."""
DEEPEST_BASE = 20
"""Styles that may rest on each other; a file in which one rests on itself would never end."""
OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class WordStyle:
    """How a style sets its type: points, weight, and its level as a heading from 1, ``None`` for text."""

    size: float
    bold: bool
    level: int | None


class WordStyles:
    """The styles of one file, each with what it takes over from those that it rests on."""

    def __init__(self, styles: ElementTree.Element) -> None:
        nodes = list(styles.iter(f"{W}style"))
        self._nodes: Mapping[str, ElementTree.Element] = {node.get(f"{W}styleId", ""): node for node in nodes}
        usual = (node for node in nodes if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default"))
        self._usual = next((node.get(f"{W}styleId") for node in usual), None)
        self._size = _points(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")) or USUAL_SIZE

    def __call__(self, style_id: str | None) -> WordStyle:
        """The style called *style_id*; without one, that of a paragraph that names none."""
        chain = self._chain(style_id if style_id in self._nodes else self._usual)
        sizes = (_points(node.find(f"{W}rPr/{W}sz")) for node in chain)
        weights = (node.find(f"{W}rPr/{W}b") for node in chain)
        weight = next((one for one in weights if one is not None), None)
        return WordStyle(
            size=next(filter(None, sizes), self._size),
            bold=weight is not None and weight.get(f"{W}val") not in OFF,
            level=_level(chain),
        )

    def _chain(self, style_id: str | None) -> list[ElementTree.Element]:
        """The style and those that it rests on, nearest first."""
        chain: list[ElementTree.Element] = []
        while style_id and style_id in self._nodes and len(chain) < DEEPEST_BASE:
            chain.append(self._nodes[style_id])
            base = chain[-1].find(f"{W}basedOn")
            style_id = base.get(f"{W}val") if base is not None else None
        return chain


def _level(chain: list[ElementTree.Element]) -> int | None:
    for node in chain:
        outline = node.find(f"{W}pPr/{W}outlineLvl")
        value = outline.get(f"{W}val", "") if outline is not None else ""
        if value.isdigit():
            return int(value) + 1 if int(value) < BODY_LEVEL else None
    return None


def _points(node: ElementTree.Element | None) -> float | None:
    """The size in *node*, which counts half points."""
    value = node.get(f"{W}val", "") if node is not None else ""
    return int(value) / 2 if value.isdigit() else None
