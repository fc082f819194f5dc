"""The corpus as a whole as text for a terminal: what it names, how it is, what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from . import schemas
from .terminal import bold, columns, dim, joined
from .wording import number_text, size_text


def organisations_text(organisations: Sequence[schemas.OrganisationCount]) -> str:
    """One line an organisation."""
    if not organisations:
        return "Dokumenterne nævner ingen organisationer."
    return columns([[one.name, str(one.documents)] for one in organisations])


def persons_text(persons: Sequence[schemas.Person]) -> str:
    """Each person with what they speak of, and as what."""
    if not persons:
        return "Der er ingen personer i programmerne."
    return "\n".join(
        "\n".join([bold(one.name), *(f"   {_appearance(appearance)}" for appearance in one.appearances)])
        for one in persons
    )


def _appearance(appearance: schemas.Appearance) -> str:
    where = dim(f"praksis show {appearance.document_id}")
    return joined(appearance.role, appearance.organisation, appearance.session, where)


def status_text(status: schemas.Status) -> str:
    """How the corpus is."""
    rows = [
        ["Dokumenter", str(status.documents)],
        ["Sider", str(status.pages)],
        ["Afsnit", str(status.passages)],
        ["Generation", str(status.generation)],
        ["Søgning", f"{status.model.label}, eksakt"],
        *(
            ["Gemte vektorer", f"{one.vectors} fra {one.encoder}, {size_text(one.size)}"]
            for one in status.other_vectors
        ),
        ["Database", size_text(status.sizes.database)],
        ["Originaler", size_text(status.sizes.originals)],
        ["Version", status.version],
    ]
    parts = [columns(rows)]
    if status.runs:
        parts.append(
            "Sidste kørsler\n" + "\n".join(f"  {run.started_at}  {_outcome(run.report)}" for run in status.runs)
        )
    if status.quarantine:
        lines = (f"  {one.path}\n    {one.message}" for one in status.quarantine)
        parts.append("Sat til side\n" + "\n".join(lines))
    return "\n\n".join(parts)


def _outcome(report: schemas.Report) -> str:
    facts = (
        (len(report.added), "tilføjet"),
        (len(report.replaced), "erstattet"),
        (len(report.unchanged), "uændret"),
        (len(report.failed), "fejlet"),
    )
    told = ", ".join(f"{count} {word}" for count, word in facts if count) or "intet at gøre"
    return f"{told} · {report.pages} sider på {number_text(report.seconds)} s"


def rebuilt_text(rebuilt: schemas.Rebuilt, *, themes: bool) -> str:
    """What a rebuild did."""
    made = "Afsnittene har fået temaer igen i" if themes else "Indekset er lavet igen for"
    dropped = f" {rebuilt.dropped_vectors} vektorer fra andre modeller er slettet." if rebuilt.dropped_vectors else ""
    return f"{made} {rebuilt.documents} dokumenter.{dropped}"


def report_text(report: schemas.Report) -> str:
    """What became of a batch, with every file that failed and why."""
    lines = [_outcome(report)]
    lines += [f"Ikke læst: {one.path}\n  {one.message}" for one in report.failed]
    return "\n".join(lines)


def check_text(check: schemas.Check) -> str:
    """The proof, or the faults with what to do."""
    if check.ok:
        return "Alt stemmer: database, ordindeks, vektorer og originaler er enige."
    return "\n".join(f"{one.where}: {one.problem}\n  {one.remedy}" for one in check.faults)


def diagnosis_text(diagnosis: schemas.Diagnosis) -> str:
    """What is there, what is not, and how to get it."""
    marks = {"ok": "ok     ", "missing": "MANGLER", "optional": "valgfri"}
    lines = []
    for one in diagnosis.findings:
        lines.append(f"{marks[one.state]}  {one.name}: {one.message}")
        if one.remedy is not None:
            lines.append(f"         → {one.remedy}")
    return "\n".join(lines)
