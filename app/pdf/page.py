"""What stands on every page around the content. All of it is decoration to a screen reader,
which has the same facts from the content and from the file's own metadata."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from app.documents.blocks import Document
from app.documents.frame import footer, page_of, running_head, watermark
from app.pdf.canvas import TaggedCanvas
from app.pdf.layout import Setting
from app.pdf.styles import BOTTOM, LEFT, LINE, MUTED, PAGE, RIGHT, TOP, WATERMARK, WIDTH

_PAGE_COUNT = "pages"
"""Name of the little picture that holds the number of pages, drawn when all are set."""

_SIZE = 8.5
_BASELINE = BOTTOM - 9 * mm


def decorate(canvas: TaggedCanvas, document: Document, setting: Setting, page: int) -> None:
    """Draw what belongs to page number ``page`` (from 1), under its content."""
    word = setting.clean(watermark(document))
    if word:
        _watermark(canvas, word, setting)
    if page > 1:
        _head(canvas, _joined(running_head(document), setting), setting)
    _foot(canvas, _joined(footer(document), setting), setting, page)


def draw_page_count(canvas: TaggedCanvas, pages: int, setting: Setting) -> None:
    """Fill in the number of pages, once it is known."""
    canvas.beginForm(_PAGE_COUNT, 0, -3, 30, 12)
    canvas.setFillColor(MUTED)
    canvas.setFont(setting.faces.regular, _SIZE)
    canvas.drawString(0, 0, str(pages))
    canvas.endForm()


def _joined(parts: Sequence[str], setting: Setting) -> str:
    return "  ·  ".join(setting.clean(part).replace("\n", " ") for part in parts)


def _watermark(canvas: TaggedCanvas, word: str, setting: Setting) -> None:
    with canvas.artifact("Pagination", "Watermark"):
        canvas.saveState()
        canvas.translate(PAGE[0] / 2, PAGE[1] / 2)
        canvas.rotate(52)
        canvas.setFont(setting.faces.bold, 150)
        canvas.setFillColor(WATERMARK)
        canvas.drawCentredString(0, -50, word)
        canvas.restoreState()


def _head(canvas: TaggedCanvas, text: str, setting: Setting) -> None:
    with canvas.artifact("Pagination", "Header"):
        canvas.setFont(setting.faces.regular, _SIZE)
        canvas.setFillColor(MUTED)
        canvas.drawString(LEFT, PAGE[1] - TOP + 6 * mm, _fitting(text, WIDTH, setting))


def _foot(canvas: TaggedCanvas, text: str, setting: Setting, page: int) -> None:
    before = page_of(page)
    room_for_count = stringWidth("000", setting.faces.regular, _SIZE)
    counter = stringWidth(before, setting.faces.regular, _SIZE) + room_for_count
    with canvas.artifact("Pagination", "Footer"):
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.line(LEFT, _BASELINE + 5 * mm, PAGE[0] - RIGHT, _BASELINE + 5 * mm)
        canvas.setFont(setting.faces.regular, _SIZE)
        canvas.setFillColor(MUTED)
        room = WIDTH - counter - 12
        canvas.drawString(LEFT, _BASELINE, _fitting(text, room, setting))
        canvas.drawRightString(PAGE[0] - RIGHT - room_for_count, _BASELINE, before)
        canvas.saveState()
        canvas.translate(PAGE[0] - RIGHT - room_for_count, _BASELINE)
        canvas.doForm(_PAGE_COUNT)
        canvas.restoreState()


def _fitting(text: str, room: float, setting: Setting) -> str:
    """``text``, shortened with an ellipsis when there is no room for all of it."""
    face = setting.faces.regular
    if stringWidth(text, face, _SIZE) <= room:
        return text
    while text and stringWidth(text + "…", face, _SIZE) > room:
        text = text[:-1]
    return text + "…"
