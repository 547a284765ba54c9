"""Inkommet: its places as tabs."""

from __future__ import annotations

from functools import partial
from typing import Final

from app.ids import EntityId
from app.usecases.desk import Desk
from app.usecases.handover.approvals import approval_answers
from ui.pages.inbox.approvals import ApprovalsPlace
from ui.pages.inbox.opening import OpenPlace
from ui.pages.inbox.received import ReceivedPlace
from ui.pages.inbox.sent import SentPlace
from ui.pages.inbox.urgent import UrgentPlace
from ui.places_page import Place, PlacesPage
from ui.session import Session

PLACES: Final[tuple[Place, ...]] = (
    ("open", "Öppna ett paket", OpenPlace),
    ("urgent", "Brådskande", UrgentPlace),
    ("approvals", "Att attestera", ApprovalsPlace),
    ("received", "Mottaget", ReceivedPlace),
    ("sent", "Skickat", SentPlace),
)
"""In the order of the tabs. A kind that waits for an answer of its own has its row here."""

_KINDS = {
    "received": "received",
    "sent": "sent",
    "approval_request": "approvals",
    "urgent": "urgent",
}
"""The place where a kind of record is shown."""


class InboxPage(PlacesPage):
    """What others have sealed for this vault, and what was sealed here for others."""

    title = "Inkommet"
    tabs_name = "Inkommets delar"
    turns = "Nästa del av Inkommet"

    def __init__(self, session: Session) -> None:
        super().__init__(session, PLACES)

    def show_entity(self, entity: EntityId) -> None:
        """In the place where its kind stands, which only the vault can tell."""
        self.session.run(partial(_kind_of, entity), partial(self._bring, entity), context=self)

    def _bring(self, entity: EntityId, kind: str) -> None:
        if kind in _KINDS:
            self.open_at(_KINDS[kind], entity)


def _kind_of(entity: EntityId, desk: Desk) -> str:
    """Of the register, or of what somebody has asked: that lies in a stream of the asker's."""
    register = desk.vault.journal.register
    streams = (register, *(each.stream for each in approval_answers.asked_of_me(desk, entity)))
    records = (record for stream in streams for record in desk.vault.journal.records(stream))
    return next((each.kind_name for each in records if each.content.entity == entity), "")
