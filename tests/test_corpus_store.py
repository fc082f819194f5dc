"""The store keeps what it is given, whole or not at all."""

from __future__ import annotations

import sqlite3
import threading
from array import array
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import (
    Box,
    Document,
    DocumentTheme,
    Event,
    Evidence,
    Metadata,
    Municipality,
    PageReading,
    PageSpan,
    Paragraph,
    Passage,
    ReadingWarning,
    Section,
    Session,
    Source,
    Speaker,
    Table,
    ThemeTag,
    content_id,
)
from corpus.errors import NotFound, StoreError, UnknownSchema
from corpus.store import DocumentTraits, Filters, IndexedPassage, LexicalEntry, PassageWords, Store

BOX = Box(1, 72.0, 100.5, 300.0, 112.0)
ENCODER = "fake@1/2"
MANIFEST = {"encoder": ENCODER, "analyser": "1"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "data")


def make_document(
    text: str = "Småbørnsteamet arbejder tværfagligt.", *, year: str | None = "2020-02", code: str = "0183"
) -> Document:
    sha256 = content_id(text) * 4
    document_id = content_id("document", sha256)
    evidence = Evidence(text[:3], 0, 3, "prøve")
    passages = (
        Passage(
            id=content_id("passage", document_id, "0", text),
            document_id=document_id,
            ordinal=0,
            kind="text",
            heading_path=("Evaluering", "Målgruppe"),
            text=text,
            pages=PageSpan(1, 2),
            boxes=(BOX, replace(BOX, page=2)),
            page_starts=((0, 1), (9, 2)),
            themes=(ThemeTag("tidlig_indsats", "about", 2.5, (evidence,)),),
        ),
        Passage(
            id=content_id("passage", document_id, "1", "Ishøj · Igangsat: 19"),
            document_id=document_id,
            ordinal=1,
            kind="table",
            heading_path=("Evaluering",),
            text="Ishøj · Igangsat: 19",
            pages=PageSpan(2, 2),
            boxes=(replace(BOX, page=2),),
            page_starts=((0, 2),),
            themes=(),
        ),
    )
    return Document(
        id=document_id,
        source=Source(file="evaluering.pdf", sha256=sha256, url=None),
        language="da",
        page_count=2,
        metadata=Metadata(
            title="Evaluering",
            subtitle=None,
            type="evaluation",
            publisher=None,
            authors=("Ishøj Kommune",),
            date=year,
            date_precision="month" if year else None,
            event=Event("2020-03-01", None),
            municipalities=(Municipality(code, "Ishøj"),),
            organisations=("CBF",),
        ),
        sections=(
            Section(
                heading="Målgruppe",
                level=2,
                number="1",
                heading_boxes=(BOX,),
                blocks=(
                    Paragraph(text, "text", (BOX,), ((0, 1),)),
                    Table("Tabel 1", "1", (("", "Igangsat"),), (("Ishøj", "19"),), (BOX,)),
                ),
            ),
        ),
        sessions=(Session("09:00", None, "Velkomst", "plenary", None, (Speaker("Bo Bo", None, "KL"),), None, (BOX,)),),
        asides=(),
        furniture=(Paragraph("Side 1", "text", (BOX,), ((0, 1),)),),
        themes=(DocumentTheme("tidlig_indsats", "primary", 0.5),),
        passages=passages,
        pages=(
            PageReading(1, 595.0, 842.0, "text", 0.93, 1.0, None),
            PageReading(2, 595.0, 842.0, "ocr", None, 0.8, 0.9),
        ),
        warnings=(ReadingWarning(None, "prøve", "Kun en prøve."),),
    )


def indexed(document: Document) -> list[IndexedPassage]:
    return [
        IndexedPassage(
            passage=passage,
            lexical=LexicalEntry("ord", "", "", "", "", "", "hverdag", b""),
            embedding_key=content_id(passage.text),
            vector=array("f", [0.6, 0.8]),
        )
        for passage in document.passages
    ]


def put(store: Store, document: Document, path: str | None = "/a.pdf") -> str | None:
    return store.put(document, indexed(document), encoder=ENCODER, manifest=MANIFEST, path=path)


def test_a_document_comes_back_as_it_was(store: Store) -> None:
    document = make_document()

    put(store, document)

    assert store.document(document.id) == document
    assert store.passage(document.passages[0].id) == document.passages[0]
    assert store.manifest() == MANIFEST


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=3, max_size=60))
def test_any_text_comes_back(store: Store, text: str) -> None:
    document = make_document(text)

    put(store, document, path=None)

    assert store.document(document.id) == document


def test_storing_twice_changes_nothing(store: Store) -> None:
    document = make_document()
    put(store, document)
    before = (store.generation(), store.counts())

    assert put(store, document) is None

    assert (store.generation(), store.counts()) == before


