"""The few shapes everything on a page is made of, each bound to its place in the structure."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Table

from app.pdf.canvas import TaggedCanvas
from app.pdf.fonts import Faces
from app.pdf.structure import Element
from app.pdf.styles import LARGEST_ROW, TEXT

Command = tuple[str, tuple[int, int], tuple[int, int], *tuple[Any, ...]]
"""A styling command of ReportLab's tables: name, from cell, to cell, values."""


def _tagged(flowable: Flowable) -> TaggedCanvas:
    canvas = flowable.canv
    assert isinstance(canvas, TaggedCanvas)
    return canvas


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline; ``level`` counts from 0."""

    key: str
    title: str
    level: int


class Line(Paragraph):
    """One line as it was typed, broken over as many lines as the width needs. The parts of a
    line divided between two pages belong to the same element."""

    blPara: Any  # noqa: N815 - ReportLab's name
    element: Element
    bookmark: Bookmark | None = None
    """For a heading."""
    continued = False
    """Whether the rest of the line comes on the next page."""
    _drawn = False

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        parts = super().split(aW, aH)
        for part in parts:
            assert isinstance(part, Line)
            part.element = self.element
        if len(parts) > 1 and isinstance(parts[0], Line):
            parts[0].bookmark = self.bookmark
            parts[0].continued = True
        return parts

    def draw(self) -> None:
        canvas = _tagged(self)
        if self._drawn:  # the heading row of a table, repeated on its next page
            with canvas.artifact("Pagination"):
                super().draw()
            return
        self._drawn = True
        self._set_bookmark(canvas)
        self._end_lines_with_spaces()
        with canvas.tagged(self.element):
            super().draw()

    def _set_bookmark(self, canvas: TaggedCanvas) -> None:
        if self.bookmark:
            canvas.bookmarkHorizontal(self.bookmark.key, 0, self.height)
            canvas.addOutlineEntry(
                self.bookmark.title, self.bookmark.key, self.bookmark.level, closed=False
            )

    def _end_lines_with_spaces(self) -> None:
        """Without a space at the end of a line its last word runs together with the next
        when the text is read aloud or copied. A word too long for a line is left alone."""
        lines = self.blPara.lines
        for _, words in lines if self.continued else lines[:-1]:
            if words and type(words[-1]) is str:
                words.append("")


def line(text: str, style: ParagraphStyle, element: Element) -> Line:
    """``text`` literally. ReportLab's paragraphs parse their text as markup, with tags that open
    files; so the parser is given a letter of ours, and the text takes its place afterwards."""
    (sample,) = Line("x", style).frags
    made = Line("", style, frags=[sample.clone(text=text)])
    made.element = element
    return made


class Grid(Table):
    """Cells in rows and columns; rules and backgrounds are decoration. What the cells hold says
    itself which element it belongs to, so a grid need not be a table to a screen reader.

    A row stays on one page, unless the grid has a row that no page can hold."""

    _rowHeights: Sequence[float]  # noqa: N815 - ReportLab's name

    def split(self, aW: float, aH: float, /) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        too_tall = any(height > LARGEST_ROW for height in self._rowHeights)
        self.splitByRow, self.splitInRow = (0, 1) if too_tall else (1, 0)
        return super().split(aW, aH)


def grid(
    rows: Sequence[Sequence[Sequence[Flowable]]],
    widths: Sequence[float],
    faces: Faces,
    commands: Sequence[Command] = (),
    *,
    repeat: int = 0,
) -> Grid:
    """A grid with these cells; its first ``repeat`` rows come again on each page. The face is set
    for every cell, since ReportLab's own is not embedded."""
    base: list[Command] = [
        ("FONT", (0, 0), (-1, -1), faces.regular, 10),
        ("TEXTCOLOR", (0, 0), (-1, -1), TEXT),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 6),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    return Grid(
        [[list(cell) for cell in row] for row in rows],
        colWidths=list(widths),
        style=[*base, *commands],
        repeatRows=repeat,
        hAlign="LEFT",
        renderCB=_Decoration(),  # type: ignore[arg-type] # any callable will do
    )


class _Decoration:
    """Marks a grid's backgrounds and rules as artifacts while ReportLab paints them."""

    def __init__(self) -> None:
        self._open = ExitStack()

    def __call__(self, table: Table, command: str, *_: object) -> None:
        if command in {"startBG", "startLines"}:
            self._open.enter_context(_tagged(table).artifact())
        elif command in {"endBG", "endLines"}:
            self._open.close()


class TickBox(Flowable):
    """A small empty square to tick by hand."""

    def __init__(self, size: float = 10) -> None:
        super().__init__()
        self.width = self.height = size

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - ReportLab's
        return self.width, self.height

    def draw(self) -> None:
        canvas = _tagged(self)
        with canvas.artifact():
            canvas.setStrokeColor(TEXT)
            canvas.setLineWidth(0.8)
            canvas.rect(0, 0, self.width, self.height, stroke=1, fill=0)
