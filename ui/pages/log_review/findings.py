"""Resultat: what reviewers have found in this vault's log, or in that of a caseworker."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.casework.handover_facts import LogFindings
from app.casework.state import Entity
from app.ids import EntityId
from app.usecases.changes import Part
from app.usecases.handover.logs import log_findings
from ui.page import Page, bring_forward, page_column
from ui.pages.log_review import presenter
from ui.session import Session
from ui.texts import tr
from ui.widgets.labels import Card, label, selectable
from ui.widgets.stack import Stack


class FindingsPlace(Page):
    title = "Resultat"
    shows = frozenset({Part.LOG_REVIEW})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._cards: dict[EntityId, QWidget] = {}
        self._wanted: EntityId | None = None
        self._list = Stack()
        head = Card(
            label(tr("Resultat av loggkontroll"), "title"),
            label(
                tr("Det som ska utredas ligger också som uppgifter under Att göra."),
                "muted",
            ),
        )
        column = page_column(self)
        column.addWidget(head)
        column.addWidget(self._list)
        column.addStretch(1)

    def load(self) -> None:
        self.session.run(log_findings.findings, self._show, context=self)

    def _show(self, found: tuple[Entity[LogFindings], ...]) -> None:
        self._list.clear()
        self._cards = {each.id: _card(each.latest.fact) for each in found}
        if not found:
            self._list.add(label(tr("Inget resultat har kommit."), "muted"))
        for card in self._cards.values():
            self._list.add(card)
        self._bring()

    def show_entity(self, entity: EntityId) -> None:
        self._wanted = entity
        self._bring()

    def _bring(self) -> None:
        if self._wanted in self._cards:
            bring_forward(self._cards[self._wanted])
            self._wanted = None


def _card(fact: LogFindings) -> Card:
    period = presenter.period(fact)
    if fact.of_name:
        title = tr("Logg hos {name}, {period}").format(name=fact.of_name, period=period)
    else:
        title = tr("Din logg, {period}").format(period=period)
    card = Card(label(title, "heading"))
    card.setAccessibleName(title)
    signed = tr("Granskad av {who}, signerad {day}. Märkta rader: {n} av {all}.").format(
        who=fact.reviewer, day=fact.signed_on, n=fact.looked_at, all=fact.rows
    )
    card.column.addWidget(label(signed, "muted"))
    card.column.addWidget(selectable(fact.summary))
    lines = presenter.finding_lines(fact)
    heading = tr("Att utreda") if lines else tr("Inget att utreda")
    card.column.addWidget(label(heading, "label"))
    for line in lines:
        card.column.addWidget(selectable(line))
    return card
