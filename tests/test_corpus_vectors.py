"""The store keeps the vectors of every encoder as long as their text is in the corpus."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Document
from corpus.store import IndexedPassage, LexicalEntry, Store, VectorCount
from tests.fakes import EVALUATION, PROGRAMME

ENCODER, OTHER = "fake@1/2", "other@1/3"
VECTOR, OTHERS = array("f", [0.6, 0.8]), array("f", [0, 1, 0])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with_it = Store.open(tmp_path / "data")
    yield with_it
    with_it.close()


def indexed(document: Document) -> list[IndexedPassage]:
    """Index rows without a word, whose key is the passage's text."""
    words = LexicalEntry("", "", "", "", "", "", "", b"")
    return [IndexedPassage(passage, words, passage.text, VECTOR) for passage in document.passages]


def put(store: Store, document: Document, path: str | None = None, *, anew: bool = False) -> None:
    store.put(document, indexed(document), encoder=ENCODER, manifest={"encoder": ENCODER}, path=path, anew=anew)


def keep_others(store: Store, document: Document) -> dict[str, array[float]]:
    kept = {passage.text: OTHERS for passage in document.passages}
    store.keep_vectors(OTHER, kept)
    return kept


def test_vectors_are_kept_without_a_change_of_what_is_searched(store: Store) -> None:
    put(store, EVALUATION)
    generation = store.generation()
    kept = keep_others(store, EVALUATION)

    assert store.known_vectors(kept, OTHER) == kept
    assert store.known_vectors(kept, ENCODER) == dict.fromkeys(kept, VECTOR)
    assert store.generation() == generation


def test_a_vector_that_is_there_stays(store: Store) -> None:
    put(store, EVALUATION)
    text = EVALUATION.passages[0].text

    store.keep_vectors(ENCODER, {text: array("f", [1, 0])})

    assert store.known_vectors([text], ENCODER) == {text: VECTOR}


def test_each_encoder_is_counted_with_its_bytes(store: Store) -> None:
    put(store, EVALUATION)
    count = len(keep_others(store, EVALUATION))

    assert store.vector_counts() == [
        VectorCount(ENCODER, count, 2 * 4 * count),
        VectorCount(OTHER, count, 3 * 4 * count),
    ]


def test_a_document_read_again_or_in_place_of_another_keeps_the_vectors_of_what_both_say(store: Store) -> None:
    put(store, EVALUATION, "a.pdf")
    kept = keep_others(store, EVALUATION)

    put(store, EVALUATION, "a.pdf", anew=True)

    assert store.known_vectors(kept, OTHER) == kept


@pytest.mark.parametrize("how", ["remove", "replace", "note"])
def test_a_text_that_is_gone_leaves_no_vector_of_any_encoder(store: Store, how: str) -> None:
    put(store, EVALUATION, "a.pdf")
    keep_others(store, EVALUATION)
    if how == "note":
        put(store, PROGRAMME, "b.pdf")
        store.note_path("a.pdf", PROGRAMME.id)
    elif how == "replace":
        put(store, PROGRAMME, "a.pdf")
    else:
        store.remove(EVALUATION.id)

    assert [one for one in store.vector_counts() if one.encoder == OTHER] == []
    assert store.orphans()["vectors"] == 0


def test_other_vectors_are_dropped_and_the_file_shrinks(store: Store) -> None:
    put(store, EVALUATION)
    store.keep_vectors(OTHER, {f"text {number}": array("f", [0.5] * 256) for number in range(2000)})
    store.close()
    before = store.size()

    assert store.drop_other_vectors(ENCODER) == 2000
    assert store.drop_other_vectors(ENCODER) == 0

    store.close()
    assert [one.encoder for one in store.vector_counts()] == [ENCODER]
    assert store.size() < before - 2000 * 4 * 256
    assert store.integrity_faults() == []
    assert store.document(EVALUATION.id).passages == EVALUATION.passages
