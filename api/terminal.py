"""Answers as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from . import schemas
from .citations import UNTITLED, danish_date

WIDTH = 100
"""Longer lines are hard to read."""

CONFIDENCE_NOTES = {
    "strong": None,
    "weak": "Svagt match: ingen af afsnittene har de fleste af spørgsmålets ord. Prøv andre ord.",
    "none": "Intet fundet. Prøv færre eller andre ord, eller fjern et filter.",
}
LEVELS = {"about": "handler om", "touches": "berører", "primary": "handler om", "secondary": "berører"}


DECISIONS = {
    "joined": "samlet",
    "kept": "bindestreg beholdt",
    "suspended": "orddel, der venter",
    "dash": "tankestreg",
}
RULES = {
    "coordinator": "næste ord er og, eller, samt …",
    "no_word": "der står intet ord foran stregen",
    "figure": "der står et tal foran",
    "capital": "næste del begynder med stort eller et tal",
    "capitals": "første del er en forkortelse",
    "soft_hyphen": "filen har en blød bindestreg",
    "own_use": "sådan skriver dokumentet selv ordet",
    "broken": "ordet var kun delt ved linjens ende",
}


def bold(text: str) -> str:
    """*text* in bold; whoever writes it takes the signs out where no terminal reads them."""
    return f"\x1b[1m{text}\x1b[0m"


def dim(text: str) -> str:
    """*text* in a paler shade, as :func:`bold`."""
    return f"\x1b[2m{text}\x1b[0m"


def search_text(answer: schemas.Search) -> str:
    """The hits, best first, each with where it stands and how to open it."""
    notes = [*search_notes(answer)]
    count = f"{answer.total} {'resultat' if answer.total == 1 else 'resultater'}"
    return "\n\n".join([bold(count), *notes, *(_hit(hit) for hit in answer.hits)])


def search_notes(answer: schemas.Search) -> Iterable[str]:
    """What a person should know about the answer as a whole."""
    if answer.corrected is not None:
        yield f"Viste resultater for: {answer.corrected}"
    if answer.also_searched:
        yield f"Søgte også efter: {', '.join(answer.also_searched)}"
    note = CONFIDENCE_NOTES[answer.confidence]
    if note is not None and (answer.query is not None or answer.confidence == "none"):
        yield note


def _hit(hit: schemas.Hit) -> str:
    document, passage = hit.document, hit.passage
    lines = [
        bold(f"{hit.rank}. {document.title or UNTITLED}"),
        "   " + _joined(document.type_label, document.publisher, danish_date(document.date)),
    ]
    if passage.heading_path:
        lines.append("   " + " › ".join(passage.heading_path))
    lines.append(textwrap.indent(_wrapped(_marked(hit.snippet, hit.snippet_highlights), WIDTH - 3), "   "))
    if passage.themes:
        tags = (f"{LEVELS[tag.level]} {tag.label} ({_proof(tag)})" for tag in passage.themes)
        lines.append("   " + "; ".join(tags))
    if hit.more_in_document:
        lines.append(f"   og {hit.more_in_document} afsnit mere i samme dokument")
    page = f"s. {hit.citation.page} · " if document.has_pages else ""
    lines.append(dim(f"   {page}{hit.citation.url} · praksis show {passage.id}"))
    return "\n".join(lines)


def _proof(tag: schemas.Tag) -> str:
    return ", ".join(dict.fromkeys(f"«{' '.join(one.text.split())}»" for one in tag.evidence))


def document_text(document: schemas.Document) -> str:
    """One document, whole, in reading order."""
    parts = [bold(document.title or UNTITLED)]
    if document.subtitle:
        parts.append(document.subtitle)
    parts.append("\n".join(f"{name + ':':<13} {value}" for name, value in _facts(document)))
    for section in document.sections:
        if section.heading:
            number = f"{section.number} " if section.number else ""
            parts.append(bold(f"{number}{section.heading}") + f"  (s. {span_text(section.pages)})")
        parts += [_wrapped(paragraph, WIDTH) for paragraph in section.paragraphs]
    parts += [_table(table) for table in document.tables]
    if document.sessions:
        parts.append(bold("Program"))
        parts += [_session(session) for session in document.sessions]
    return "\n\n".join(parts)


def _facts(document: schemas.Document) -> Iterable[tuple[str, str]]:
    yield "Id", document.id
    yield "Type", document.type_label
    facts = (
        ("Udgiver", document.publisher),
        ("Forfattere", ", ".join(document.authors)),
        ("Dato", danish_date(document.date)),
        ("Arrangement", _event(document.event)),
        ("Kommuner", ", ".join(one.name for one in document.municipalities)),
        ("Organisationer", ", ".join(document.organisations)),
        ("Temaer", "; ".join(f"{LEVELS[one.level]} {one.label}" for one in document.themes)),
    )
    for name, value in facts:
        if value:
            yield name, value
    yield "Sider", str(document.page_count)
    yield from _how_read(document.pages)
    yield "Fil", document.source.file
    for warning in document.warnings:
        yield "Bemærk", warning.message if warning.page is None else f"s. {warning.page}: {warning.message}"


def _how_read(pages: Sequence[schemas.PageReading]) -> Iterable[tuple[str, str]]:
    """Which pages were read by OCR and how surely; nothing where the file had its own text throughout."""
    scanned = [page for page in pages if page.method == "ocr"]
    if scanned:
        sure = ", ".join(f"s. {page.number}: {round(100 * (page.ocr_confidence or 0))} %" for page in scanned)
        yield "Læst med OCR", f"{len(scanned)} af {len(pages)} sider, så sikkert: {sure}"


def _event(event: schemas.Event | None) -> str | None:
    return None if event is None else _joined(danish_date(event.date), event.place)


def _table(table: schemas.Table) -> str:
    rows = [*table.header, *table.rows]
    body = columns(rows)
    return "\n".join([bold(table.caption or "Tabel") + f"  (s. {span_text(table.pages)})", body])


def _session(session: schemas.Session) -> str:
    times = " – ".join(time for time in (session.starts, session.ends) if time)
    lines = [bold(f"{times}  {session.title}".strip())]
    lines += [f"   {speaker_text(speaker)}" for speaker in session.speakers]
    if session.place:
        lines.append(f"   {session.place}")
    if session.abstract:
        lines.append(textwrap.indent(_wrapped(session.abstract, WIDTH - 3), "   "))
    return "\n".join(lines)


def pictures_text(pictures: Sequence[schemas.PagePicture]) -> str:
    """Where the pictures of the pages are."""
    return "\n".join(f"s. {one.page}: {one.file}" for one in pictures)


def line_ends_text(ends: Sequence[schemas.LineEnd]) -> str:
    """Every hyphen at a line end, what became of it, and why."""
    if not ends:
        return "Ingen linje i dokumentet ender på en bindestreg."
    rows = [
        [f"s. {one.page}", f"{one.before} | {one.after}", f"→ {one.result}", DECISIONS[one.decision], RULES[one.rule]]
        for one in ends
    ]
    return columns(rows)


def speaker_text(speaker: schemas.Speaker) -> str:
    """A speaker with role and organisation, as far as known."""
    return ", ".join(part for part in (speaker.name, speaker.role, speaker.organisation) if part)


def passage_text(passage: schemas.Passage) -> str:
    """One passage with where it stands and its themes."""
    parts = [bold(" › ".join(passage.heading_path))] if passage.heading_path else []
    parts.append(_wrapped(passage.text, WIDTH))
    parts += [f"{LEVELS[tag.level]} {tag.label}: {_proof(tag)}" for tag in passage.themes]
    where = f"s. {span_text(passage.pages)} · praksis show {passage.document_id} · praksis similar {passage.id}"
    return "\n\n".join([*parts, dim(where)])


def documents_text(documents: Sequence[schemas.ListedDocument]) -> str:
    """One line a document."""
    if not documents:
        return "Ingen dokumenter endnu. Indlæs nogle med: praksis ingest MAPPE"
    rows = [
        [one.id, textwrap.shorten(one.title or UNTITLED, 60, placeholder="…"), one.type_label, one.date or "–",
         f"{one.pages} s."]
        for one in documents
    ]  # fmt: skip
    return columns(rows)


def themes_text(themes: Sequence[schemas.Theme]) -> str:
    """The taxonomy with its counts."""
    return "\n\n".join(
        "\n".join(
            [
                bold(one.label) + f"  ({one.id})",
                *([_wrapped(one.definition, WIDTH)] if one.definition else []),
                f"{one.documents} dokumenter, {one.passages} afsnit",
            ]
        )
        for one in themes
    )


def status_text(status: schemas.Status) -> str:
    """How the corpus is."""
    rows = [
        ["Dokumenter", str(status.documents)],
        ["Sider", str(status.pages)],
        ["Afsnit", str(status.passages)],
        ["Generation", str(status.generation)],
        ["Søgning", f"{status.model.label}, eksakt"],
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


def evaluation_text(evaluation: schemas.Evaluation) -> str:
    """A table of scores."""
    head = ["del", "slags", "antal", "nDCG@10", "Recall@10", "MRR@10", "succes@5"]
    rows = [
        [row.split, row.kind, str(row.count), *(f"{value:.3f}".replace(".", ",") for value in values)]
        for row in evaluation.rows
        for values in [(row.ndcg_10, row.recall_10, row.mrr_10, row.success_5)]
    ]
    return columns([head, *rows])


def diagnosis_text(diagnosis: schemas.Diagnosis) -> str:
    """What is there, what is not, and how to get it."""
    marks = {"ok": "ok     ", "missing": "MANGLER", "optional": "valgfri"}
    lines = []
    for one in diagnosis.findings:
        lines.append(f"{marks[one.state]}  {one.name}: {one.message}")
        if one.remedy is not None:
            lines.append(f"         → {one.remedy}")
    return "\n".join(lines)


def span_text(pages: tuple[int, int]) -> str:
    """Pages as Danish writes them: "3" or "3–4"."""
    first, last = pages
    return str(first) if first == last else f"{first}–{last}"


def number_text(value: float) -> str:
    """A number with a comma."""
    return f"{value:.1f}".replace(".", ",")


def size_text(size: int) -> str:
    """Bytes as people say them."""
    value = float(size)
    for unit in ("byte", "kB", "MB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if unit == "byte" else f"{number_text(value)} {unit}"
        value /= 1000
    return f"{number_text(value)} GB"


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells under each other, each column as wide as its widest cell."""
    if not rows:
        return ""
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    count = max(len(row) for row in cells)
    widths = [max((len(row[at]) for row in cells if at < len(row)), default=0) for at in range(count)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in cells
    )


def _marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + bold(text[start:end]) + text[end:]
    return text


def _wrapped(text: str, width: int) -> str:
    return "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in text.splitlines()
    )


def _joined(*facts: str | None) -> str:
    return " · ".join(fact for fact in facts if fact)
