"""The cards of the page Vägval: read first, with the ways on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from ui.pages.route.presenter import CriteriaView, Rows, StepView, SuggestionView, UnitView
from ui.texts import tr
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack, named
from ui.widgets.text_table import TextTable
from ui.widgets.wrapping import WrappingButton


def suggestion_card(view: SuggestionView, go: Callable[[], None]) -> Card:
    """``go`` is asked to do the step that its sender names in the properties ``form`` and
    ``part``."""
    card = Card(label(view.heading, "heading"), label(view.happens), spacing=10)
    card.setAccessibleName(tr("Förslag: {path}").format(path=view.heading))
    for text in view.warnings:
        card.column.addWidget(Notice(text, "notice-warn"))
    card.column.addWidget(label(view.protects, "label"))
    if view.law:
        card.column.addWidget(label(view.law, "small"))
    headings = (tr("Underlag"), tr("Besked"), tr("Dag"))
    card.column.addWidget(TextTable(headings, view.inputs))
    left = [step for step in view.steps if not step.done]
    if left:
        card.column.addWidget(_steps_left(left, go))
    done = [f"✓ {step.text}" for step in view.steps if step.done]
    if done:
        card.column.addWidget(named(tr("Redan gjort"), "\n".join(done)))
    return card


def _steps_left(steps: Iterable[StepView], go: Callable[[], None]) -> Stack:
    """Each a way to where it is done; what is done is no way and stands apart."""
    box = Stack(spacing=0)
    box.add(label(tr("Nu ska det här göras"), "label"))
    for step in steps:
        link = WrappingButton(step.text, go)
        link.setProperty("part", step.part.value)
        link.setProperty("form", step.form)
        box.add(link)
    return box


def criteria_card(view: CriteriaView, *buttons: QWidget) -> Card:
    card = Card(label(tr("Kriterier"), "heading"), spacing=10)
    rows = [(each.name, each.judged, each.detail) for each in view.criteria]
    card.column.addWidget(TextTable((tr("Kriterium"), tr("Hur det står"), tr("Sagt")), rows))
    if view.rows:
        card.column.addWidget(values(view.rows))
    if view.signed:
        card.column.addWidget(label(view.signed, "small"))
    card.add_row(*buttons)
    return card


def unit_card(view: UnitView | None, *buttons: QWidget) -> Card:
    card = Card(label(tr("Handläggande enhet"), "heading"), spacing=10)
    if view is None:
        card.column.addWidget(label(tr("Ingen enhet är vald än."), "muted"))
    else:
        card.column.addWidget(values(view.rows))
        card.column.addWidget(label(view.signed, "small"))
        for text in view.earlier:
            card.column.addWidget(label(tr("Tidigare: {unit}").format(unit=text), "muted"))
    card.add_row(*buttons)
    return card


def values(rows: Rows) -> Stack:
    """Each value under its name."""
    box = Stack(spacing=6)
    for name, text in rows:
        box.add(named(name, text))
    return box


def signed_card(rows: Rows, signed: str, notices: Iterable[str], *buttons: QWidget) -> Card:
    """A referral or a wish."""
    card = Card(values(rows), label(signed, "small"))
    for text in notices:
        card.column.addWidget(Notice(text, "notice-warn"))
    if buttons:
        card.add_row(*buttons)
    return card