def test_a_changed_file_replaces_its_old_version_whole(store: Store) -> None:
    old, new = make_document(), make_document("En helt anden tekst om forældre.")
    put(store, old)

    assert put(store, new) == old.id

    assert store.document_ids() == [new.id]
    assert store.counts() == {
        "documents": 1, "pages": 2, "passages": 2, "tags": 1, "vectors": 2, "quarantine": 0,
    }  # fmt: skip
    assert store.orphans() == {"lexical": 0, "everyday": 0, "vectors": 0}
    with pytest.raises(NotFound, match=old.id):
        store.document(old.id)


def test_an_old_version_that_also_stands_elsewhere_stays(store: Store) -> None:
    old, new = make_document(), make_document("En helt anden tekst om forældre.")
    put(store, old, "/a.pdf")
    store.note_path("/b.pdf", old.id)

    assert put(store, new, "/a.pdf") is None

    assert store.document_ids() == [old.id, new.id]


def test_a_failure_in_the_middle_leaves_the_store_as_it_was(store: Store) -> None:
    old, new = make_document(), make_document("En helt anden tekst om forældre.")
    put(store, old)
    before = (store.generation(), store.counts(), store.document(old.id))
    rows = indexed(new)

    with pytest.raises(sqlite3.IntegrityError):
        store.put(new, [rows[0], rows[0]], encoder=ENCODER, manifest=MANIFEST, path="/a.pdf")

    assert (store.generation(), store.counts(), store.document(old.id)) == before


def test_a_removed_document_leaves_nothing_behind(store: Store) -> None:
    document = make_document()
    put(store, document)

    store.remove(document.id)

    assert store.document_ids() == []
    assert set(store.counts().values()) == {0}
    assert store.orphans() == {"lexical": 0, "everyday": 0, "vectors": 0}
    assert store.match('"ord"') == []
    assert store.generation() == 2
    with pytest.raises(NotFound):
        store.remove(document.id)


def test_a_removed_document_can_come_again_with_the_same_ids(store: Store) -> None:
    document = make_document()
    put(store, document)
    store.remove(document.id)

    put(store, document)

    assert store.document(document.id) == document


@pytest.mark.parametrize(
    ("filters", "kinds"),
    [
        (Filters(), ["text", "table"]),
        (Filters(kind="table"), ["table"]),
        (Filters(theme="tidlig_indsats"), ["text"]),
        (Filters(theme="foraeldresamarbejde"), []),
        (Filters(type="evaluation", municipality="0183"), ["text", "table"]),
        (Filters(municipality="0101"), []),
        (Filters(year_from=2020, year_to=2020), ["text", "table"]),
        (Filters(year_from=2021), []),
        (Filters(year_to=2019), []),
    ],
)
def test_filters_allow_just_what_obeys_them(store: Store, filters: Filters, kinds: list[str]) -> None:
    put(store, make_document())

    allowed = store.allowed(filters)

    assert [place.kind for place in store.placements() if place.seq in allowed] == kinds


def test_a_document_without_a_date_obeys_no_year(store: Store) -> None:
    put(store, make_document(year=None))

    assert store.allowed(Filters(year_from=1900)) == []
    assert len(store.allowed(Filters())) == 2


def test_letters_of_danish_are_not_folded(store: Store) -> None:
    document = make_document()
    rows = indexed(document)
    far = replace(rows[0], lexical=LexicalEntry("far", "", "", "", "", "", "", b""))
    faar = replace(rows[1], lexical=LexicalEntry("får", "", "", "", "", "", "", b""))
    store.put(document, [far, faar], encoder=ENCODER, manifest=MANIFEST, path=None)

    assert store.match('"får"') == [2]


def test_the_words_of_passages_are_found_where_they_stand(store: Store) -> None:
    document = make_document()
    rows = indexed(document)
    entry = LexicalEntry("leg leg skov", "", "", "", "leg", "", "hygge hygge", b"spans")
    store.put(document, [replace(rows[0], lexical=entry), *rows[1:]], encoder=ENCODER, manifest=MANIFEST, path="/a.pdf")

    assert store.places("lexical", "leg") == "8,8,12"  # passage 1, twice in the first column and once in the fifth
    assert store.places("everyday", "hygge") == "8,8"
    assert store.places("lexical", "ukendt") == ""
    assert (store.lengths("lexical"), store.lengths("everyday")) == ([4, 1], [2, 1])
    assert store.words([2, 1]) == [
        PassageWords(document.passages[1].text, "ord", "", "", "", "", b""),
        PassageWords(document.passages[0].text, "leg leg skov", "", "", "", "", b"spans"),
    ]


def test_a_passage_of_many_words_has_its_length(store: Store) -> None:
    document = make_document()
    rows = indexed(document)
    many = replace(rows[0].lexical, lemma=" ".join(["leg"] * 300), parts="skov")
    store.put(document, [replace(rows[0], lexical=many), *rows[1:]], encoder=ENCODER, manifest=MANIFEST, path=None)

    assert store.lengths("lexical") == [301, 1]


def test_the_traits_of_a_document_are_those_of_its_summary(store: Store) -> None:
    put(store, make_document())
    put(store, make_document("En anden tekst.", year=None), path="/b.pdf")

    summaries = store.summaries()

    assert store.traits() == [
        DocumentTraits(
            id=one.id,
            type=one.type,
            year=None if one.date is None else int(one.date[:4]),
            publisher=one.publisher,
            municipalities=tuple(place.code for place in one.municipalities),
        )
        for one in summaries
    ]


