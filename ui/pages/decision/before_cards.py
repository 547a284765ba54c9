"""What comes before a decision, as cards: a communication, and the person's demand."""

from __future__ import annotations

from app.ids import StreamId
from app.jsonvalue import JsonObject
from ui.pages.decision.before import CommunicationView, RequestView
from ui.pages.decision.cards import OpeningCard, side_by_side, told_box
from ui.session import Session
from ui.texts import tr
from ui.widgets.labels import selectable
from ui.widgets.notice import Notice


class CommunicationCard(OpeningCard):
    """What was shown to the person, and what came of it."""

    def __init__(self, session: Session, stream: StreamId, view: CommunicationView) -> None:
        super().__init__(session, stream)
        if view.sides:
            self.column.addWidget(self.conflict(view.entity, view.sides))
            return
        self.setAccessibleName(view.heading)
        self.column.addWidget(told_box(view.heading, view.now))
        for answer in view.answers:
            self.column.addWidget(selectable(answer))
        if view.late:
            text = tr("Tiden att svara har gått ut. Anteckna svaret, eller att inget kom.")
            self.column.addWidget(Notice(text, "notice-warn"))
        buttons = []
        if view.waits:
            answer_to: JsonObject = {"kind": "communication_answer", "about": view.now.record}
            buttons.append(self.opener(tr("Anteckna svaret …"), answer_to))
        mend: JsonObject = {
            "kind": "communication",
            "entity": view.entity,
            "mends": view.now.record,
        }
        buttons.append(self.opener(tr("Ändra uppgiften …"), mend, role="link"))
        self.column.addWidget(side_by_side(*buttons))


class RequestCard(OpeningCard):
    """The person's demand that the case is decided, and the answer to it."""

    def __init__(self, session: Session, stream: StreamId, view: RequestView) -> None:
        super().__init__(session, stream)
        if view.sides:
            self.column.addWidget(self.conflict(view.entity, view.sides))
            return
        self.setAccessibleName(view.heading)
        self.column.addWidget(told_box(view.heading, view.now))
        mend: JsonObject = {
            "kind": "decision_request",
            "entity": view.entity,
            "mends": view.now.record,
        }
        text = tr("Anteckna svaret …") if view.waits else tr("Ändra uppgiften …")
        mended = self.opener(text, mend, role="" if view.waits else "link")
        self.column.addWidget(side_by_side(mended))
