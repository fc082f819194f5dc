"""Reads the taxonomy's file; every mistake is told in Danish with its line and how to mend it."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .errors import TaxonomyError
from .taxonomy_concept import Concept
from .taxonomy_entry import Entry, Terms, listed
from .taxonomy_lines import Lines
from .taxonomy_lint import check_themes, check_words
from .theme import Naming, Negation, Theme

_ADDRESS = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|\\^`]+[/#:]")
_LIST_NAME = re.compile(r"[a-zæøå0-9_]+")
_URI = "https://example.org/praksis/tema/"
_TOP_KEYS = ("title", "uri", "lists", "names", "negation", "concept")
_NEGATION_KEYS = ("words", "within", "scope", "unless", "until")
_NAMES_KEYS = ("ends", "says", "weight")
_LONGEST_SCOPE = 40  # words
_NO_NAMING = Naming((), (), 1.0)


@dataclass(frozen=True, slots=True)
class TaxonomyText:
    """What the file says, see :class:`corpus.taxonomy.Taxonomy`."""

    title: str
    uri: str
    themes: tuple[Theme, ...]
    negations: tuple[Negation, ...]
    naming: Naming
    version: str


def read_taxonomy(text: str, name: str) -> TaxonomyText:
    """The taxonomy that *text* says; *name* is the file's, for messages.

    Raises:
        TaxonomyError: the text is no TOML or says something that cannot be meant.
    """
    lines = Lines(text, name)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(lines, str(error)) from error
    for key in content:
        if key not in _TOP_KEYS:
            raise lines.error(f"kender ikke «{key}». Øverst i filen må der stå: {listed(_TOP_KEYS)}.")
    lists = _read_lists(lines, content.get("lists", {}))
    concepts = content.get("concept", [])
    if not isinstance(concepts, list) or not concepts:
        raise lines.error("der er ingen temaer. Hvert tema begynder med linjen [[concept]].")
    themes = tuple(Concept(lines, lists, place, raw).theme() for place, raw in enumerate(concepts))
    check_themes(themes, lines)
    return TaxonomyText(
        title=str(content.get("title", "")),
        uri=_read_uri(lines, content.get("uri", _URI)),
        themes=_joined(themes),
        negations=_read_negations(lines, lists, content.get("negation", [])),
        naming=_read_naming(lines, content.get("names")),
        version=_fingerprint(content),
    )


def _read_uri(lines: Lines, raw: object) -> str:
    if not isinstance(raw, str) or not _ADDRESS.fullmatch(raw):
        raise lines.error(f"uri er {raw!r}, men skal være en adresse, der ender på / eller #.", lines.of_key("uri"))
    return raw


def _joined(themes: Sequence[Theme]) -> tuple[Theme, ...]:
    """*themes* with broader and narrower said from both sides, whichever side the file says it from."""
    broader = {one.id: list(one.broader) for one in themes}
    for one in themes:
        for id in one.narrower:
            if one.id not in broader[id]:
                broader[id].append(one.id)
    return tuple(
        replace(
            one,
            broader=tuple(broader[one.id]),
            narrower=tuple(other.id for other in themes if one.id in broader[other.id]),
        )
        for one in themes
    )


def _read_lists(lines: Lines, raw: object) -> dict[str, Terms]:
    """Each list of words by its name; a list may not name another one."""
    if not isinstance(raw, dict):
        raise lines.error('[lists] skal være lister af ord, fx fagperson = ["pædagog", "psykolog"].')
    found: dict[str, Terms] = {}
    for name, words in raw.items():
        entry = Entry(lines, None, None, f"listen «{name}»", {"words": words}, {}, lines.of_key(name))
        if not _LIST_NAME.fullmatch(name):
            raise entry.error("navnet må kun have små bogstaver, tal og understreg.")
        if not isinstance(words, list) or not words:
            raise entry.error(f'den er tom. Skriv mindst ét ord, fx {name} = ["pædagog"].')
        found[name] = tuple(term for word in words for term in entry.slot(word))
        check_words([term.text for term in found[name]], entry.error)
    return found


def _read_negations(lines: Lines, lists: Mapping[str, Terms], raw: object) -> tuple[Negation, ...]:
    if not isinstance(raw, list) or not all(isinstance(one, dict) for one in raw):
        raise lines.error("en nægtelse begynder med linjen [[negation]].")
    found: list[Negation] = []
    for number, one in enumerate(raw, start=1):
        line = lines.of_table("negation", number)
        entry = Entry(lines, None, None, f"negation nr. {number}", one, lists, line)
        entry.check_keys(_NEGATION_KEYS)
        slots, written = entry.slots()
        found.append(
            Negation(
                slots=slots,
                written=written,
                within=entry.window("within", 1),
                scope=entry.window("scope", _LONGEST_SCOPE),
                unless=entry.words("unless"),
                until=entry.words("until"),
            )
        )
    return tuple(found)


def _read_naming(lines: Lines, raw: object) -> Naming:
    if raw is None:
        return _NO_NAMING
    if not isinstance(raw, dict):
        raise lines.error("navne, som et dokument selv indfører, står efter linjen [names].")
    entry = Entry(lines, None, None, "[names]", raw, {}, lines.of_key("ends"))
    entry.check_keys(_NAMES_KEYS)
    return Naming(
        ends=tuple(term.text for term in entry.words("ends")),
        says=tuple(term.text for term in entry.words("says")),
        weight=entry.weight("weight", 1.0),
    )


def _syntax_error(lines: Lines, reason: str) -> TaxonomyError:
    found = re.search(r"at line (\d+), column (\d+)", reason)
    line = int(found[1]) if found else None
    where = f" omkring tegn {found[2]}" if found else ""
    return lines.error(
        f"filen kan ikke forstås{where}. Tjek, at alle anførselstegn, kommaer og klammer er lukket, "
        f"og at ingen nøgle står to gange. (Teknisk: {reason})",
        line,
    )


def _fingerprint(content: Mapping[str, object]) -> str:
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
