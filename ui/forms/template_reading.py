"""A template to read from beginning to end, where it cannot be answered or not yet is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.documents.blocks import Heading, ListBlock, TextStyle
from app.forms.load import LoadResult
from app.forms.model import Form
from app.forms.printed_template import TemplateBlock, printed_template
from app.forms.problems import Problem
from app.forms.response import Response
from app.forms.session import FormSession
from ui.forms.view import FormView
from ui.forms.words import template_sentence
from ui.page import page_column
from ui.texts import tr
from ui.widgets.labels import Card, label, selectable
from ui.widgets.notice import Notice

_ROLES = {TextStyle.MUTED: "muted", TextStyle.SMALL: "small"}


class TemplateReading(QWidget):
    """Why it cannot be answered, if that is so, and all that it asks. Nothing here looks like a
    field."""

    def __init__(self, form: Form | None, reasons: Sequence[Problem] = ()) -> None:
        super().__init__()
        column = page_column(self)
        if form is not None:
            column.addWidget(label(form.title, "title"))
        if reasons:
            column.addWidget(_reasons(reasons))
        for card in _cards(printed_template(form) if form is not None else ()):
            column.addWidget(card)
        column.addStretch(1)


class FormPreview(QWidget):
    """A template as it will be met: to try out when it can be answered, else to read. Nothing
    that is typed here is kept anywhere."""

    def __init__(
        self, loaded: LoadResult, today: Callable[[], date], answers: Response | None = None
    ) -> None:
        """``answers`` are those that the trying begins with."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.form: FormView | None = None
        """None where the template can only be read."""
        if loaded.form is not None and loaded.answerable:
            self.form = FormView(FormSession(loaded.form, answers), today)
            column.addWidget(Notice(tr("Prova mallen här. Inget av det du skriver sparas.")))
            column.addWidget(self.form, 1)
        else:
            column.addWidget(TemplateReading(loaded.form, loaded.reasons))


def _reasons(reasons: Sequence[Problem]) -> Card:
    card = Card(label(tr("Mallen kan läsas men inte besvaras."), "label"), role="notice-warn")
    for sentence in dict.fromkeys(template_sentence(problem) for problem in reasons):
        card.column.addWidget(selectable(sentence))
    return card


def _cards(blocks: Sequence[TemplateBlock]) -> list[Card]:
    """A card for each part of the template at the top."""
    cards = [Card(spacing=6)]
    for block in blocks:
        match block:
            case Heading(text=text, level=2):
                cards.append(Card(label(text, "heading"), spacing=6))
            case Heading(text=text):
                cards[-1].column.addSpacing(6)
                cards[-1].column.addWidget(label(text, "label"))
            case ListBlock(items=items):
                for item in items:
                    cards[-1].column.addWidget(label(f"· {item}"))
            case _:
                cards[-1].column.addWidget(label(block.text, _ROLES.get(block.style, "")))
    return [card for card in cards if card.column.count()]
