"""Public templates of many makers on screen: every page of every one that can be answered."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.forms.session import FormSession
from tests.app.forms.corpus import loaded, needs_corpus, templates
from tests.ui.forms.conftest import today
from tests.ui.forms.keys import stack, turn_to
from ui.forms.view import FormView
from ui.theme import Theme


@needs_corpus
@pytest.mark.req("F045")
def test_every_public_template_is_shown_in_full(
    qtbot: QtBot, theme: Theme, subtests: pytest.Subtests, qtlog: Any
) -> None:
    for path in templates():
        result = loaded(path)
        if result.form is None or not result.answerable:
            continue
        with subtests.test(path.name):
            filled = FormSession(result.form)
            view = FormView(filled, today)
            qtbot.addWidget(view)
            view.show()
            for number in range(len(filled.pages())):
                turn_to(view, number)
            for question in stack(view).questions():
                assert question.spec.label
                assert question.editor.target().accessibleName()
            for text in view.findChildren(QLabel):
                assert text.textFormat().name == "PlainText" or not text.text()
            view.close()
            view.deleteLater()
    warnings = {record.message for record in qtlog.records}
    assert warnings <= {"This plugin does not support propagateSizeHints()"}
