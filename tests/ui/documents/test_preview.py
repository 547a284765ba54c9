"""A document on the screen, from memory and gone when it is closed."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.documents.blocks import Text
from tests.app.pdf.setting import LOREM, pdf_of
from ui.preview import Preview
from ui.theme import Theme


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return pdf_of(*(Text(text=LOREM * 6) for _ in range(12)))


@pytest.fixture
def preview(qtbot: QtBot, theme: Theme, pdf: bytes) -> Preview:
    made = Preview()
    qtbot.addWidget(made)
    made.resize(800, 700)
    made.show_document(pdf)
    qtbot.waitExposed(made)
    return made


def view(preview: Preview) -> QPdfView:
    (found,) = preview.findChildren(QPdfView)
    return found


def colours(image: QImage) -> int:
    return len({image.pixel(x, y) for x in range(image.width()) for y in range(100, 300)})


def test_the_page_is_drawn(qtbot: QtBot, preview: Preview) -> None:
    """Letters are edged with greys, and the heading is blue: a blank page has neither."""
    qtbot.waitUntil(lambda: colours(view(preview).viewport().grab().toImage()) > 20)


def test_pages_are_turned_by_keyboard(qtbot: QtBot, preview: Preview) -> None:
    assert preview.pages > 2
    assert preview.page == 1
    qtbot.keyClick(view(preview), Qt.Key.Key_PageDown)
    assert preview.page == 2
    qtbot.keyClick(view(preview), Qt.Key.Key_PageUp)
    qtbot.keyClick(view(preview), Qt.Key.Key_PageUp)
    assert preview.page == 1
    for _ in range(preview.pages + 2):
        qtbot.keyClick(view(preview), Qt.Key.Key_PageDown)
    assert preview.page == preview.pages


def test_zoom_goes_from_what_is_shown_and_back_to_the_width(qtbot: QtBot, preview: Preview) -> None:
    shown = view(preview)
    assert shown.zoomMode() is QPdfView.ZoomMode.FitToWidth
    preview.zoom_in()
    larger = shown.zoomFactor()
    preview.zoom_out()
    assert shown.zoomMode() is QPdfView.ZoomMode.Custom
    assert shown.zoomFactor() < larger
    for _ in range(30):
        preview.zoom_in()
    assert shown.zoomFactor() == 5.0
    qtbot.keyClick(shown, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert shown.zoomMode() is QPdfView.ZoomMode.FitToWidth


def test_the_text_can_be_read_without_the_picture(preview: Preview) -> None:
    preview._swap_view()
    (text,) = preview.findChildren(QPlainTextEdit)
    assert text.isVisible()
    assert re.sub(r"\s", "", LOREM * 6) in re.sub(r"\s", "", text.toPlainText())
    preview._swap_view()
    assert view(preview).isVisible()


@pytest.mark.req("X18")
def test_closed_it_holds_nothing(qtbot: QtBot, preview: Preview) -> None:
    preview._swap_view()
    with qtbot.waitSignal(preview.closed):
        qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert (preview.pages, preview.page) == (0, 0)
    assert preview._buffer is None
    assert preview.findChild(QPlainTextEdit).toPlainText() == ""


@pytest.mark.req("X18")
def test_hidden_it_holds_nothing(preview: Preview) -> None:
    preview.hide()
    assert preview.pages == 0
    assert preview._buffer is None


def test_another_document_takes_the_place_of_the_first(preview: Preview) -> None:
    preview.show_document(pdf_of(Text(text="kort")))
    assert preview.pages == 1


def test_qtpdf_is_not_loaded_before_the_first_preview() -> None:
    program = (
        "import sys, ui.preview; "
        "sys.exit(any(name.startswith('PySide6.QtPdf') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
