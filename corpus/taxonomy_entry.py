"""One table of the taxonomy's file with its values checked: a pattern, a negative, a list and so on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .errors import TaxonomyError
from .taxonomy_lines import Lines
from .taxonomy_lint import check_words
from .theme import Term

Terms = tuple[Term, ...]

_NAME = "@navn"
_LONGEST_WINDOW = 40  # words; a longer one would reach over whole sentences and prove nothing


class Entry:
    """One table and where it stands; what it lacks or has too much of is told by :meth:`error`."""

    def __init__(
        self,
        lines: Lines,
        concept: str | None,
        place: int | None,
        what: str,
        raw: Mapping[str, object],
        lists: Mapping[str, Terms],
        line: int | None,
    ) -> None:
        self._lines = lines
        self._concept = concept
        self._line = line if line is not None or place is None else lines.of_concept(place)
        self._what = what
        self._raw = raw
        self._lists = lists

    def slots(self) -> tuple[tuple[Terms, ...], tuple[str, ...]]:
        """The alternatives of each slot, and each slot as written."""
        words = self._raw.get("words")
        if not isinstance(words, list) or not words:
            raise self.error('er tomt. Skriv mindst ét led, fx words = ["forælder"].')
        return tuple(self.slot(slot) for slot in words), tuple(str(slot) for slot in words)

    def slot(self, slot: object) -> Terms:
        if not isinstance(slot, str):
            raise self.error(f"hvert led skal stå i anførselstegn, men her står {slot!r}.")
        alternatives = [text.strip() for text in slot.split("|")]
        check_words(alternatives, self.error)
        # A list and a word that it holds may stand side by side: the list may be changed without looking here.
        return tuple(dict.fromkeys(term for text in alternatives for term in self._terms(text, slot)))

    def words(self, key: str) -> Terms:
        raw = self._raw.get(key, [])
        if not isinstance(raw, list):
            raise self.error(f'{key} skal være en liste af ord, fx {key} = ["…", "…"].')
        return tuple(term for word in raw for term in self.slot(word))

    def window(self, key: str, usual: int) -> int:
        within = self._raw.get(key, usual)
        if not isinstance(within, int) or isinstance(within, bool) or not 1 <= within <= _LONGEST_WINDOW:
            raise self.error(
                f"{key} er {within!r}, men skal være et helt tal fra 1 til {_LONGEST_WINDOW} "
                "(antal ord fra første til sidste led)."
            )
        return within

    def weight(self, key: str, usual: float) -> float:
        value = self._raw.get(key, usual)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 100:
            raise self.error(f"{key} er {value!r}, men skal være et tal over 0 (skriv punktum: 1.5).")
        return float(value)

    def flag(self, key: str) -> bool:
        value = self._raw.get(key, False)
        if not isinstance(value, bool):
            raise self.error(f"{key} er {value!r}, men skal være true eller false uden anførselstegn.")
        return value

    def check_keys(self, known: Sequence[str]) -> None:
        for key in self._raw:
            if key not in known:
                raise self.error(f"har «{key}», som Praksis ikke kender. Brug: {listed(known)}.")

    def error(self, message: str) -> TaxonomyError:
        between = "" if message.startswith(("har ", "er tomt")) else ":"
        return self._lines.error(f"{self._what}{between} {message}", self._line, self._concept)

    def _terms(self, text: str, slot: str) -> Terms:
        if text.startswith("<"):
            name = text.removeprefix("<").removesuffix(">")
            if not text.endswith(">") or name not in self._lists:
                known = listed([f"<{one}>" for one in self._lists]) or "ingen; skriv den under [lists]"
                raise self.error(f"kender ikke listen «{text}». Der er: {known}.")
            return self._lists[name]
        return (self._term(text, slot),)

    def _term(self, text: str, slot: str) -> Term:
        if text == _NAME:
            return Term(text, prefix=False, exact=False, name=True)
        prefix, exact = text.endswith("*"), text.startswith("=")
        bare = text.removesuffix("*").removeprefix("=").strip()
        if not bare:
            raise self.error(f"der mangler et ord i «{slot}». Slet den overflødige |, * eller =.")
        if any(sign in bare for sign in "*=@<>"):
            raise self.error(f"i «{text}» må * kun stå sidst og = kun først, @ kun i {_NAME} og <> kun om en liste.")
        if prefix and (exact or " " in bare):
            raise self.error(f"«{text}» skal være ét ord med * sidst, uden = og uden mellemrum.")
        if exact and " " in bare:
            raise self.error(f"«{text}» skal være ét ord efter =.")
        return Term(text, prefix, exact, name=False)


def listed(words: Sequence[str]) -> str:
    """*words* as a message names them."""
    return ", ".join(words)