def test_the_original_is_kept_by_its_hash_and_only_once(store: Store) -> None:
    first, second = store.keep_original(b"%PDF-1.7 a"), store.keep_original(b"%PDF-1.7 a")

    assert first == second
    assert store.original(first).read_bytes() == b"%PDF-1.7 a"
    assert [path.name for path in (store.folder / "originals").rglob("*") if path.is_file()] == [f"{first}.pdf"]


def test_a_half_written_original_is_written_anew(store: Store) -> None:
    sha256 = store.keep_original(b"%PDF-1.7 a")
    store.original(sha256).write_bytes(b"%PD")

    store.keep_original(b"%PDF-1.7 a")

    assert store.original(sha256).read_bytes() == b"%PDF-1.7 a"


def test_vectors_are_known_by_text_and_encoder(store: Store) -> None:
    document = make_document()
    put(store, document)
    key = content_id(document.passages[0].text)

    assert store.known_vectors([key, "another"], ENCODER) == {key: array("f", [0.6, 0.8])}
    assert store.known_vectors([key], "other@1/2") == {}


def test_the_same_text_in_two_documents_has_one_vector(store: Store) -> None:
    first, second = make_document("Samme tekst."), make_document("Anden tekst.")
    put(store, first, None)
    put(store, second, None)

    assert store.counts()["passages"] == 4
    assert store.counts()["vectors"] == 3  # the table is the same in both
    store.remove(first.id)
    assert len(list(store.vectors(ENCODER))) == 2


def test_the_index_is_replaced_as_a_whole(store: Store) -> None:
    document = make_document()
    put(store, document)
    passages = tuple(replace(passage, themes=()) for passage in document.passages)
    rows = [
        replace(
            row, passage=passage, lexical=LexicalEntry("nyt", "", "", "", "", "", "", b""), vector=array("f", [1, 0])
        )
        for row, passage in zip(indexed(document), passages, strict=True)
    ]

    store.replace_index([(document.id, (), rows)], encoder="new@2/2", manifest={"encoder": "new@2/2"})

    assert store.document(document.id) == replace(document, themes=(), passages=passages)
    assert store.manifest() == {"encoder": "new@2/2"}
    assert store.match('"ord"') == []
    assert [array("f", vector).tolist() for _, vector in store.vectors("new@2/2")] == [[1, 0], [1, 0]]
    assert [array("f", vector).tolist() for _, vector in store.vectors(ENCODER)] == [
        array("f", [0.6, 0.8]).tolist()
    ] * 2  # kept for the way back


def test_threads_share_a_store(store: Store) -> None:
    put(store, make_document())
    counts: list[int] = []

    threads = [threading.Thread(target=lambda: counts.append(store.counts()["passages"])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store.close()

    assert counts == [2] * 8


def test_a_document_stored_before_pages_were_kept_is_read_as_having_none(store: Store) -> None:
    document = make_document()
    put(store, document)
    store.close()
    with sqlite3.connect(store.path) as db:
        db.execute("UPDATE documents SET record = json_remove(record, '$.pages')")
        db.execute("PRAGMA user_version = 1")
    db.close()

    assert Store.open(store.folder).document(document.id) == replace(document, pages=())


def test_a_store_from_the_future_is_refused(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    with sqlite3.connect(tmp_path / "praksis.db") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()

    with pytest.raises(UnknownSchema, match=r"skemaversion 99.*Opdatér Praksis"):
        Store.open(tmp_path)


def test_a_file_that_is_no_store_is_named(tmp_path: Path) -> None:
    (tmp_path / "praksis.db").write_text("this is not a database, and long enough to tell " * 9, encoding="utf-8")

    with pytest.raises(StoreError, match=r"praksis\.db kan ikke læses"):
        Store.open(tmp_path)


def test_a_bad_file_is_on_the_list_until_it_is_taken_in(store: Store) -> None:
    store.set_aside("/a.pdf", sha256="1", reason="empty", message="Filen er tom.")
    assert [(one.path, one.reason) for one in store.quarantine()] == [("/a.pdf", "empty")]

    put(store, make_document(), "/a.pdf")

    assert store.quarantine() == []


def test_a_sound_store_has_no_faults(store: Store) -> None:
    put(store, make_document())

    assert store.integrity_faults() == []


def test_a_lexical_row_that_was_lost_is_a_fault(store: Store) -> None:
    put(store, make_document())
    with sqlite3.connect(store.path) as db:
        db.execute("DELETE FROM lexical_content WHERE id = 1")
    db.close()

    assert any("lexical" in fault for fault in store.integrity_faults())


def test_a_snapshot_does_not_see_what_is_written_meanwhile(store: Store) -> None:
    put(store, make_document())
    with store.snapshot(), store.snapshot():
        before = store.counts()
        thread = threading.Thread(target=lambda: store.remove(make_document().id))
        thread.start()
        thread.join()

        assert store.counts() == before
    assert store.counts()["documents"] == 0
