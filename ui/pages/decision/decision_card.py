"""A decision with what has followed it: sent and received, appealed, carried out."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ids import RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases.handover.approvals.approval_requests import ApprovalRow
from ui.approval_box import ApprovalBox
from ui.conflict_card import ConflictCard
from ui.pages.decision.after import AppealView, CarriedView
from ui.pages.decision.cards import (
    OpeningCard,
    as_list,
    earlier_box,
    section,
    side_by_side,
    told_box,
    wording_box,
)
from ui.pages.decision.forms import APPEAL, DECISION
from ui.pages.decision.presenter import DecisionView, PassedView
from ui.session import Session
from ui.texts import tr
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack


class DecisionCard(OpeningCard):
    """In the order of the work. Two wordings that stand against each other are shown alone, until
    somebody has chosen."""

    def __init__(
        self,
        session: Session,
        stream: StreamId,
        view: DecisionView,
        approval: ApprovalRow | None = None,
    ) -> None:
        super().__init__(session, stream)
        self._about: JsonObject = {"about": view.now.record}
        if view.sides:
            sides = [(wording_box(side), side.record) for side in view.sides]
            self.column.addWidget(ConflictCard(session, stream, view.entity, sides))
            return
        self.setAccessibleName(view.now.heading)
        self.column.addWidget(wording_box(view.now))
        if view.replaced:
            text = tr("Ett senare beslut gäller i stället från {day}.").format(day=view.replaced)
            self.column.addWidget(Notice(text))
        if view.missing:
            self.column.addWidget(Notice(as_list(view.missing), "notice-warn"))
        if approval is not None:
            box = ApprovalBox(session, stream, approval, DECISION)
            box.wanted.connect(self._ask)
            self.column.addWidget(box)
        self.column.addWidget(self._change(view))
        self.column.addWidget(self._sent(view))
        if view.received or view.appeals:
            self.column.addWidget(self._appeals(view))
        if view.carried:
            carried = (self._carried(each) for each in view.carried)
            self.column.addWidget(section(tr("Verkställighet"), *carried))
        for wording in view.earlier:
            self.column.addWidget(earlier_box(wording))

    def _ask(self, version: RecordId) -> None:
        self.opens.emit({"approval": version})

    def _change(self, view: DecisionView) -> QWidget:
        correct: JsonObject = {
            "kind": DECISION,
            "entity": view.entity,
            "mends": view.now.record,
        }
        links = [self.opener(tr("Rätta skrivfel …"), correct, role="link")]
        if view.changeable:
            change: JsonObject = {"kind": DECISION, **self._about}
            links.append(self.opener(tr("Ändra eller avsluta …"), change, role="link"))
        return side_by_side(*links)

    def _sent(self, view: DecisionView) -> Card:
        notice: JsonObject = {"paper": view.entity}
        box = section(
            tr("Skickat och mottaget"),
            side_by_side(self.opener(tr("Skriv ut underrättelsen"), notice, role="link")),
            self._passed(tr("Skickat: {day}"), "dispatch", view.dispatched),
            self._passed(tr("Mottaget: {day}"), "decision_receipt", view.received),
        )
        if view.appeal_until:
            text = tr("Kan överklagas till och med {day}.").format(day=view.appeal_until)
            box.column.addWidget(label(text, "label"))
        buttons = []
        if view.dispatched is None:
            dispatch: JsonObject = {"kind": "dispatch", **self._about}
            buttons.append(self.opener(tr("Beslutet är skickat …"), dispatch))
        if view.received is None:
            receipt: JsonObject = {"kind": "decision_receipt", **self._about}
            buttons.append(self.opener(tr("Den enskilde har fått del av det …"), receipt))
        if buttons:
            box.column.addWidget(side_by_side(*buttons))
        return box

    def _passed(self, text: str, kind: str, passed: PassedView | None) -> QWidget:
        """When it was, with the way to mend it; two wordings until somebody has chosen."""
        if passed is None:
            return label(text.format(day=tr("inte ännu")))
        if passed.sides:
            return self.conflict(passed.entity, passed.sides)
        said = text.format(day=passed.text)
        mend: JsonObject = {"kind": kind, "entity": passed.entity, "mends": passed.record}
        change = self.opener(tr("Rätta …"), mend, role="link")
        change.setAccessibleName(tr("Rätta {what}").format(what=said))
        return side_by_side(label(said), change)

    def _appeals(self, view: DecisionView) -> Card:
        box = section(tr("Överklagande"), *(self._appeal(each) for each in view.appeals))
        new: JsonObject = {"kind": APPEAL, "step": "received", **self._about}
        came = self.opener(tr("Ett överklagande har kommit in …"), new)
        box.column.addWidget(side_by_side(came))
        return box

    def _appeal(self, appeal: AppealView) -> QWidget:
        if appeal.sides:
            return self.conflict(appeal.entity, appeal.sides)
        mend: JsonObject = {"kind": APPEAL, "entity": appeal.entity, "mends": appeal.now.record}
        buttons = [self.opener(tr("Ändra uppgifterna …"), mend, role="link")]
        if appeal.step:
            step: JsonObject = {**mend, "step": appeal.step, "hint": appeal.hint}
            if appeal.step == "judged":
                step = {**step, "timeliness": appeal.suggested}
            buttons.insert(0, self.opener(appeal.next, step))
        box = Stack(spacing=4)
        box.add(told_box("", appeal.now))
        box.add(side_by_side(*buttons))
        return box

    def _carried(self, view: CarriedView) -> QWidget:
        box = Stack(spacing=4)
        box.add(label(view.heading, "label" if view.waits else ""))
        for event in view.events:
            mend: JsonObject = {
                "kind": "execution",
                "entity": event.entity,
                "mends": event.record,
            }
            change = self.opener(tr("Ändra …"), mend, role="link")
            change.setAccessibleName(tr("Ändra {event}").format(event=event.text))
            box.add(side_by_side(label(event.text), change))
        new: JsonObject = {"kind": "execution", "granted": view.code}
        happened = self.opener(tr("Något har hänt …"), new)
        happened.setAccessibleName(tr("Något har hänt: {what}").format(what=view.heading))
        box.add(side_by_side(happened))
        return box
