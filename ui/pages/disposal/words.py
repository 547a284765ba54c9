"""Words of the page Gallring."""

from __future__ import annotations

from typing import Final

from app.casework.retention import Standing, Unsure
from app.casework.unit_facts import DisposalStatus
from app.law.entry import Certainty
from app.usecases.registers import RecipientKind
from ui.words import Words

STANDING: Final[Words] = {
    Standing.OPEN: "Ärendet är inte avslutat",
    Standing.WAITING: "Tiden har inte kommit",
    Standing.DUE: "Ska gallras",
    Standing.LATE: "Skulle ha varit gallrad",
    Standing.HELD: "Väntar på något annat",
    Standing.PRESERVED: "Ska bevaras",
    Standing.UNKNOWN: "Går inte att räkna",
}
UNSURE: Final[Words] = {
    Unsure.MUNICIPALITY: (
        "Vilken kommun akten hör till är inte känt. Skriv kommunens namn under Inställningar; i "
        "några kommuner bevaras allt."
    ),
    Unsure.BIRTH_DAY: (
        "Födelsedagen är inte känd. Akter om personer födda vissa dagar bevaras för forskning."
    ),
    Unsure.MAYBE_CHILD_INQUIRY: (
        "Den enskilde var under 18 år när ärendet kom in. Kontrollera om akten rör en utredning "
        "till skydd för ett barn, eller ett barn som har placerats."
    ),
    Unsure.AGE: "Om den enskilde var under 18 år när ärendet kom in är inte känt.",
    Unsure.CHILDREN: (
        "Barn nämns i ärendet. Kontrollera om akten rör faderskap, en placering, en utredning till "
        "skydd för ett barn eller ett avtal om vårdnad."
    ),
    Unsure.SAME_PERSON_ELSEWHERE: (
        "Samma person finns i ett annat ärende i valvet. Kontrollera om uppgifterna hör ihop."
    ),
    Unsure.RUNNING_DECISION: (
        "Ett beslut i akten gäller fortfarande. Kontrollera att inget stöd lämnas på det innan "
        "akten förstörs."
    ),
    Unsure.UNREAD: "I akten finns något som den här versionen av programmet inte kan läsa.",
    Unsure.LAW: "En regel som har använts är inte läst i lagtexten. Pröva den mot lagen.",
}
CERTAINTY: Final[Words] = {
    Certainty.CERTAIN: "läst i lagtexten",
    Certainty.LIKELY: "inte läst i lagtexten",
    Certainty.UNSURE: "osäkert, ska kontrolleras av en jurist",
}
STATUS: Final[Words] = {
    DisposalStatus.PROPOSED: "Föreslagen, väntar på en andra person",
    DisposalStatus.APPROVED: "Godkänd, inte genomförd",
    DisposalStatus.DONE: "Genomförd",
    DisposalStatus.WITHDRAWN: "Tillbakatagen",
}
WHAT: Final[Words] = {
    "paper": "Papper",
    "file": "Fil",
    "package": "Krypterad fil",
    "locked_file": "Låst fil med lösenord",
    "backup": "Säkerhetskopia",
}
WHERE: Final[Words] = {
    RecipientKind.CLIENT: "den enskilde",
    RecipientKind.AUTHORITY: "en myndighet",
    RecipientKind.MUNICIPALITY: "en kommun",
    RecipientKind.PROVIDER: "en utförare",
    RecipientKind.REGION: "regionen",
    RecipientKind.ORGANISATION: "en organisation",
    RecipientKind.KIN: "en närstående",
    RecipientKind.OWN_UNIT: "den egna enheten",
}
