"""One generation of the corpus as search sees it: vectors, vocabulary and the facts that filters ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.analyser import Analyser
from corpus.errors import IndexMismatch
from corpus.rings import Rings
from corpus.store import Filters, Placement, Store

from .encoding import EncoderInfo
from .query import QueryReader
from .results import FacetName, Grouping
from .vectors import Mask, Numbers, VectorIndex


@dataclass(frozen=True, slots=True)
class View:
    """What is held in memory of one generation; a newer one replaces it as a whole.

    A *position* is a passage's place in ``seqs``, ``placements`` and ``vectors`` alike.

    Attributes:
        types, years, municipalities: by document id; municipalities are codes.
        themes: theme ids by passage number.
    """

    generation: int
    placements: tuple[Placement, ...]
    seqs: Numbers
    vectors: VectorIndex
    reader: QueryReader
    types: Mapping[str, str]
    years: Mapping[str, int | None]
    municipalities: Mapping[str, tuple[str, ...]]
    themes: Mapping[int, tuple[str, ...]]

    @classmethod
    def load(cls, store: Store, generation: int, *, analyser: Analyser, rings: Rings, encoder: EncoderInfo) -> View:
        """The view of *store* as it is now, which is *generation*.

        Raises:
            IndexMismatch: a passage has no vector of *encoder*.
        """
        placements = tuple(store.placements())
        vectors = VectorIndex.from_rows(store.vectors(encoder.id), dimension=encoder.dimension)
        seqs = np.array([place.seq for place in placements], dtype=np.int64)
        if not np.array_equal(seqs, vectors.seqs):
            raise IndexMismatch(
                f"{len(seqs)} afsnit, men {len(vectors)} vektorer fra modellen {encoder.id}. Kør: praksis rebuild"
            )
        summaries = store.summaries()
        themes: dict[int, list[str]] = {}
        for seq, theme in store.passage_themes():
            themes.setdefault(seq, []).append(theme)
        return cls(
            generation=generation,
            placements=placements,
            seqs=seqs,
            vectors=vectors,
            reader=QueryReader(analyser, rings, store.vocabulary(), len(placements)),
            types={one.id: one.type for one in summaries},
            years=store.years(),
            municipalities={one.id: tuple(place.code for place in one.municipalities) for one in summaries},
            themes={seq: tuple(found) for seq, found in themes.items()},
        )

    def positions(self, seqs: Sequence[int]) -> Numbers:
        """The positions of passages by their numbers."""
        found: Numbers = np.searchsorted(self.seqs, np.array(seqs, dtype=np.int64))
        return found

    def allowed(self, store: Store, filters: Filters) -> Mask | None:
        """Which positions obey *filters*; ``None`` when all do."""
        if not filters.any:
            return None
        mask = np.zeros(len(self.seqs), dtype=np.bool_)
        mask[self.positions(store.allowed(filters))] = True
        return mask

    def others(self, document_id: str) -> Mask:
        """Which positions belong to other documents."""
        return np.array([place.document_id != document_id for place in self.placements], dtype=np.bool_)

    def grouped(self, positions: Numbers, group: Grouping) -> tuple[Numbers, dict[int, int]]:
        """The *positions* to show, best first, and for each how many further hits its document has."""
        if group == "passage":
            return positions, {}
        documents = [self.placements[position].document_id for position in positions.tolist()]
        first: dict[str, int] = {}
        for position, document in zip(positions.tolist(), documents, strict=True):
            first.setdefault(document, position)
        counts = Counter(documents)
        more = {position: counts[document] - 1 for document, position in first.items()}
        return np.array(list(first.values()), dtype=np.int64), more

    def facets(self, positions: Numbers) -> dict[FacetName, tuple[tuple[str, int], ...]]:
        """How many of the passages at *positions* have each value, most frequent first."""
        counters: dict[FacetName, Counter[str]] = {
            name: Counter() for name in ("theme", "type", "municipality", "year", "kind")
        }
        documents: Counter[str] = Counter()
        for position in positions.tolist():
            place = self.placements[position]
            documents[place.document_id] += 1
            counters["kind"][place.kind] += 1
            counters["theme"].update(self.themes.get(place.seq, ()))
        for document, count in documents.items():
            counters["type"][self.types[document]] += count
            for code in self.municipalities[document]:
                counters["municipality"][code] += count
            year = self.years[document]
            if year is not None:
                counters["year"][str(year)] += count
        return {name: tuple(_most_frequent(counter)) for name, counter in counters.items()}


def _most_frequent(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))
