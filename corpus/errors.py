"""Every error Praksis raises on purpose, as one tree.

    PraksisError
    ├── IngestError            one file could not be taken in; the batch goes on
    │   ├── NotAPDF
    │   ├── NotText
    │   ├── UnknownFormat
    │   ├── EmptyFile
    │   ├── EncryptedFile
    │   ├── UnreadableFile
    │   └── NothingToRead
    ├── EditableListError      a word list, the taxonomy or a judged set has a mistake
    │   ├── WordListError
    │   └── TaxonomyError
    ├── LanguageError          a language pipeline is not installed
    ├── StoreError
    │   ├── UnknownSchema
    │   ├── NotFound
    │   ├── NoSuchPart
    │   └── BrokenCursor
    ├── EncoderError           a model cannot be loaded
    ├── IndexMismatch          the index was built with other settings
    ├── SettingsError
    └── FilterError            a filter asks for something that does not exist

Messages are Danish: they reach the consultant. Facts are attributes.
"""

from __future__ import annotations

from pathlib import Path


class PraksisError(Exception):
    """The root; ``str(error)`` is a Danish sentence that says what, where and what to do."""

    reason = "fejl"


class IngestError(PraksisError):
    """A file that could not be taken in. ``reason`` is a stable English word for programs."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path = path
        self.message = message

    def __reduce__(self) -> tuple[type[IngestError], tuple[Path, str]]:
        # Errors cross from a worker process to the parent; Exception pickles only its args.
        return (type(self), (self.path, self.message))


class NotAPDF(IngestError):
    """The file is called a PDF, and does not start as one does."""

    reason = "not_pdf"


class NotText(IngestError):
    """The file is called a text, and its bytes are none in any encoding that Danish is written in."""

    reason = "not_text"


class UnknownFormat(IngestError):
    """The file is of a kind that no reader of ours takes, such as a spreadsheet."""

    reason = "unknown_format"


class EmptyFile(IngestError):
    """The file has no bytes, often a copy that was interrupted."""

    reason = "empty"


class EncryptedFile(IngestError):
    """The file needs a password to be read."""

    reason = "encrypted"


class UnreadableFile(IngestError):
    """The file claims to be a PDF or a Word file, and no reader can follow it."""

    reason = "unreadable"


class NothingToRead(IngestError):
    """The file holds no text, as a scan without OCR or a web page that a program fills in."""

    reason = "no_text"


class EditableListError(PraksisError):
    """A mistake in a file that people edit.

    Attributes:
        path: the file.
        line: 1-based line, or ``None`` where the mistake has no single line.
        message: what is wrong and how to mend it, in Danish.
    """

    reason = "editable_list"

    def __init__(self, path: str, line: int | None, message: str) -> None:
        where = f"{path}, linje {line}" if line is not None else path
        super().__init__(f"{where}: {message}")
        self.path = path
        self.line = line
        self.message = message


class WordListError(EditableListError):
    """A mistake in a word list below ``corpus/words``."""

    reason = "word_list"


class TaxonomyError(EditableListError):
    """A mistake in the taxonomy, ``corpus/themes.toml`` or another file in its place.

    ``concept`` is the id of the concept with the mistake, ``None`` where the file as a whole is meant.
    """

    reason = "taxonomy"

    def __init__(self, path: str, line: int | None, message: str, concept: str | None = None) -> None:
        super().__init__(path, line, f"begrebet «{concept}»: {message}" if concept is not None else message)
        self.concept = concept


class LanguageError(PraksisError):
    """A language pipeline that is not installed, or that is no Danish pipeline."""

    reason = "language"


class StoreError(PraksisError):
    """Something is wrong with the store or with what was asked of it."""

    reason = "store"


class UnknownSchema(StoreError):
    """The store was written by a newer Praksis than this one."""

    reason = "unknown_schema"


class NotFound(StoreError):
    """No document or passage has this id."""

    reason = "not_found"

    def __init__(self, id: str) -> None:
        super().__init__(f"Intet dokument eller afsnit har id «{id}». Se id'erne med: praksis list")
        self.id = id


class NoSuchPart(StoreError):
    """The document is there, and has no such part: no programme, no table with that number, no effort."""

    reason = "no_such_part"


class BrokenCursor(StoreError):
    """A paging cursor that this server did not hand out, or that an update has made stale."""

    reason = "broken_cursor"


class EncoderError(PraksisError):
    """A model cannot be loaded or does not do what it says."""

    reason = "encoder"


class IndexMismatch(PraksisError):
    """The vectors in the store come from another model or analyser than the one now set."""

    reason = "index_mismatch"


class SettingsError(PraksisError):
    """A setting has a value that Praksis cannot use."""

    reason = "settings"


class FilterError(PraksisError):
    """A filter has a value that nothing can have. ``parameter`` is the filter's name."""

    reason = "filter"

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter
