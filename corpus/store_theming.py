"""Writing the themes of the corpus anew, when the taxonomy has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .connection import Connected
from .document import DocumentTheme
from .passage import Passage
from .store_writing import keep_as_read, rewrite_themes
from .stored import AsRead

TAXONOMY = "taxonomy"
"""The key of the manifest that says which taxonomy the tags are from."""


class Theming(Connected):
    """The part of the store that replaces tags."""

    def replace_themes(
        self,
        documents: Iterable[tuple[str, Sequence[DocumentTheme], Sequence[Passage]]],
        *,
        taxonomy: str,
        read: Mapping[str, AsRead | None],
    ) -> None:
        """Write the tags and themes of all documents anew, in one transaction; vectors and words stay as they are.

        Args:
            documents: the whole corpus: id, themes, and its passages with their tags.
            taxonomy: what the manifest says from now on.
            read: what the machine had read of the documents that people have corrected; looked at last.
        """
        with self._writing() as db:
            rewrite_themes(db, documents)
            keep_as_read(db, read)
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (TAXONOMY, taxonomy))
