"""What is in a package, before anything of it is taken in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Refusal
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.handover import receiving
from app.usecases.handover.receiving import Accepted, Arrival
from ui.icons import set_icon
from ui.messages import sentence
from ui.package_words import DOUBTS
from ui.pages.inbox import presenter
from ui.pages.inbox.refusing import Refusing
from ui.pages.inbox.row_list import RowList
from ui.session import Session
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label, selectable
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack
from ui.widgets.values import values_table
from ui.words import word

LONG: Final = 6
"""From so many rows on the answer is out of sight where the list ends."""


class Preview(QWidget):
    """Nothing has been written while this is shown, and closing it writes nothing."""

    answered = Signal(object)
    """The ``EntityId`` of the ``received/1`` of what was accepted or refused."""
    closed = Signal()

    def __init__(self, session: Session, arrival: Arrival, today: date) -> None:
        super().__init__()
        self._session = session
        self._arrival = arrival
        self.rows = RowList(arrival.look)
        self.rows.changed.connect(self._name_accept)
        self._told = Stack()
        self._accept = button("", self._take_in, role="primary", icon="check")
        self._refuse = button(tr("Avböj paketet …"), self._ask_why)
        self._close = button(tr("Stäng utan att ta emot"), self.closed.emit)
        self._refusing = Refusing(session, arrival)
        self._refusing.refused.connect(self._refused)
        self._refusing.closed.connect(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(_head(arrival, today))
        for notice in _notices(arrival):
            column.addWidget(notice)
        if self.rows.every and not arrival.look.all_or_nothing and arrival.look.stopped is None:
            column.addWidget(self._choices())
        column.addWidget(self._buttons())
        column.addWidget(self._refusing)
        column.addWidget(self._told)
        column.addWidget(self.rows)
        if len(arrival.look.rows) > LONG:
            column.addWidget(button(tr("Till svaret"), self._to_answer, role="link"))
        self._told.hide()
        self._name_accept()

    def _choices(self) -> QWidget:
        box = Card(role="", spacing=0)
        box.column.setContentsMargins(0, 0, 0, 0)
        box.add_row(
            button(tr("Välj alla"), self.rows.choose_all),
            button(tr("Välj inga"), self.rows.choose_none),
        )
        return box

    def _buttons(self) -> Card:
        box = Card(label(presenter.means(self._arrival.package.envelope.kind)))
        box.add_row(self._accept, self._refuse, self._close)
        return box

    def _to_answer(self) -> None:
        (self._accept if self._accept.isEnabled() else self._close).setFocus()

    def focus_first(self) -> None:
        """On what leaves everything as it is."""
        self._close.setFocus()

    def _name_accept(self) -> None:
        look, chosen = self._arrival.look, self.rows.chosen
        self._accept.setText(presenter.accepts(look, chosen, self.rows.every))
        self._accept.setEnabled(presenter.may_accept(look, chosen))

    # ----------------------------------------------------------------------------- answers

    def _take_in(self) -> None:
        self.setEnabled(False)
        work = partial(_accept, self._arrival, self.rows.chosen)
        self._session.run(work, self._taken, context=self, failed=self._failed)

    def _taken(self, accepted: Accepted) -> None:
        self.answered.emit(accepted.received)

    def _failed(self, refusal: Refusal) -> None:
        """Nothing was written: what was chosen stands as it did."""
        self.setEnabled(True)
        text = presenter.why_not(refusal)
        self._told.clear()
        self._told.add(Notice(text, "notice-error"))
        announce(self, text)
        self._close.setFocus()

    def _ask_why(self) -> None:
        self._refusing.ask()

    def _back(self) -> None:
        self._refuse.setFocus()

    def _refused(self, changes: Changes) -> None:
        self.answered.emit(changes.entity)


def _head(arrival: Arrival, today: date) -> Card:
    """Who sends, how well the key is known, and what it is for."""
    envelope = arrival.package.envelope
    card = Card(label(presenter.kind_name(envelope.kind), "title"))
    card.column.addWidget(selectable(presenter.sender(arrival.sender), "label"))
    known = presenter.known(arrival.sender, today)
    mark = label("", wraps=False)
    set_icon(mark, known.icon, known.tone)
    if known.role == "notice":
        card.add_row(mark, label(known.text))
    else:
        card.column.addWidget(Notice(known.text, known.role))
    card.column.addWidget(values_table(presenter.facts(envelope, arrival.look)))
    card.column.addWidget(label(_counts(arrival), "muted"))
    return card


def _counts(arrival: Arrival) -> str:
    payload = arrival.package.payload
    text = tr("Filen är öppnad och kontrollerad. Inget av den är skrivet i valvet ännu.")
    if not arrival.look.rows and not payload.blobs:
        return text
    return (
        text
        + " "
        + tr("Poster: {n}. Bilagor: {b}.").format(n=len(arrival.look.rows), b=len(payload.blobs))
    )


def _notices(arrival: Arrival) -> Iterator[QWidget]:
    look = arrival.look
    if look.stopped is not None:
        text = tr("Paketet kan inte tas emot, bara avböjas.")
        yield Notice(f"{text} {sentence(Refusal(look.stopped))}", "notice-error")
    for doubt in look.doubts:
        yield Notice(word(DOUBTS, doubt), "notice-warn")
    if look.all_or_nothing and look.rows:
        yield Notice(tr("Det här tas emot i sin helhet eller inte alls."))


def _accept(arrival: Arrival, keys: frozenset[str], desk: Desk) -> Accepted:
    return receiving.accept(desk, arrival, keys)
