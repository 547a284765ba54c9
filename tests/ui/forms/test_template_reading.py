"""A template before it is used: tried out where it can be answered, else read with the reasons."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.app.forms.build import group, item, load
from tests.ui.forms.conftest import today
from ui.forms.template_reading import FormPreview, TemplateReading
from ui.theme import Theme


def texts(widget: QWidget) -> list[str]:
    return [text.text() for text in widget.findChildren(QLabel)]


def test_a_template_that_can_be_answered_is_tried_out(qtbot: QtBot, theme: Theme) -> None:
    preview = FormPreview(load(item("a", required=True)), today)
    qtbot.addWidget(preview)
    preview.show()
    assert preview.form is not None
    assert not preview.form.check()
    assert "Prova mallen här. Inget av det du skriver sparas." in texts(preview)


def test_one_that_cannot_is_read_with_the_reasons_and_has_no_fields(
    qtbot: QtBot, theme: Theme
) -> None:
    loaded = load(
        group("g", item("a", "reference"), item("b", "coding"), text="<b>Del</b>"), item("c")
    )
    preview = FormPreview(loaded, today)
    qtbot.addWidget(preview)
    preview.show()
    assert preview.form is None
    said = texts(preview)
    assert "Mallen kan läsas men inte besvaras." in said
    assert any("reference" in text for text in said)
    assert {"Prov", "<b>Del</b>", "Fråga c", "· R", "· G"} <= set(said)
    assert preview.findChildren(QLineEdit) == []
    assert preview.findChildren(QAbstractButton) == []


def test_what_is_no_template_at_all_says_why(qtbot: QtBot, theme: Theme) -> None:
    loaded = load(item("a"), resourceType="Patient")
    reading = TemplateReading(loaded.form, loaded.reasons)
    qtbot.addWidget(reading)
    assert "Filen är ingen utredningsmall." in texts(reading)
