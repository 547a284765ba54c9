"""What meetings are called, on screen as on paper."""

from __future__ import annotations

from typing import Final

from app.casework.facts import MeetingStatus
from app.documents.meeting_agenda import FORMS, KINDS
from app.usecases.around.meetings import Basis
from ui.words import Words

__all__ = ["BASES", "FORMS", "KINDS", "STATUSES"]

STATUSES: Final[Words] = {
    MeetingStatus.PLANNED: "Planerat",
    MeetingStatus.HELD: "Hållet",
    MeetingStatus.CANCELLED: "Inställt",
}
BASES: Final[Words] = {
    Basis.CONSENT: "Den enskildes samtycke",
    Basis.GROUND: "Annan grund i lag",
    Basis.NONE: "Inget delas med någon utanför",
}
