"""Words of follow-ups and of closings: who makes them, and what was found."""

from __future__ import annotations

from typing import Final

from app.casework.facts import ClosingReason, FollowUpStatus, Reached, ThreatChange
from app.casework.words import TRACK, YES_NO_UNKNOWN
from ui.words import Words

__all__ = ["CLOSING_REASONS", "MET", "REACHED", "STATUS", "THREAT", "TRACKS", "YES_NO_UNKNOWN"]

TRACKS: Final[Words] = TRACK
REACHED: Final[Words] = {
    Reached.YES: "Ja",
    Reached.PARTLY: "Delvis",
    Reached.NO: "Nej",
    Reached.NOT_JUDGED: "Går inte att säga",
}
MET: Final[Words] = {
    Reached.YES: "Uppfyllt",
    Reached.PARTLY: "Delvis uppfyllt",
    Reached.NO: "Inte uppfyllt",
    Reached.NOT_JUDGED: "Inte aktuellt den här gången",
}
THREAT: Final[Words] = {
    ThreatChange.SAME: "Inget har ändrats",
    ThreatChange.LESS: "Något talar för att hotet har minskat",
    ThreatChange.MORE: "Något talar för att hotet har ökat",
    ThreatChange.UNKNOWN: "Inte känt",
}
STATUS: Final[Words] = {
    FollowUpStatus.PLANNED: "Planerad",
    FollowUpStatus.DONE: "Gjord",
    FollowUpStatus.CANCELLED: "Inställd",
}
CLOSING_REASONS: Final[Words] = {
    ClosingReason.AIMS_REACHED: "Målen är nådda",
    ClosingReason.NO_NEED: "Behov av stöd finns inte längre",
    ClosingReason.OWN_WISH: "Den enskilde vill avsluta",
    ClosingReason.MOVED: "Den enskilde har flyttat",
    ClosingReason.TRANSFERRED: "Ärendet är överlämnat",
    ClosingReason.NO_CONTACT: "Kontakten har upphört",
    ClosingReason.REFUSED: "Ansökan har avslagits",
    ClosingReason.DECEASED: "Den enskilde har avlidit",
    ClosingReason.OTHER: "Annat skäl",
}
