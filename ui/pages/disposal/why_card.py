"""One closed case: why it is kept or to be disposed of, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal

from app.casework import facts
from app.casework.state import Entity
from app.usecases.keeping.disposal import CopyOutside
from app.usecases.keeping.retention import RetentionView
from ui.navigation import Destination
from ui.pages.disposal import presenter
from ui.pages.disposal.words import STANDING
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.words import word


@dataclass(frozen=True, slots=True)
class Why:
    view: RetentionView
    copies: tuple[CopyOutside, ...]


class WhyCard(Card):
    """Tells; the page writes."""

    propose = Signal()
    hold = Signal()
    lift = Signal(object)
    """The ``EntityId`` of the exception."""
    closed = Signal()

    def __init__(self, session: Session, why: Why) -> None:
        view, found = why.view, why.view.retention
        super().__init__(
            label(tr("Akten {number}").format(number=view.case_number), "heading"),
            label(f"{word(STANDING, found.standing)}. {presenter.span(found)}", "label"),
            label(presenter.began(found)),
        )
        self._session = session
        self._why = why
        if found.hindrances:
            self.column.addWidget(label(tr("Hindrar gallring"), "label"))
        for hindrance in found.hindrances:
            self.column.addWidget(label(presenter.hindrance_text(hindrance)))
        if not found.hindrances and found.rule is not None:
            self.column.addWidget(label(presenter.rule_text(found.rule), "muted"))
        for text in presenter.unsure_texts(found):
            self.column.addWidget(label(f"⚠ {text}"))
        for hold in view.holds:
            self._add_hold(hold)
        self._add_copies(why.copies)
        self._add_actions()

    def _add_hold(self, hold: Entity[facts.RetentionHold]) -> None:
        fact = hold.latest.fact
        row = Card(label(tr("Noterat {day}: {why}").format(day=fact.decided_on, why=fact.reason)))
        row.setProperty("role", "row")
        if fact.lifted_on:
            text = tr("Upphört {day}: {why}").format(day=fact.lifted_on, why=fact.lifted_why)
            row.column.addWidget(label(text, "muted"))
        else:
            row.add_row(button(tr("Hindret har upphört"), partial(self.lift.emit, hold.id)))
        self.column.addWidget(row)

    def _add_copies(self, copies: tuple[CopyOutside, ...]) -> None:
        if not copies:
            return
        self.column.addWidget(label(tr("Kopior som gallringen inte når"), "label"))
        for text in presenter.outside_texts(copies):
            self.column.addWidget(label(text))

    def _add_actions(self) -> None:
        actions = []
        if self._why.view.retention.may_be_proposed and not self._why.view.under_way:
            actions.append(button(tr("Föreslå gallring"), self.propose.emit, role="primary"))
        actions += [
            button(tr("Notera ett hinder"), self.hold.emit),
            button(tr("Öppna ärendet"), self._open),
            button(tr("Stäng"), self.closed.emit),
        ]
        self.add_row(*actions)

    def _open(self) -> None:
        self._session.navigate.emit(Destination.case(self._why.view.stream))
