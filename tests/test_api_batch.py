"""Batches take what is good, set aside what is bad and say so, and can be run again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from api.batch import OCR_MISSING, Replacement, Report, ingest_paths
from api.checks import check_corpus
from api.document_files import SUFFIXES, find_documents
from api.reader import Outcome
from api.reader_pool import CrashedReader, read_in_pool
from api.service import Service
from api.settings import Settings
from corpus import ReadingWarning
from corpus.errors import EmptyFile, IndexMismatch
from ingest import scans, sources

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with Service(Settings.from_env({}, data=tmp_path / "data")) as service:
        yield service


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    (folder / "deep").mkdir(parents=True)
    shutil.copy(a_sample(0), folder / "en.pdf")
    shutil.copy(a_sample(1), folder / "deep" / "to.PDF")
    (folder / "noter.csv").write_text("ikke;et;dokument", encoding="utf-8")
    return folder


def a_sample(number: int) -> Path:
    return sorted(SAMPLES.glob("practice_*.pdf"))[number]


def summary(report: Report) -> tuple[int, int, int, list[str]]:
    reasons = [failure.reason for failure in report.failed]
    return len(report.added), len(report.unchanged), len(report.replaced), reasons


def test_a_folder_is_taken_with_its_subfolders(service: Service, folder: Path) -> None:
    seen: list[tuple[int, int]] = []

    report = ingest_paths(service, [folder], workers=None, progress=lambda done, in_all: seen.append((done, in_all)))

    assert summary(report) == (2, 0, 0, [])
    assert {one.file for one in service.store.summaries()} == {"en.pdf", "to.PDF"}
    assert seen[-1] == (report.pages, report.pages)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert check_corpus(service) == ()


def test_the_same_folder_again_is_a_no_op(service: Service, folder: Path) -> None:
    first = ingest_paths(service, [folder], workers=None)
    generation = service.store.generation()

    second = ingest_paths(service, [folder], workers=None)

    assert summary(second) == (0, 2, 0, [])
    assert set(second.unchanged) == set(first.added)
    assert service.store.generation() == generation


def test_what_was_read_without_ocr_is_read_again_where_it_stood(service: Service, folder: Path) -> None:
    (id,) = ingest_paths(service, [folder / "en.pdf"], workers=None).added
    whole = service.store.document(id)
    shutil.copy(folder / "en.pdf", folder / "kopi.pdf")
    ingest_paths(service, [folder / "kopi.pdf"], workers=None)
    warning = ReadingWarning(None, OCR_MISSING, "Side 1 har ingen brugbar tekst i filen.")
    poor = replace(whole, passages=whole.passages[:1], warnings=(warning,))
    service.put(poor, path=None, anew=True)
    assert [len(service.store.document(id).passages), len(service.store.warned_of(OCR_MISSING))] == [1, 1]

    report = ingest_paths(service, [], workers=None, again=True)

    assert report.replaced == (Replacement(id, id),)
    assert service.store.document(id) == whole
    assert service.store.warned_of(OCR_MISSING) == []
    assert check_corpus(service) == ()
    # It still stands at both paths, so a new version at one of them leaves it be.
    shutil.copy(a_sample(2), folder / "en.pdf")
    assert ingest_paths(service, [folder], workers=None).replaced == ()
    assert id in service.store.document_ids()


def test_a_known_file_is_read_again_only_when_asked(service: Service, folder: Path) -> None:
    (id,) = ingest_paths(service, [folder / "en.pdf"], workers=None).added

    report = ingest_paths(service, [folder / "en.pdf"], workers=None, again=True)

    assert summary(report) == (0, 0, 1, [])
    assert service.store.document_ids() == [id]
    assert ingest_paths(service, [], workers=None, again=True).replaced == ()


def test_the_batch_and_the_reader_name_the_missing_ocr_alike() -> None:
    assert OCR_MISSING == scans.OCR_MISSING


def test_a_changed_file_replaces_its_old_version(service: Service, folder: Path) -> None:
    (old,) = ingest_paths(service, [folder / "en.pdf"], workers=None).added
    shutil.copy(a_sample(2), folder / "en.pdf")

    report = ingest_paths(service, [folder / "en.pdf"], workers=None)

    (replacement,) = report.replaced
    assert replacement.old == old
    assert service.store.document_ids() == [replacement.new]
    assert report.added == ()
    assert check_corpus(service) == ()


def test_the_same_content_under_two_names_is_one_document(service: Service, folder: Path) -> None:
    shutil.copy(folder / "en.pdf", folder / "kopi.pdf")

    report = ingest_paths(service, [folder], workers=None)

    assert len(report.added) == 2
    assert len(service.store.document_ids()) == 2


def test_bad_files_are_set_aside_and_the_rest_goes_on(service: Service, folder: Path) -> None:
    (folder / "a_tom.pdf").touch()
    (folder / "b_tekst.pdf").write_text("Kære alle, her er dagsordenen.", encoding="utf-8")
    (folder / "c_knust.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)

    report = ingest_paths(service, [folder, folder / "findes-ikke.pdf"], workers=None)

    assert summary(report) == (2, 0, 0, ["unreachable", "empty", "not_pdf", "unreadable"])
    assert [failure.reason for failure in report.quarantined] == ["empty", "not_pdf", "unreadable"]
    assert {one.reason for one in service.store.quarantine()} == {"empty", "not_pdf", "unreadable"}
    assert all(failure.message[0].isupper() or ".pdf" in failure.message for failure in report.failed)
    assert check_corpus(service) == ()


def test_a_mended_file_leaves_the_list(service: Service, folder: Path) -> None:
    (folder / "en.pdf").write_bytes(b"")
    ingest_paths(service, [folder], workers=None)
    assert [Path(one.path).name for one in service.store.quarantine()] == ["en.pdf"]
    shutil.copy(a_sample(0), folder / "en.pdf")

    ingest_paths(service, [folder], workers=None)

    assert service.store.quarantine() == []


def test_a_pool_reads_the_same_as_one_process(service: Service, folder: Path, tmp_path: Path) -> None:
    ingest_paths(service, [folder], workers=1)

    with Service(Settings.from_env({}, data=tmp_path / "pool")) as other:
        report = ingest_paths(other, [folder], workers=2)

        assert summary(report) == (2, 0, 0, [])
        for document_id in service.store.document_ids():
            assert other.store.document(document_id) == service.store.document(document_id)


def killed_by_bad(path: Path) -> Outcome:
    """Stands for reading: one file kills the process, the others have an answer."""
    if path.name == "ond.pdf":
        os._exit(1)
    return EmptyFile(path, "tom")


def test_a_file_that_kills_its_process_costs_no_other_file(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.pdf", "ond.pdf", "b.pdf", "c.pdf")]

    outcomes = dict(read_in_pool(paths, Settings.from_env({}, data=tmp_path), 2, killed_by_bad, {}))

    assert {path.name: type(outcome) for path, outcome in outcomes.items()} == {
        "a.pdf": EmptyFile,
        "b.pdf": EmptyFile,
        "c.pdf": EmptyFile,
        "ond.pdf": CrashedReader,
    }


def test_files_are_found_in_the_order_of_their_names(folder: Path) -> None:
    assert [path.name for path in find_documents([folder])] == ["to.PDF", "en.pdf"]
    assert list(find_documents([folder / "noter.csv"])) == [folder / "noter.csv"]


def test_every_kind_that_has_a_reader_is_found_and_hidden_files_are_not(tmp_path: Path) -> None:
    names = ["a.pdf", "b.DOCX", "c.html", "d.htm", "e.md", "f.txt", "g.xlsx", ".skjult.txt", "~$b.docx"]
    for name in names:
        (tmp_path / name).touch()

    assert [path.name for path in find_documents([tmp_path])] == names[:6]
    assert frozenset(sources.SUFFIXES) == SUFFIXES


def test_a_folder_says_what_in_it_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "kladder").mkdir()
    for name in ("a.md", "kladde 1.md", "kladder/b.md"):
        (tmp_path / name).touch()
    (tmp_path / ".praksisignore").write_text("# ikke færdigt\nkladder/\nkladde *\n", encoding="utf-8")

    assert [path.name for path in find_documents([tmp_path])] == ["a.md"]
    assert list(find_documents([tmp_path / "kladder"])) == [tmp_path / "kladder" / "b.md"]


def test_a_folder_of_samples_is_its_pdfs() -> None:
    assert {path.suffix for path in find_documents([SAMPLES])} == {".pdf"}


def test_a_document_without_pages_is_kept_searched_and_checked_like_a_pdf(service: Service, tmp_path: Path) -> None:
    text = "# Leg i vuggestuen\n\nPædagogerne deler børnene i små grupper hver formiddag.\n"
    (tmp_path / "leg.md").write_text(text, encoding="utf-8")

    report = ingest_paths(service, [tmp_path / "leg.md"], workers=None)

    document = service.store.document(report.added[0])
    assert (report.pages, document.page_count, document.source.media_type) == (1, 1, "text/markdown")
    assert service.store.original(document.source.sha256, ".md").read_text(encoding="utf-8") == text
    assert [passage.heading_path for passage in document.passages] == [("Leg i vuggestuen",)]
    assert check_corpus(service) == ()


def test_a_store_of_another_model_takes_nothing_in(service: Service, folder: Path) -> None:
    ingest_paths(service, [folder / "en.pdf"], workers=None)
    service.store.replace_index([], encoder="other@1/2", manifest={"encoder": "other@1/2"})

    with pytest.raises(IndexMismatch, match=r"modellen other@1/2.*praksis rebuild"):
        ingest_paths(service, [folder], workers=None)


def test_a_rebuild_gives_the_same_corpus(service: Service, folder: Path) -> None:
    ingest_paths(service, [folder], workers=None)
    before = [service.store.document(id) for id in service.store.document_ids()]

    assert service.rebuild() == 2

    assert [service.store.document(id) for id in service.store.document_ids()] == before
    assert check_corpus(service) == ()


def test_each_kind_of_disagreement_is_found(service: Service, folder: Path) -> None:
    (document_id,) = ingest_paths(service, [folder / "en.pdf"], workers=None).added
    document = service.store.document(document_id)
    rows = service.indexer.index(
        document.passages, replace(document.metadata, title="En anden titel"), service.store.known_vectors
    )
    service.store.replace_index(
        [(document_id, document.themes, rows)], encoder=service.encoder.info.id, manifest=service.manifest
    )
    service.store.original(document.source.sha256).write_bytes(b"noget andet")

    problems = {fault.problem.split(" /")[0].split(" er ")[0] for fault in check_corpus(service)}

    assert problems == {"originalen", "ordindekset svarer ikke til teksten"}
