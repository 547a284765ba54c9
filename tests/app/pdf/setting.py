"""Fonts and a document with every kind of block, for the tests of this folder."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import font_source_sans_pro

from app.documents import blocks
from app.documents.blocks import Document
from app.pdf.fonts import FontFiles
from app.pdf.render import render

LOREM = (
    "Den enskilde önskar stöd i att hålla sina vardagsrutiner och att åter komma i arbete. "
    "Insatsen följs upp minst var tredje månad tillsammans med den enskilde. "
)


@cache
def fonts() -> FontFiles:
    folder = Path(font_source_sans_pro.font_directory)
    faces = ("Regular", "Semibold", "It")
    return FontFiles(*((folder / f"SourceSansPro-{face}.ttf").read_bytes() for face in faces))


def pdf_of(*content: blocks.AnyBlock, **changes: object) -> bytes:
    return render(document(*content, **changes), fonts())


def document(*content: blocks.AnyBlock, **changes: object) -> Document:
    values: dict[str, object] = {
        "kind": "implementation_plan",
        "title": "Genomförandeplan",
        "document_id": "GP-TEST-0001",
        "version": "Version 2",
        "status": blocks.Status.FIXED,
        "status_text": "Fastställd",
        "letterhead": blocks.Letterhead(municipality="Exempelkommunen", unit="Enheten"),
        "reference": "Ärende 2026-0014",
        "dated": "2026-11-21",
        "blocks": content,
        "copy_number": 3,
    }
    return Document(**(values | changes))  # type: ignore[arg-type]


def every_block(times: int = 1) -> tuple[blocks.AnyBlock, ...]:
    """Every kind of block with every option, over ``times`` pages and more."""
    once: tuple[blocks.AnyBlock, ...] = (
        blocks.Heading(text="Mål"),
        blocks.Notice(title="Sekretess", text=LOREM, tone=blocks.Tone.SECRECY),
        blocks.Facts(
            rows=(
                blocks.FactRow(label="Ärende", value="2026-0014 Björk"),
                blocks.FactRow(label="Gäller", value=""),
            )
        ),
        blocks.Text(text="Jag vill sova.\n\nHela natten.", style=blocks.TextStyle.OWN_WORDS),
        blocks.Heading(text="Insats", level=3),
        blocks.Text(text=LOREM * 3),
        blocks.Text(text="liten", style=blocks.TextStyle.SMALL),
        blocks.Text(text="Inget är bestämt.", style=blocks.TextStyle.MUTED),
        blocks.Text(text="Me haluamme nukkua.", language="fi"),
        blocks.Table(
            columns=tuple(
                blocks.Column(title=title, weight=weight)
                for title, weight in (("Vad", 3), ("Hur", 4), ("Vem", 2))
            ),
            rows=tuple((f"Aktivitet {row}", LOREM * (row % 3), "Coachen") for row in range(9)),
            caption="Aktiviteter i insatsen",
            row_header=True,
        ),
        blocks.ListBlock(items=("Kontaktperson", LOREM)),
        blocks.ListBlock(items=("ett", "två"), ordered=True),
        blocks.Codes(codes=("A.1", "A.2", "A.3", "A.4"), name="Kod", alternative="Del av kortet."),
        blocks.Heading(text="Underskrifter"),
        blocks.Signature(
            lines=(
                blocks.SignatureLine(role="Den enskilde"),
                blocks.SignatureLine(role="Handläggare", name="Mio Handläggarsson"),
            ),
            name_label="Namnteckning",
            date_label="Ort och datum",
            declined="Avstod från att skriva under. Skäl:",
        ),
    )
    return once * times
