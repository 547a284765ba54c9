"""What meetings are called, on screen as on paper."""

from __future__ import annotations

from typing import Final

from app.casework.facts import MeetingStatus
from app.casework.words import COOPERATION_FORM, MEETING_KIND
from app.usecases.around.meetings import Basis
from ui.words import Words

KINDS: Final = MEETING_KIND
FORMS: Final = COOPERATION_FORM

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
