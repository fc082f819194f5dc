"""The word lists that people edit, read from ``corpus/words`` and checked line by line."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from .errors import WordListError

_FOLDER = "words"


@dataclass(frozen=True, slots=True)
class WordList:
    """One list as its editor left it: the name, for messages, and the text."""

    name: str
    text: str

    @classmethod
    def load(cls, name: str) -> WordList:
        """The list *name* that came with the package.

        Raises:
            WordListError: the file is missing or is not UTF-8.
        """
        try:
            raw = read_bytes(name)
        except FileNotFoundError as error:
            raise WordListError(_path(name), None, "filen mangler. Hent den igen fra udgivelsen.") from error
        return cls.decoded(name, raw)

    @classmethod
    def decoded(cls, name: str, raw: bytes) -> WordList:
        """The list *name* from its bytes.

        Raises:
            WordListError: they are not UTF-8.
        """
        try:
            return cls(name, raw.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            message = "tegnene er ikke UTF-8. Gem filen igen som UTF-8."
            raise WordListError(_path(name), line, message) from error

    def error(self, line: int | None, message: str) -> WordListError:
        """A mistake in this list, ready to raise."""
        return WordListError(_path(self.name), line, message)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Line numbers from 1 and the lines that say something, without remarks."""
        for number, line in enumerate(self.text.splitlines(), start=1):
            stripped = line.partition("#")[0].rstrip()
            if not stripped.strip():
                continue
            if unicodedata.normalize("NFC", stripped) != stripped:
                raise self.error(number, "et bogstav er skrevet som to tegn (fx a + ring). Skriv det om som ét.")
            yield number, stripped

    def words(self) -> frozenset[str]:
        """The words, one or several to a line.

        Raises:
            WordListError: a capital letter, a character that no word has, or a word twice.
        """
        seen: dict[str, int] = {}
        for number, line in self.lines():
            for word in line.split():
                self.check_word(number, word)
                if word in seen:
                    raise self.error(number, f"«{word}» står også på linje {seen[word]}. Slet det ene.")
                seen[word] = number
        return frozenset(seen)

    def rows(self, *columns: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Line numbers and the cells, exactly one for each of *columns*.

        Raises:
            WordListError: another number of cells, or an empty one.
        """
        for number, line in self.lines():
            cells = tuple(cell.strip() for cell in line.split("\t"))
            if len(cells) != len(columns):
                raise self.error(
                    number,
                    f"der skal være {len(columns)} felter med ét tabulatortegn imellem "
                    f"({', '.join(columns)}), men der er {len(cells)}.",
                )
            for cell, column in zip(cells, columns, strict=True):
                if not cell:
                    raise self.error(number, f"feltet «{column}» er tomt. Udfyld det, eller slet linjen.")
            yield number, cells

    def check_word(self, line: int, word: str) -> None:
        """Raise unless *word* is one lower-case word."""
        if word != word.lower():
            raise self.error(line, f"«{word}» har store bogstaver. Skriv «{word.lower()}».")
        if not word.replace("-", "").replace(".", "").replace("'", "").isalpha():
            raise self.error(line, f"«{word}» er ikke et ord. Brug kun bogstaver, og sæt mellemrum mellem ord.")


@dataclass(frozen=True, slots=True)
class KnownMunicipality:
    """A municipality as the list has it; ``Municipality`` is what a document says of one."""

    code: str
    name: str
    official_name: str
    region: str


def read_municipalities(*names: str) -> tuple[KnownMunicipality, ...]:
    """The municipalities of the lists *names*, in their order.

    Raises:
        WordListError: a code that is not four digits, or a code or name used twice.
    """
    found: list[KnownMunicipality] = []
    seen: set[str] = set()
    for source in map(WordList.load, names):
        found.extend(parse_municipalities(source, seen))
    return tuple(found)


def parse_municipalities(source: WordList, seen: set[str]) -> Iterator[KnownMunicipality]:
    """The municipalities in *source*; adds their codes and names to *seen*."""
    for number, (code, name, official, region) in source.rows("kode", "navn", "officielt navn", "region"):
        if len(code) != 4 or not (code.isascii() and code.isdigit()):
            raise source.error(number, f"koden «{code}» skal have fire cifre, fx 0101.")
        for key in (code, name):
            if key in seen:
                raise source.error(number, f"«{key}» står der allerede. Slet den ene linje.")
            seen.add(key)
        yield KnownMunicipality(code, name, official, region)


def fingerprint(*names: str) -> str:
    """Sixteen hex digits that change when one byte of the files *names* does."""
    digest = hashlib.sha256()
    for name in names:
        content = read_bytes(name)
        digest.update(f"{name}:{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def _path(name: str) -> str:
    return f"corpus/{_FOLDER}/{name}"


def read_bytes(name: str) -> bytes:
    """The file *name* below ``corpus/words``, as it is."""
    return files("corpus").joinpath(_FOLDER, name).read_bytes()
