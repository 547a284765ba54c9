"""Words of follow-ups: who makes them, and what was found."""

from __future__ import annotations

from typing import Final

from app.casework.facts import FollowUpStatus, Reached, ThreatChange, Track, YesNoUnknown
from ui.words import Words

TRACKS: Final[Words] = {
    Track.SOCIAL_SERVICES: "Socialtjänsten",
    Track.POLICE: "Polisen",
    Track.PROVIDER: "Utföraren",
    Track.JOINT: "Gemensam",
}
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
YES_NO_UNKNOWN: Final[Words] = {
    YesNoUnknown.NO: "Nej",
    YesNoUnknown.YES: "Ja",
    YesNoUnknown.UNKNOWN: "Okänt",
}
STATUS: Final[Words] = {
    FollowUpStatus.PLANNED: "Planerad",
    FollowUpStatus.DONE: "Gjord",
    FollowUpStatus.CANCELLED: "Inställd",
}
