"""The corpus as a whole, and what commands did to it, in the shapes that Praksis hands out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING

from corpus import content_id
from corpus.municipalities import region_of

from . import schemas
from .answers import theme_label
from .service import Service

if TYPE_CHECKING:
    from .batch import Report
    from .checks import Fault
    from .doctor import Finding

SHOWN_RUNS = 5
"""The last batches that the status tells of."""


def praksis_version() -> str:
    """The version of this program, as installed."""
    return version("praksis")


def themes_answer(service: Service) -> list[schemas.Theme]:
    """The taxonomy in its own order, then themes that it has dropped and documents still have."""
    counts = service.store.theme_counts()
    known = service.taxonomy.by_id
    return [
        schemas.Theme(
            id=id,
            label=theme_label(id, service.taxonomy),
            definition=known[id].definition if id in known else None,
            scope_note=known[id].scope_note if id in known else None,
            broader=list(known[id].broader) if id in known else [],
            narrower=list(known[id].narrower) if id in known else [],
            related=list(known[id].related) if id in known else [],
            documents=counts.get(id, (0, 0))[0],
            passages=counts.get(id, (0, 0))[1],
        )
        for id in (*known, *(id for id in counts if id not in known))
    ]


def municipalities_answer(service: Service) -> list[schemas.MunicipalityCount]:
    """The municipalities that the documents name, by name."""
    return [
        schemas.MunicipalityCount(code=one.code, name=one.name, region=region_of(one.code), documents=count)
        for one, count in service.store.municipalities()
    ]


def organisations_answer(service: Service) -> list[schemas.OrganisationCount]:
    """The organisations that the documents name, by name."""
    return [schemas.OrganisationCount(name=name, documents=count) for name, count in service.store.organisations()]


def persons_answer(service: Service) -> list[schemas.Person]:
    """The persons whom programmes name, by name, each with every session."""
    persons: dict[str, list[schemas.Appearance]] = {}
    for one in service.store.persons():
        appearance = schemas.Appearance(
            document_id=one.document_id, session=one.session, role=one.role, organisation=one.organisation
        )
        persons.setdefault(one.name, []).append(appearance)
    return [schemas.Person(name=name, appearances=found) for name, found in persons.items()]


def status_answer(service: Service) -> schemas.Status:
    """How the corpus is."""
    store, info = service.store, service.encoder.info
    counts, vectors = store.counts(), store.vector_counts()
    originals = sum(path.stat().st_size for path in (store.folder / "originals").rglob("*.*"))
    return schemas.Status(
        version=praksis_version(),
        generation=store.generation(),
        documents=counts["documents"],
        pages=counts["pages"],
        passages=counts["passages"],
        tags=counts["tags"],
        vectors=sum(one.vectors for one in vectors if one.encoder == info.id),
        other_vectors=[
            schemas.OtherVectors(encoder=one.encoder, vectors=one.vectors, size=one.size)
            for one in vectors
            if one.encoder != info.id
        ],
        model=schemas.Model(
            name=info.name,
            revision=info.revision,
            dimension=info.dimension,
            built_in=info.built_in,
            label=f"semantisk ({'indbygget, begrænset' if info.built_in else info.name})",
        ),
        index=schemas.Index(kind="exact", manifest=store.manifest()),
        sizes=schemas.Sizes(database=store.size(), originals=originals),
        runs=[
            schemas.Run(started_at=at, seconds=seconds, report=schemas.Report(**json.loads(report)))
            for at, seconds, report in store.runs(SHOWN_RUNS)
        ],
        quarantine=[
            schemas.SetAside(path=one.path, reason=one.reason, message=one.message, at=one.at)
            for one in store.quarantine()
        ],
    )


def corpus_tag(service: Service, *asked: str) -> str:
    """An entity tag that changes with the corpus, the taxonomy, the program, or what was *asked*."""
    return content_id(praksis_version(), service.taxonomy.version, str(service.store.generation()), *asked)


def report_answer(report: Report) -> schemas.Report:
    """What became of a batch."""
    return schemas.Report(
        added=list(report.added),
        unchanged=list(report.unchanged),
        replaced=[schemas.Replacement(old=one.old, new=one.new) for one in report.replaced],
        failed=[schemas.Failure(path=one.path, reason=one.reason, message=one.message) for one in report.failed],
        quarantined=[
            schemas.Failure(path=one.path, reason=one.reason, message=one.message) for one in report.quarantined
        ],
        pages=report.pages,
        seconds=round(report.seconds, 3),
    )


def check_answer(faults: Sequence[Fault]) -> schemas.Check:
    """Whether the corpus is sound, and what is not."""
    return schemas.Check(
        ok=not faults,
        faults=[schemas.Fault(where=one.where, problem=one.problem, remedy=one.remedy) for one in faults],
    )


def diagnosis_answer(findings: Sequence[Finding]) -> schemas.Diagnosis:
    """What this machine has and lacks."""
    return schemas.Diagnosis(
        ok=all(one.state != "missing" for one in findings),
        findings=[
            schemas.Finding(name=one.name, state=one.state, message=one.message, remedy=one.remedy) for one in findings
        ],
    )
