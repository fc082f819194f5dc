"""One generation of the corpus as search sees it: vectors, vocabulary and the facts that filters ask for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.analyser import Analyser
from corpus.errors import IndexMismatch
from corpus.filter_words import FilterVocabulary
from corpus.rings import Rings
from corpus.store import Filters, Placement, Store

from .copies import Copies
from .encoding import EncoderInfo
from .facets import Facet
from .headings import Headings
from .intent import Intents, names_of
from .lexical import COLUMN_WEIGHTS
from .postings import Postings
from .query_reader import QueryReader
from .results import FacetName
from .vectors import Mask, Numbers, VectorIndex


@dataclass(frozen=True, slots=True)
class View:
    """What is held in memory of one generation; a newer one replaces it as a whole.

    A *position* is a passage's place in ``seqs``, ``placements``, ``documents`` and ``vectors`` alike.

    Attributes:
        documents: the number of each passage's document, from 0 on.
        types, municipalities: by document id; municipalities are codes.
        publishers: of each document by its id.
        facets: what hits are counted by.
        headings: what stands over the passages.
        words, everyday: which passages hold a key of the lexical index, or have it beside them; filled as asked for.
        copies: which passages are printed in another document too.
    """

    generation: int
    placements: tuple[Placement, ...]
    seqs: Numbers
    documents: Numbers
    vectors: VectorIndex
    reader: QueryReader
    types: Mapping[str, str]
    municipalities: Mapping[str, tuple[str, ...]]
    publishers: Mapping[str, str | None]
    facets: Mapping[FacetName, Facet]
    headings: Headings
    words: Postings
    everyday: Postings
    copies: Copies

    @classmethod
    def load(
        cls,
        store: Store,
        generation: int,
        *,
        analyser: Analyser,
        rings: Rings,
        encoder: EncoderInfo,
        vocabulary: FilterVocabulary,
    ) -> View:
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
        traits = store.traits()
        types = {one.id: one.type for one in traits}
        municipalities = {one.id: one.municipalities for one in traits}
        return cls(
            generation=generation,
            placements=placements,
            seqs=seqs,
            documents=_numbered([place.document_id for place in placements]),
            vectors=vectors,
            reader=QueryReader(
                analyser,
                rings,
                store.vocabulary(),
                len(placements),
                intents=_intents(store, {one.publisher for one in traits}, analyser, vocabulary),
            ),
            types=types,
            municipalities=municipalities,
            publishers={one.id: one.publisher for one in traits},
            headings=Headings.of(store.headings()),
            words=Postings.of(seqs, store.lengths("lexical"), COLUMN_WEIGHTS),
            everyday=Postings.of(seqs, store.lengths("everyday"), (1.0,)),
            facets=_facets(
                placements,
                types=types,
                years={one.id: one.year for one in traits},
                municipalities=municipalities,
                themes=_by_number(store.passage_themes()),
                aspects=_by_number(store.passage_aspects()),
            ),
            copies=Copies.of(list(store.texts()), [place.document_id for place in placements]),
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

    def with_value(self, name: FacetName, value: str) -> Mask:
        """Which positions have this value of a facet."""
        facet = self.facets[name]
        mask = np.zeros(len(self.seqs), dtype=np.bool_)
        if value in facet.values:
            mask[facet.positions[facet.codes == facet.values.index(value)]] = True
        return mask

    def others(self, document_id: str) -> Mask:
        """Which positions belong to other documents."""
        return np.array([place.document_id != document_id for place in self.placements], dtype=np.bool_)

    def facet_counts(self, positions: Numbers) -> dict[FacetName, tuple[tuple[str, int], ...]]:
        """How many of the texts at *positions* have each value, most frequent first."""
        found = np.zeros(len(self.seqs), dtype=np.bool_)
        found[positions] = True
        return {name: facet.counts(found, self.copies) for name, facet in self.facets.items()}


def _numbered(names: Sequence[str]) -> Numbers:
    """The names as numbers from 0 on, in the order in which they first stand."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.int64)


def _intents(
    store: Store, publishers: Collection[str | None], analyser: Analyser, vocabulary: FilterVocabulary
) -> Intents:
    bodies = sorted({name for name, _ in store.organisations()} | {name for name in publishers if name is not None})
    names = names_of(
        analyser,
        vocabulary,
        municipalities=[(place.code, place.name) for place, _ in store.municipalities()],
        organisations=bodies,
        persons=dict.fromkeys(one.name for one in store.persons()),
    )
    return Intents(names)


def _facets(
    placements: Sequence[Placement],
    *,
    types: Mapping[str, str],
    years: Mapping[str, int | None],
    municipalities: Mapping[str, tuple[str, ...]],
    themes: Mapping[int, Sequence[str]],
    aspects: Mapping[int, Sequence[str]],
) -> dict[FacetName, Facet]:
    years_of = {document: () if year is None else (str(year),) for document, year in years.items()}
    return {
        "theme": Facet.of(themes.get(place.seq, ()) for place in placements),
        "type": Facet.of((types[place.document_id],) for place in placements),
        "municipality": Facet.of(municipalities[place.document_id] for place in placements),
        "year": Facet.of(years_of[place.document_id] for place in placements),
        "kind": Facet.of((place.kind,) for place in placements),
        "claim": Facet.of(() if place.claim is None else (place.claim,) for place in placements),
        "aspect": Facet.of(aspects.get(place.seq, ()) for place in placements),
    }


def _by_number(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    """The values of each passage by its number."""
    found: dict[int, list[str]] = {}
    for seq, value in rows:
        found.setdefault(seq, []).append(value)
    return found
