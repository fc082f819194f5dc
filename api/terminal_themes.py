"""Themes as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from . import schemas
from .terminal import WIDTH, bold, columns, dim, wrapped
from .wording import LEVELS

INDENT = "    "
REASONS = {
    "missing": "mangler {missing}",
    "apart": "ordene står {stretch} ord fra hinanden, højst {within}",
    "order": "ordene står i en anden rækkefølge, eller det samme ord fylder to led",
}


def themes_text(themes: Sequence[schemas.Theme]) -> str:
    """The taxonomy with its counts, narrower themes right below the broader."""
    return "\n\n".join(_lines(one, depth) for one, depth in _in_tree_order(themes))


def _lines(theme: schemas.Theme, depth: int) -> str:
    lines = [
        bold(theme.label) + f"  ({theme.id})",
        *([wrapped(theme.definition, WIDTH - len(INDENT) * depth)] if theme.definition else []),
        f"{theme.documents} dokumenter, {theme.passages} afsnit",
    ]
    return "\n".join(f"{INDENT * depth}{line}" for text in lines for line in text.splitlines())


def _in_tree_order(themes: Sequence[schemas.Theme]) -> Iterator[tuple[schemas.Theme, int]]:
    """Each theme once, below the first of its broader ones."""
    known = {theme.id for theme in themes}

    def below(id: str, depth: int) -> Iterator[tuple[schemas.Theme, int]]:
        for theme in themes:
            if theme.broader and theme.broader[0] == id:
                yield theme, depth
                yield from below(theme.id, depth + 1)

    for theme in themes:
        if not theme.broader or theme.broader[0] not in known:
            yield theme, 0
            yield from below(theme.id, 1)


def why_not_text(one: schemas.ThemeExplanation) -> str:
    """Why a passage has a theme or not."""
    level = f"{LEVELS[one.level]} {one.label}" if one.level else f"har ikke temaet {one.label}"
    levels = f"Berører kræver {_number(one.touches)}, handler om {_number(one.about)} i dette afsnit."
    if one.leaning:
        levels += f" Ordene i det taler {'for' if one.leaning > 0 else 'imod'} temaet ({_number(abs(one.leaning))})."
    around = f" Heraf {_number(one.from_around)} fra overskrifter og titel." if one.from_around else ""
    parts = [f"Afsnittet {bold(level)}.", f"Score {_number(one.score)}.{around if one.evidence else ''} {levels}"]
    if one.evidence:
        rows = [[f"»{found.text}«", found.rule] for found in one.evidence]
        parts.append("Fundet:\n" + textwrap.indent(columns(rows), "  "))
    elif one.from_around:
        parts.append("Overskrift eller titel nævner temaet, men afsnittets egne ord beviser det ikke.")
    if one.stopped:
        rows = [[f"»{found.text}«", f"stoppet af: {found.stopped_by}"] for found in one.stopped]
        parts.append("Talt fra:\n" + textwrap.indent(columns(rows), "  "))
    if one.near:
        parts.append("Tæt på:\n" + "\n".join(_near(near) for near in one.near))
    elif not one.evidence and not one.stopped:
        parts.append("Intet af temaets mønstre kom i nærheden.")
    return "\n\n".join(parts)


def _near(near: schemas.NearPattern) -> str:
    found = ", ".join(f"»{one.text}«" for one in near.found)
    reason = REASONS[near.reason].format(missing=" og ".join(near.missing), stretch=near.stretch, within=near.within)
    return f"  {near.rule} ({_number(near.weight)})\n" + dim(f"    har {found}; {reason}")


def maybe_text(one: schemas.PassageThemes) -> str:
    """The themes of a passage, and apart from them those that it lies near."""
    tags = [f"{LEVELS[tag.level]} {tag.label}" for tag in one.themes]
    near = [f"  {hint.label} ({_number(hint.cosine)})" for hint in one.maybe]
    return "\n".join(
        [
            "Temaer: " + ("; ".join(tags) if tags else "ingen"),
            "",
            "Måske også (ligner i betydning; ingen ord beviser det):" if near else "Det ligger ikke nær ved andre.",
            *near,
        ]
    )


def suggestions_text(themes: Sequence[schemas.ThemeSuggestion]) -> str:
    """Words to consider for the patterns of each theme."""
    parts = []
    for theme in themes:
        if theme.terms:
            rows = [
                [
                    one.term,
                    f"{one.passages} afsnit",
                    f"{_number(one.lift)} gange så ofte som ellers",
                    "" if one.cosine is None else f"nærhed {_number(one.cosine)}",
                ]
                for one in theme.terms
            ]
            parts.append(bold(theme.label) + f"  ({theme.id})\n" + textwrap.indent(columns(rows), INDENT))
    if not parts:
        return "Der er for få mærkede afsnit til at foreslå ord."
    return "\n\n".join([*parts, "Skriv de ord, der passer, i temaets pattern, og kør: praksis rebuild --themes"])


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")
