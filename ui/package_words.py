"""The words for what travels between vaults: packages, cards, transfers, shares and approvals."""

from __future__ import annotations

from typing import Final

from app.casework.facts.handover import (
    ShareRole,
    TransferStatus,
    UrgentWhat,
)
from app.casework.handover_facts import (
    ConfirmedHow,
    ReviewMark,
    TrustState,
)
from app.casework.words import APPROVAL_OUTCOME, PACKAGE_OUTCOME
from app.handover.kinds import RULES, HandoverKind
from app.handover.scope import Scope
from app.usecases.handover.packages.arrivals import Doubt, RowState
from ui.words import Words

PACKAGE_KINDS: Final[Words] = {kind: RULES[kind].name for kind in HandoverKind}

SCOPES: Final[Words] = {
    Scope.WHOLE: "Hela ärendet",
    Scope.EXECUTION: "Bara det som behövs för att verkställa",
}

ROW_STATES: Final[Words] = {
    RowState.CONFLICT: "Ändrat på båda håll",
    RowState.NEW: "Nytt",
    RowState.NEWER: "Ny version",
    RowState.KNOWN: "Finns redan här",
    RowState.REFUSED: "Kan inte tas emot",
}
"""In the order in which they are shown: what asks for a choice first."""

DOUBTS: Final[Words] = {
    Doubt.NOT_CONFIRMED: (
        "Avsändarens nyckelkort är inte bekräftat: det är inte säkert vem som har gjort paketet. "
        "Ring avsändaren på ett nummer du redan har och jämför orden under Nyckelkort."
    ),
    Doubt.NUMBER_GAP: (
        "Ett tidigare paket från avsändaren har inte kommit. Fråga efter det, så att inget saknas."
    ),
    Doubt.NUMBER_BACK: (
        "Ett senare paket från avsändaren är redan mottaget. Det här är äldre. Fråga avsändaren "
        "om det fortfarande gäller."
    ),
    Doubt.SEALED_IN_FUTURE: (
        "Enligt avsändarens klocka är paketet gjort längre fram i tiden. Kontrollera datorns "
        "klocka, och be avsändaren att kontrollera sin."
    ),
    Doubt.NO_PART_IN_CASE: (
        "Avsändaren har ingen del i ärendet, enligt det som står här. Fråga avsändaren varför "
        "uppgifterna kommer därifrån."
    ),
    Doubt.REVOKED_AUTHOR: (
        "Något är underskrivet med en nyckel som var spärrad då. Fråga den som det sägs vara av, "
        "på ett nummer du redan har, innan du tar emot det."
    ),
    Doubt.TAKES_CASE: (
        "Tar du emot allt har du inte längre ärendet ensam: enligt paketet har någon annan det. "
        "Ring avsändaren på ett nummer du redan har innan du svarar."
    ),
    Doubt.LOG_BROKEN: (
        "Loggens kedja håller inte: rader har ändrats, tagits bort eller lagts till. Ta emot "
        "utdraget, det är underlag, och tala med chefen innan du frågar den som har loggen."
    ),
    Doubt.LOG_REWRITTEN: (
        "Loggen stämmer inte med det som lämnades förut. Ta emot utdraget, det är underlag, och "
        "tala med chefen innan du frågar den som har loggen."
    ),
    Doubt.LOG_GAP: (
        "Utdraget går inte att foga ihop med det förra, eller slutar innan perioden är slut. Be om "
        "ett utdrag som täcker dagarna däremellan."
    ),
}
"""What is told before anything is accepted, and what one can do about it."""

PACKAGE_OUTCOMES: Final[Words] = PACKAGE_OUTCOME
TRUST_STATES: Final[Words] = {
    TrustState.CONFIRMED: "Bekräftat nyckelkort",
    TrustState.SEEN: "Nyckelkortet är inte bekräftat",
    TrustState.REVOKED: "Spärrat nyckelkort",
}
CONFIRMED_HOW: Final[Words] = {
    ConfirmedHow.IN_PERSON: "Vid ett möte",
    ConfirmedHow.PHONE: "Per telefon",
    ConfirmedHow.UNIT_ROOT: "Genom enhetens rotkort",
}
TRANSFER_STATUS: Final[Words] = {
    TransferStatus.HANDED_OVER: "Överlämnat, inte besvarat",
    TransferStatus.ACCEPTED: "Mottaget",
    TransferStatus.REFUSED: "Avböjt",
    TransferStatus.TAKEN_BACK: "Återtaget",
}
SHARE_ROLES: Final[Words] = {
    ShareRole.CO_WORKER: "Medhandläggare",
    ShareRole.RECEIVING_MUNICIPALITY: "Mottagande kommun",
    ShareRole.OTHER_UNIT: "Annan enhet",
}
APPROVAL_OUTCOMES: Final[Words] = APPROVAL_OUTCOME
REVIEW_MARKS: Final[Words] = {
    ReviewMark.NOTHING_TO_REMARK: "Utan anmärkning",
    ReviewMark.INVESTIGATED: "Utreds",
}
SAID: Final[Words] = {
    "reason": "Skäl",
    "from": "Från",
    "role": "Roll",
    "share_role": "Roll",
    "share_scope": "Omfattning",
    "words": "Med avsändarens ord",
    "agreed": "Vad som är överenskommet",
    "happened_on": "När det hände",
    "case_number": "Avsändarens ärendenummer",
    "document": "Handling",
    "sentence": "Det som skrivs under",
    "outcome": "Svar",
    "answers": "Svarar på paket nummer",
    "left": "Uppgifter som inte togs in",
    "refused": "Uppgifter som inte gick att ta in",
    "period": "Period",
    "cases": "Ärenden",
    "rows": "Rader",
    "summary": "Sammanfattning",
    "ended": "Delningen avslutad",
    "same_person": "Samma person finns redan i ärende",
    "law_digest": "Lagpaketets kontrollsumma",
    "law_added": "Nytt i lagstödet",
    "law_changed": "Ändrat i lagstödet",
    "law_removed": "Borttaget ur lagstödet",
    "method_digest": "Metodpaketets kontrollsumma",
    "templates_new": "Nya mallar",
    "same_number": "Samma ärendenummer finns redan här",
}
"""The labels of what a kind says besides its rows (``arrivals.Said``)."""

URGENT: Final[Words] = {
    UrgentWhat.CHILDREN: "Barn har aktualiserats",
    UrgentWhat.CLEARANCE: "Placeringsbedömningen gäller inte längre",
    UrgentWhat.DANGER: "Den enskilde kan vara i fara",
    UrgentWhat.OTHER: "Annat brådskande",
}
