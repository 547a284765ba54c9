"""Sizes, colours and distances of the paper, in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from app.pdf.fonts import Faces

PAGE = A4
LEFT, RIGHT, TOP, BOTTOM = 25 * mm, 20 * mm, 20 * mm, 22 * mm
WIDTH = PAGE[0] - LEFT - RIGHT
HEIGHT = PAGE[1] - TOP - BOTTOM
LARGEST_ROW = HEIGHT - 40 * mm
"""A row of a table higher than this is divided: it may have to share a page with a heading and
the table's own heading row."""

TEXT = HexColor("#1B2430")
MUTED = HexColor("#51606F")
ACCENT = HexColor("#0B5C8A")
LINE = HexColor("#C9D2DB")
SOFT = HexColor("#EDF3F8")
WARNING = HexColor("#8A5300")
SECRECY = HexColor("#A3201D")
WATERMARK = HexColor("#E9EDF1")


@dataclass(frozen=True, slots=True)
class Styles:
    """One style for each use of text."""

    title: ParagraphStyle
    headings: dict[int, ParagraphStyle]
    body: ParagraphStyle
    own_words: ParagraphStyle
    small: ParagraphStyle
    muted: ParagraphStyle
    label: ParagraphStyle
    cell: ParagraphStyle
    cell_head: ParagraphStyle
    strong: ParagraphStyle
    letterhead: ParagraphStyle
    letterhead_strong: ParagraphStyle
    letterhead_right: ParagraphStyle


def make_styles(faces: Faces) -> Styles:
    """The styles, set in these faces."""
    body = ParagraphStyle(
        "body",
        fontName=faces.regular,
        fontSize=10.5,
        leading=14.5,
        textColor=TEXT,
        spaceAfter=5,
        allowWidows=0,
        allowOrphans=0,
        bulletFontName=faces.regular,
    )

    def derived(name: str, **changes: Any) -> ParagraphStyle:
        return ParagraphStyle(name, parent=body, **changes)

    def heading(level: int, size: float, before: float) -> ParagraphStyle:
        return derived(
            f"heading{level}",
            fontName=faces.bold,
            fontSize=size,
            leading=size * 1.3,
            spaceBefore=before,
            spaceAfter=4,
            keepWithNext=1,
            textColor=ACCENT if level == 2 else TEXT,
        )

    small = derived("small", fontSize=8.5, leading=11.5, spaceAfter=3)
    cell = derived("cell", fontSize=9.5, leading=12.5, spaceAfter=0, allowOrphans=1, allowWidows=1)
    letterhead = derived("letterhead", fontSize=10, leading=13, spaceAfter=0)
    return Styles(
        title=derived(
            "title", fontName=faces.bold, fontSize=22, leading=27, spaceBefore=14, spaceAfter=4
        ),
        headings={2: heading(2, 14, 14), 3: heading(3, 11.5, 9), 4: heading(4, 10.5, 7)},
        body=body,
        own_words=derived("own_words", fontName=faces.italic, spaceAfter=0),
        small=small,
        muted=derived("muted", textColor=MUTED),
        label=derived("label", textColor=MUTED, fontSize=9.5, leading=13, spaceAfter=0),
        cell=cell,
        cell_head=ParagraphStyle("cell_head", parent=cell, fontName=faces.bold),
        strong=derived("strong", fontName=faces.bold, spaceAfter=2),
        letterhead=letterhead,
        letterhead_strong=ParagraphStyle(
            "letterhead_strong", parent=letterhead, fontName=faces.bold
        ),
        letterhead_right=ParagraphStyle("letterhead_right", parent=letterhead, alignment=2),
    )
