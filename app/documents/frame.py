"""The words around a document's content: what stands at the foot of every page."""

from __future__ import annotations

from app.documents.blocks import Document, Status

_WATERMARKS = {Status.DRAFT: "UTKAST", Status.REPLACED: "ERSATT"}


def footer(document: Document) -> tuple[str, ...]:
    """What tells this very paper from every other: id, version, status and copy number."""
    parts = [document.document_id, document.version, document.status_text]
    if document.copy_number is not None:
        parts.append(f"Exemplar {document.copy_number}")
    return tuple(part for part in parts if part)


def running_head(document: Document) -> tuple[str, ...]:
    """What stands at the top of every page but the first."""
    return tuple(part for part in (document.title, document.reference) if part)


def watermark(document: Document) -> str:
    """A word across every page of what must not be taken for a paper in force; else empty."""
    return _WATERMARKS.get(document.status, "")


def page_of(page: int) -> str:
    """``Sida 1 av ``, before the number of pages, which is known only when all are set."""
    return f"Sida {page} av "
