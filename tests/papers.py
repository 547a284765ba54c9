"""The real renderer with the real fonts, imported when the first paper is set."""

from __future__ import annotations

from app.documents.blocks import Document


def render_paper(document: Document) -> bytes:
    from app.pdf.render import render  # noqa: PLC0415 - most tests set no paper
    from tests.app.pdf.setting import fonts  # noqa: PLC0415

    return render(document, fonts())
