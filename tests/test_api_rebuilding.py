"""A change of model embeds each text once, goes on where it was cut off, and has a way back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.checks import check_corpus
from api.cli import app
from api.progress import EMBEDDING, INDEXING, Stage
from api.service import Service
from api.settings import Settings
from corpus.errors import IndexMismatch
from index.encoding import Encoder, Floats
from index.indexing import embedded_texts
from index.model_options import ModelOptions
from tests.fakes import DOCUMENTS, FakeEncoder, FakeService, filled_service


class CountingEncoder(FakeEncoder):
    """Keeps what it was asked, a batch at a time, and breaks before the batch with the number *breaks_at*."""

    info = replace(FakeEncoder.info, name="counting")

    def __init__(self, breaks_at: int | None = None) -> None:
        self.batches: list[list[str]] = []
        self._breaks_at = breaks_at

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        if len(self.batches) == self._breaks_at:
            raise KeyboardInterrupt
        self.batches.append(list(texts))
        return super().encode_passages(texts)


class CountingService(FakeService):
    """A fake service with an encoder of the test's choice, which gets so many texts at a time."""

    def __init__(self, data: Path, encoder: Encoder, *, batch_size: int = 64) -> None:
        super().__init__(replace(Settings.from_env({}, data=data), model_options=ModelOptions(batch_size=batch_size)))
        self._encoder = encoder

    @cached_property
    def encoder(self) -> Encoder:
        return self._encoder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    filled_service(tmp_path / "data").close()
    return tmp_path / "data"


def texts_of_all() -> list[str]:
    return sorted(embedded_texts(passage for document in DOCUMENTS for passage in document.passages).values())


def test_a_change_of_model_embeds_every_text_once_over_all_documents(data: Path) -> None:
    encoder = CountingEncoder()

    with CountingService(data, encoder) as service:
        assert service.rebuild() == len(DOCUMENTS)
        assert check_corpus(service) == ()

    assert len(encoder.batches) == 1
    assert sorted(encoder.batches[0]) == texts_of_all()


def test_the_longest_texts_are_embedded_first(data: Path) -> None:
    encoder = CountingEncoder()

    with CountingService(data, encoder) as service:
        service.embed_corpus()

    lengths = [len(text) for text in encoder.batches[0]]
    assert lengths == sorted(lengths, reverse=True)


def test_neither_a_second_rebuild_nor_the_way_back_and_forth_embeds_again(data: Path) -> None:
    with CountingService(data, CountingEncoder()) as service:
        service.rebuild()
        service.rebuild()
    with FakeService(Settings.from_env({}, data=data)) as former:
        assert former.embed_corpus() == 0
        former.rebuild()
        assert check_corpus(former) == ()
    again = CountingEncoder()
    with CountingService(data, again) as service:
        service.rebuild()
        assert check_corpus(service) == ()

    assert again.batches == []


def test_what_is_cut_off_goes_on_where_it_was(data: Path) -> None:
    first, second = CountingEncoder(breaks_at=1), CountingEncoder()
    with CountingService(data, first, batch_size=3) as service:
        with pytest.raises(KeyboardInterrupt):
            service.rebuild()
        assert service.store.manifest()["encoder"] == FakeEncoder.info.id  # the index is as it was
        with pytest.raises(IndexMismatch):
            service.searcher.refuse_mismatch()
    with CountingService(data, second) as service:
        service.rebuild()
        assert check_corpus(service) == ()

    assert len(first.batches[0]) == 3
    assert sorted(first.batches[0] + second.batches[0]) == texts_of_all()


def test_progress_counts_what_is_missing_and_each_document_once(data: Path) -> None:
    told: list[tuple[Stage, int, int]] = []
    count = len(texts_of_all())

    with CountingService(data, CountingEncoder()) as service:
        service.rebuild(lambda *one: told.append(one))

    documents = len(DOCUMENTS)
    assert told[:2] == [(EMBEDDING, 0, count), (EMBEDDING, count, count)]
    assert told[2:] == [(INDEXING, done, documents) for done in range(1, documents + 1)]


def praksis(data: Path, encoder: Encoder, *arguments: str) -> Result:
    command, *rest = arguments

    def open_counting(settings: Settings) -> Service:
        return CountingService(settings.data, encoder)

    return CliRunner().invoke(app, [command, "--data", str(data), *rest], obj=open_counting)


def test_the_command_tells_progress_on_stderr_and_its_answer_on_stdout(data: Path) -> None:
    result = praksis(data, CountingEncoder(), "rebuild", "--json")
    count = len(texts_of_all())

    assert result.stderr.splitlines()[0] == f"Beregner vektorer: 0 af {count} afsnit"
    assert json.loads(result.stdout)["documents"] == len(DOCUMENTS)
    assert praksis(data, CountingEncoder(), "rebuild", "--json").stderr == ""


def test_an_interrupted_command_says_that_what_was_made_is_kept(data: Path) -> None:
    result = praksis(data, CountingEncoder(breaks_at=0), "rebuild")

    assert result.exit_code == 130
    assert "Hvad der er beregnet, er gemt; kør kommandoen igen for at fortsætte." in result.stderr


def test_the_status_tells_of_other_vectors_until_they_are_dropped(data: Path) -> None:
    count = len(texts_of_all())
    praksis(data, CountingEncoder(), "rebuild")
    status = json.loads(praksis(data, CountingEncoder(), "status", "--json").stdout)

    assert status["vectors"] == count
    assert status["other_vectors"] == [{"encoder": FakeEncoder.info.id, "vectors": count, "size": count * 4 * 64}]
    assert f"{count} fra {FakeEncoder.info.id}, " in praksis(data, CountingEncoder(), "status").stdout

    dropped = praksis(data, CountingEncoder(), "rebuild", "--drop-other-vectors").stdout

    assert f"{count} vektorer fra andre modeller er slettet." in dropped
    assert json.loads(praksis(data, CountingEncoder(), "status", "--json").stdout)["other_vectors"] == []


def test_themes_alone_drop_no_vectors(data: Path) -> None:
    result = praksis(data, CountingEncoder(), "rebuild", "--themes", "--drop-other-vectors")

    assert result.exit_code == 2
    assert "--themes rører ingen vektorer" in result.stderr


@pytest.mark.parametrize("command", [("search", "tidlig indsats"), ("serve", "--port", "0"), ("ingest", ".")])
def test_another_model_than_that_of_the_index_is_refused_with_the_remedy(data: Path, command: tuple[str, ...]) -> None:
    result = praksis(data, CountingEncoder(), *command)

    assert result.exit_code == 1
    assert "Indekset er lavet med modellen fake@1/64, nu bruges counting@1/64. Kør: praksis rebuild" in result.stderr
