"""Whose the case is, and who else has it: what the page Dela shows when nothing is being done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.casework import facts
from app.casework.standing import Whose
from app.casework.state import Entity
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.usecases.handover.cases.sharing import Partner, SharingView
from ui.conflict_card import ConflictCard
from ui.pages.sharing import errands, presenter
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label, selectable
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack, named

_WARNS = frozenset({Whose.DISPUTED, Whose.HANDED_OVER, Whose.SHARE_ENDED})


class Overview(QWidget):
    """``head`` is laid out by the page, so that what is being done stands between the two."""

    wanted = Signal(object)
    """What a button asks for, as ``SharingPage.open_errand`` takes it."""

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__()
        self._session = session
        self._stream = stream
        self.head = Stack()
        self.whose = Card()
        """What ``head`` shows; another one with each view."""
        self.cards: dict[EntityId, QWidget] = {}
        """By the entity of the share, handover or excerpt that each shows."""
        self._list = Stack()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)

    def show_view(self, view: SharingView) -> None:
        self.head.clear()
        self._list.clear()
        self.cards.clear()
        self.whose = self._whose(view)
        self.head.add(self.whose)
        for each in view.transfers:
            if each.disputed:
                self._list.add(self._conflict(each))
        self._add_partners(view)
        self._add_past(view)

    def _whose(self, view: SharingView) -> Card:
        standing = view.standing
        card = Card(label(tr("Dela och överlämna"), "title"))
        text = presenter.whose(standing)
        warns = standing.whose in _WARNS
        card.column.addWidget(Notice(text, "notice-warn") if warns else label(text))
        if standing.whose is Whose.OWN:
            card.add_row(
                button(tr("Dela med någon …"), self._share, icon="recipients"),
                button(tr("Lämna över ärendet …"), self._transfer, icon="arrow-right"),
                button(tr("Skriv utdrag …"), self._excerpt, icon="pen"),
            )
        elif standing.whose is Whose.HANDED_OVER and errands.may_be_taken_back(view):
            take_back = partial(self._ask, "take_back", standing.transfer)
            card.add_row(button(tr("Ta tillbaka …"), take_back, icon="undo"))
        card.add_row(button(tr("Meddela något brådskande …"), self._urgent, icon="warning"))
        return card

    def _add_partners(self, view: SharingView) -> None:
        if not view.partners and view.standing.whose is Whose.HANDED_OVER:
            return  # who has it stands above
        self._list.add(label(tr("Ärendet finns också hos"), "heading"))
        if not view.partners:
            self._list.add(label(tr("Ingen annan."), "muted"))
        for partner in view.partners:
            card = self._partner(partner, view)
            self._list.add(card)
            if partner.share is not None:
                self.cards[partner.share] = card

    def _partner(self, partner: Partner, view: SharingView) -> Card:
        card = Card(role="row", spacing=4)
        title = presenter.partner_title(partner)
        card.setAccessibleName(title)
        role = label(presenter.partner_role(partner), "chip", wraps=False)
        card.add_row(label(title, "label"), role)
        card.column.addWidget(label("\n".join(presenter.partner_lines(partner)), "muted"))
        if partner.ended_on or view.standing.sealed:
            return card
        if partner.hindrance is not None:
            card.column.addWidget(label(errands.why_not(partner.hindrance), "problem"))
        else:
            act = partial(self._ask, "update", partner.person)
            give = button(tr("Lämna uppdatering …"), act)
            give.setAccessibleName(tr("Lämna uppdatering till {name}").format(name=title))
            card.add_row(give)
        if partner.share is not None and view.standing.whose is Whose.OWN:
            end = button(tr("Avsluta delningen …"), partial(self._ask, "end", partner.share))
            end.setAccessibleName(tr("Avsluta delningen med {name}").format(name=title))
            card.add_row(end)
        return card

    def _add_past(self, view: SharingView) -> None:
        if view.transfers:
            self._list.add(label(tr("Överlämningar"), "heading"))
        for each in reversed(view.transfers):
            line = selectable(presenter.transfer_line(each.latest.fact))
            self._keep(each.id, Card(line, role="row", spacing=4))
        if view.excerpts:
            self._list.add(label(tr("Utdrag"), "heading"))
        for excerpt in reversed(view.excerpts):
            fact = excerpt.latest.fact
            self._keep(excerpt.id, Card(named(fact.heading, fact.text), role="row"))

    def _keep(self, entity: EntityId, card: Card) -> None:
        self._list.add(card)
        self.cards[entity] = card

    def _conflict(self, found: Entity[facts.Transfer]) -> ConflictCard:
        sides = [
            (label(presenter.transfer_line(side.fact)), side.record.id) for side in found.sides
        ]
        return ConflictCard(self._session, self._stream, found.id, sides)

    # ------------------------------------------------------------------------------- asking

    def _share(self) -> None:
        self._ask("share")

    def _urgent(self) -> None:
        self._ask("urgent")

    def _transfer(self) -> None:
        self._ask("transfer")

    def _excerpt(self) -> None:
        self._ask("excerpt")

    def _ask(self, what: str, entity: EntityId | None = None) -> None:
        opened: JsonObject = {"what": what}
        self.wanted.emit({**opened, "entity": entity} if entity is not None else opened)
