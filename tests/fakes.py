"""Stand-ins and small documents for tests: nothing here reads a PDF or loads a model."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from api.service import Service
from api.settings import Settings
from corpus import (
    AspectTag,
    Box,
    Claim,
    Cue,
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
    PassageKind,
    ReadingWarning,
    Section,
    Session,
    Source,
    Speaker,
    Table,
    ThemeTag,
    content_id,
)
from corpus.analyser import Analyser
from corpus.rings import Rings
from index.encoding import Encoder, EncoderInfo, Floats

DIMENSION = 64


class FakeEncoder:
    """An ``Encoder`` whose vectors depend on the words alone: texts that share words resemble each other."""

    info = EncoderInfo(name="fake", revision="1", dimension=DIMENSION, built_in=False)

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Unit rows, the sum of a fixed vector for each word; a zero row for a text without words."""
        return np.stack([_vector(text) for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """As for queries."""
        return self.encode_queries(texts)


class FakeService(Service):
    """A service with the fake encoder; analyser and synonyms are the real ones, loaded once for all tests."""

    @cached_property
    def encoder(self) -> Encoder:
        return FakeEncoder()

    @cached_property
    def analyser(self) -> Analyser:
        return _analyser()

    @cached_property
    def rings(self) -> Rings:
        return _rings()


def fake_service(data: Path) -> FakeService:
    """An empty fake service over the folder *data*."""
    return FakeService(Settings.from_env({}, data=data))


def filled_service(data: Path) -> FakeService:
    """A fake service that holds ``DOCUMENTS``, originals included."""
    service = fake_service(data)
    for document in DOCUMENTS:
        service.store.keep_original(original_of(document.source.file))
        service.put(document, path=None)
    return service


def original_of(file: str) -> bytes:
    """The bytes that stand for the PDF called *file*."""
    return f"%PDF-1.7\n% {file}\n%%EOF\n".encode()


def a_passage(
    document_id: str,
    ordinal: int,
    text: str,
    *,
    kind: PassageKind = "text",
    heading_path: tuple[str, ...] = (),
    page_starts: tuple[tuple[int, int], ...] = ((0, 1),),
    themes: tuple[ThemeTag, ...] = (),
    claim: Claim | None = None,
    aspects: tuple[AspectTag, ...] = (),
) -> Passage:
    """A passage with one box on each of its pages."""
    pages = [page for _, page in page_starts]
    return Passage(
        id=content_id("passage", document_id, str(ordinal), text),
        document_id=document_id,
        ordinal=ordinal,
        kind=kind,
        heading_path=heading_path,
        text=text,
        pages=PageSpan(pages[0], pages[-1]),
        boxes=tuple(Box(page, 72.0, 100.0, 500.0, 140.0) for page in pages),
        page_starts=page_starts,
        themes=themes,
        claim=claim,
        aspects=aspects,
    )


def a_tag(text: str, words: str, theme_id: str) -> ThemeTag:
    """A tag of the theme, proved by the *words* where they first stand in *text*."""
    start = text.index(words)
    return ThemeTag(theme_id, "about", 2.5, (Evidence(words, start, start + len(words), "prøveregel"),))


def _vector(text: str) -> Floats:
    total = np.zeros(DIMENSION, dtype=np.float32)
    for word in text.lower().split():
        digest = hashlib.sha512(word.encode()).digest()
        total += np.frombuffer(digest, dtype=np.uint8).astype(np.float32) - 127.5
    norm = math.sqrt(float(total @ total))
    return total / norm if norm else total


@lru_cache(maxsize=1)
def _analyser() -> Analyser:
    return Analyser.load()


@lru_cache(maxsize=1)
def _rings() -> Rings:
    return Rings.load()


# ---------------------------------------------------------------------- documents


def _source(file: str, url: str | None) -> Source:
    return Source(file, hashlib.sha256(original_of(file)).hexdigest(), url)


def _section(heading: str, level: int, *blocks: Paragraph | Table) -> Section:
    return Section(heading, level, None, (Box(1, 72.0, 80.0, 300.0, 96.0),), blocks)


def _paragraph(text: str, page: int = 1) -> Paragraph:
    return Paragraph(text, "text", (Box(page, 72.0, 100.0, 500.0, 140.0),), ((0, page),))


def _evaluation() -> Document:
    source = _source("team.pdf", None)
    id = content_id("document", source.sha256)
    first = "Småbørnsteamet giver tværfaglig sparring til pædagoger i vuggestuen."
    second = "Forældrene oplever, at samarbejdet med dagtilbuddet er blevet tættere."
    text = f"{first}\n{second}"
    table = Table(
        "Tabel 1 Forløb i alt",
        "1",
        (("Kommune", "Igangsat"),),
        (("Ishøj", "19"),),
        (Box(2, 72.0, 300.0, 500.0, 360.0),),
    )
    return Document(
        id=id,
        source=source,
        language="da",
        page_count=2,
        metadata=Metadata(
            title="Evaluering af Småbørnsteamet",
            subtitle="En undersøgelse",
            type="evaluation",
            publisher="Ishøj Kommune",
            authors=("Mette Prøve",),
            date="2020-02",
            date_precision="month",
            event=None,
            municipalities=(Municipality("0183", "Ishøj"),),
            organisations=("Småbørnsteamet",),
        ),
        sections=(_section("Resultater", 2, _paragraph(first), _paragraph(second, 2), table),),
        sessions=(),
        asides=(),
        furniture=(),
        themes=(DocumentTheme("tvaerprofessionelt_samarbejde", "primary", 4.0),),
        passages=(
            a_passage(
                id,
                0,
                text,
                heading_path=("Evaluering af Småbørnsteamet", "Resultater"),
                page_starts=((0, 1), (len(first) + 1, 2)),
                themes=(a_tag(text, "tværfaglig sparring", "tvaerprofessionelt_samarbejde"),),
                claim=Claim("research", (Cue("En undersøgelse", None, None, "dokument: titel"),)),
                aspects=(AspectTag("result", (Cue("Resultater", None, None, "overskrift: *resultat*"),)),),
            ),
            a_passage(
                id,
                1,
                "Tabel 1 Forløb i alt\nKommune: Ishøj; Igangsat: 19",
                kind="table",
                heading_path=("Evaluering af Småbørnsteamet", "Resultater"),
                page_starts=((0, 2),),
            ),
        ),
        pages=(),
        warnings=(ReadingWarning(2, "low_contrast", "Siden er svær at læse."),),
    )


def _programme() -> Document:
    source = _source("program.pdf", "https://eksempel.dk/program (endelig).pdf")
    id = content_id("document", source.sha256)
    text = "Når forældre og pædagoger mødes\nOm forældresamarbejde ved overgangen til vuggestue."
    return Document(
        id=id,
        source=source,
        language="da",
        page_count=1,
        metadata=Metadata(
            title="Konference om gode overgange",
            subtitle=None,
            type="conference_programme",
            publisher="Børneministeriet",
            authors=(),
            date="2024-10-30",
            date_precision="day",
            event=Event("2024-10-30", "Odense"),
            municipalities=(Municipality("0461", "Odense"), Municipality("0183", "Ishøj")),
            organisations=(),
        ),
        sections=(_section("Program", 2, _paragraph(text)),),
        sessions=(
            Session(
                "09:30",
                "09:55",
                "Når forældre og pædagoger mødes",
                "plenary",
                "Sal A",
                (Speaker("Anna Prøve", "lektor", "Højskolen"),),
                "Om forældresamarbejde ved overgangen til vuggestue.",
                (Box(1, 72.0, 100.0, 500.0, 140.0),),
            ),
        ),
        asides=(),
        furniture=(),
        themes=(DocumentTheme("foraeldresamarbejde", "primary", 3.0),),
        passages=(
            a_passage(
                id,
                0,
                text,
                kind="session",
                heading_path=("Konference om gode overgange", "Program"),
                themes=(a_tag(text, "forældresamarbejde", "foraeldresamarbejde"),),
            ),
        ),
        pages=(PageReading(1, 595.28, 841.89, "ocr", 0.934, 1.0, 0.88),),
        warnings=(),
    )


HOSTILE = '<script>alert("x")</script> & "citat" \'enkelt\' [link](javascript:alert(1)) *fed*'
"""What a document may say and a page must never do."""


def _hostile() -> Document:
    source = _source("fjendtlig.pdf", None)
    id = content_id("document", source.sha256)
    text = f"Overgang til skole. {HOSTILE} <img src=x onerror=alert(1)> i vuggestuen."
    return Document(
        id=id,
        source=source,
        language="da",
        page_count=1,
        metadata=Metadata(
            title=f"Titel {HOSTILE}",
            subtitle=HOSTILE,
            type="other",
            publisher=HOSTILE,
            authors=(HOSTILE,),
            date=None,
            date_precision=None,
            event=None,
            municipalities=(),
            organisations=(HOSTILE,),
        ),
        sections=(_section(HOSTILE, 2, _paragraph(text)),),
        sessions=(),
        asides=(),
        furniture=(),
        themes=(),
        passages=(a_passage(id, 0, text, heading_path=(HOSTILE,), themes=(a_tag(text, HOSTILE, "tidlig_indsats"),)),),
        pages=(),
        warnings=(),
    )


EVALUATION, PROGRAMME, HOSTILE_DOCUMENT = _evaluation(), _programme(), _hostile()
DOCUMENTS = (EVALUATION, PROGRAMME, HOSTILE_DOCUMENT)
