"""What we have: documents, passages, themes, word lists, the Danish analyser and the store."""

from .document import Document, DocumentTheme, MediaType, PageReading, ReadingMethod, ReadingWarning, Source
from .ids import content_id
from .metadata import (
    FACT_LABELS,
    TYPE_LABELS,
    DatePrecision,
    DocumentType,
    Event,
    Fact,
    FactEvidence,
    Metadata,
    Municipality,
)
from .passage import (
    ASPECT_LABELS,
    CLAIM_LABELS,
    Aspect,
    AspectTag,
    Claim,
    ClaimKind,
    Cue,
    Evidence,
    Passage,
    PassageKind,
    ThemeTag,
)
from .places import Box, PageSpan, span_of
from .section import NoteCall, Paragraph, ParagraphKind, Section, Table
from .session import Session, SessionKind, Speaker

__all__ = [
    "ASPECT_LABELS",
    "CLAIM_LABELS",
    "FACT_LABELS",
    "TYPE_LABELS",
    "Aspect",
    "AspectTag",
    "Box",
    "Claim",
    "ClaimKind",
    "Cue",
    "DatePrecision",
    "Document",
    "DocumentTheme",
    "DocumentType",
    "Event",
    "Evidence",
    "Fact",
    "FactEvidence",
    "MediaType",
    "Metadata",
    "Municipality",
    "NoteCall",
    "PageReading",
    "PageSpan",
    "Paragraph",
    "ParagraphKind",
    "Passage",
    "PassageKind",
    "ReadingMethod",
    "ReadingWarning",
    "Section",
    "Session",
    "SessionKind",
    "Source",
    "Speaker",
    "Table",
    "ThemeTag",
    "content_id",
    "span_of",
]
