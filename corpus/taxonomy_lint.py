"""What is formally right in a taxonomy and cannot be meant: circles, double names, patterns that never match."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from .errors import TaxonomyError
from .taxonomy_lines import Lines
from .theme import Negative, Pattern, Theme

_NAME = "@navn"
_A_WORD = re.compile(r"[^\W_]")


def check_words(words: Sequence[str], error: Callable[[str], TaxonomyError]) -> None:
    """Refuse a slot or a list with the same word twice, or with something that no text holds as a word."""
    seen: set[str] = set()
    for word in words:
        if word and word not in "*=" and not _A_WORD.search(word):
            raise error(f"«{word}» er ikke et ord og kan aldrig findes. Slet det.")
        if word.lower() in seen:
            raise error(f"«{word}» står to gange i samme led eller liste. Slet den ene.")
        seen.add(word.lower())


def check_themes(themes: Sequence[Theme], lines: Lines) -> None:
    """Refuse what cannot be meant.

    Raises:
        TaxonomyError: for the first mistake, in the order of the file.
    """
    _check_ids(themes, lines)
    _check_links(themes, lines)
    _check_circles(themes, lines)
    _check_labels(themes, lines)
    for place, theme in enumerate(themes):
        for message, line in _dead_patterns(place, theme, lines):
            raise lines.error(message, line or lines.of_concept(place), theme.id)


def _check_ids(themes: Sequence[Theme], lines: Lines) -> None:
    seen: set[str] = set()
    for place, theme in enumerate(themes):
        if theme.id in seen:
            message = "id'et bruges to gange. Giv det ene tema et andet id."
            raise lines.error(message, lines.of_key_in(place, "id") or lines.of_concept(place), theme.id)
        seen.add(theme.id)


def _check_links(themes: Sequence[Theme], lines: Lines) -> None:
    known = {theme.id for theme in themes}
    for place, theme in enumerate(themes):
        for key, ids in (("broader", theme.broader), ("narrower", theme.narrower), ("related", theme.related)):
            line = lines.of_key_in(place, key) or lines.of_concept(place)
            for other in ids:
                if other not in known or other == theme.id:
                    others = ", ".join(sorted(known - {theme.id})) or "ingen (fjern linjen)"
                    raise lines.error(
                        f"{key} henviser til «{other}», som ikke er et andet tema i filen. Brug et af: {others}.",
                        line,
                        theme.id,
                    )
                if key == "related" and other in (*theme.broader, *theme.narrower):
                    raise lines.error(
                        f"«{other}» er både bredere eller smallere og beslægtet. Slet det i related.", line, theme.id
                    )


def _check_circles(themes: Sequence[Theme], lines: Lines) -> None:
    """A theme may not be broader than itself, over however many steps."""
    above: dict[str, set[str]] = {theme.id: set(theme.broader) for theme in themes}
    for theme in themes:
        for id in theme.narrower:
            above[id].add(theme.id)
    for place, theme in enumerate(themes):
        circle = _way_up(theme.id, theme.id, above, ())
        if circle is not None:
            message = f"temaet er bredere end sig selv: {' → '.join(circle)}. Slet et af leddene i broader."
            raise lines.error(message, lines.of_key_in(place, "broader") or lines.of_concept(place), theme.id)


def _way_up(start: str, goal: str, above: dict[str, set[str]], passed: tuple[str, ...]) -> tuple[str, ...] | None:
    for id in sorted(above[start]):
        if id == goal:
            return (*passed, start, goal)
        if id not in passed:
            way = _way_up(id, goal, above, (*passed, start))
            if way is not None:
                return way
    return None


def _check_labels(themes: Sequence[Theme], lines: Lines) -> None:
    """A name leads to one theme."""
    owner: dict[str, str] = {}
    for place, theme in enumerate(themes):
        for key, labels in (("prefLabel", (theme.label,)), ("altLabel", theme.other_labels)):
            for label in labels:
                first = owner.setdefault(label.lower(), theme.id)
                if first != theme.id or (key == "altLabel" and label.lower() == theme.label.lower()):
                    where = f"temaet «{first}»" if first != theme.id else "prefLabel"
                    message = f"navnet «{label}» bruges også af {where}. Lad det stå ét sted."
                    raise lines.error(message, lines.of_key_in(place, key) or lines.of_concept(place), theme.id)
        double = next((one for one in theme.other_labels if theme.other_labels.count(one) > 1), None)
        if double is not None:
            message = f"navnet «{double}» står to gange i altLabel. Slet det ene."
            raise lines.error(message, lines.of_key_in(place, "altLabel"), theme.id)


def _dead_patterns(place: int, theme: Theme, lines: Lines) -> Iterator[tuple[str, int | None]]:
    """What is wrong with patterns that are well formed, and where."""
    naming = any(pattern.names for pattern in theme.patterns)
    seen: dict[object, int] = {}
    for number, pattern in enumerate(theme.patterns, start=1):
        what, line = f"pattern nr. {number}", lines.of_table_in(place, "pattern", number)
        room = _fewest_words(pattern)
        if room > pattern.within:
            yield f"{what} kan aldrig findes: det kræver {room} ord, men within er {pattern.within}.", line
        if not naming and any(len(slot) == 1 and slot[0].text == _NAME for slot in pattern.slots):
            yield (
                f"{what} kan aldrig findes: intet andet pattern i temaet har names = true, så der er ingen @navn.",
                line,
            )
        twin = seen.setdefault((pattern.slots, pattern.within, pattern.order), number)
        if twin != number:
            yield f"{what} er det samme som pattern nr. {twin}. Slet det ene.", line
        for at, negative in enumerate(theme.negatives, start=1):
            if _always_stopped(pattern, negative):
                yield f"{what} kan aldrig tælle: negative nr. {at} tager alt, hvad det finder. Slet det ene.", line


def _fewest_words(pattern: Pattern) -> int:
    """The words that the shortest find has; one compound may fill all slots, a phrase is its words."""
    longest = max(min(len(term.text.split()) for term in slot) for slot in pattern.slots)
    return max(longest, len(pattern.slots) if pattern.different else 1)


def _always_stopped(pattern: Pattern, negative: Negative) -> bool:
    """Whether *negative* is one word that some slot of *pattern* cannot do without."""
    if len(negative.slots) != 1:
        return False
    stopping = {term.text for term in negative.slots[0]}
    return any({term.text for term in slot} <= stopping for slot in pattern.slots)
